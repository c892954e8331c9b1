#include "photo/stroke_field.h"

#include <algorithm>
#include <cmath>

#include "ink/pen.h"
#include "photo/distance.h"

namespace emnist {

StrokeField::StrokeField(Plane<const std::uint8_t> mask, Plane<std::int32_t> squared, Plane<float> signed_distance)
    : signed_distance_(signed_distance) {
  // Pixel centres lie half a pixel from the edge that runs between ink and paper.
  SquaredDistances(mask, 1, squared);
  for (std::size_t i = 0; i < mask.size(); ++i) {
    signed_distance_.data[i] = std::sqrt(static_cast<float>(squared.data[i])) - 0.5f;
  }
  SquaredDistances(mask, 0, squared);
  float depth = 0, deepest = 0, count = 0;
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if (mask.data[i] == 0) continue;
    const float inside = std::sqrt(static_cast<float>(squared.data[i])) - 0.5f;
    signed_distance_.data[i] = -inside;
    depth += inside;
    deepest = std::max(deepest, inside);
    count += 1;
  }
  // Across a band the depth averages a quarter of the width; over so few pixels that this does not hold, there must
  // still be a centre line somewhere.
  half_width_ = std::min(2 * depth / count, deepest);
}

float StrokeField::FromCentreLine(float x, float y) const {
  const float inside_x = std::clamp(x - 0.5f, 0.0f, static_cast<float>(signed_distance_.width - 1));
  const float inside_y = std::clamp(y - 0.5f, 0.0f, static_cast<float>(signed_distance_.height - 1));
  const int left = static_cast<int>(inside_x), right = std::min(left + 1, signed_distance_.width - 1);
  const int top = static_cast<int>(inside_y), bottom = std::min(top + 1, signed_distance_.height - 1);
  const float u = inside_x - static_cast<float>(left);
  const float v = inside_y - static_cast<float>(top);
  const float above = signed_distance_.at(left, top) * (1 - u) + signed_distance_.at(right, top) * u;
  const float below = signed_distance_.at(left, bottom) * (1 - u) + signed_distance_.at(right, bottom) * u;
  const float beyond = std::fabs(x - 0.5f - inside_x) + std::fabs(y - 0.5f - inside_y);
  return half_width_ + above * (1 - v) + below * v + beyond;
}

void Draw(const StrokeField& strokes, const Box& box, const Pen& pen, Glyph& glyph) {
  const float longest = static_cast<float>(box.longest());
  // A blot has no centre line to frame by; taking a quarter of its size for one draws it as a dot.
  const float extent = std::max(longest - 2 * strokes.half_width(), longest * 0.25f);
  const float step = extent / kCentreLineExtent;  // picture pixels per glyph pixel
  const float middle_x = static_cast<float>(box.left + box.right) * 0.5f;
  const float middle_y = static_cast<float>(box.top + box.bottom) * 0.5f;
  for (int y = 0; y < kGlyphSide; ++y) {
    for (int x = 0; x < kGlyphSide; ++x) {
      const float from_middle_x = static_cast<float>(x) + 0.5f - kGlyphSide * 0.5f;
      const float from_middle_y = static_cast<float>(y) + 0.5f - kGlyphSide * 0.5f;
      const float distance = strokes.FromCentreLine(middle_x + from_middle_x * step, middle_y + from_middle_y * step);
      glyph[static_cast<std::size_t>(y * kGlyphSide + x)] = PenCoverage(pen, std::max(distance, 0.0f) / step);
    }
  }
}

}  // namespace emnist
