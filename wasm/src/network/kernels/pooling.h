// Pooling: the largest value under a window, the average of a whole picture.
#pragma once

#include <cstdint>

#include "emnist/model.h"
#include "network/kernels/requantise.h"

namespace emnist::kernels {

// For std::int8_t and float.
template <typename T>
void MaxPool(const Tensor& input, const Tensor& output, const Window& window, const T* from, T* to);

// `scale` is from a sum over all pixels to quantisation steps of the output.
void GlobalAveragePool(const Tensor& input, float scale, const StoredRange& range, const std::int8_t* from,
                       std::int8_t* to);
void GlobalAveragePool(const Tensor& input, const float* from, float* to);

}  // namespace emnist::kernels
