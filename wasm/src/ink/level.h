// How a line of writing lies: its slope, its middle and the height of its letters.
#pragma once

#include <cstdint>
#include <span>

#include "emnist/ink.h"

namespace emnist {

struct Stroke {
  std::span<const Point> points;  // never empty
  std::uint16_t number;           // in the ink
};

// What turns a point of the ink into units: x from the left end, y downward from the middle of the line.
struct Level {
  double left = 0, middle = 0, slope = 0, unit = 1;

  double X(double x) const { return (x - left) / unit; }
  double Y(double x, double y) const { return (y - middle - slope * (x - left)) / unit; }
};

Level FindLevel(std::span<const Stroke> strokes);

}  // namespace emnist
