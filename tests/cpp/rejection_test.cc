// What is no answer: several characters at once, no character, a character outside the alphabet.
#include "emnist/rejection.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "emnist/ink.h"
#include "sample_strokes.h"

namespace emnist {
namespace {

using testing::Drawing;
using testing::SampleDrawings;

constexpr Ranking kSure = {47, 0, 1};

Glyph Draw(const Drawing& drawing) {
  Glyph glyph;
  EXPECT_EQ(RasterizeInk(drawing.ink(), glyph), Status::kOk);
  return glyph;
}

// `right` beside `left`, equally high, with a gap of so many heights between them.
Drawing Beside(Drawing left, const Drawing& right, float gap) {
  const auto place = [](Drawing drawing, float x) {
    float least = 1e9f, top = 1e9f, bottom = -1e9f;
    for (const Point p : drawing.points) {
      least = std::min(least, p.x), top = std::min(top, p.y), bottom = std::max(bottom, p.y);
    }
    const float scale = 1 / std::max(bottom - top, 1e-3f);
    for (Point& p : drawing.points) p = {x + (p.x - least) * scale, (p.y - top) * scale};
    return drawing;
  };
  left = place(left, 0);
  float edge = 0;
  for (const Point p : left.points) edge = std::max(edge, p.x);
  const Drawing placed = place(right, edge + gap);
  for (const std::uint32_t end : placed.stroke_ends) {
    left.stroke_ends.push_back(static_cast<std::uint32_t>(left.points.size()) + end);
  }
  left.points.insert(left.points.end(), placed.points.begin(), placed.points.end());
  return left;
}

TEST(Rejection, OneOfOurCharactersIsOnePiece) {
  int several = 0;
  for (const Drawing& drawing : SampleDrawings()) several += CountPieces(Draw(drawing)) != 1 ? 1 : 0;
  EXPECT_EQ(several, 0);
}

TEST(Rejection, TwoCharactersSideBySideAreTwoPieces) {
  const std::vector<Drawing>& drawings = SampleDrawings();
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    const Drawing& left = drawings[random() % drawings.size()];
    const Drawing& right = drawings[random() % drawings.size()];
    const Glyph glyph = Draw(Beside(left, right, 0.4f));
    EXPECT_EQ(CountPieces(glyph), 2) << left.label << right.label;
    EXPECT_EQ(Judge(kSure, glyph), Rejection::kSeveral);
  }
}

TEST(Rejection, NothingIsNoPiece) { EXPECT_EQ(CountPieces(Glyph{}), 0); }

TEST(Rejection, ASmallPieceBesideACharacterIsNoCharacter) {
  const auto lines = [](float top) { return Draw({"", {{0, 0}, {0, 100}, {50, top}, {50, 100}}, {2, 4}}); };
  EXPECT_EQ(CountPieces(lines(0)), 2);
  EXPECT_EQ(CountPieces(lines(75)), 1);
}

TEST(Rejection, FollowsTheShares) {
  const Glyph glyph = Draw(SampleDrawings()[0]);
  EXPECT_EQ(Judge(kSure, glyph), Rejection::kNone);
  EXPECT_EQ(Judge({10, 0.79f, 1}, glyph), Rejection::kNone);
  EXPECT_EQ(Judge({10, 0.81f, 1}, glyph), Rejection::kOutside);
  EXPECT_EQ(Judge({10, 0, 0.66f}, glyph), Rejection::kNone);
  EXPECT_EQ(Judge({10, 0.9f, 0.64f}, glyph), Rejection::kNoCharacter);
}

}  // namespace
}  // namespace emnist
