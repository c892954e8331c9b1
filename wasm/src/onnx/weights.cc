// Weights go from the file's channel-before-pixel order to the Model's pixel-before-channel order on the way in.
#include "onnx/weights.h"

#include <cmath>

namespace emnist::onnx {
namespace {

using enum Status;

// int8 products are below 2^14, zero-point corrections too: with so many inputs, and a bias of at most 2^30, no partial
// sum of a layer leaves 32 bits.
constexpr std::size_t kMaxInputs = 32768;
constexpr double kMaxBias = 1 << 30;

// A bias whose stored scale is this close to input scale * weight scale is taken as it is.
constexpr double kScaleTolerance = 1e-4;

// One function for f32 and int32, which the linker sees to be the same.
template <typename T>
[[gnu::noinline]] void Allocate(std::vector<T>& values, std::size_t size) {
  values = std::vector<T>(size);
}

// Where the tensor lies in the file tells it from all others.
std::uintptr_t Identity(const ConstantTensor& tensor) {
  return reinterpret_cast<std::uintptr_t>(tensor.message.data());
}

}  // namespace

bool UsableScale(float scale) { return scale >= 0x1p-40f && scale <= 0x1p40f; }

bool WeightReader::Spend(std::size_t elements, std::size_t bytes_each) {
  if (elements > budget_ / bytes_each) return error_.Fail(kModelTooLarge, "the weights so far exceed the limit");
  budget_ -= elements * bytes_each;
  return true;
}

// Reads one scale for each output, and checks that every zero point is the expected one.
bool WeightReader::Scales(const Constant& constant, int outputs, int axis, std::int64_t zero_point,
                          std::vector<float>& scales) {
  const ConstantTensor& stored = *constant.scales;
  const ConstantTensor* const zeros = constant.zero_points;
  const bool single = stored.elements == 1;
  const bool per_output = stored.rank == 1 && stored.dims[0] == outputs && constant.axis == axis;
  if (stored.type != DataType::kFloat || !(single || per_output)) {
    return error_.Fail(kModelUnsupported, "scale '@' is not f32, one or one for each output (axis #)", stored.name,
                       axis);
  }
  bool right =
      zeros == nullptr ? zero_point == 0 : zeros->type == constant.values->type && zeros->elements == stored.elements;
  if (right && zeros != nullptr) {
    Elements elements(*zeros, error_);
    for (std::size_t i = 0; i < zeros->elements; ++i) right = right && elements.Integer() == zero_point;
  }
  if (!right) {
    return error_.Fail(kModelUnsupported, "'@' is not quantised around #", constant.values->name,
                       static_cast<int>(zero_point));
  }
  Allocate(scales, static_cast<std::size_t>(outputs));
  Elements elements(stored, error_);
  float scale = 0;
  for (float& next : scales) {
    if (!single || scale == 0) scale = elements.Real();
    if (!UsableScale(scale)) {
      return error_.Fail(kModelMalformed, "scale '@' is not between 2^-40 and 2^40", stored.name);
    }
    next = scale;
  }
  return true;
}

bool WeightReader::Weights(const Constant& constant, const Tensor& input, const WeightShape& shape, Layer& layer) {
  const ConstantTensor& values = *constant.values;
  const bool is_float = input.type == ElementType::kFloat32;
  const bool is_unsigned = values.type == DataType::kUint8;
  if (is_float != (constant.scales == nullptr) ||
      (is_float ? values.type != DataType::kFloat : values.type != DataType::kInt8 && !is_unsigned)) {
    return error_.Fail(kModelUnsupported,
                       is_float ? "weights '@' are not f32 like its input" : "weights '@' are not int8 like its input",
                       values.name);
  }
  const auto outputs = static_cast<std::size_t>(shape.outputs);
  const auto pixels = static_cast<std::size_t>(shape.pixels);
  const std::size_t inputs = values.elements / outputs;
  const std::int64_t middle = is_unsigned ? 128 : 0;  // uint8 around 128 is int8 around 0
  if (is_float) {
    if (!Spend(values.elements, 4)) return false;
    Allocate(layer.float_weights, values.elements);
  } else {
    if (inputs > kMaxInputs) return error_.Fail(kModelUnsupported, "more than 32768 inputs could leave 32 bits");
    if (!Spend(values.elements, 1) || !Spend(outputs, 4) ||
        !Scales(constant, shape.outputs, shape.outputs_last ? values.rank - 1 : 0, middle, layer.weight_scales)) {
      return false;
    }
    Allocate(layer.int8_weights, values.elements);
  }
  layer.weights_identity = Identity(values);
  Elements elements(values, error_);
  for (std::size_t i = 0; i < values.elements; ++i) {
    const std::size_t output = shape.outputs_last ? i % outputs : i / inputs;
    const std::size_t in = shape.outputs_last ? i / outputs : i % inputs;
    const std::size_t to = (output * pixels + in % pixels) * static_cast<std::size_t>(shape.channels) + in / pixels;
    if (is_float) {
      const float value = elements.Real();
      if (!std::isfinite(value)) {
        return error_.Fail(kModelMalformed, "'@' holds a NaN or infinity", values.name);
      }
      layer.float_weights[to] = value;
    } else {
      layer.int8_weights[to] = static_cast<std::int8_t>(elements.Integer() - middle);
    }
  }
  return true;
}

bool WeightReader::Bias(const Constant& constant, const Tensor& input, int outputs, Layer& layer) {
  const ConstantTensor& values = *constant.values;
  const bool is_float = input.type == ElementType::kFloat32;
  const bool is_plain = constant.scales == nullptr;
  const bool one_row = values.rank == 1 || (values.rank == 2 && values.dims[0] == 1);
  if ((is_float && !is_plain) || values.type != (is_plain ? DataType::kFloat : DataType::kInt32) || !one_row ||
      values.dims[values.rank - 1] != outputs) {
    return error_.Fail(kModelUnsupported, "bias '@' is not # numbers of f32, or of dequantised int32 over int8",
                       values.name, outputs);
  }
  std::vector<float> scales;
  if (!Spend(values.elements, 4) || (!is_plain && !Scales(constant, outputs, values.rank - 1, 0, scales))) return false;
  if (is_float) {
    Allocate(layer.float_bias, values.elements);
  } else {
    Allocate(layer.int8_bias, values.elements);
  }
  layer.bias_identity = Identity(values);
  Elements elements(values, error_);
  for (std::size_t i = 0; i < values.elements; ++i) {
    double value = is_plain ? double{elements.Real()} : static_cast<double>(elements.Integer());
    if (!is_float) {
      const double step = double{input.scale} * double{layer.weight_scales[i]};
      const double unit = is_plain ? 1 : double{scales[i]};
      if (is_plain || std::fabs(unit / step - 1) > kScaleTolerance) value = std::nearbyint(value * unit / step);
    }
    if (!std::isfinite(value) || (!is_float && std::fabs(value) > kMaxBias)) {
      return error_.Fail(kModelUnsupported, "bias '@' holds a NaN, an infinity, or more than 2^30 steps", values.name);
    }
    if (is_float) {
      layer.float_bias[i] = static_cast<float>(value);
    } else {
      layer.int8_bias[i] = static_cast<std::int32_t>(value);
    }
  }
  return true;
}

}  // namespace emnist::onnx
