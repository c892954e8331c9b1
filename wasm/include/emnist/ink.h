// Ink → glyph: strokes of a pen to the 28×28 picture EMNIST's scanner would have made of them.
#pragma once

#include <cstdint>
#include <span>

#include "emnist/glyph.h"
#include "emnist/status.h"

namespace emnist {

struct Point {
  float x;
  float y;  // grows downward
};

inline constexpr int kMaxInkPoints = 8192;
inline constexpr int kMaxInkStrokes = 512;

// Points of all strokes, one after another; stroke i ends before points[stroke_ends[i]], the last end is
// points.size(). Any unit, any origin. An empty stroke is allowed and draws nothing.
struct Ink {
  std::span<const Point> points;
  std::span<const std::uint32_t> stroke_ends;
};

// The pen as it appears in the glyph: full white up to `core` glyph pixels from the stroke's centre line, black from
// `core + edge` on, falling smoothly in between. The default is what EMNIST's images measure.
struct Pen {
  float core = 0.1f;
  float edge = 2.9f;
};

// Draws `ink` into `glyph`: centred by its bounding box, the longer side of the drawn character filling the same
// extent as in EMNIST. The result does not depend on the ink's position, scale or sampling density, only + − × ÷ sqrt
// and floor are used, and so it is the same on every machine. A single point, or ink without extent, is a dot; beside a
// character, tiny strokes far from it (a finger that touched the pad) are left out.
// Returns kOk, kEmptyInk, kInvalidInk or kTooMuchInk; on failure `glyph` is untouched.
Status RasterizeInk(const Ink& ink, Glyph& glyph, const Pen& pen = {});

}  // namespace emnist
