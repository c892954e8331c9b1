// How far each pixel lies from the nearest pixel of a kind.
#pragma once

#include <cstdint>

#include "photo/plane.h"

namespace emnist {

// Fills `squared` with the squared Euclidean distance, in pixels, from each pixel to the nearest one whose mask value
// is `target` (0 at such pixels themselves; at least (width + height)² where there are none). Exact integers, after
// Meijster, Roerdink and Hesselink (2000). Sides up to kMaxDistanceSide.
inline constexpr int kMaxDistanceSide = 256;
void SquaredDistances(Plane<const std::uint8_t> mask, std::uint8_t target, Plane<std::int32_t> squared);

}  // namespace emnist
