// Add, and the bounds of Relu and Clip.
#include <algorithm>
#include <cfloat>
#include <cmath>

#include "onnx/importer.h"

namespace emnist::onnx {

using enum Status;

bool Importer::Add() {
  if (Input(1).kind == Kind::kConstant) return AddBias(0, 1);
  if (Input(0).kind == Kind::kConstant) return AddBias(1, 0);
  const Value* const a = Activation(0, Accepted::kAny);
  const Value* const b = Activation(1, Accepted::kAny);
  if (!error_.ok()) return false;
  const Tensor& left = TensorOf(*a);
  const Tensor& right = TensorOf(*b);
  if (a->rank != b->rank || left.height != right.height || left.width != right.width ||
      left.channels != right.channels) {
    return error_.Fail(kModelUnsupported, "its inputs have different shapes");
  }
  Layer& layer = NewLayer(Operation::kAdd, *a);
  layer.inputs[1] = b->tensor;
  return DefineResult(layer, left.height, left.width, left.channels, a->rank);
}

// Bounds the layer before it when nobody else sees that layer's result, else becomes a layer of its own.
bool Importer::Clamp(float minimum, float maximum) {
  if (!(minimum < maximum)) return error_.Fail(kModelUnsupported, "its minimum is not below its maximum");
  const Value input = Input(0);
  const bool folds =
      input.kind == Kind::kPending || (input.kind == Kind::kFloat && !input.shared && input.tensor != model_.input);
  if (!folds && Activation(0, Accepted::kAny) == nullptr) return false;
  Layer& layer = folds ? ProducerOf(input) : NewLayer(Operation::kClamp, input);
  layer.minimum = std::clamp(layer.minimum, minimum, maximum);
  layer.maximum = std::clamp(layer.maximum, minimum, maximum);
  if (layer.minimum == layer.maximum) {
    return error_.Fail(kModelUnsupported, "with the bounds before it nothing but one value remains");
  }
  if (folds) return Define(input);
  const Tensor& tensor = TensorOf(input);
  return DefineResult(layer, tensor.height, tensor.width, tensor.channels, input.rank);
}

bool Importer::Relu() { return Clamp(0, HUGE_VALF); }

bool Importer::Clip() {
  float bounds[2] = {-FLT_MAX, FLT_MAX};
  if (graph_.opset < 11) {
    bounds[0] = attributes_.Real("min", bounds[0]);
    bounds[1] = attributes_.Real("max", bounds[1]);
  }
  for (int i = 0; i < 2; ++i) {
    if (!Has(i + 1)) continue;
    const ConstantTensor* const bound = Single(i + 1, DataType::kFloat);
    if (bound == nullptr) return false;
    bounds[i] = Elements(*bound, error_).Real();
  }
  return Clamp(bounds[0] == -FLT_MAX ? -HUGE_VALF : bounds[0], bounds[1] == FLT_MAX ? HUGE_VALF : bounds[1]);
}

}  // namespace emnist::onnx
