// What looks like ink but is not the character: specks, things that reach in from the picture's edge, ruled lines.
#pragma once

#include <cstdint>
#include <span>

#include "photo/plane.h"

namespace emnist {

// Clears, in a mask of 0 and 1, thin straight lines that run across all of `content` from side to side, level or
// upright, tilted by up to one in ten. Where a stroke crosses a line, the stroke stays.
void RemoveRuledLines(Plane<std::uint8_t> mask, const Box& content);

// Clears connected parts of the mask that are small beside the largest one, and those that touch the border of
// `content` if the larger part of the ink does not. `strength` weighs the pixels; `queue` holds one number per pixel.
// Returns the box around what is left.
Box RemoveSpecks(Plane<std::uint8_t> mask, Plane<const std::uint8_t> strength, const Box& content,
                 std::span<std::int32_t> queue);

}  // namespace emnist
