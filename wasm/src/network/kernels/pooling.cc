#include "network/kernels/pooling.h"

#include <algorithm>
#include <limits>

namespace emnist::kernels {
namespace {

using lanes::Floats;
using lanes::Int32s;
using lanes::Int8s;
using lanes::kLanes;

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
          lanes::LoadUnaligned(from + pixel * channels + first, values);
          lanes::Max(maxima, values);
        },
        [&](int pixel) {
          lanes::StoreTail(maxima, std::min(kLanes, channels - first), to + pixel * channels + first);
        });
  }
}
template void MaxPool(const Tensor&, const Tensor&, const Window&, const std::int8_t*, std::int8_t*);
template void MaxPool(const Tensor&, const Tensor&, const Window&, const float*, float*);

void GlobalAveragePool(const Tensor& input, float scale, const StoredRange& range, const std::int8_t* from,
                       std::int8_t* to) {
  const int pixels = input.height * input.width;
  const Floats scales = Floats{} + scale;
  for (int first = 0; first < input.channels; first += kLanes) {
    Int32s sums = Int32s{} - pixels * input.zero_point;
    for (int p = 0; p < pixels; ++p) {
      Int8s values;
      lanes::LoadUnaligned(from + p * input.channels + first, values);
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

}  // namespace emnist::kernels
