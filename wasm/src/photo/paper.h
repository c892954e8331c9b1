// Where is the ink? From a grey picture of some paper to how strongly each pixel stands out from it.
#pragma once

#include <cstdint>

#include "photo/plane.h"

namespace emnist {

// Replaces each grey value by its distance from the paper around it, on the side (darker or lighter) where the ink is:
// 0 is paper. The paper may drift in brightness across the picture or lie half in shadow. `scratch` has the same size;
// no side exceeds 256.
void GreyToInk(Plane<std::uint8_t> grey, Plane<std::uint8_t> scratch);

// The ink strength that best parts ink from paper (Otsu 1979): pixels above it are ink. Returns 255 when nothing stands
// out enough to be told from noise.
std::uint8_t InkThreshold(Plane<const std::uint8_t> ink);

}  // namespace emnist
