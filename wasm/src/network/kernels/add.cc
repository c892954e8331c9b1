#include "network/kernels/add.h"

#include <algorithm>

namespace emnist::kernels {
namespace {

using lanes::kLanes;

// One block of a term in steps of the sum.
inline void LoadSteps(const std::int8_t* from, int zero_point, float scale, lanes::Floats& steps) {
  lanes::Int8s stored;
  lanes::LoadUnaligned(from, stored);
  steps = __builtin_convertvector(__builtin_convertvector(stored, lanes::Int32s) - zero_point, lanes::Floats) * scale;
}

}  // namespace

AddInt8::AddInt8(const Tensor& a, const Tensor& b, const Tensor& output, const Layer& layer)
    : a_scale_(a.scale / output.scale),
      b_scale_(b.scale / output.scale),
      a_zero_point_(a.zero_point),
      b_zero_point_(b.zero_point),
      range_(RangeOf(output, layer)) {}

void AddInt8::Run(std::size_t elements, const std::int8_t* a, const std::int8_t* b, std::int8_t* to) const {
  for (std::size_t i = 0; i < elements; i += kLanes) {
    lanes::Floats steps, others;
    LoadSteps(a + i, a_zero_point_, a_scale_, steps);
    LoadSteps(b + i, b_zero_point_, b_scale_, others);
    steps += others;
    StoreSteps(steps, range_, static_cast<int>(std::min<std::size_t>(kLanes, elements - i)), to + i);
  }
}

void AddFloat(std::size_t elements, const float* a, const float* b, float* to) {
  for (std::size_t i = 0; i < elements; ++i) to[i] = a[i] + b[i];
}

}  // namespace emnist::kernels
