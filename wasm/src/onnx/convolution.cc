// Conv, along pictures and sequences.
#include "onnx/importer.h"

namespace emnist::onnx {

using enum Status;

bool Importer::Conv() {
  const Value* const input = Activation(0, Accepted::kPictureOrSequence);
  const Constant* const weights = ConstantInput(1);
  const Constant* const bias = Has(2) ? ConstantInput(2) : nullptr;
  if (!error_.ok()) return false;
  const int rank = input->rank;
  const int* const dims = weights->values->dims;
  // A sequence is one pixel high.
  const int height = rank == 4 ? dims[2] : 1;
  const int width = dims[rank - 1];
  if (weights->values->rank != rank || height > Attributes::kMaxWindow || width > Attributes::kMaxWindow) {
    return error_.Fail(kModelUnsupported, "its weights are not those of a window over its input");
  }
  const std::int64_t groups = attributes_.Integer("group", 1);
  int kernel_shape[2] = {height, width};
  attributes_.Integers("kernel_shape", 1, std::span(kernel_shape).last(static_cast<std::size_t>(rank) - 2));
  const Tensor& tensor = TensorOf(*input);
  if (groups < 1 || groups > tensor.channels || groups * dims[1] != tensor.channels || dims[0] % groups != 0 ||
      kernel_shape[0] != height || kernel_shape[1] != width) {
    return error_.Fail(kModelMalformed, "its weights do not go with kernel_shape, group and # channels",
                       tensor.channels);
  }
  Layer& layer = NewLayer(Operation::kConvolution, *input);
  layer.window.height = height;
  layer.window.width = width;
  layer.groups = static_cast<int>(groups);
  const WeightShape shape{dims[0], dims[1], height * width, false};
  return weights_.Weights(*weights, tensor, shape, layer) &&
         (bias == nullptr || weights_.Bias(*bias, tensor, dims[0], layer)) && SlideWindow(layer, *input, dims[0]);
}

}  // namespace emnist::onnx
