#include "network/kernels.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace emnist::kernels {
namespace {

using lanes::Floats;
using lanes::Int32s;
using lanes::Int8s;
using lanes::kLanes;

constexpr int Blocks(int channels) { return (channels + kLanes - 1) / kLanes; }

template <typename Index>
std::size_t Unsigned(Index index) {
  return static_cast<std::size_t>(index);
}

// Requantises one block of sums and stores its first `lanes` lanes.
inline void StoreRequantised(const Int32s& sums, const float* scales, const StoredRange& range, int count,
                             std::int8_t* to) {
  // Added to |x| < 2^22 it leaves no room for a fraction: x is rounded to the nearest integer, halves to even. Unlike
  // rint this is one vector instruction everywhere.
  constexpr float kMagic = 12582912.0f;
  constexpr std::int32_t kMagicBits = __builtin_bit_cast(std::int32_t, kMagic);
  Floats steps;
  lanes::Load(scales, steps);
  steps *= __builtin_convertvector(sums, Floats);
  lanes::RaiseTo(Floats{} + static_cast<float>(range.minimum - range.zero_point), steps);
  lanes::LowerTo(Floats{} + static_cast<float>(range.maximum - range.zero_point), steps);
  const Int32s stored = Int32s(steps + kMagic) - (kMagicBits - range.zero_point);
  lanes::Store(__builtin_convertvector(stored, Int8s), count, to);
}

int StoredBound(float real, const Tensor& tensor) {
  const float steps = std::nearbyint(real / tensor.scale) + static_cast<float>(tensor.zero_point);
  return static_cast<int>(std::clamp(steps, -128.0f, 127.0f));
}

// The taps of a window that fall inside the input along one axis: tap t reads first + t * dilation.
struct Taps {
  int begin, end;
};
Taps TapsInside(int first, int taps, int dilation, int size) {
  Taps inside{0, taps};
  while (inside.begin < taps && first + inside.begin * dilation < 0) ++inside.begin;
  while (inside.end > inside.begin && first + (inside.end - 1) * dilation >= size) --inside.end;
  return inside;
}

// For every output pixel: begin(), then visit(input pixel, tap) for every tap of its window inside the input, then
// finish(output pixel).
template <typename Begin, typename Visit, typename Finish>
inline void ForEachWindow(const Tensor& input, const Tensor& output, const Window w, Begin begin, Visit visit,
                          Finish finish) {
  const int input_width = input.width;
  for (int y = 0; y < output.height; ++y) {
    const int top = y * w.stride_y - w.pad_top;
    const Taps rows = TapsInside(top, w.height, w.dilation_y, input.height);
    for (int x = 0; x < output.width; ++x) {
      const int left = x * w.stride_x - w.pad_left;
      const Taps columns = TapsInside(left, w.width, w.dilation_x, input_width);
      begin();
      for (int i = rows.begin; i < rows.end; ++i) {
        const int row = (top + i * w.dilation_y) * input_width + left;
        for (int j = columns.begin; j < columns.end; ++j) visit(row + j * w.dilation_x, i * w.width + j);
      }
      finish(y * output.width + x);
    }
  }
}

}  // namespace

StoredRange RangeOf(const Tensor& output, const Layer& layer) {
  return {output.zero_point, StoredBound(layer.minimum, output), StoredBound(layer.maximum, output)};
}

bool WindowedConvolution::Create(const Tensor& input, const Tensor& output, const Layer& layer) {
  input_ = input;
  output_ = output;
  window_ = layer.window;
  range_ = RangeOf(output, layer);
  framed_height_ = input.height + window_.pad_top + window_.pad_bottom;
  framed_width_ = input.width + window_.pad_left + window_.pad_right;
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
      taps_[Unsigned(t)] = (row * framed_width_ + column) * input.channels;
      const int pair = c / kLanes * pairs + t / 2;
      weights_[Unsigned(pair * lanes::kPairOfTaps + c % kLanes * 2 + t % 2)] =
          layer.int8_weights[Unsigned(c * count + t)];
    }
  }
  return true;
}

template <typename Value, typename AddDot>
inline void WindowedConvolution::Slide(const Value* framed, std::int8_t* output, AddDot add_dot) const {
  const int pairs = static_cast<int>(taps_.size()) / 2;
  const int* taps = taps_.data();
  const int pixel = input_.channels;
  for (int first = 0; first < output_.channels; first += kLanes) {
    const std::int16_t* weights = weights_.data() + first * pairs * 2;
    Int32s bias;
    lanes::Load(bias_.data() + first, bias);
    std::int8_t* to = output + first;
    // Depthwise, each channel has its own input; otherwise all have the one there is.
    const Value* row = framed + (pixel == 1 ? 0 : first);
    for (int y = 0; y < output_.height; ++y) {
      const Value* corner = row;
      for (int x = 0; x < output_.width; ++x) {
        Int32s sums = bias;
        for (int p = 0; p < pairs; ++p) {
          add_dot(corner + taps[2 * p], corner + taps[2 * p + 1], weights + p * lanes::kPairOfTaps, sums);
        }
        StoreRequantised(sums, scales_.data() + first, range_, output_.channels - first, to);
        corner += window_.stride_x * pixel;
        to += output_.channels;
      }
      row += window_.stride_y * framed_width_ * pixel;
    }
  }
}

bool Stem::Create(const Tensor& input, const Tensor& output, const Layer& layer) {
  return WindowedConvolution::Create(input, output, layer) && framed_.Create(framed_elements());
}

void Stem::Run(const std::int8_t* input, std::int8_t* output) {
  std::int16_t* to = framed_.data() + inside();
  for (int y = 0; y < input_.height; ++y) {
    for (int x = 0; x < input_.width; ++x) {
      to[y * framed_width_ + x] = static_cast<std::int16_t>(input[y * input_.width + x] - input_.zero_point);
    }
  }
  Slide(framed_.data(), output,
        [](const std::int16_t* first, const std::int16_t* second, const std::int16_t* weights, Int32s& sums) {
          lanes::AddDotOfPair(*first, *second, weights, sums);
        });
}

bool Depthwise::Create(const Tensor& input, const Tensor& output, const Layer& layer) {
  if (!WindowedConvolution::Create(input, output, layer)) return false;
  // Stored values are multiplied as they are, so what their zero point adds to every sum is taken off beforehand.
  const int count = window_.height * window_.width;
  for (int c = 0; c < input.channels; ++c) {
    for (int t = 0; t < count; ++t) {
      bias_[Unsigned(c)] -= input.zero_point * layer.int8_weights[Unsigned(c * count + t)];
    }
  }
  if (framed_elements() == input.elements()) return true;
  if (!framed_.Create(framed_elements() + kSlackBytes)) return false;
  std::fill_n(framed_.data(), framed_.size(), static_cast<std::int8_t>(input.zero_point));
  return true;
}

void Depthwise::Run(const std::int8_t* input, std::int8_t* output) {
  if (framed_.size() > 0) {
    const int row = input_.width * input_.channels;
    std::int8_t* to = framed_.data() + inside();
    for (int y = 0; y < input_.height; ++y) {
      std::memcpy(to + y * framed_width_ * input_.channels, input + y * row, Unsigned(row));
    }
    input = framed_.data();
  }
  Slide(input, output, lanes::AddDotOfPairs);
}

bool Add::Create(const Tensor& a, const Tensor& b, const Tensor& output, const Layer& layer) {
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
  elements_ = output.elements();
  range_ = RangeOf(output, layer);
  return true;
}

void Add::Run(const std::int8_t* a, const std::int8_t* b, std::int8_t* output) const {
  const Int32s lowest = Int32s{} + (range_.minimum - range_.zero_point);
  const Int32s highest = Int32s{} + (range_.maximum - range_.zero_point);
  for (std::size_t i = 0; i < elements_; i += kLanes) {
    Int8s first, second;
    lanes::Load(a + i, first);
    lanes::Load(b + i, second);
    Int32s steps = (__builtin_convertvector(first, Int32s) * a_factor_ +
                    __builtin_convertvector(second, Int32s) * b_factor_ + offset_) >>
                   shift_;
    lanes::RaiseTo(lowest, steps);
    lanes::LowerTo(highest, steps);
    const Int8s stored = __builtin_convertvector(steps + range_.zero_point, Int8s);
    lanes::Store(stored, static_cast<int>(std::min<std::size_t>(kLanes, elements_ - i)), output + i);
  }
}

void GlobalAveragePool(const Tensor& input, float scale, const StoredRange& range, const std::int8_t* from,
                       std::int8_t* to) {
  const int pixels = input.height * input.width;
  const Floats scales = Floats{} + scale;
  for (int first = 0; first < input.channels; first += kLanes) {
    Int32s sums = Int32s{} - pixels * input.zero_point;
    for (int p = 0; p < pixels; ++p) {
      Int8s values;
      lanes::Load(from + p * input.channels + first, values);
      sums += __builtin_convertvector(values, Int32s);
    }
    StoreRequantised(sums, reinterpret_cast<const float*>(&scales), range, std::min(kLanes, input.channels - first),
                     to + first);
  }
}

void GlobalAveragePool(const Tensor& input, const float* from, float* to) {
  const int pixels = input.height * input.width;
  for (int c = 0; c < input.channels; ++c) {
    float sum = 0;
    for (int p = 0; p < pixels; ++p) sum += from[p * input.channels + c];
    to[c] = sum / static_cast<float>(pixels);
  }
}

template <typename T>
void MaxPool(const Tensor& input, const Tensor& output, const Window& window, const T* from, T* to) {
  using Vector = T __attribute__((vector_size(kLanes * sizeof(T))));
  using Limits = std::numeric_limits<T>;
  constexpr T kLowest = Limits::has_infinity ? -Limits::infinity() : Limits::lowest();
  const int channels = input.channels;
  for (int first = 0; first < channels; first += kLanes) {
    Vector maxima;
    ForEachWindow(
        input, output, window, [&] { maxima = Vector{} + kLowest; },
        [&](int pixel, int) {
          Vector values;
          lanes::Load(from + pixel * channels + first, values);
          lanes::RaiseTo(values, maxima);
        },
        [&](int pixel) { lanes::Store(maxima, std::min(kLanes, channels - first), to + pixel * channels + first); });
  }
}
template void MaxPool(const Tensor&, const Tensor&, const Window&, const std::int8_t*, std::int8_t*);
template void MaxPool(const Tensor&, const Tensor&, const Window&, const float*, float*);

template <typename T>
void Clamp(std::size_t elements, T minimum, T maximum, const T* from, T* to) {
  for (std::size_t i = 0; i < elements; ++i) to[i] = std::min(std::max(from[i], minimum), maximum);
}
template void Clamp(std::size_t, std::int8_t, std::int8_t, const std::int8_t*, std::int8_t*);
template void Clamp(std::size_t, float, float, const float*, float*);

void AddFloat(std::size_t elements, const float* a, const float* b, float* to) {
  for (std::size_t i = 0; i < elements; ++i) to[i] = a[i] + b[i];
}

}  // namespace emnist::kernels
