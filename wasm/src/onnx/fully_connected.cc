// Gemm, and MatMul with the Add of its bias.
#include <cmath>

#include "onnx/importer.h"

namespace emnist::onnx {

using enum Status;

bool Importer::FullyConnected(bool outputs_last) {
  const Value* const input = Activation(0, Accepted::kFlat);
  const Constant* const weights = ConstantInput(1);
  const Constant* const bias = Has(2) ? ConstantInput(2) : nullptr;
  if (!error_.ok()) return false;
  const ConstantTensor& matrix = *weights->values;
  const Tensor& tensor = TensorOf(*input);
  if (matrix.rank != 2 || static_cast<std::size_t>(matrix.dims[outputs_last ? 0 : 1]) != tensor.elements()) {
    return error_.Fail(kModelMalformed, "its weights are not a matrix over # inputs",
                       static_cast<int>(tensor.elements()));
  }
  const int outputs = matrix.dims[outputs_last ? 1 : 0];
  Layer& layer = NewLayer(Operation::kFullyConnected, *input);
  const WeightShape shape{outputs, tensor.channels, tensor.height * tensor.width, outputs_last};
  return weights_.Weights(*weights, tensor, shape, layer) &&
         (bias == nullptr || weights_.Bias(*bias, tensor, outputs, layer)) && DefineResult(layer, 1, 1, outputs, 2);
}

bool Importer::Gemm() {
  if (attributes_.Real("alpha", 1) != 1 || attributes_.Real("beta", 1) != 1) {
    return error_.Fail(kModelUnsupported, "attribute alpha or beta is not 1");
  }
  attributes_.Expect("transA", 0);
  const bool transposed = attributes_.Integer("transB", 0) != 0;
  return FullyConnected(!transposed);
}

bool Importer::MatMul() { return FullyConnected(true); }

// MatMul has no bias of its own: an Add of a constant right after it is one.
bool Importer::AddBias(int activation, int bias) {
  const Value& value = Input(activation);
  const bool alone = value.kind == Kind::kPending || (value.kind == Kind::kFloat && !value.shared);
  if (alone && value.tensor != model_.input) {
    Layer& layer = ProducerOf(value);
    if (layer.operation == Operation::kFullyConnected && layer.minimum == -HUGE_VALF && layer.maximum == HUGE_VALF &&
        layer.int8_bias.empty() && layer.float_bias.empty()) {
      return weights_.Bias(Input(bias).constant, InputOf(layer, 0), TensorOf(value).channels, layer) && Define(value);
    }
  }
  return error_.Fail(kModelUnsupported, "it adds a constant to what is not the result of a MatMul alone");
}

}  // namespace emnist::onnx
