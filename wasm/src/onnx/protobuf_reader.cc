// The protobuf wire format (protobuf.dev/programming-guides/encoding), every length checked before it is believed.
#include "onnx/protobuf_reader.h"

#include <cstddef>

namespace emnist::onnx {

bool TakeVarint(Bytes& rest, std::uint64_t& value) {
  value = 0;
  for (std::size_t i = 0; i < 10 && i < rest.size(); ++i) {
    const std::uint8_t byte = rest[i];
    if (i == 9 && byte > 1) return false;  // would not fit 64 bits
    value |= std::uint64_t{byte & 0x7Fu} << (7 * i);
    if (byte < 0x80) {
      rest = rest.subspan(i + 1);
      return true;
    }
  }
  return false;
}

bool TakeFixed(Bytes& rest, std::size_t width, std::uint64_t& value) {
  value = 0;
  if (rest.size() < width) return false;
  for (std::size_t i = 0; i < width; ++i) value |= std::uint64_t{rest[i]} << (8 * i);
  rest = rest.subspan(width);
  return true;
}

bool ProtobufReader::Damaged() {
  message_ = rest_ = payload_ = {};
  return error_.Fail(Status::kModelMalformed, "not an ONNX file, or truncated");
}

bool ProtobufReader::Next() {
  if (rest_.empty()) return false;
  std::uint64_t tag = 0;
  if (!TakeVarint(rest_, tag) || tag >> 3 == 0 || tag >> 32 != 0) return Damaged();
  field_ = static_cast<std::uint32_t>(tag >> 3);
  wire_ = tag & 7;

  std::uint64_t size = 0;
  Bytes after = rest_;
  if (wire_ == kVarint) {
    std::uint64_t value = 0;
    if (!TakeVarint(after, value)) return Damaged();
    size = rest_.size() - after.size();
  } else if (wire_ == kLengthDelimited) {
    if (!TakeVarint(rest_, size)) return Damaged();
  } else if (wire_ == kFixed32 || wire_ == kFixed64) {
    size = wire_ == kFixed32 ? 4 : 8;
  } else {
    return Damaged();
  }
  if (size > rest_.size()) return Damaged();
  payload_ = rest_.first(static_cast<std::size_t>(size));
  rest_ = rest_.subspan(static_cast<std::size_t>(size));
  return true;
}

bool ProtobufReader::Find(std::uint32_t field) {
  rest_ = message_;
  bool found = false;
  Bytes payload;
  std::uint8_t wire = 0;
  while (Next()) {
    if (field_ != field) continue;
    found = true;
    payload = payload_;
    wire = wire_;
  }
  payload_ = payload;
  wire_ = wire;
  return found;
}

const Bytes& ProtobufReader::Payload(Wire wire, Wire other) {
  if (wire_ != wire && wire_ != other) Damaged();
  return payload_;
}

std::int64_t ProtobufReader::Integer() {
  Bytes payload = Payload(kVarint, kVarint);
  std::uint64_t value = 0;
  TakeVarint(payload, value);
  return static_cast<std::int64_t>(value);
}

float ProtobufReader::Real(std::uint32_t field) {
  if (!Find(field)) return 0;
  Bytes payload = Payload(kFixed32, kFixed32);
  std::uint64_t value = 0;
  TakeFixed(payload, 4, value);
  return RealFromBits(value);
}

std::string_view ProtobufReader::Text() {
  const Bytes& text = Payload(kLengthDelimited, kLengthDelimited);
  return {reinterpret_cast<const char*>(text.data()), text.size()};
}

}  // namespace emnist::onnx
