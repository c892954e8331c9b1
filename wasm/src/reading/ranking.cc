// Softmax and order. Knows nothing of labels or of what the classes mean.
#include "emnist/ranking.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace emnist {
namespace {

// What the softmax over all classes says about shapes.
void WeighShapes(std::span<const float> logits, float temperature, std::span<const std::uint8_t> alphabet,
                 std::span<const std::uint8_t> shapes, Ranking& ranking) {
  const float highest = *std::max_element(logits.begin(), logits.end());
  std::array<float, kMaxClasses> weights{};
  std::array<bool, kMaxClasses> known{};
  float all = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const float weight = std::exp((logits[i] - highest) / temperature);
    weights[shapes[i]] += weight;
    known[shapes[i]] |= alphabet[i] != 0;
    all += weight;
  }
  std::array<float, 3> most{};
  float outside = 0;
  for (std::size_t shape = 0; shape < logits.size(); ++shape) {
    if (!known[shape]) outside += weights[shape];
    float weight = weights[shape];
    for (float& place : most) {
      if (weight > place) std::swap(weight, place);
    }
  }
  ranking.outside = outside / all;
  ranking.likeliest = (most[0] + most[1] + most[2]) / all;
}

}  // namespace

Ranking Rank(std::span<const float> logits, float temperature, std::span<const std::uint8_t> alphabet,
             std::span<const std::uint8_t> shapes, std::span<float> confidences, std::span<std::uint8_t> order) {
  Ranking ranking{};
  WeighShapes(logits, temperature, alphabet, shapes, ranking);

  // Relative to the best of the alphabet: one far below the highest logit must not vanish.
  float best = -std::numeric_limits<float>::infinity();
  for (std::size_t i = 0; i < logits.size(); ++i) {
    if (alphabet[i] != 0) best = std::max(best, logits[i]);
  }
  float inside = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    confidences[i] = 0;
    if (alphabet[i] == 0) continue;
    confidences[i] = std::exp((logits[i] - best) / temperature);
    inside += confidences[i];
    // Insertion sort: a few dozen classes, and a tenth of std::sort's code.
    std::size_t place = ranking.classes++;
    for (; place > 0 && logits[order[place - 1]] < logits[i]; --place) order[place] = order[place - 1];
    order[place] = static_cast<std::uint8_t>(i);
  }
  for (std::size_t place = 0; place < ranking.classes; ++place) confidences[order[place]] /= inside;
  return ranking;
}

}  // namespace emnist
