// Bounds on every element.
#pragma once

#include <cstddef>

namespace emnist::kernels {

// For std::int8_t and float. `to` may be `from`.
template <typename T>
void Clamp(std::size_t elements, T minimum, T maximum, const T* from, T* to);

}  // namespace emnist::kernels
