// A part of the picture looked at on its own: a crop, or a sheet of paper seen at an angle, made upright and brought to
// the size that is worked at.
#pragma once

#include <array>
#include <cstdint>

#include "photo/plane.h"

namespace emnist {

struct Place {
  float x, y;
};

// A projective map from the unit square (0, 0 its top left) to places in the picture, and the shape of what it shows.
class View {
 public:
  // All of a picture.
  View(int width, int height);

  // The same part of the picture with its corners (top left, top right, bottom right, bottom left, in the unit square)
  // pulled out to the whole square.
  View Straightened(const std::array<Place, 4>& corners) const;
  View Cropped(Place top_left, Place bottom_right) const;

  Place At(float u, float v) const;
  // Sizes in picture pixels, roughly: what is seen at an angle has no one scale.
  float width() const { return width_; }
  float height() const { return height_; }

 private:
  using Matrix = std::array<float, 9>;
  View(const Matrix& matrix, float width, float height) : matrix_(matrix), width_(width), height_(height) {}

  Matrix matrix_;
  float width_, height_;
};

// Fills `content` of `to` with the view, shrunk by averaging or enlarged by interpolation, and repeats its border
// outward over the rest.
void Resample(Plane<const std::uint8_t> picture, const View& view, const Box& content, Plane<std::uint8_t> to);

}  // namespace emnist
