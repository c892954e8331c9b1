// Logits → ranked answer: calibrated confidences, best first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace emnist {

inline constexpr int kMaxClasses = 256;

// Above this mass outside the alphabet an answer is "not sure": what was drawn is most likely not of the alphabet at
// all. Chosen by measurement, far from where it would matter to the digit (docs/alphabets.md).
inline constexpr float kOutsideAtMost = 0.9f;

struct Ranking {
  std::size_t classes;  // how many the alphabet holds: that many entries of `order` are filled
  float outside;        // 0 to 1: what the softmax over all classes gives to those outside the alphabet
};

// Ranks the classes whose entry in `alphabet` is not 0. Fills `confidences` (softmax of logits / temperature over the
// alphabet, by class; 0 outside of it) and `order` (class indices, best first; equal logits by ascending index, so the
// order never depends on rounding in exp). All four spans have the same length, 1 to kMaxClasses; `temperature` is
// positive and finite. An empty alphabet has no answer, and everything is outside.
Ranking Rank(std::span<const float> logits, float temperature, std::span<const std::uint8_t> alphabet,
             std::span<float> confidences, std::span<std::uint8_t> order);

}  // namespace emnist
