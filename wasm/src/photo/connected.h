// Connected parts of a mask.
#pragma once

#include <cstdint>
#include <span>

#include "photo/plane.h"

namespace emnist {

// Gives the part of the mask around `seed` that has the seed's value (eight neighbours) the value `label`, which is
// another. Returns its pixels, at the front of `queue`, which holds one number per pixel.
std::span<const std::int32_t> Collect(Plane<std::uint8_t> mask, std::int32_t seed, std::uint8_t label,
                                      std::span<std::int32_t> queue);

// The box around pixels of a plane.
Box BoxOf(Plane<const std::uint8_t> plane, std::span<const std::int32_t> pixels);

}  // namespace emnist
