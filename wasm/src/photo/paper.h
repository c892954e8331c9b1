// Where is the ink? From a grey picture of some paper to how strongly each pixel stands out from it.
#pragma once

#include <cstdint>

#include "photo/plane.h"

namespace emnist {

// 3 × 3 binomial blur against grain and compression, borders repeated. `scratch` has the same size.
void Smooth(Plane<std::uint8_t> plane, Plane<std::uint8_t> scratch);

// On which side of the paper the ink is.
bool InkIsDarker(Plane<const std::uint8_t> grey);

// Replaces each grey value by its distance from the paper around it, on the side where the ink is: 0 is paper. The
// paper may drift in brightness across the picture or lie half in shadow. `scratch` has the same size; no side exceeds
// 256.
void GreyToInk(Plane<std::uint8_t> grey, bool ink_is_darker, Plane<std::uint8_t> scratch);

struct InkLevels {
  // The strength that the grain of the paper does not reach, told from the paper's own spread: ink need not be more
  // than a few pixels in a large picture.
  int faintest;
  // The strength that whatever is so much fainter than the darkest ink does not reach.
  int lowest;
};
InkLevels FindInkLevels(Plane<const std::uint8_t> ink);

// The value halfway between the mean of what is above it and the mean of what is not (Ridler and Calvard 1978), looked
// for from `lowest` up: in a plane of ink strengths, pixels above it are ink. Returns 255 when nothing stands out
// enough.
std::uint8_t Threshold(Plane<const std::uint8_t> plane, int lowest);

}  // namespace emnist
