// Sixteen numbers at a time: the compiler's own vector types, which become SIMD instructions where there are some and
// plain ones where there are none. Only the dot product of pairs is written out, because no compiler finds it alone.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace emnist::lanes {

inline constexpr int kLanes = 16;

using Int8s = std::int8_t __attribute__((vector_size(kLanes)));
using Int16s = std::int16_t __attribute__((vector_size(kLanes * 2)));
using Int32s = std::int32_t __attribute__((vector_size(kLanes * 4)));
using Floats = float __attribute__((vector_size(kLanes * 4)));

template <typename Vector>
inline void Load(const void* from, Vector& to) {
  std::memcpy(&to, from, sizeof to);
}

// Stores the first `lanes` lanes, or all.
template <typename Vector>
inline void Store(const Vector& from, int lanes, void* to) {
  if (lanes >= kLanes) {
    std::memcpy(to, &from, sizeof from);
  } else {
    std::memcpy(to, &from, static_cast<std::size_t>(lanes) * (sizeof from / kLanes));
  }
}

template <typename Vector>
inline void RaiseTo(const Vector& lowest, Vector& values) {
  values = values < lowest ? lowest : values;
}

template <typename Vector>
inline void LowerTo(const Vector& highest, Vector& values) {
  values = values > highest ? highest : values;
}

// Adds first·weights[2l] + second·weights[2l + 1] to lane l of `sums`.
inline void AddDotOfPairs(std::int16_t first, std::int16_t second, const std::int16_t* weights, Int32s& sums) {
#if defined(__wasm_simd128__) || defined(__SSE2__)
  const std::int32_t pair =
      static_cast<std::int32_t>(static_cast<std::uint16_t>(first) | static_cast<std::uint32_t>(second) << 16);
  for (int quarter = 0; quarter < 4; ++quarter) {
    std::int32_t dots __attribute__((vector_size(16)));
    using Quarter = decltype(dots);
    const std::int16_t* from = weights + quarter * 8;
#if defined(__wasm_simd128__)
    dots = Quarter(wasm_i32x4_dot_i16x8(wasm_i32x4_splat(pair), wasm_v128_load(from)));
#else
    dots = Quarter(_mm_madd_epi16(_mm_set1_epi32(pair), _mm_loadu_si128(reinterpret_cast<const __m128i*>(from))));
#endif
    reinterpret_cast<Quarter*>(&sums)[quarter] += dots;
  }
#else
  for (int l = 0; l < kLanes; ++l) sums[l] += first * weights[2 * l] + second * weights[2 * l + 1];
#endif
}

}  // namespace emnist::lanes
