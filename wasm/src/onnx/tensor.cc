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
  switch (static_cast<DataType>(type)) {
    case DataType::kUint8:
    case DataType::kInt8:
      return 1;
    case DataType::kFloat:
    case DataType::kInt32:
      return 4;
    case DataType::kInt64:
      return 8;
  }
  return 0;
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

bool ParseTensor(const Bytes& message, ConstantTensor& tensor, Refusal& refusal) {
  // The name is the last field in most files, and every complaint wants it: so they wait for the end of the loop.
  const char* unsupported = nullptr;
  bool truncated = false;
  bool twice = false;
  bool bad_dims = false;
  std::int64_t type = 0;
  std::size_t count = 0;  // varints, or bytes of other data
  ProtobufReader reader(message);
  while (reader.Next()) {
    switch (reader.field()) {
      case kDims:
        for (Bytes dims = reader.PackedVarints(); !dims.empty() && !truncated;) {
          std::uint64_t value = 0;
          truncated = !TakeVarint(dims, value);
          bad_dims = bad_dims || value < 1 || value > kMaxInt32;
          if (tensor.rank == kMaxRank) {
            unsupported = "tensor '@' has more than 4 dimensions";
          } else {
            tensor.dims[tensor.rank++] = static_cast<int>(value);
          }
        }
        break;
      case kDataType:
        type = reader.Integer();
        break;
      case kName:
        tensor.name = reader.Text();
        break;
      case kSegment:
        unsupported = "tensor '@' is stored in segments";
        break;
      case kDataLocation:
        if (reader.Integer() == 0) break;
        [[fallthrough]];
      case kExternalData:
        unsupported = "tensor '@' keeps its data outside the file (external_data)";
        break;
      case kFloatData:
      case kInt32Data:
      case kInt64Data:
      case kRawData: {
        const auto field = static_cast<std::uint8_t>(reader.field());
        twice = twice || (tensor.data_field != 0 && (tensor.data_field != field || field == kRawData));
        tensor.data_field = field;
        Bytes data = Data(reader);
        if (IsVarint(field)) {
          for (std::uint64_t value = 0; !data.empty() && !truncated; ++count) truncated = !TakeVarint(data, value);
        } else {
          count += data.size();
          truncated = truncated || (field == kFloatData && data.size() % 4 != 0);
        }
        break;
      }
      default:
        break;
    }
  }
  const std::size_t width = BytesPerElement(type);
  if (reader.failed() || truncated) return refusal.Because(kModelMalformed, "tensor '@' is truncated", tensor.name);
  if (unsupported != nullptr) return refusal.Because(kModelUnsupported, unsupported, tensor.name);
  if (width == 0) {
    return refusal.Because(kModelUnsupported, "tensor '@' has element type #", tensor.name, static_cast<int>(type));
  }
  tensor.type = static_cast<DataType>(type);
  if (twice || (tensor.data_field != kRawData && tensor.data_field != TypedField(tensor.type))) {
    return refusal.Because(kModelMalformed, "tensor '@' needs its data once, in raw_data or the field of its type",
                           tensor.name);
  }
  if (!IsVarint(tensor.data_field)) {
    bad_dims = bad_dims || count % width != 0;
    count /= width;
  }
  // In 64 bits, because size_t has 32 in WebAssembly. `count` is bounded by the file: nothing overflows.
  std::uint64_t elements = 1;
  for (int i = 0; i < tensor.rank && elements <= count; ++i) elements *= static_cast<std::uint64_t>(tensor.dims[i]);
  if (bad_dims || elements != count) {
    return refusal.Because(kModelMalformed, "tensor '@' has dims that do not go with its data", tensor.name);
  }
  tensor.elements = count;
  tensor.message = message;
  if (IsVarint(tensor.data_field)) {
    Elements values(tensor);
    for (std::size_t i = 0; i < count; ++i) {
      if (!FitsType(tensor.type, values.Integer())) {
        return refusal.Because(kModelMalformed, "tensor '@' has an element outside its type", tensor.name);
      }
    }
  }
  return true;
}

std::uint64_t Elements::Next() {
  // Cannot fault: ParseTensor has read this very message.
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
