// QuantizeLinear and DequantizeLinear: where int8 activations begin and end, and whether their scales go together.
#include <algorithm>
#include <cmath>

#include "onnx/importer.h"

namespace emnist::onnx {
namespace {

using enum Status;

// XNNPACK refuses ratios of 256 and more; below 2^-32 every result is the zero point.
bool InProportion(double step, float output_scale) {
  const double ratio = step / double{output_scale};
  return ratio >= 0x1p-32 && ratio < 256;
}

bool Same(const Tensor& tensor, float scale, int zero_point) {
  return tensor.scale == scale && tensor.zero_point == zero_point;
}

}  // namespace

// Of the current node. Without a zero point, the type is that of `quantisation` before.
bool Importer::ReadQuantisation(Quantisation& quantisation) {
  const ConstantTensor* const scale = Single(1, DataType::kFloat);
  if (scale == nullptr) return false;
  quantisation.scale = Elements(*scale, error_).Real();
  if (!UsableScale(quantisation.scale)) {
    return error_.Fail(kModelMalformed, "its scale is not between 2^-40 and 2^40");
  }
  if (Has(2)) {
    const ConstantTensor* zero_point = PlainConstant(2);
    if (zero_point == nullptr) return false;
    quantisation.is_unsigned = zero_point->type == DataType::kUint8;
    zero_point = Single(2, quantisation.is_unsigned ? DataType::kUint8 : DataType::kInt8);
    if (zero_point == nullptr) return false;
    quantisation.zero_point = static_cast<int>(Elements(*zero_point, error_).Integer());
  }
  if (quantisation.is_unsigned) quantisation.zero_point -= 128;
  return true;
}

// Whether `layer` can compute `output` as it is quantised.
bool Importer::CheckResult(const Layer& layer, const Tensor& output) {
  const Tensor& input = InputOf(layer, 0);
  bool good = true;
  switch (layer.operation) {
    case Operation::kConvolution:
    case Operation::kFullyConnected:
      for (const float scale : layer.weight_scales) {
        good = good && InProportion(double{scale} * double{input.scale}, output.scale);
      }
      break;
    case Operation::kAdd:
      good = InProportion(double{InputOf(layer, 1).scale}, output.scale);
      [[fallthrough]];
    case Operation::kGlobalAveragePool:
      good = good && InProportion(double{input.scale}, output.scale);
      break;
    case Operation::kMaxPool:
    case Operation::kClamp:
      if (Same(output, input.scale, input.zero_point)) break;
      return error_.Fail(kModelUnsupported, "it quantises the output of '@' otherwise than its input is", layer.name);
  }
  if (!good) {
    return error_.Fail(kModelUnsupported, "its scale is out of proportion to those '@' computes with", layer.name);
  }
  return output.Stored(layer.minimum) < output.Stored(layer.maximum) ||
         error_.Fail(kModelUnsupported, "the bounds of '@' leave it a single int8 value", layer.name);
}

bool Importer::QuantizeLinear() {
  attributes_.Integer("axis", 1);  // of no meaning for a single scale
  attributes_.Expect("block_size", 0);
  attributes_.Expect("output_dtype", 0);
  attributes_.Expect("saturate", 1);
  Quantisation quantisation;
  quantisation.is_unsigned = true;
  if (!ReadQuantisation(quantisation)) return false;

  Value value = Input(0);
  switch (value.kind) {
    case Kind::kDequantised:  // changes nothing, if nothing happened between
      if (!Same(TensorOf(value), quantisation.scale, quantisation.zero_point)) {
        return error_.Fail(kModelUnsupported, "it quantises anew what already is, without an operator between");
      }
      break;
    case Kind::kFloat:
    case Kind::kPending: {
      if (value.kind == Kind::kFloat && (value.tensor != model_.input || value.shared)) {
        return error_.Fail(kModelUnsupported,
                           "f32 and int8 are mixed: of f32 values, it can only quantise the network's input, and "
                           "that only if nothing else reads it");
      }
      Tensor& tensor = TensorOf(value);
      tensor.type = ElementType::kInt8;
      tensor.scale = quantisation.scale;
      tensor.zero_point = quantisation.zero_point;
      if (value.kind == Kind::kPending && !CheckResult(ProducerOf(value), tensor)) return false;
      break;
    }
    default:
      return Activation(0, Accepted::kAny) != nullptr;  // which says what is wrong
  }
  value.kind = Kind::kQuantised;
  value.is_unsigned = quantisation.is_unsigned;
  return Define(value);
}

bool Importer::DequantizeLinear() {
  const std::int64_t axis = attributes_.Integer("axis", 1);
  attributes_.Expect("block_size", 0);

  Value value = Input(0);
  if (value.kind == Kind::kConstant) {
    Constant& constant = value.constant;
    if (constant.scales != nullptr) return error_.Fail(kModelUnsupported, "it dequantises twice");
    constant.scales = PlainConstant(1);
    constant.zero_points = Has(2) ? PlainConstant(2) : nullptr;
    const int rank = constant.values->rank;
    // An axis out of range matters only if there are several scales, and then equals none that is expected.
    constant.axis = axis >= -rank && axis < rank ? static_cast<int>(axis < 0 ? axis + rank : axis) : kAbsent;
    return error_.ok() && Define(value);
  }
  if (value.kind != Kind::kQuantised) {
    return error_.Fail(kModelUnsupported, "its input is neither a constant nor from QuantizeLinear");
  }
  Quantisation quantisation;
  quantisation.is_unsigned = value.is_unsigned;
  if (!ReadQuantisation(quantisation)) return false;
  if (!Same(TensorOf(value), quantisation.scale, quantisation.zero_point) ||
      quantisation.is_unsigned != value.is_unsigned) {
    return error_.Fail(kModelUnsupported, "its scale, zero point or type is not that of the QuantizeLinear before");
  }
  value.kind = Kind::kDequantised;
  return Define(value);
}

}  // namespace emnist::onnx
