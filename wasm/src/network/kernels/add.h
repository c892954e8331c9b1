// The sum of two tensors of one shape.
#pragma once

#include <cstddef>
#include <cstdint>

#include "emnist/model.h"
#include "network/kernels/requantise.h"

namespace emnist::kernels {

// int8 in fixed point: round half up((a_factor·a + b_factor·b) / 2^shift).
class AddInt8 {
 public:
  // False when the scales are further apart than 20 bits can hold.
  [[nodiscard]] bool Create(const Tensor& a, const Tensor& b, const Tensor& output, const Layer& layer);
  void Run(std::size_t elements, const std::int8_t* a, const std::int8_t* b, std::int8_t* to) const;

 private:
  std::int32_t a_factor_ = 0, b_factor_ = 0, offset_ = 0;
  int shift_ = 0;
  StoredRange range_{};
};

void AddFloat(std::size_t elements, const float* a, const float* b, float* to);

}  // namespace emnist::kernels
