// Logits → ranked answer: calibrated confidences, best first.
#pragma once

#include <cstdint>
#include <span>

namespace emnist {

inline constexpr int kMaxClasses = 256;

// Fills `confidences` (softmax of logits / temperature, by class) and `order` (class indices, best first; equal logits
// by ascending index, so the order never depends on rounding in exp). All three spans have the same length, 1 to
// kMaxClasses; `temperature` is positive and finite.
void Rank(std::span<const float> logits, float temperature, std::span<float> confidences,
          std::span<std::uint8_t> order);

}  // namespace emnist
