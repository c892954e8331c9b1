// The pen's profile: how white a glyph pixel is, given its distance from the stroke's centre line. Ink and photo share
// it, so that both look the same to the network.
#pragma once

#include <algorithm>
#include <cstdint>

#include "emnist/ink.h"

namespace emnist {

// Glyph pixels between the outermost centre lines of the longer side. With the default pen the drawn character then
// spans 26 pixels above 0 and 22 above 128, the medians of EMNIST's images.
inline constexpr float kCentreLineExtent = 19.5f;

// `distance` in glyph pixels, ≥ 0. (1 − t²)³ has EMNIST's steep flanks and its long, faint foot.
inline std::uint8_t PenCoverage(const Pen& pen, float distance) {
  const float t = std::clamp((distance - pen.core) / pen.edge, 0.0f, 1.0f);
  const float flank = 1.0f - t * t;
  return static_cast<std::uint8_t>(255.0f * flank * flank * flank + 0.5f);
}

}  // namespace emnist
