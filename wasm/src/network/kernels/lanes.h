// Many numbers at a time: the compiler's own vector types, which become SIMD instructions where there are some and
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

#if defined(__wasm_simd128__) || defined(__SSE2__) || defined(__ARM_NEON)
inline constexpr int kLanes = 16;
#else
inline constexpr int kLanes = 4;  // as many sums as a machine without vectors keeps out of memory
#endif

using Int8s = std::int8_t __attribute__((vector_size(kLanes)));
using Int32s = std::int32_t __attribute__((vector_size(kLanes * 4)));
using Floats = float __attribute__((vector_size(kLanes * 4)));

template <typename Vector>
inline void LoadUnaligned(const void* from, Vector& to) {
  std::memcpy(&to, from, sizeof to);
}

// Stores the first `lanes` lanes, or all where there are more.
template <typename Vector>
inline void StoreTail(const Vector& from, int lanes, void* to) {
  if (lanes >= kLanes) {
    std::memcpy(to, &from, sizeof from);
  } else {
    std::memcpy(to, &from, static_cast<std::size_t>(lanes) * (sizeof from / kLanes));
  }
}

// Lane by lane, in place.
template <typename Vector>
inline void Max(Vector& values, const Vector& others) {
  values = values < others ? others : values;
}

template <typename Vector>
inline void Min(Vector& values, const Vector& others) {
  values = others < values ? others : values;
}

// Weights of two taps side by side for each lane: what the dot products below multiply.
inline constexpr int kPairOfTaps = 2 * kLanes;

#if defined(__wasm_simd128__)
using Quarter = v128_t;  // eight 16-bit numbers: the pairs of four lanes
inline Quarter LoadQuarter(const std::int16_t* from) { return wasm_v128_load(from); }
inline Quarter Dot(Quarter a, Quarter b) { return wasm_i32x4_dot_i16x8(a, b); }
#elif defined(__SSE2__)
using Quarter = __m128i;
inline Quarter LoadQuarter(const std::int16_t* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); }
inline Quarter Dot(Quarter a, Quarter b) { return _mm_madd_epi16(a, b); }
#endif

#if defined(__wasm_simd128__) || defined(__SSE2__)
using Eight = std::int16_t __attribute__((vector_size(16)));
inline Eight LoadEight(const std::int8_t* from) {
  std::int8_t values __attribute__((vector_size(8)));
  std::memcpy(&values, from, sizeof values);
  return __builtin_convertvector(values, Eight);
}

inline void AddDot(Quarter values, int quarter, const std::int16_t* weights, Int32s& sums) {
  using Sums = std::int32_t __attribute__((vector_size(16), may_alias));
  reinterpret_cast<Sums*>(&sums)[quarter] += Sums(Dot(values, LoadQuarter(weights + 8 * quarter)));
}
#else
// The weights of both taps for all lanes, taken apart in whole vectors: lane by lane the sums would go through memory.
struct Pairs {
  explicit Pairs(const std::int16_t* weights) {
    LoadUnaligned(weights, second);
    first = second << 16 >> 16;
    second >>= 16;
  }
  Int32s first, second;
};
#endif

// Adds first · weights[2l] + second · weights[2l + 1] to lane l of `sums`: the same two numbers for all lanes.
inline void AddDotOfPair(std::int16_t first, std::int16_t second, const std::int16_t* weights, Int32s& sums) {
#if defined(__wasm_simd128__) || defined(__SSE2__)
  const Eight pair = {first, second, first, second, first, second, first, second};
  for (int quarter = 0; quarter < 4; ++quarter) AddDot(Quarter(pair), quarter, weights, sums);
#else
  const Pairs pairs(weights);
  sums += first * pairs.first + second * pairs.second;
#endif
}

// The same with two numbers of its own for each lane.
inline void AddDotOfPairs(const std::int8_t* first, const std::int8_t* second, const std::int16_t* weights,
                          Int32s& sums) {
#if defined(__wasm_simd128__) || defined(__SSE2__)
  for (int half = 0; half < 2; ++half) {
    const Eight a = LoadEight(first + 8 * half);
    const Eight b = LoadEight(second + 8 * half);
    AddDot(Quarter(__builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)), 2 * half, weights, sums);
    AddDot(Quarter(__builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)), 2 * half + 1, weights, sums);
  }
#else
  const Pairs pairs(weights);
  Int8s a, b;
  LoadUnaligned(first, a);
  LoadUnaligned(second, b);
  sums += __builtin_convertvector(a, Int32s) * pairs.first + __builtin_convertvector(b, Int32s) * pairs.second;
#endif
}

}  // namespace emnist::lanes
