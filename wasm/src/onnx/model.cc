#include "emnist/model.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace emnist {

namespace {

// Whether an earlier layer than `layer` has the same identity; 0 is nobody's.
template <typename Identity>
bool CountedBefore(const std::vector<Layer>& layers, std::size_t layer, Identity identity) {
  const auto before = layers.begin() + static_cast<std::ptrdiff_t>(layer);
  return layers[layer].*identity != 0 && std::any_of(layers.begin(), before, [&](const Layer& other) {
           return other.*identity == layers[layer].*identity;
         });
}

}  // namespace

int Tensor::Stored(float real) const {
  const float steps = std::nearbyint(real / scale) + static_cast<float>(zero_point);
  return static_cast<int>(std::clamp(steps, -128.0f, 127.0f));
}

std::size_t Model::parameters() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const Layer& layer = layers[i];
    if (!CountedBefore(layers, i, &Layer::weights_identity)) {
      count += layer.int8_weights.size() + layer.float_weights.size();
    }
    if (!CountedBefore(layers, i, &Layer::bias_identity)) count += layer.int8_bias.size() + layer.float_bias.size();
  }
  return count;
}

std::size_t Model::quantisation_scales() const {
  std::size_t count = 0;
  for (const Layer& layer : layers) count += layer.weight_scales.size();
  return count;
}

std::uint64_t Model::multiply_adds() const {
  std::uint64_t count = 0;
  for (const Layer& layer : layers) count += multiply_adds(layer);
  return count;
}

std::uint64_t Model::multiply_adds(const Layer& layer) const {
  if (layer.operation != Operation::kConvolution && layer.operation != Operation::kFullyConnected) return 0;
  // Every weight meets every output pixel once.
  const Tensor& result = tensors[static_cast<std::size_t>(layer.output)];
  const std::uint64_t weights = layer.int8_weights.size() + layer.float_weights.size();
  return weights * static_cast<std::uint64_t>(result.height) * static_cast<std::uint64_t>(result.width);
}

}  // namespace emnist
