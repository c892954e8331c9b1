// Reads one protobuf message field by field and never beyond its bytes. Knows the wire format only: no schema, no
// nesting (a nested message is the bytes of a field, for another reader), no groups (deprecated; a fault here).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

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
  explicit ProtobufReader(const Bytes& message);

  // Moves to the next field. False at the end of the message, and from the first fault on: failed() tells them apart.
  bool Next();
  bool failed() const { return failed_; }
  std::uint32_t field() const { return field_; }

  // The current field's value. Asking for the wrong wire type is a fault, answered with nothing.
  std::int64_t Integer();
  float Real();
  Bytes Message();
  std::string_view Text();
  // A repeated number may be stored field by field or packed into one: either way these are the encoded numbers.
  Bytes PackedVarints();
  Bytes PackedReals();

 private:
  enum Wire : std::uint8_t { kVarint = 0, kFixed64 = 1, kLengthDelimited = 2, kFixed32 = 5 };

  const Bytes& Payload(Wire wire, Wire other);
  bool Fault();

  Bytes rest_;
  Bytes payload_;  // of the current field, without its tag and length
  std::uint32_t field_ = 0;
  std::uint8_t wire_ = 0;
  bool failed_ = false;
};

}  // namespace emnist::onnx
