// AttributeProto (onnx.proto). A node has a handful: reading them again for each question is cheaper than keeping them.
#include "onnx/attributes.h"

namespace emnist::onnx {

using enum Status;

namespace {

constexpr std::uint32_t kAttribute = 5;  // field of NodeProto
constexpr int kMaxAttributes = 32;       // bits of read_

}  // namespace

bool Attributes::Parse(const Bytes& message, Attribute& attribute) {
  bool whole = true;
  ProtobufReader reader(message);
  while (reader.Next()) {
    switch (reader.field()) {
      case 1:
        attribute.name = reader.Text();
        break;
      case 2:
        attribute.real = reader.Real();
        break;
      case 3:
        attribute.integer = reader.Integer();
        break;
      case 4:
      case 5:
        attribute.bytes = reader.Message();
        break;
      case 8:
        for (Bytes rest = reader.PackedVarints(); whole && !rest.empty(); ++attribute.count) {
          std::uint64_t value = 0;
          whole = TakeVarint(rest, value);
          if (attribute.count < 4) attribute.integers[attribute.count] = static_cast<std::int64_t>(value);
        }
        break;
      case 20:
        attribute.type = reader.Integer();
        break;
      case 21:  // refers to an attribute of a function: no type is asked for under which it would be found
        attribute.type = kNone;
        return true;
      default:
        break;
    }
  }
  if (whole && !reader.failed()) return true;
  return refusal_.Because(kModelMalformed, "attribute @ is truncated", attribute.name);
}

bool Attributes::Find(const char* name, Type type, Attribute& attribute) {
  ProtobufReader reader(node_);
  for (int i = 0; i < kMaxAttributes && reader.Next();) {
    if (reader.field() != kAttribute) continue;
    const std::uint32_t bit = std::uint32_t{1} << i++;
    attribute = {};
    if (!Parse(reader.Message(), attribute)) return false;
    if ((read_ & bit) != 0 || attribute.name != name) continue;
    read_ |= bit;
    return attribute.type == type || refusal_.Because(kModelMalformed, "attribute @ has the wrong type", name);
  }
  return false;
}

std::int64_t Attributes::Integer(const char* name, std::int64_t otherwise) {
  Attribute attribute;
  return Find(name, kInt, attribute) ? attribute.integer : otherwise;
}

float Attributes::Real(const char* name, float otherwise) {
  Attribute attribute;
  return Find(name, kFloat, attribute) ? attribute.real : otherwise;
}

Bytes Attributes::Tensor(const char* name) {
  Attribute attribute;
  return Find(name, kTensor, attribute) ? attribute.bytes : Bytes{};
}

std::string_view Attributes::Text(const char* name) {
  Attribute attribute;
  if (!Find(name, kString, attribute)) return {};
  return {reinterpret_cast<const char*>(attribute.bytes.data()), attribute.bytes.size()};
}

bool Attributes::Integers(const char* name, int least, std::span<int> values) {
  Attribute attribute;
  if (!Find(name, kInts, attribute)) return false;
  bool fits = attribute.count == static_cast<int>(values.size());
  for (std::size_t i = 0; fits && i < values.size(); ++i) {
    fits = attribute.integers[i] >= least && attribute.integers[i] <= kMaxWindow;
    values[i] = static_cast<int>(attribute.integers[i]);
  }
  if (!fits) {
    refusal_.Because(kModelUnsupported, "attribute @ is not # values of a sensible size", name,
                     static_cast<int>(values.size()));
  }
  return fits;
}

void Attributes::Expect(const char* name, std::int64_t neutral) {
  if (Integer(name, neutral) != neutral) {
    refusal_.Because(kModelUnsupported, "attribute @ is not #", name, static_cast<int>(neutral));
  }
}

void Attributes::ExpectOne(const char* name) {
  if (Real(name, 1) != 1) refusal_.Because(kModelUnsupported, "attribute @ is not 1", name);
}

bool Attributes::AllRead() {
  ProtobufReader reader(node_);
  for (int i = 0; reader.Next();) {
    if (reader.field() != kAttribute) continue;
    if (i == kMaxAttributes || (read_ >> i & 1) == 0) {
      Attribute attribute;
      return Parse(reader.Message(), attribute) && refusal_.Because(kModelUnsupported, "attribute @", attribute.name);
    }
    ++i;
  }
  return refusal_.none();
}

}  // namespace emnist::onnx
