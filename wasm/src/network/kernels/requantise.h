// From sums to stored int8 results, in every kernel of ours as XNNPACK does it on every instruction set: in float, as
// quantisation steps of the output, rounded to the nearest integer, halves to even, then clamped.
#pragma once

#include <cstdint>

#include "emnist/model.h"
#include "network/kernels/lanes.h"

namespace emnist::kernels {

// Where stored results end up: clamp(round(real / scale) + zero_point, minimum, maximum).
struct StoredRange {
  int zero_point;
  int minimum;
  int maximum;
};

inline StoredRange RangeOf(const Tensor& output, const Layer& layer) {
  return {output.zero_point, output.Stored(layer.minimum), output.Stored(layer.maximum)};
}

// The factor from a sum of products to quantisation steps of the output, as XNNPACK computes it.
inline float RequantisationScale(const Tensor& input, float weight_scale, const Tensor& output) {
  return input.scale * weight_scale / output.scale;
}

// Rounds one block of steps and stores its first `count` lanes. Clamps `steps` in place.
inline void StoreSteps(lanes::Floats& steps, const StoredRange& range, int count, std::int8_t* to) {
  // Added to |x| < 2^22 it leaves no room for a fraction: x is rounded to the nearest integer, halves to even. Unlike
  // rint this is one vector instruction everywhere.
  constexpr float kMagic = 12582912.0f;
  constexpr std::int32_t kMagicBits = __builtin_bit_cast(std::int32_t, kMagic);
  lanes::Max(steps, lanes::Floats{} + static_cast<float>(range.minimum - range.zero_point));
  lanes::Min(steps, lanes::Floats{} + static_cast<float>(range.maximum - range.zero_point));
  const lanes::Int32s stored = lanes::Int32s(steps + kMagic) - (kMagicBits - range.zero_point);
  lanes::StoreTail(__builtin_convertvector(stored, lanes::Int8s), count, to);
}

// Requantises one block of sums of products, each with its own scale.
inline void StoreRequantised(const lanes::Int32s& sums, const float* scales, const StoredRange& range, int count,
                             std::int8_t* to) {
  lanes::Floats steps;
  lanes::LoadUnaligned(scales, steps);
  steps *= __builtin_convertvector(sums, lanes::Floats);
  StoreSteps(steps, range, count, to);
}

}  // namespace emnist::kernels
