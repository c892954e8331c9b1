// Lines that were on the paper before anyone wrote: ruled and squared paper.
#pragma once

#include <cstdint>

#include "photo/plane.h"

namespace emnist {

// Clears, in a plane of ink strengths, thin straight lines that run across all of `content` from side to side, level or
// upright, tilted by up to one in ten. Only what is no darker and no thicker than the line is itself goes: strokes that
// cross it, run along it or lie on it stay whole. `faint` is the strength that paper does not reach;
// `scratch` has the same size.
void RemoveRules(Plane<std::uint8_t> ink, const Box& content, int faint, Plane<std::uint8_t> scratch);

}  // namespace emnist
