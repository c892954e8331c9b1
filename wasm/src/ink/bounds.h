// The box around some points.
#pragma once

#include <algorithm>

#include "emnist/ink.h"

namespace emnist {

struct Bounds {
  static constexpr float kFar = 1e9f;  // beyond every coordinate that ink may have

  float left = kFar, top = kFar, right = -kFar, bottom = -kFar;

  void Include(Point p) {
    left = std::min(left, p.x);
    right = std::max(right, p.x);
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  }
  void Include(const Bounds& other) {
    Include(Point{other.left, other.top});
    Include(Point{other.right, other.bottom});
  }

  // The longer side; negative when there is no point.
  float extent() const { return std::max(right - left, bottom - top); }
};

}  // namespace emnist
