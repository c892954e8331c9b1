#include "ink/sampling.h"

#include <algorithm>
#include <cmath>

#include "emnist/trace.h"

namespace emnist {

int Sampling::Points(double length) const {
  const double steps = std::floor(length / step + 0.5);
  return std::max(least, 1 + static_cast<int>(std::min<double>(steps, kMaxTracePoints)));
}

double Length(const Level& level, Point a, Point b) {
  const double ax = double{a.x}, bx = double{b.x};
  const double dx = level.X(bx) - level.X(ax), dy = level.Y(bx, double{b.y}) - level.Y(ax, double{a.y});
  return std::sqrt(dx * dx + dy * dy);
}

double Length(const Level& level, const Stroke& stroke) {
  double length = 0;
  for (std::size_t i = 1; i < stroke.points.size(); ++i) {
    length += Length(level, stroke.points[i - 1], stroke.points[i]);
  }
  return length;
}

bool Fits(std::span<const Stroke> strokes, const Level& level, const Sampling& sampling) {
  int count = -sampling.in_the_air;
  for (const Stroke& stroke : strokes) count += sampling.in_the_air + sampling.Points(Length(level, stroke));
  return count <= kMaxTracePoints;
}

Sampling ChooseSampling(std::span<const Stroke> strokes, const Level& level) {
  Sampling sampling;
  while (!Fits(strokes, level, sampling)) {
    sampling.step *= 1.25;
    sampling.least = 1;  // a point for each of 512 strokes and one before each but the first always fit
    sampling.in_the_air = 1;
  }
  return sampling;
}

}  // namespace emnist
