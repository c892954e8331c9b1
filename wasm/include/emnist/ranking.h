// Logits → ranked answer: calibrated confidences, best first, and what the network thinks of it beyond the alphabet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace emnist {

inline constexpr int kMaxClasses = 256;

struct Ranking {
  std::size_t classes;  // how many the alphabet holds: that many entries of `order` are filled
  // Both 0 to 1, of the softmax over all classes, whatever the alphabet.
  float outside;    // what goes to shapes that no class of the alphabet has
  float likeliest;  // what goes to the three likeliest shapes
};

// Ranks the classes whose entry in `alphabet` is not 0. Fills `confidences` (softmax of logits / temperature over the
// alphabet, by class; 0 outside of it) and `order` (class indices, best first; equal logits by ascending index, so the
// order never depends on rounding in exp). `shapes` has a number for each class, below the number of classes: classes
// that share it look alike. All five spans have the same length, 1 to kMaxClasses; `temperature` is positive and
// finite. An empty alphabet has no answer, and everything is outside.
Ranking Rank(std::span<const float> logits, float temperature, std::span<const std::uint8_t> alphabet,
             std::span<const std::uint8_t> shapes, std::span<float> confidences, std::span<std::uint8_t> order);

}  // namespace emnist
