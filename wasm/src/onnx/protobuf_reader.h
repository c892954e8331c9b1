// Reads one protobuf message, never beyond its bytes. Knows the wire format only: no schema, no nesting (a nested
// message is the bytes of a field, for another reader), no groups (deprecated; refused as damage).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "onnx/load_error.h"

namespace emnist::onnx {

using Bytes = std::span<const std::uint8_t>;

// Take one encoded number from the front of `rest`; false, with `rest` unspecified, when it is truncated or overlong.
bool TakeVarint(Bytes& rest, std::uint64_t& value);
// Little-endian, `width` 1 to 8 bytes, zero-extended.
bool TakeFixed(Bytes& rest, std::size_t width, std::uint64_t& value);

// The f32 with these bits; std::bit_cast is missing from Emscripten 3.1.6.
inline float RealFromBits(std::uint64_t bits) { return __builtin_bit_cast(float, static_cast<std::uint32_t>(bits)); }

class ProtobufReader {
 public:
  // Damage is refused as it is met; the reader is at its end from there on, and what it returns is nothing.
  ProtobufReader(const Bytes& message, LoadError& error) : message_(message), rest_(message), error_(error) {}

  // Field by field, for what is repeated: moves to the next field; false at the end of the message.
  bool Next();
  std::uint32_t field() const { return field_; }
  std::int64_t Integer();
  Bytes Message() { return Payload(kLengthDelimited, kLengthDelimited); }
  std::string_view Text();
  // A repeated number may be stored field by field or packed into one: either way these are the encoded numbers.
  Bytes PackedVarints() { return Payload(kVarint, kLengthDelimited); }
  Bytes PackedReals() { return Payload(kFixed32, kLengthDelimited); }

  // By number, for what is not: the last such field of the whole message counts; without one it is 0, or empty.
  bool Find(std::uint32_t field);
  std::int64_t Integer(std::uint32_t field) { return Find(field) ? Integer() : 0; }
  float Real(std::uint32_t field);
  Bytes Message(std::uint32_t field) { return Find(field) ? Message() : Bytes{}; }
  std::string_view Text(std::uint32_t field) { return Find(field) ? Text() : std::string_view{}; }

 private:
  enum Wire : std::uint8_t { kVarint = 0, kFixed64 = 1, kLengthDelimited = 2, kFixed32 = 5 };

  const Bytes& Payload(Wire wire, Wire other);
  bool Damaged();

  Bytes message_;
  Bytes rest_;
  Bytes payload_;  // of the current field, without its tag and length
  std::uint32_t field_ = 0;
  std::uint8_t wire_ = 0;
  LoadError& error_;
};

}  // namespace emnist::onnx
