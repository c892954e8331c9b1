#include "emnist/model.h"

namespace emnist {

std::size_t Model::parameters() const {
  std::size_t count = 0;
  for (const Layer& layer : layers) {
    count += layer.int8_weights.size() + layer.int8_bias.size() + layer.float_weights.size() + layer.float_bias.size();
  }
  return count;
}

std::size_t Model::quantisation_scales() const {
  std::size_t count = 0;
  for (const Layer& layer : layers) count += layer.weight_scales.size();
  return count;
}

std::size_t Model::multiply_adds() const {
  std::size_t count = 0;
  for (const Layer& layer : layers) count += multiply_adds(layer);
  return count;
}

std::size_t Model::multiply_adds(const Layer& layer) const {
  if (layer.operation != Operation::kConvolution && layer.operation != Operation::kFullyConnected) return 0;
  // Every weight meets every output pixel once.
  const Tensor& result = tensors[static_cast<std::size_t>(layer.output)];
  const std::size_t weights = layer.int8_weights.size() + layer.float_weights.size();
  return weights * static_cast<std::size_t>(result.height) * static_cast<std::size_t>(result.width);
}

}  // namespace emnist
