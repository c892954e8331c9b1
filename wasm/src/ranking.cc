// Softmax and order. Knows nothing of labels or of what the classes mean.
#include "emnist/ranking.h"

#include <algorithm>
#include <cmath>

namespace emnist {

void Rank(std::span<const float> logits, float temperature, std::span<float> confidences,
          std::span<std::uint8_t> order) {
  const float highest = *std::max_element(logits.begin(), logits.end());
  float sum = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    confidences[i] = std::exp((logits[i] - highest) / temperature);
    sum += confidences[i];
  }
  for (std::size_t i = 0; i < logits.size(); ++i) {
    confidences[i] /= sum;
    order[i] = static_cast<std::uint8_t>(i);
  }
  std::sort(order.begin(), order.end(),
            [&](std::uint8_t a, std::uint8_t b) { return logits[a] != logits[b] ? logits[a] > logits[b] : a < b; });
}

}  // namespace emnist
