#include "photo/counts.h"

#include <cstddef>

namespace emnist {

Counts CountLevels(Plane<const std::uint8_t> plane) {
  Counts counts{};
  for (const std::uint8_t value : plane.pixels()) ++counts[value];
  return counts;
}

int Percentile(const Counts& counts, int percent) {
  const std::int32_t wanted = Between(counts, 0, 256).count * percent;
  int level = 0;
  for (std::int32_t below = counts[0]; below * 100 < wanted; below += counts[static_cast<std::size_t>(level)]) ++level;
  return level;
}

int Strongest(const Counts& counts) {
  constexpr int kFew = 12;
  int level = 255;
  for (std::int32_t above = counts[255]; level > 0 && above < kFew; above += counts[static_cast<std::size_t>(level)])
    --level;
  return level;
}

Part Between(const Counts& counts, int first, int last) {
  Part part{0, 0};
  for (int level = first; level < last; ++level) {
    const std::int32_t count = counts[static_cast<std::size_t>(level)];
    part.count += count;
    part.sum += level * count;
  }
  return part;
}

}  // namespace emnist
