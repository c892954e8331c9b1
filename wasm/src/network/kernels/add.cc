#include "network/kernels/add.h"

#include <algorithm>
#include <cmath>

namespace emnist::kernels {

using lanes::Int32s;
using lanes::Int8s;
using lanes::kLanes;

bool AddInt8::Create(const Tensor& a, const Tensor& b, const Tensor& output, const Layer& layer) {
  const float a_scale = a.scale / output.scale;
  const float b_scale = b.scale / output.scale;
  // The larger factor gets 20 bits: |factor · stored| stays below 2^28, and the sum of both and the offset in 32 bits.
  int exponent = 0;
  std::frexp(std::max(a_scale, b_scale), &exponent);
  shift_ = 20 - exponent;
  if (shift_ < 8 || shift_ > 30) return false;
  a_factor_ = static_cast<std::int32_t>(std::nearbyint(std::ldexp(a_scale, shift_)));
  b_factor_ = static_cast<std::int32_t>(std::nearbyint(std::ldexp(b_scale, shift_)));
  offset_ = (1 << (shift_ - 1)) - a_factor_ * a.zero_point - b_factor_ * b.zero_point;
  range_ = RangeOf(output, layer);
  return true;
}

void AddInt8::Run(std::size_t elements, const std::int8_t* a, const std::int8_t* b, std::int8_t* to) const {
  const Int32s lowest = Int32s{} + (range_.minimum - range_.zero_point);
  const Int32s highest = Int32s{} + (range_.maximum - range_.zero_point);
  for (std::size_t i = 0; i < elements; i += kLanes) {
    Int8s first, second;
    lanes::LoadUnaligned(a + i, first);
    lanes::LoadUnaligned(b + i, second);
    Int32s steps = (__builtin_convertvector(first, Int32s) * a_factor_ +
                    __builtin_convertvector(second, Int32s) * b_factor_ + offset_) >>
                   shift_;
    lanes::Max(steps, lowest);
    lanes::Min(steps, highest);
    const Int8s stored = __builtin_convertvector(steps + range_.zero_point, Int8s);
    lanes::StoreTail(stored, static_cast<int>(std::min<std::size_t>(kLanes, elements - i)), to + i);
  }
}

void AddFloat(std::size_t elements, const float* a, const float* b, float* to) {
  for (std::size_t i = 0; i < elements; ++i) to[i] = a[i] + b[i];
}

}  // namespace emnist::kernels
