// The loops that XNNPACK lacks, does slowly or makes large: the stem over one input channel, depthwise windows of any
// size, pooling, adding and clamping. Integer results are exact and the same on every machine. Knows nothing of files,
// graphs or where tensors lie.
//
// A kernel may read up to kSlackBytes past the end of its input (never write), so that the last lanes need no
// special case.
#pragma once

#include <cstddef>
#include <cstdint>

#include "emnist/model.h"
#include "network/backend.h"
#include "network/lanes.h"

namespace emnist::kernels {

inline constexpr std::size_t kSlackBytes = sizeof(lanes::Floats);

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

// What the two convolutions below have in common: each output channel sees one input channel through its window, so
// pairs of taps are multiplied for kLanes output channels at a time, over an input framed by its padding.
class WindowedConvolution {
 protected:
  [[nodiscard]] bool Create(const Tensor& input, const Tensor& output, const Layer& layer);
  // `add_dot` adds two taps, given where they lie from `corner`, times their weights to a block of sums.
  template <typename Value, typename AddDot>
  void Slide(const Value* framed, std::int8_t* output, AddDot add_dot) const;

  std::size_t framed_elements() const {
    return static_cast<std::size_t>(framed_height_) * static_cast<std::size_t>(framed_width_) *
           static_cast<std::size_t>(input_.channels);
  }
  // From the frame's first value to the input's.
  std::ptrdiff_t inside() const {
    return (static_cast<std::ptrdiff_t>(window_.pad_top) * framed_width_ + window_.pad_left) * input_.channels;
  }

  Tensor input_, output_;
  Window window_;
  StoredRange range_{};
  int framed_height_ = 0, framed_width_ = 0;
  backend::Buffer<std::int16_t> weights_;  // [block of lanes][pair of taps][lane][tap of the pair]
  backend::Buffer<int> taps_;              // where each tap lies, from the window's corner; an even number of them
  backend::Buffer<std::int32_t> bias_;     // [channel], like the scales filled up with zeros to whole lanes
  backend::Buffer<float> scales_;
};

// int8 convolution over one input channel. XNNPACK's would pad it to eight.
class Stem : WindowedConvolution {
 public:
  [[nodiscard]] bool Create(const Tensor& input, const Tensor& output, const Layer& layer);
  void Run(const std::int8_t* input, std::int8_t* output);

 private:
  backend::Buffer<std::int16_t> framed_;  // the input minus its zero point
};

// int8 depthwise convolution, any window. XNNPACK's ends at 25 taps, assumes that no weight is -128, and would cost the
// web binary 4 kB.
class Depthwise : WindowedConvolution {
 public:
  [[nodiscard]] bool Create(const Tensor& input, const Tensor& output, const Layer& layer);
  void Run(const std::int8_t* input, std::int8_t* output);

 private:
  backend::Buffer<std::int8_t> framed_;  // the input as it is; empty where there is no padding
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

void GlobalAveragePool(const Tensor& input, float scale, const StoredRange& range, const std::int8_t* from,
                       std::int8_t* to);
void GlobalAveragePool(const Tensor& input, const float* from, float* to);

// For std::int8_t and float. `to` may be `from`.
template <typename T>
void MaxPool(const Tensor& input, const Tensor& output, const Window& window, const T* from, T* to);
template <typename T>
void Clamp(std::size_t elements, T minimum, T maximum, const T* from, T* to);

void AddFloat(std::size_t elements, const float* a, const float* b, float* to);

}  // namespace emnist::kernels
