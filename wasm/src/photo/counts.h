// How often each of 256 levels occurs, and what that says.
#pragma once

#include <array>
#include <cstdint>

#include "photo/plane.h"

namespace emnist {

using Counts = std::array<std::int32_t, 256>;

Counts CountLevels(Plane<const std::uint8_t> plane);

// The level that `percent` of what was counted does not exceed.
int Percentile(const Counts& counts, int percent);
// The level that only a few exceed, too few to say anything.
int Strongest(const Counts& counts);

// How many lie in [first, last), and their levels added up.
struct Part {
  std::int32_t count;
  std::int32_t sum;

  int mean() const { return count > 0 ? sum / count : -1; }  // -1: there are none
};
Part Between(const Counts& counts, int first, int last);

}  // namespace emnist
