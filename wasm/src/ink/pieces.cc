// Cuts a long line where nobody writes across.
#include <algorithm>
#include <array>

#include "emnist/trace.h"
#include "ink/check.h"
#include "ink/sampling.h"

namespace emnist {
namespace {

// A stroke and its extent from left to right.
struct Interval {
  float left, right;
  Stroke stroke;
};

class Cutter {
 public:
  explicit Cutter(const Ink& ink) {
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < ink.stroke_ends.size(); ++i) {
      const auto points = ink.points.subspan(begin, ink.stroke_ends[i] - begin);
      begin = ink.stroke_ends[i];
      if (points.empty()) continue;
      const auto [left, right] =
          std::minmax_element(points.begin(), points.end(), [](Point a, Point b) { return a.x < b.x; });
      strokes_[static_cast<std::size_t>(count_++)] = {left->x, right->x, {points, static_cast<std::uint16_t>(i)}};
    }
    // By number where two begin at the same place, so that the order is the same everywhere.
    std::sort(strokes_.begin(), strokes_.begin() + count_, [](const Interval& a, const Interval& b) {
      return a.left < b.left || (a.left == b.left && a.stroke.number < b.stroke.number);
    });
  }

  int Cut(std::span<std::uint16_t> pieces) {
    int count = 0;
    for (int begin = 0; begin < count_; ++count) {
      int end = count_;
      while (!FitsWhole(begin, end)) {
        const int cut = FindCut(begin, end);
        if (cut == begin) break;
        end = cut;
      }
      for (; begin < end; ++begin) pieces[Number(begin)] = static_cast<std::uint16_t>(count);
    }
    return count;
  }

 private:
  const Interval& At(int i) const { return strokes_[static_cast<std::size_t>(i)]; }
  std::size_t Number(int i) const { return At(i).stroke.number; }

  bool FitsWhole(int begin, int end) const {
    std::array<Stroke, kMaxInkStrokes> strokes;
    for (int i = begin; i < end; ++i) strokes[static_cast<std::size_t>(i - begin)] = At(i).stroke;
    const std::span<const Stroke> piece(strokes.data(), static_cast<std::size_t>(end - begin));
    return Fits(piece, FindLevel(piece), {});
  }

  // The first stroke behind the best gap, or `begin` where there is none: the widest of the middle half, else of all.
  int FindCut(int begin, int end) const {
    const float left = At(begin).left;
    float right = left;
    for (int i = begin; i < end; ++i) right = std::max(right, At(i).right);
    const float quarter = (right - left) * 0.25f;
    int best = begin;
    float widest = 0;
    bool central = false;
    float reached = At(begin).right;
    for (int i = begin + 1; i < end; ++i) {
      const float gap = At(i).left - reached, middle = reached + gap * 0.5f;
      const bool in_the_middle = middle >= left + quarter && middle <= right - quarter;
      const bool better = in_the_middle == central ? gap > widest : in_the_middle;
      if (gap > 0 && better) {
        best = i;
        widest = gap;
        central = in_the_middle;
      }
      reached = std::max(reached, At(i).right);
    }
    return best;
  }

  std::array<Interval, kMaxInkStrokes> strokes_;
  int count_ = 0;
};

}  // namespace

Status CutIntoPieces(const Ink& ink, std::span<std::uint16_t> pieces, int& count) {
  if (const Status status = CheckInk(ink); status != Status::kOk) return status;
  std::fill(pieces.begin(), pieces.end(), std::uint16_t{0});
  count = Cutter(ink).Cut(pieces);
  return Status::kOk;
}

}  // namespace emnist
