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
  for (float& confidence : confidences) confidence /= sum;

  // Insertion sort: a few dozen classes, and a tenth of std::sort's code.
  for (std::size_t i = 0; i < logits.size(); ++i) {
    std::size_t place = i;
    for (; place > 0 && logits[order[place - 1]] < logits[i]; --place) order[place] = order[place - 1];
    order[place] = static_cast<std::uint8_t>(i);
  }
}

}  // namespace emnist
