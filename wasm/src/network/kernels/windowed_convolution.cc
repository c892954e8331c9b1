#include "network/kernels/windowed_convolution.h"

#include <algorithm>

namespace emnist::kernels {
namespace {

using lanes::Int32s;
using lanes::kLanes;

constexpr int Blocks(int channels) { return (channels + kLanes - 1) / kLanes; }

template <typename Index>
std::size_t Unsigned(Index index) {
  return static_cast<std::size_t>(index);
}

}  // namespace

bool WindowedConvolution::Create(const Tensor& input, const Tensor& output, const Layer& layer) {
  window_ = layer.window;
  range_ = RangeOf(output, layer);
  const int count = window_.height * window_.width;
  const int pairs = (count + 1) / 2;
  const int blocks = Blocks(output.channels);
  if (!weights_.Create(Unsigned(blocks * pairs * lanes::kPairOfTaps)) || !taps_.Create(Unsigned(2 * pairs)) ||
      !bias_.Create(Unsigned(blocks * kLanes)) || !scales_.Create(Unsigned(blocks * kLanes))) {
    return false;
  }
  std::copy(layer.int8_bias.begin(), layer.int8_bias.end(), bias_.data());
  for (int c = 0; c < output.channels; ++c) {
    scales_[Unsigned(c)] = RequantisationScale(input, layer.weight_scales[Unsigned(c)], output);
    // Where their number is odd, the last tap reads the corner and has no weight.
    for (int t = 0; t < count; ++t) {
      const int row = t / window_.width * window_.dilation_y;
      const int column = t % window_.width * window_.dilation_x;
      taps_[Unsigned(t)] = (row * FramedWidth(input) + column) * input.channels;
      const int pair = c / kLanes * pairs + t / 2;
      weights_[Unsigned(pair * lanes::kPairOfTaps + c % kLanes * 2 + t % 2)] =
          layer.int8_weights[Unsigned(c * count + t)];
    }
  }
  return true;
}

std::size_t WindowedConvolution::FramedElements(const Tensor& input) const {
  return Unsigned(input.height + window_.pad_top + window_.pad_bottom) * Unsigned(FramedWidth(input)) *
         Unsigned(input.channels);
}

template <typename Fill, typename Copy>
inline void WindowedConvolution::Frame(const Tensor& input, Fill fill, Copy copy) const {
  // In memory the padding right of a row goes on with the padding left of the next.
  const std::size_t row = Unsigned(input.width) * Unsigned(input.channels);
  const std::size_t between = Unsigned(window_.pad_left + window_.pad_right) * Unsigned(input.channels);
  std::size_t at = Unsigned(window_.pad_top * FramedWidth(input) + window_.pad_left) * Unsigned(input.channels);
  fill(0, at);
  for (int y = 0; y < input.height; ++y) {
    copy(Unsigned(y) * row, at, row);
    at += row;
    if (y + 1 < input.height) fill(at, between);
    at += between;
  }
  at -= between;
  fill(at, FramedElements(input) - at);
}

template <typename Value, typename AddDot>
inline void WindowedConvolution::Slide(const Value* framed, const Tensor& input, const Tensor& output, std::int8_t* to,
                                       AddDot add_dot) const {
  const int pairs = static_cast<int>(taps_.size()) / 2;
  const int* taps = taps_.data();
  const int pixel = input.channels;
  const int output_channels = output.channels;
  const int framed_row = window_.stride_y * FramedWidth(input) * pixel;
  for (int first = 0; first < output_channels; first += kLanes) {
    const std::int16_t* weights = weights_.data() + first * pairs * 2;
    Int32s bias;
    lanes::LoadUnaligned(bias_.data() + first, bias);
    std::int8_t* to_pixel = to + first;
    // Depthwise, each channel has its own input; otherwise all have the one there is.
    const Value* row = framed + (pixel == 1 ? 0 : first);
    for (int y = 0; y < output.height; ++y) {
      const Value* corner = row;
      for (int x = 0; x < output.width; ++x) {
        Int32s sums = bias;
        for (int p = 0; p < pairs; ++p) {
          add_dot(corner + taps[2 * p], corner + taps[2 * p + 1], weights + p * lanes::kPairOfTaps, sums);
        }
        StoreRequantised(sums, scales_.data() + first, range_, output_channels - first, to_pixel);
        corner += window_.stride_x * pixel;
        to_pixel += output_channels;
      }
      row += framed_row;
    }
  }
}

bool OneChannelConvolution::Create(const Tensor& input, const Tensor& output, const Layer& layer) {
  return WindowedConvolution::Create(input, output, layer);
}

void OneChannelConvolution::Run(const Tensor& input, const Tensor& output, const std::int8_t* from, std::int8_t* to,
                                std::byte* workspace) const {
  auto* const framed = reinterpret_cast<std::int16_t*>(workspace);  // the input minus its zero point
  Frame(
      input, [=](std::size_t first, std::size_t count) { std::fill_n(framed + first, count, std::int16_t{0}); },
      [=, zero_point = input.zero_point](std::size_t row, std::size_t first, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
          framed[first + i] = static_cast<std::int16_t>(from[row + i] - zero_point);
        }
      });
  Slide(framed, input, output, to,
        [](const std::int16_t* first, const std::int16_t* second, const std::int16_t* weights, Int32s& sums) {
          lanes::AddDotOfPair(*first, *second, weights, sums);
        });
}

bool DepthwiseConvolution::Create(const Tensor& input, const Tensor& output, const Layer& layer) {
  if (!WindowedConvolution::Create(input, output, layer)) return false;
  // Stored values are multiplied as they are, so what their zero point adds to every sum is taken off beforehand.
  const int count = window_.height * window_.width;
  for (int c = 0; c < input.channels; ++c) {
    for (int t = 0; t < count; ++t) {
      bias_[Unsigned(c)] -= input.zero_point * layer.int8_weights[Unsigned(c * count + t)];
    }
  }
  return true;
}

std::size_t DepthwiseConvolution::workspace(const Tensor& input) const {
  return FramedElements(input) == input.elements() ? 0 : FramedElements(input);
}

void DepthwiseConvolution::Run(const Tensor& input, const Tensor& output, const std::int8_t* from, std::int8_t* to,
                               std::byte* workspace) const {
  if (this->workspace(input) > 0) {
    auto* const framed = reinterpret_cast<std::int8_t*>(workspace);  // the input as it is
    Frame(
        input,
        [=, zero = static_cast<std::int8_t>(input.zero_point)](std::size_t first, std::size_t count) {
          std::fill_n(framed + first, count, zero);
        },
        [=](std::size_t row, std::size_t first, std::size_t count) { std::copy_n(from + row, count, framed + first); });
    from = framed;
  }
  Slide(from, input, output, to, lanes::AddDotOfPairs);
}

}  // namespace emnist::kernels
