// How finely a line is sampled.
#pragma once

#include <span>

#include "ink/level.h"

namespace emnist {

struct Sampling {
  double step = 0.2;  // units
  // Of every stroke, be it a dot: with the points in the air they make eight, two frames of a network that reads four
  // points at once. "..." needs a frame for each dot and one between two of them.
  int least = 6;
  int in_the_air = 2;  // from one stroke to the next

  // Of a stroke this long, in units. Says no more than that it is too much where a trace cannot hold them.
  int Points(double length) const;
};

// From `a` to `b`, and of a whole stroke, in units.
double Length(const Level& level, Point a, Point b);
double Length(const Level& level, const Stroke& stroke);

// Whether so many points fit into a trace.
bool Fits(std::span<const Stroke> strokes, const Level& level, const Sampling& sampling);

// As fine as it should be, or as fits.
Sampling ChooseSampling(std::span<const Stroke> strokes, const Level& level);

}  // namespace emnist
