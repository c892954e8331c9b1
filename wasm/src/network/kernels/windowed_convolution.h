// int8 convolutions in which each output channel sees one input channel through its window: over an input of one
// channel, and depthwise. Pairs of taps are multiplied for kLanes output channels at a time, over an input framed by
// its padding. Knows nothing of files, graphs or where tensors lie.
//
// A kernel may read up to kSlackBytes past the end of its input and workspace (never write), so that the last lanes
// need no special case.
#pragma once

#include <cstddef>
#include <cstdint>

#include "emnist/model.h"
#include "network/backend.h"
#include "network/kernels/requantise.h"

namespace emnist::kernels {

inline constexpr std::size_t kSlackBytes = sizeof(lanes::Floats);

// What the two have in common. A window one pixel high may be run on inputs and outputs of any width.
class WindowedConvolution {
 protected:
  [[nodiscard]] bool Create(const Tensor& input, const Tensor& output, const Layer& layer);
  // `add_dot` adds two taps, given where they lie from the window's corner, times their weights to a block of sums.
  template <typename Value, typename AddDot>
  void Slide(const Value* framed, const Tensor& input, const Tensor& output, std::int8_t* to, AddDot add_dot) const;

  int FramedWidth(const Tensor& input) const { return input.width + window_.pad_left + window_.pad_right; }
  std::size_t FramedElements(const Tensor& input) const;

  // Calls fill(first, count) for every run of padding in the frame, and copy(row of the input, where) for every row.
  template <typename Fill, typename Copy>
  void Frame(const Tensor& input, Fill fill, Copy copy) const;

  Window window_;
  StoredRange range_{};
  backend::Buffer<std::int16_t> weights_;  // [block of lanes][pair of taps][lane][tap of the pair]
  backend::Buffer<int> taps_;              // where each tap lies, from the window's corner; an even number of them
  backend::Buffer<std::int32_t> bias_;     // [channel], like the scales filled up with zeros to whole lanes
  backend::Buffer<float> scales_;
};

// Over one input channel, which XNNPACK would pad to eight.
class OneChannelConvolution : WindowedConvolution {
 public:
  [[nodiscard]] bool Create(const Tensor& input, const Tensor& output, const Layer& layer);
  // Bytes that Run() needs to work in.
  std::size_t workspace(const Tensor& input) const { return FramedElements(input) * sizeof(std::int16_t); }
  void Run(const Tensor& input, const Tensor& output, const std::int8_t* from, std::int8_t* to,
           std::byte* workspace) const;
};

// Depthwise, any window. XNNPACK's ends at 25 taps, assumes that no weight is -128, and would cost the web binary 4 kB.
class DepthwiseConvolution : WindowedConvolution {
 public:
  [[nodiscard]] bool Create(const Tensor& input, const Tensor& output, const Layer& layer);
  std::size_t workspace(const Tensor& input) const;  // 0 without padding
  void Run(const Tensor& input, const Tensor& output, const std::int8_t* from, std::int8_t* to,
           std::byte* workspace) const;
};

}  // namespace emnist::kernels
