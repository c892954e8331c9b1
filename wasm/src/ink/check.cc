#include "ink/check.h"

#include <cmath>

namespace emnist {
namespace {

constexpr float kMaxCoordinate = 1e6f;  // beyond it float has too few digits left to draw with

}  // namespace

Status CheckInk(const Ink& ink) {
  if (ink.points.size() > kMaxInkPoints || ink.stroke_ends.size() > kMaxInkStrokes) return Status::kTooMuchInk;
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ink.stroke_ends) {
    if (end < begin || end > ink.points.size()) return Status::kInvalidInk;
    for (; begin < end; ++begin) {
      const Point p = ink.points[begin];
      // Written so that NaN fails too.
      if (!(std::fabs(p.x) <= kMaxCoordinate && std::fabs(p.y) <= kMaxCoordinate)) return Status::kInvalidInk;
    }
  }
  if (begin != ink.points.size()) return Status::kInvalidInk;
  return begin == 0 ? Status::kEmptyInk : Status::kOk;
}

}  // namespace emnist
