// The 28×28 picture of one character that every network here sees.
#pragma once

#include <array>
#include <cstdint>

namespace emnist {

inline constexpr int kGlyphSide = 28;

// Row-major, y down, white ink (255) on black (0), framed as EMNIST frames its images.
using Glyph = std::array<std::uint8_t, kGlyphSide * kGlyphSide>;

}  // namespace emnist
