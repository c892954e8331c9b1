#include "network/kernels/clamp.h"

#include <algorithm>
#include <cstdint>

namespace emnist::kernels {

template <typename T>
void Clamp(std::size_t elements, T minimum, T maximum, const T* from, T* to) {
  for (std::size_t i = 0; i < elements; ++i) to[i] = std::min(std::max(from[i], minimum), maximum);
}
template void Clamp(std::size_t, std::int8_t, std::int8_t, const std::int8_t*, std::int8_t*);
template void Clamp(std::size_t, float, float, const float*, float*);

}  // namespace emnist::kernels
