#include "kernels.h"

#include <algorithm>
#include <cmath>

namespace emnist::kernels {
namespace {

// To the nearest integer, halves to even, for |x| < 2^22: the sum has no room for a fraction, and unlike rint this is
// one vector instruction everywhere.
inline std::int32_t RoundToEven(float x) {
  return __builtin_bit_cast(std::int32_t, x + 12582912.0f) - __builtin_bit_cast(std::int32_t, 12582912.0f);
}

inline std::int8_t RequantiseLane(std::int32_t sum, float scale, float lowest, float highest, int zero_point) {
  float steps = static_cast<float>(sum) * scale;
  steps = steps < lowest ? lowest : steps;
  steps = steps > highest ? highest : steps;
  return static_cast<std::int8_t>(RoundToEven(steps) + zero_point);
}

// Requantises one block and stores its first `lanes` lanes.
inline void StoreBlock(const std::int32_t* sums, const float* scales, const StoredRange& range, int lanes,
                       std::int8_t* to) {
  const float lowest = static_cast<float>(range.minimum - range.zero_point);
  const float highest = static_cast<float>(range.maximum - range.zero_point);
  std::int8_t block[kLanes];
  for (int l = 0; l < kLanes; ++l) block[l] = RequantiseLane(sums[l], scales[l], lowest, highest, range.zero_point);
  if (lanes >= kLanes) {
    std::memcpy(to, block, kLanes);
  } else {
    std::memcpy(to, block, static_cast<std::size_t>(lanes));
  }
}

constexpr int Blocks(int channels) { return (channels + kLanes - 1) / kLanes; }

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

// Calls visit(output pixel index, input pixel index, tap index) for every tap of every window inside the input, and
// begin/finish(output pixel index) around each window.
template <typename Begin, typename Visit, typename Finish>
inline void ForEachWindow(const Tensor& input, const Tensor& output, const Window& w, Begin begin, Visit visit,
                          Finish finish) {
  for (int y = 0; y < output.height; ++y) {
    const int top = y * w.stride_y - w.pad_top;
    const Taps rows = TapsInside(top, w.height, w.dilation_y, input.height);
    for (int x = 0; x < output.width; ++x) {
      const int left = x * w.stride_x - w.pad_left;
      const Taps columns = TapsInside(left, w.width, w.dilation_x, input.width);
      begin();
      for (int i = rows.begin; i < rows.end; ++i) {
        const int row = (top + i * w.dilation_y) * input.width;
        for (int j = columns.begin; j < columns.end; ++j) visit(row + left + j * w.dilation_x, i * w.width + j);
      }
      finish(y * output.width + x);
    }
  }
}

}  // namespace

StoredRange RangeOf(const Tensor& output, const Layer& layer) {
  return {output.zero_point, StoredBound(layer.minimum, output), StoredBound(layer.maximum, output)};
}

std::int8_t Requantise(std::int32_t sum, float scale, const StoredRange& range) {
  return RequantiseLane(sum, scale, static_cast<float>(range.minimum - range.zero_point),
                        static_cast<float>(range.maximum - range.zero_point), range.zero_point);
}

template <typename Weight>
bool PackedWeights<Weight>::Pack(const Tensor& input, const Tensor& output, const Layer& layer) {
  const int taps = layer.window.height * layer.window.width;
  const std::size_t lanes = static_cast<std::size_t>(Blocks(output.channels) * kLanes);
  if (!weights.Create(lanes * static_cast<std::size_t>(taps)) || !bias.Create(lanes) || !scales.Create(lanes)) {
    return false;
  }
  for (int c = 0; c < output.channels; ++c) {
    const std::size_t channel = static_cast<std::size_t>(c);
    for (int t = 0; t < taps; ++t) {
      weights[static_cast<std::size_t>(((c / kLanes) * taps + t) * kLanes + c % kLanes)] =
          layer.int8_weights[static_cast<std::size_t>(c * taps + t)];
    }
    if (!layer.int8_bias.empty()) bias[channel] = layer.int8_bias[channel];
    scales[channel] = RequantisationScale(input, layer.weight_scales[channel], output);
  }
  return true;
}

bool Stem::Create(const Tensor& input, const Tensor& output, const Layer& layer) {
  input_ = input;
  output_ = output;
  window_ = layer.window;
  range_ = RangeOf(output, layer);
  framed_width_ = input.width + window_.pad_left + window_.pad_right;
  const int framed_height = input.height + window_.pad_top + window_.pad_bottom;
  return packed_.Pack(input, output, layer) && framed_.Create(static_cast<std::size_t>(framed_width_ * framed_height));
}

void Stem::Run(const std::int8_t* input, std::int8_t* output) {
  std::int16_t* inside = framed_.data() + window_.pad_top * framed_width_ + window_.pad_left;
  for (int y = 0; y < input_.height; ++y) {
    for (int x = 0; x < input_.width; ++x) {
      inside[y * framed_width_ + x] = static_cast<std::int16_t>(input[y * input_.width + x] - input_.zero_point);
    }
  }

  const int taps = window_.height * window_.width;
  for (int block = 0; block < Blocks(output_.channels); ++block) {
    const std::int16_t* weights = packed_.weights.data() + block * taps * kLanes;
    const std::int32_t* bias = packed_.bias.data() + block * kLanes;
    const float* scales = packed_.scales.data() + block * kLanes;
    const int lanes = std::min(kLanes, output_.channels - block * kLanes);
    std::int8_t* to = output + block * kLanes;
    for (int y = 0; y < output_.height; ++y) {
      const std::int16_t* row = framed_.data() + y * window_.stride_y * framed_width_;
      for (int x = 0; x < output_.width; ++x, to += output_.channels) {
        std::int32_t sums[kLanes];
        for (int l = 0; l < kLanes; ++l) sums[l] = bias[l];
        const std::int16_t* weight = weights;
        for (int i = 0; i < window_.height; ++i) {
          const std::int16_t* pixel = row + i * window_.dilation_y * framed_width_ + x * window_.stride_x;
          for (int j = 0; j < window_.width; ++j, weight += kLanes) {
            const std::int32_t value = pixel[j * window_.dilation_x];
            for (int l = 0; l < kLanes; ++l) sums[l] += value * weight[l];
          }
        }
        StoreBlock(sums, scales, range_, lanes, to);
      }
    }
  }
}

bool Depthwise::Create(const Tensor& input, const Tensor& output, const Layer& layer) {
  input_ = input;
  output_ = output;
  window_ = layer.window;
  range_ = RangeOf(output, layer);
  return packed_.Pack(input, output, layer);
}

void Depthwise::Run(const std::int8_t* input, std::int8_t* output) const {
  const int taps = window_.height * window_.width;
  const int channels = input_.channels;
  for (int block = 0; block < Blocks(channels); ++block) {
    const std::int8_t* weights = packed_.weights.data() + block * taps * kLanes;
    const std::int32_t* bias = packed_.bias.data() + block * kLanes;
    const float* scales = packed_.scales.data() + block * kLanes;
    const int lanes = std::min(kLanes, channels - block * kLanes);
    const std::int8_t* from = input + block * kLanes;
    std::int8_t* to = output + block * kLanes;
    std::int32_t sums[kLanes];
    ForEachWindow(
        input_, output_, window_,
        [&] {
          for (int l = 0; l < kLanes; ++l) sums[l] = bias[l];
        },
        [&](int pixel, int tap) {
          // At most 255 * 128: a 16-bit product, twice as many in a vector as 32-bit ones.
          for (int l = 0; l < kLanes; ++l) {
            const std::int16_t value = static_cast<std::int16_t>(from[pixel * channels + l] - input_.zero_point);
            sums[l] += static_cast<std::int16_t>(value * weights[tap * kLanes + l]);
          }
        },
        [&](int pixel) { StoreBlock(sums, scales, range_, lanes, to + pixel * channels); });
  }
}

bool Add::Create(const Tensor& a, const Tensor& b, const Tensor& output, const Layer& layer) {
  const float a_scale = a.scale / output.scale;
  const float b_scale = b.scale / output.scale;
  // The larger factor gets 20 bits: |factor * stored| stays below 2^28, and the sum of both and the offset in 32 bits.
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
  const int lowest = range_.minimum - range_.zero_point;
  const int highest = range_.maximum - range_.zero_point;
  for (std::size_t i = 0; i < elements_; ++i) {
    std::int32_t steps = (offset_ + a_factor_ * a[i] + b_factor_ * b[i]) >> shift_;
    steps = steps < lowest ? lowest : steps;
    steps = steps > highest ? highest : steps;
    output[i] = static_cast<std::int8_t>(steps + range_.zero_point);
  }
}

namespace {

template <typename T>
void MaxPoolOf(const Tensor& input, const Tensor& output, const Window& window, T lowest, const T* from, T* to) {
  const int channels = input.channels;
  for (int first = 0; first < channels; first += kLanes) {
    const std::size_t lanes = static_cast<std::size_t>(std::min(kLanes, channels - first));
    T maxima[kLanes];
    ForEachWindow(
        input, output, window,
        [&] {
          for (int l = 0; l < kLanes; ++l) maxima[l] = lowest;
        },
        [&](int pixel, int) {
          const T* values = from + pixel * channels + first;
          for (int l = 0; l < kLanes; ++l) maxima[l] = values[l] > maxima[l] ? values[l] : maxima[l];
        },
        [&](int pixel) { std::memcpy(to + pixel * channels + first, maxima, lanes * sizeof(T)); });
  }
}

}  // namespace

void MaxPool(const Tensor& input, const Tensor& output, const Window& window, const std::int8_t* from,
             std::int8_t* to) {
  MaxPoolOf<std::int8_t>(input, output, window, -128, from, to);
}

void MaxPool(const Tensor& input, const Tensor& output, const Window& window, const float* from, float* to) {
  MaxPoolOf<float>(input, output, window, -__builtin_inff(), from, to);
}

void GlobalAveragePool(const Tensor& input, float scale, const StoredRange& range, const std::int8_t* from,
                       std::int8_t* to) {
  const int pixels = input.height * input.width;
  for (int c = 0; c < input.channels; ++c) {
    std::int32_t sum = -pixels * input.zero_point;
    for (int p = 0; p < pixels; ++p) sum += from[p * input.channels + c];
    to[c] = Requantise(sum, scale, range);
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

void AddFloat(std::size_t elements, const float* a, const float* b, float* to) {
  for (std::size_t i = 0; i < elements; ++i) to[i] = a[i] + b[i];
}

}  // namespace emnist::kernels
