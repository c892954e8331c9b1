// The operators that become layers of the Model.
#include <algorithm>
#include <cmath>
#include <string_view>

#include "onnx/lowering.h"
#include "onnx/text.h"

namespace emnist::onnx {
namespace {

using enum Status;

enum class AutoPad : std::uint8_t { kNone, kSameUpper, kSameLower };

// One axis of a sliding window: fills the padding, unless given, and returns the size of the output; 0 when the window
// does not fit, or could lie beside the input.
int Slide(int input, int kernel, int stride, int dilation, AutoPad auto_pad, int& before, int& after) {
  const int extent = (kernel - 1) * dilation + 1;
  if (auto_pad != AutoPad::kNone) {
    const int steps = (input + stride - 1) / stride;
    const int total = std::max((steps - 1) * stride + extent - input, 0);
    before = (auto_pad == AutoPad::kSameLower ? total + 1 : total) / 2;
    after = total - before;
  }
  const int spare = input + before + after - extent;
  return spare < 0 || before >= extent || after >= extent ? 0 : spare / stride + 1;
}

}  // namespace

// Reads the attributes that Conv and MaxPool share, slides the layer's window and defines the node's result.
bool Lowering::SlideWindow(Layer& layer, int channels) {
  int strides[2] = {1, 1};
  int dilations[2] = {1, 1};
  int pads[4] = {};
  attributes_.Integers("strides", 1, strides);
  attributes_.Integers("dilations", 1, dilations);
  attributes_.Integers("pads", 0, pads);
  const std::string_view name = attributes_.Text("auto_pad");
  const bool none = name.empty() || Is(name, "NOTSET");
  const bool same_upper = Is(name, "SAME_UPPER");
  const bool same_lower = Is(name, "SAME_LOWER");
  if ((!none && !same_upper && !same_lower && !Is(name, "VALID")) ||
      (!none && (pads[0] | pads[1] | pads[2] | pads[3]) != 0)) {
    return refusal_.Because(kModelUnsupported, "attribute auto_pad=@, or pads besides", name);
  }
  const AutoPad auto_pad = same_upper ? AutoPad::kSameUpper : same_lower ? AutoPad::kSameLower : AutoPad::kNone;
  const Tensor& input = InputOf(layer, 0);
  Window& window = layer.window;
  window.stride_y = strides[0];
  window.stride_x = strides[1];
  window.dilation_y = dilations[0];
  window.dilation_x = dilations[1];
  const int height = Slide(input.height, window.height, strides[0], dilations[0], auto_pad, pads[0], pads[2]);
  const int width = Slide(input.width, window.width, strides[1], dilations[1], auto_pad, pads[1], pads[3]);
  window.pad_top = pads[0];
  window.pad_left = pads[1];
  window.pad_bottom = pads[2];
  window.pad_right = pads[3];
  if (height == 0 || width == 0) {
    return refusal_.Because(kModelUnsupported, "its window does not fit its padded input, or only its padding");
  }
  // A dilated window can step over all of a small input; an undilated one cannot, being wider than the padding.
  if (layer.operation == Operation::kMaxPool && (dilations[0] | dilations[1]) != 1 &&
      (pads[0] | pads[1] | pads[2] | pads[3]) != 0) {
    return refusal_.Because(kModelUnsupported, "attributes dilations and padding together");
  }
  // Some kernels keep their input with its padding around it.
  if (!Fits(input.type, std::int64_t{input.height} + pads[0] + pads[2], std::int64_t{input.width} + pads[1] + pads[3],
            input.channels)) {
    return refusal_.Because(kModelTooLarge, "its padded input exceeds the limit of an activation");
  }
  return DefineResult(layer, height, width, channels, 4);
}

bool Lowering::Conv() {
  const Value* const input = Activation(0, 4);
  const Constant* const weights = ConstantInput(1);
  const Constant* const bias = Has(2) ? ConstantInput(2) : nullptr;
  if (!refusal_.none()) return false;
  const int* const dims = weights->values->dims;
  if (weights->values->rank != 4 || dims[2] > Attributes::kMaxWindow || dims[3] > Attributes::kMaxWindow) {
    return refusal_.Because(kModelUnsupported, "its weights are not those of a window over pixels");
  }
  const std::int64_t groups = attributes_.Integer("group", 1);
  int kernel_shape[2] = {dims[2], dims[3]};
  attributes_.Integers("kernel_shape", 1, kernel_shape);
  const Tensor& tensor = TensorOf(*input);
  if (groups < 1 || groups > tensor.channels || groups * dims[1] != tensor.channels || dims[0] % groups != 0 ||
      kernel_shape[0] != dims[2] || kernel_shape[1] != dims[3]) {
    return refusal_.Because(kModelMalformed, "its weights do not go with kernel_shape, group and # channels",
                            tensor.channels);
  }
  Layer& layer = NewLayer(Operation::kConvolution, *input);
  layer.window.height = dims[2];
  layer.window.width = dims[3];
  layer.groups = static_cast<int>(groups);
  const WeightShape shape{dims[0], dims[1], dims[2] * dims[3], false};
  return weights_.Weights(*weights, tensor, shape, layer) &&
         (bias == nullptr || weights_.Bias(*bias, tensor, dims[0], layer)) && SlideWindow(layer, dims[0]);
}

bool Lowering::FullyConnected(bool outputs_last) {
  const Value* const input = Activation(0, 2);
  const Constant* const weights = ConstantInput(1);
  const Constant* const bias = Has(2) ? ConstantInput(2) : nullptr;
  if (!refusal_.none()) return false;
  const ConstantTensor& matrix = *weights->values;
  const Tensor& tensor = TensorOf(*input);
  if (matrix.rank != 2 || static_cast<std::size_t>(matrix.dims[outputs_last ? 0 : 1]) != tensor.elements()) {
    return refusal_.Because(kModelMalformed, "its weights are not a matrix over # inputs",
                            static_cast<int>(tensor.elements()));
  }
  const int outputs = matrix.dims[outputs_last ? 1 : 0];
  Layer& layer = NewLayer(Operation::kFullyConnected, *input);
  const WeightShape shape{outputs, tensor.channels, tensor.height * tensor.width, outputs_last};
  return weights_.Weights(*weights, tensor, shape, layer) &&
         (bias == nullptr || weights_.Bias(*bias, tensor, outputs, layer)) && DefineResult(layer, 1, 1, outputs, 2);
}

bool Lowering::Gemm() {
  if (attributes_.Real("alpha", 1) != 1 || attributes_.Real("beta", 1) != 1) {
    return refusal_.Because(kModelUnsupported, "attribute alpha or beta is not 1");
  }
  attributes_.Expect("transA", 0);
  const bool transposed = attributes_.Integer("transB", 0) != 0;
  return FullyConnected(!transposed);
}

bool Lowering::MatMul() { return FullyConnected(true); }

// MatMul has no bias of its own: an Add of a constant right after it is one.
bool Lowering::AddBias(int activation, int bias) {
  const Value& value = Input(activation);
  const bool alone = value.kind == Kind::kPending || (value.kind == Kind::kFloat && !value.shared);
  if (alone && value.tensor != model_.input) {
    Layer& layer = ProducerOf(value);
    if (layer.operation == Operation::kFullyConnected && layer.minimum == -HUGE_VALF && layer.maximum == HUGE_VALF &&
        layer.int8_bias.empty() && layer.float_bias.empty()) {
      return weights_.Bias(Input(bias).constant, InputOf(layer, 0), TensorOf(value).channels, layer) && Define(value);
    }
  }
  return refusal_.Because(kModelUnsupported, "it adds a constant to what is not the result of a MatMul alone");
}

bool Lowering::Add() {
  if (Input(1).kind == Kind::kConstant) return AddBias(0, 1);
  if (Input(0).kind == Kind::kConstant) return AddBias(1, 0);
  const Value* const a = Activation(0, 0);
  const Value* const b = Activation(1, 0);
  if (!refusal_.none()) return false;
  const Tensor& left = TensorOf(*a);
  const Tensor& right = TensorOf(*b);
  if (a->rank != b->rank || left.height != right.height || left.width != right.width ||
      left.channels != right.channels) {
    return refusal_.Because(kModelUnsupported, "its inputs have different shapes");
  }
  Layer& layer = NewLayer(Operation::kAdd, *a);
  layer.inputs[1] = b->tensor;
  return DefineResult(layer, left.height, left.width, left.channels, a->rank);
}

bool Lowering::MaxPool() {
  const Value* const input = Activation(0, 4);
  if (input == nullptr) return false;
  attributes_.Expect("ceil_mode", 0);
  attributes_.Expect("storage_order", 0);
  int kernel_shape[2] = {};
  if (!attributes_.Integers("kernel_shape", 1, kernel_shape)) {
    return refusal_.Because(kModelMalformed, "attribute kernel_shape is missing");
  }
  Layer& layer = NewLayer(Operation::kMaxPool, *input);
  layer.window.height = kernel_shape[0];
  layer.window.width = kernel_shape[1];
  return SlideWindow(layer, TensorOf(*input).channels);
}

bool Lowering::GlobalAveragePool() {
  const Value* const input = Activation(0, 4);
  return input != nullptr &&
         DefineResult(NewLayer(Operation::kGlobalAveragePool, *input), 1, 1, TensorOf(*input).channels, 4);
}

}  // namespace emnist::onnx
