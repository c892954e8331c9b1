// The sum of two tensors of one shape.
#pragma once

#include <cstddef>
#include <cstdint>

#include "emnist/model.h"
#include "network/kernels/requantise.h"

namespace emnist::kernels {

// int8, the two terms scaled to steps of the sum before they are rounded together.
class AddInt8 {
 public:
  AddInt8(const Tensor& a, const Tensor& b, const Tensor& output, const Layer& layer);
  void Run(std::size_t elements, const std::int8_t* a, const std::int8_t* b, std::int8_t* to) const;

 private:
  float a_scale_, b_scale_;
  int a_zero_point_, b_zero_point_;
  StoredRange range_;
};

void AddFloat(std::size_t elements, const float* a, const float* b, float* to);

}  // namespace emnist::kernels
