// Draws strokes by distance: each pixel takes its brightness from how near the nearest stroke passes. Distances to line
// segments do not change when a segment is cut in two, which is what makes the glyph independent of how densely a
// device samples its pen. Knows nothing of devices, canvases or screens.
#include "emnist/ink.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ink/bounds.h"
#include "ink/check.h"
#include "ink/pen.h"
#include "ink/stray.h"

namespace emnist {
namespace {

constexpr float kDotExtent = 1e-30f;  // ink no larger than this has no shape; its scale would overflow

// Squared distance from the nearest centre line, for every pixel centre.
class DistanceMap {
 public:
  explicit DistanceMap(float reach) : reach_(reach) { squared_.fill(Bounds::kFar); }

  // The segment from `a` to `b`, in glyph pixels; `a` == `b` is a dot.
  void Add(Point a, Point b) {
    const float dx = b.x - a.x;
    const float dy = b.y - a.y;
    const float length_squared = dx * dx + dy * dy;
    const float per_length_squared = length_squared > 0 ? 1.0f / length_squared : 0.0f;
    const int left = FirstPixel(std::min(a.x, b.x));
    const int right = LastPixel(std::max(a.x, b.x));
    const int top = FirstPixel(std::min(a.y, b.y));
    const int bottom = LastPixel(std::max(a.y, b.y));
    for (int row = top; row <= bottom; ++row) {
      const float py = static_cast<float>(row) + 0.5f - a.y;
      float* line = &squared_[static_cast<std::size_t>(row * kGlyphSide)];
      for (int column = left; column <= right; ++column) {
        const float px = static_cast<float>(column) + 0.5f - a.x;
        const float along = std::clamp((px * dx + py * dy) * per_length_squared, 0.0f, 1.0f);
        const float ex = px - along * dx;
        const float ey = py - along * dy;
        line[column] = std::min(line[column], ex * ex + ey * ey);
      }
    }
  }

  float distance(std::size_t pixel) const { return std::sqrt(squared_[pixel]); }

 private:
  // Pixels whose centres may lie within reach of a coordinate; all strokes lie inside the glyph.
  int FirstPixel(float coordinate) const { return std::max(0, static_cast<int>(coordinate - reach_)); }
  int LastPixel(float coordinate) const { return std::min(kGlyphSide - 1, static_cast<int>(coordinate + reach_)); }

  float reach_;
  std::array<float, kGlyphSide * kGlyphSide> squared_;
};

}  // namespace

Status RasterizeInk(const Ink& ink, Glyph& glyph, const Pen& pen) {
  if (const Status status = CheckInk(ink); status != Status::kOk) return status;
  const std::bitset<kMaxInkStrokes> stray = StrayStrokes(ink);
  // Calls `stroke` with the points of each that is drawn.
  const auto for_each = [&](auto&& stroke) {
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < ink.stroke_ends.size(); ++i) {
      const std::uint32_t end = ink.stroke_ends[i];
      if (begin < end && !stray[i]) stroke(ink.points.subspan(begin, end - begin));
      begin = end;
    }
  };
  Bounds bounds;
  for_each([&](std::span<const Point> stroke) {
    for (const Point p : stroke) bounds.Include(p);
  });

  const float extent = bounds.extent();
  const float scale = extent > kDotExtent ? kCentreLineExtent / extent : 0.0f;
  const Point centre = {bounds.left + (bounds.right - bounds.left) * 0.5f,
                        bounds.top + (bounds.bottom - bounds.top) * 0.5f};
  const auto to_glyph = [&](Point p) {
    constexpr float kMiddle = kGlyphSide * 0.5f;
    return Point{kMiddle + (p.x - centre.x) * scale, kMiddle + (p.y - centre.y) * scale};
  };

  DistanceMap map(pen.core + pen.edge);
  for_each([&](std::span<const Point> stroke) {
    Point from = to_glyph(stroke.front());
    if (stroke.size() == 1) map.Add(from, from);
    for (const Point p : stroke.subspan(1)) {
      const Point to = to_glyph(p);
      map.Add(from, to);
      from = to;
    }
  });
  for (std::size_t i = 0; i < glyph.size(); ++i) glyph[i] = PenCoverage(pen, map.distance(i));
  return Status::kOk;
}

}  // namespace emnist
