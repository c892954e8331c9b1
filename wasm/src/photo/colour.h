// Which colour is ink? One number a pixel, along the line through colour space on which the picture differs most.
#pragma once

#include <cstdint>
#include <span>

#include "photo/plane.h"

namespace emnist {

// Turns straight RGBA into grey values over the front of the same buffer. What is transparent lies on a backdrop that
// contrasts with what is opaque. Ink of the paper's own brightness but another colour stands out like any other.
Plane<std::uint8_t> ToGrey(std::span<std::uint8_t> rgba, int width, int height);

}  // namespace emnist
