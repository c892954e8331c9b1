// The loops that XNNPACK lacks, does slowly or makes large: the stem over one input channel, depthwise windows of any
// size, pooling, adding and clamping. Integer results are exact and the same on every machine. Plain loops over a fixed
// number of lanes, which the compiler turns into SIMD. Knows nothing of files, graphs or where tensors lie.
//
// A kernel may read up to kSlackBytes past the end of its input (never write), so that the last lanes need no
// special case.
#pragma once

#include <cstddef>
#include <cstdint>

#include "backend.h"
#include "emnist/model.h"

namespace emnist::kernels {

inline constexpr int kLanes = 16;
inline constexpr std::size_t kSlackBytes = kLanes * sizeof(float);

// Where stored int8 results end up: clamp(round to nearest even(real / scale) + zero_point).
struct StoredRange {
  int zero_point;
  int minimum;
  int maximum;
};
StoredRange RangeOf(const Tensor& output, const Layer& layer);

// The factor from a sum of products to output steps, as XNNPACK computes it.
inline float RequantisationScale(const Tensor& input, float weight_scale, const Tensor& output) {
  return input.scale * weight_scale / output.scale;
}

std::int8_t Requantise(std::int32_t sum, float scale, const StoredRange& range);

// Weights of a convolution packed in blocks of kLanes output channels, the last one filled up with zeros.
template <typename Weight>
struct PackedWeights {
  backend::Buffer<Weight> weights;     // [block][tap][lane]
  backend::Buffer<std::int32_t> bias;  // [block][lane]
  backend::Buffer<float> scales;       // [block][lane]

  [[nodiscard]] bool Pack(const Tensor& input, const Tensor& output, const Layer& layer);
};

// int8 convolution over one input channel. XNNPACK's would pad it to eight.
class Stem {
 public:
  [[nodiscard]] bool Create(const Tensor& input, const Tensor& output, const Layer& layer);
  void Run(const std::int8_t* input, std::int8_t* output);

 private:
  Tensor input_, output_;
  Window window_;
  StoredRange range_;
  PackedWeights<std::int16_t> packed_;
  backend::Buffer<std::int16_t> framed_;  // the input minus its zero point, with its padding around it
  int framed_width_ = 0;
};

// int8 depthwise convolution, any window: XNNPACK's end at 25 taps and assume that no weight is -128.
class Depthwise {
 public:
  [[nodiscard]] bool Create(const Tensor& input, const Tensor& output, const Layer& layer);
  void Run(const std::int8_t* input, std::int8_t* output) const;

 private:
  Tensor input_, output_;
  Window window_;
  StoredRange range_;
  PackedWeights<std::int8_t> packed_;
};

// int8 sum of two tensors in fixed point: round half up((a_factor·a + b_factor·b) / 2^shift).
class Add {
 public:
  // False when the scales are further apart than 20 bits can hold.
  [[nodiscard]] bool Create(const Tensor& a, const Tensor& b, const Tensor& output, const Layer& layer);
  void Run(const std::int8_t* a, const std::int8_t* b, std::int8_t* output) const;

 private:
  std::size_t elements_ = 0;
  std::int32_t a_factor_ = 0, b_factor_ = 0, offset_ = 0;
  int shift_ = 0;
  StoredRange range_{};
};

void MaxPool(const Tensor& input, const Tensor& output, const Window& window, const std::int8_t* from, std::int8_t* to);
void MaxPool(const Tensor& input, const Tensor& output, const Window& window, const float* from, float* to);

void GlobalAveragePool(const Tensor& input, float scale, const StoredRange& range, const std::int8_t* from,
                       std::int8_t* to);
void GlobalAveragePool(const Tensor& input, const float* from, float* to);

void AddFloat(std::size_t elements, const float* a, const float* b, float* to);

template <typename T>
void Clamp(std::size_t elements, T minimum, T maximum, const T* from, T* to) {
  for (std::size_t i = 0; i < elements; ++i) {
    const T raised = from[i] < minimum ? minimum : from[i];
    to[i] = raised > maximum ? maximum : raised;
  }
}

}  // namespace emnist::kernels
