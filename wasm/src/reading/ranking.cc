// Softmax and order. Knows nothing of labels or of what the classes mean.
#include "emnist/ranking.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace emnist {

Ranking Rank(std::span<const float> logits, float temperature, std::span<const std::uint8_t> alphabet,
             std::span<float> confidences, std::span<std::uint8_t> order) {
  const float highest = *std::max_element(logits.begin(), logits.end());
  float best = -std::numeric_limits<float>::infinity();
  for (std::size_t i = 0; i < logits.size(); ++i) {
    if (alphabet[i] != 0) best = std::max(best, logits[i]);
  }

  // Inside, weights are relative to the best of the alphabet: an alphabet far below the highest logit must not vanish.
  float inside = 0, outside = 0;
  std::size_t classes = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const float weight = std::exp((logits[i] - (alphabet[i] != 0 ? best : highest)) / temperature);
    if (alphabet[i] == 0) {
      confidences[i] = 0;
      outside += weight;
      continue;
    }
    confidences[i] = weight;
    inside += weight;
    // Insertion sort: a few dozen classes, and a tenth of std::sort's code.
    std::size_t place = classes++;
    for (; place > 0 && logits[order[place - 1]] < logits[i]; --place) order[place] = order[place - 1];
    order[place] = static_cast<std::uint8_t>(i);
  }
  if (classes == 0) return {0, 1};
  for (std::size_t place = 0; place < classes; ++place) confidences[order[place]] /= inside;
  return {classes, outside / (outside + inside * std::exp((best - highest) / temperature))};
}

}  // namespace emnist
