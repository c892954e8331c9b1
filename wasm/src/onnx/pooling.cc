// MaxPool and GlobalAveragePool.
#include "onnx/importer.h"

namespace emnist::onnx {

using enum Status;

bool Importer::MaxPool() {
  const Value* const input = Activation(0, Accepted::kPictureOrSequence);
  if (input == nullptr) return false;
  attributes_.Expect("ceil_mode", 0);
  attributes_.Expect("storage_order", 0);
  int kernel_shape[2] = {1, 1};
  if (!attributes_.Integers("kernel_shape", 1, std::span(kernel_shape).last(input->rank - 2u))) {
    return error_.Fail(kModelMalformed, "attribute kernel_shape is missing");
  }
  Layer& layer = NewLayer(Operation::kMaxPool, *input);
  layer.window.height = kernel_shape[0];
  layer.window.width = kernel_shape[1];
  return SlideWindow(layer, *input, TensorOf(*input).channels);
}

bool Importer::GlobalAveragePool() {
  const Value* const input = Activation(0, Accepted::kPicture);
  return input != nullptr &&
         DefineResult(NewLayer(Operation::kGlobalAveragePool, *input), 1, 1, TensorOf(*input).channels, 4);
}

}  // namespace emnist::onnx
