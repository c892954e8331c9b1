#include "photo/connected.h"

#include <algorithm>
#include <cstddef>

namespace emnist {

std::span<const std::int32_t> Collect(Plane<std::uint8_t> mask, std::int32_t seed, std::uint8_t label,
                                      std::span<std::int32_t> queue) {
  const std::uint8_t from = mask.data[seed];
  std::size_t filled = 0;
  const auto push = [&](std::int32_t pixel) {
    mask.data[pixel] = label;
    queue[filled++] = pixel;
  };
  push(seed);
  for (std::size_t i = 0; i < filled; ++i) {
    const int x = queue[i] % mask.width;
    const int y = queue[i] / mask.width;
    for (int v = std::max(0, y - 1); v <= std::min(mask.height - 1, y + 1); ++v) {
      for (int u = std::max(0, x - 1); u <= std::min(mask.width - 1, x + 1); ++u) {
        if (mask.at(u, v) == from) push(v * mask.width + u);
      }
    }
  }
  return queue.first(filled);
}

Box BoxOf(Plane<const std::uint8_t> plane, std::span<const std::int32_t> pixels) {
  Box box;
  for (const std::int32_t pixel : pixels) box.Include(pixel % plane.width, pixel / plane.width);
  return box;
}

}  // namespace emnist
