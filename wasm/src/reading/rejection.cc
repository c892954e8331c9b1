#include "emnist/rejection.h"

#include <algorithm>

namespace emnist {
namespace {

// What counts as ink between pieces: the pen's middle, without the soft edge that would bridge narrow gaps.
constexpr std::uint8_t kInk = 160;
constexpr float kPieceHeight = 0.4f;  // of all ink's

// The rows from the first to the last with ink in the columns from `left` to before `right`.
int InkHeight(const Glyph& glyph, int left, int right) {
  int top = kGlyphSide, bottom = -1;
  for (int y = 0; y < kGlyphSide; ++y) {
    for (int x = left; x < right; ++x) {
      if (glyph[static_cast<std::size_t>(y * kGlyphSide + x)] < kInk) continue;
      top = std::min(top, y);
      bottom = y;
    }
  }
  return std::max(0, bottom - top + 1);
}

}  // namespace

int CountPieces(const Glyph& glyph) {
  const float least = kPieceHeight * static_cast<float>(InkHeight(glyph, 0, kGlyphSide));
  int pieces = 0;
  for (int x = 0; x < kGlyphSide;) {
    int end = x;
    while (end < kGlyphSide && InkHeight(glyph, end, end + 1) > 0) ++end;
    if (end > x && static_cast<float>(InkHeight(glyph, x, end)) >= least) ++pieces;
    x = end + 1;
  }
  return pieces;
}

Rejection Judge(const Ranking& ranking, const Glyph& glyph) {
  if (CountPieces(glyph) > 1) return Rejection::kSeveral;
  if (ranking.likeliest < kLikeliestAtLeast) return Rejection::kNoCharacter;
  return ranking.outside > kOutsideAtMost ? Rejection::kOutside : Rejection::kNone;
}

}  // namespace emnist
