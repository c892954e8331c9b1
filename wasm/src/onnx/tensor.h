// A constant tensor inside the file: its shape and its elements, read in place. Knows the encodings of TensorProto, not
// what the numbers are for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "onnx/load_error.h"
#include "onnx/protobuf_reader.h"

namespace emnist::onnx {

// TensorProto.DataType; the types this core reads.
enum class DataType : std::uint8_t { kFloat = 1, kUint8 = 2, kInt8 = 3, kInt32 = 6, kInt64 = 7 };

inline constexpr int kMaxRank = 4;

struct ConstantTensor {
  std::string_view name;
  DataType type = {};
  std::uint8_t data_field = 0;  // of the TensorProto: where its elements are
  int rank = 0;
  int dims[kMaxRank] = {};
  std::size_t elements = 0;  // exactly as many as the file holds data for
  Bytes message;             // the TensorProto
};

// Reads everything but the elements, and checks those: their number, and that integers fit their type.
bool ParseTensor(const Bytes& message, ConstantTensor& tensor, LoadError& error);

// The elements of a parsed tensor, one after another.
class Elements {
 public:
  Elements(const ConstantTensor& tensor, LoadError& error) : tensor_(tensor), fields_(tensor.message, error) {}

  std::int64_t Integer();  // of any type but kFloat
  float Real();            // of kFloat

 private:
  std::uint64_t Next();

  const ConstantTensor& tensor_;
  ProtobufReader fields_;
  Bytes chunk_;
};

}  // namespace emnist::onnx
