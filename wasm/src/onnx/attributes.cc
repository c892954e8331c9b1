// AttributeProto (onnx.proto). A node has a handful: reading them again for each question is cheaper than keeping them.
#include "onnx/attributes.h"

#include "onnx/text.h"

namespace emnist::onnx {
namespace {

using enum Status;

constexpr std::uint32_t kAttribute = 5;  // field of NodeProto
constexpr int kMaxAttributes = 32;       // bits of read_

// Fields of AttributeProto.
enum : std::uint32_t { kName = 1, kF = 2, kI = 3, kS = 4, kT = 5, kIs = 8, kTypeField = 20, kRefAttrName = 21 };

}  // namespace

// The AttributeProto, or nothing.
Bytes Attributes::Find(const char* name, Type type) {
  ProtobufReader reader(node_, error_);
  for (int i = 0; i < kMaxAttributes && reader.Next();) {
    if (reader.field() != kAttribute) continue;
    const std::uint32_t bit = std::uint32_t{1} << i++;
    const Bytes message = reader.Message();
    ProtobufReader attribute(message, error_);
    if ((read_ & bit) != 0 || !Is(attribute.Text(kName), name)) continue;
    read_ |= bit;
    if (attribute.Integer(kTypeField) == type && !attribute.Find(kRefAttrName)) return message;
    error_.Fail(kModelMalformed, "attribute @ has the wrong type", attribute.Text(kName));
  }
  return {};
}

std::int64_t Attributes::Integer(const char* name, std::int64_t otherwise) {
  const Bytes found = Find(name, kInt);
  return found.empty() ? otherwise : ProtobufReader(found, error_).Integer(kI);
}

float Attributes::Real(const char* name, float otherwise) {
  const Bytes found = Find(name, kFloat);
  return found.empty() ? otherwise : ProtobufReader(found, error_).Real(kF);
}

Bytes Attributes::Tensor(const char* name) { return ProtobufReader(Find(name, kTensor), error_).Message(kT); }

std::string_view Attributes::Text(const char* name) { return ProtobufReader(Find(name, kString), error_).Text(kS); }

bool Attributes::Integers(const char* name, int least, std::span<int> values) {
  const Bytes found = Find(name, kInts);
  if (found.empty()) return false;
  std::size_t count = 0;
  bool fits = true;
  ProtobufReader reader(found, error_);
  while (reader.Next()) {
    if (reader.field() != kIs) continue;
    for (Bytes rest = reader.PackedVarints(); fits && !rest.empty(); ++count) {
      std::uint64_t value = 0;  // a negative one is beyond 2^63
      fits = TakeVarint(rest, value) && count < values.size() && value >= static_cast<std::uint64_t>(least) &&
             value <= kMaxWindow;
      if (fits) values[count] = static_cast<int>(value);
    }
  }
  return (fits && count == values.size()) ||
         error_.Fail(kModelUnsupported, "attribute @ is not # values of a sensible size", reader.Text(kName),
                     static_cast<int>(values.size()));
}

void Attributes::Expect(const char* name, int neutral) {
  const Bytes found = Find(name, kInt);
  if (found.empty()) return;
  ProtobufReader reader(found, error_);
  if (reader.Integer(kI) != neutral) {
    error_.Fail(kModelUnsupported, "attribute @ is not #", reader.Text(kName), neutral);
  }
}

bool Attributes::AllRead() {
  ProtobufReader reader(node_, error_);
  for (int i = 0; reader.Next();) {
    if (reader.field() != kAttribute) continue;
    if (i == kMaxAttributes || (read_ >> i & 1) == 0) {
      return error_.Fail(kModelUnsupported, "attribute @", ProtobufReader(reader.Message(), error_).Text(kName));
    }
    ++i;
  }
  return error_.ok();
}

}  // namespace emnist::onnx
