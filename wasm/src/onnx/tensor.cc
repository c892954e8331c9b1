// TensorProto (onnx.proto): elements are little-endian `raw_data`, or numbers in the typed field of their data type.
#include "onnx/tensor.h"

#include <limits>

namespace emnist::onnx {
namespace {

using enum Status;

// Fields of TensorProto.
enum : std::uint8_t {
  kDims = 1,
  kDataType = 2,
  kSegment = 3,
  kFloatData = 4,
  kInt32Data = 5,
  kInt64Data = 7,
  kName = 8,
  kRawData = 9,
  kExternalData = 13,
  kDataLocation = 14,
};

constexpr std::int64_t kMaxInt32 = std::numeric_limits<std::int32_t>::max();

// In raw_data and float_data; 0 for a type this core does not read.
std::size_t BytesPerElement(std::int64_t type) {
  switch (type) {
    case static_cast<int>(DataType::kUint8):
    case static_cast<int>(DataType::kInt8):
      return 1;
    case static_cast<int>(DataType::kFloat):
    case static_cast<int>(DataType::kInt32):
      return 4;
    case static_cast<int>(DataType::kInt64):
      return 8;
    default:
      return 0;
  }
}

std::uint8_t TypedField(DataType type) {
  return type == DataType::kFloat ? kFloatData : type == DataType::kInt64 ? kInt64Data : kInt32Data;
}

bool IsVarint(std::uint32_t data_field) { return data_field == kInt32Data || data_field == kInt64Data; }

Bytes Data(ProtobufReader& reader) {
  return reader.field() == kRawData     ? reader.Message()
         : reader.field() == kFloatData ? reader.PackedReals()
                                        : reader.PackedVarints();
}

bool FitsType(DataType type, std::int64_t value) {
  const std::int64_t least = type == DataType::kUint8 ? 0 : type == DataType::kInt8 ? -128 : -kMaxInt32 - 1;
  const std::int64_t most = type == DataType::kUint8 ? 255 : type == DataType::kInt8 ? 127 : kMaxInt32;
  return type == DataType::kInt64 || (value >= least && value <= most);
}

}  // namespace

bool ParseTensor(const Bytes& message, ConstantTensor& tensor, LoadError& error) {
  ProtobufReader fields(message, error);
  tensor.name = fields.Text(kName);
  const std::int64_t type = fields.Integer(kDataType);
  const std::size_t width = BytesPerElement(type);
  if (width == 0) {
    return error.Fail(kModelUnsupported, "tensor '@' has element type #", tensor.name, static_cast<int>(type));
  }
  if (fields.Integer(kDataLocation) != 0 || fields.Find(kExternalData) || fields.Find(kSegment)) {
    return error.Fail(kModelUnsupported, "tensor '@' keeps its data elsewhere (external_data or segment)", tensor.name);
  }
  tensor.type = static_cast<DataType>(type);
  tensor.message = message;
  std::uint64_t wanted = 1;  // by the dims; stops growing beyond what the message can hold
  std::size_t count = 0;     // in the data
  bool good = true;
  ProtobufReader reader(message, error);
  while (good && reader.Next()) {
    const auto field = static_cast<std::uint8_t>(reader.field());
    if (reader.field() == kDims) {
      for (Bytes dims = reader.PackedVarints(); good && !dims.empty();) {
        if (tensor.rank == kMaxRank) {
          return error.Fail(kModelUnsupported, "tensor '@' has more than 4 dimensions", tensor.name);
        }
        std::uint64_t value = 0;
        good = TakeVarint(dims, value) && value - 1 < static_cast<std::uint64_t>(kMaxInt32);
        tensor.dims[tensor.rank++] = static_cast<int>(value);
        wanted = wanted > message.size() ? wanted : wanted * value;
      }
    } else if (reader.field() == kRawData || reader.field() == TypedField(tensor.type)) {
      good = tensor.data_field == 0 || (tensor.data_field == field && field != kRawData);
      tensor.data_field = field;
      Bytes data = Data(reader);
      if (IsVarint(field)) {
        for (std::uint64_t value = 0; good && !data.empty(); ++count) good = TakeVarint(data, value);
      } else {
        count += data.size() / width;
        good = good && data.size() % width == 0;
      }
    }
  }
  tensor.elements = count;
  if (!good || wanted != count) {
    return error.Fail(kModelMalformed, "tensor '@' has dims, type and data that do not go together", tensor.name);
  }
  if (IsVarint(tensor.data_field)) {
    Elements values(tensor, error);
    for (std::size_t i = 0; i < count; ++i) good = good && FitsType(tensor.type, values.Integer());
  }
  return good ? error.ok() : error.Fail(kModelMalformed, "tensor '@' has an element outside its type", tensor.name);
}

std::uint64_t Elements::Next() {
  // Cannot fail: ParseTensor has read this very message.
  while (chunk_.empty() && fields_.Next()) {
    if (fields_.field() == tensor_.data_field) chunk_ = Data(fields_);
  }
  std::uint64_t value = 0;
  if (IsVarint(tensor_.data_field)) {
    TakeVarint(chunk_, value);
  } else {
    TakeFixed(chunk_, BytesPerElement(static_cast<std::int64_t>(tensor_.type)), value);
  }
  return value;
}

std::int64_t Elements::Integer() {
  const std::uint64_t value = Next();
  if (tensor_.data_field == kRawData && tensor_.type == DataType::kInt8) return static_cast<std::int8_t>(value);
  if (tensor_.data_field == kRawData && tensor_.type == DataType::kInt32) return static_cast<std::int32_t>(value);
  return static_cast<std::int64_t>(value);
}

float Elements::Real() { return RealFromBits(Next()); }

}  // namespace emnist::onnx
