// Strokes that are pixels, as distances: how far any place is from the centre line of the nearest one.
#pragma once

#include <cstdint>

#include "emnist/glyph.h"
#include "emnist/ink.h"
#include "photo/plane.h"

namespace emnist {

// Distances from the centre lines of a mask's strokes, in its pixels, whatever the strokes' width.
class StrokeField {
 public:
  // The planes have the mask's size; `signed_distance` must outlive the field.
  StrokeField(Plane<const std::uint8_t> mask, Plane<std::int32_t> squared, Plane<float> signed_distance);

  float half_width() const { return half_width_; }
  // May be negative where strokes merge.
  float FromCentreLine(float x, float y) const;

 private:
  Plane<float> signed_distance_;
  float half_width_ = 0;
};

// Draws the strokes within `box` as RasterizeInk would draw them.
void Draw(const StrokeField& strokes, const Box& box, const Pen& pen, Glyph& glyph);

}  // namespace emnist
