// Ink → glyph: what comes out of every kind of ink, against a brute-force drawing in double precision.
#include "emnist/ink.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <utility>
#include <vector>

#include "sample_strokes.h"

namespace emnist {
namespace {

using testing::Drawing;
using testing::SampleDrawings;

Drawing Strokes(std::vector<std::vector<Point>> strokes) {
  Drawing drawing;
  for (const auto& stroke : strokes) {
    drawing.points.insert(drawing.points.end(), stroke.begin(), stroke.end());
    drawing.stroke_ends.push_back(static_cast<std::uint32_t>(drawing.points.size()));
  }
  return drawing;
}

Glyph Draw(const Drawing& drawing, const Pen& pen = {}) {
  Glyph glyph;
  EXPECT_EQ(RasterizeInk(drawing.ink(), glyph, pen), Status::kOk);
  return glyph;
}

template <typename Change>
Drawing Changed(Drawing drawing, Change change) {
  for (Point& p : drawing.points) p = change(p);
  return drawing;
}

int LargestDifference(const Glyph& a, const Glyph& b) {
  int largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

// Every pixel against every segment, from the definition in emnist/ink.h and pen.h.
Glyph BruteForce(const Drawing& drawing, const Pen& pen = {}) {
  double left = 1e300, right = -1e300, top = 1e300, bottom = -1e300;
  for (const Point& p : drawing.points) {
    left = std::min<double>(left, p.x), right = std::max<double>(right, p.x);
    top = std::min<double>(top, p.y), bottom = std::max<double>(bottom, p.y);
  }
  const double extent = std::max(right - left, bottom - top);
  const double scale = extent > 0 ? 19.5 / extent : 0;
  Glyph glyph;
  for (int y = 0; y < kGlyphSide; ++y) {
    for (int x = 0; x < kGlyphSide; ++x) {
      double nearest = 1e300;
      std::uint32_t begin = 0;
      for (const std::uint32_t end : drawing.stroke_ends) {
        for (std::uint32_t i = begin; i < end; ++i) {
          const Point a = drawing.points[i], b = drawing.points[std::min(i + 1, end - 1)];
          const double ax = 14 + (a.x - (left + right) / 2) * scale, ay = 14 + (a.y - (top + bottom) / 2) * scale;
          const double bx = 14 + (b.x - (left + right) / 2) * scale, by = 14 + (b.y - (top + bottom) / 2) * scale;
          const double length2 = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
          const double px = x + 0.5 - ax, py = y + 0.5 - ay;
          const double t = length2 > 0 ? std::clamp((px * (bx - ax) + py * (by - ay)) / length2, 0.0, 1.0) : 0.0;
          nearest = std::min(nearest, std::hypot(px - t * (bx - ax), py - t * (by - ay)));
        }
        begin = end;
      }
      const double flank =
          std::clamp((nearest - static_cast<double>(pen.core)) / static_cast<double>(pen.edge), 0.0, 1.0);
      glyph[static_cast<std::size_t>(y * kGlyphSide + x)] =
          static_cast<std::uint8_t>(std::lround(255 * std::pow(1 - flank * flank, 3)));
    }
  }
  return glyph;
}

Drawing RandomDrawing(std::mt19937& random) {
  std::uniform_real_distribution<float> coordinate(-50, 50);
  std::uniform_int_distribution<int> strokes(1, 4), points(4, 12);
  std::vector<std::vector<Point>> all = {{{0, 0}}};  // a dot, and no stray one: the strokes pass beside it
  for (int s = strokes(random); s > 0; --s) {
    auto& stroke = all.emplace_back(std::vector<Point>{{12, 0}});
    for (int p = points(random); p > 0; --p) stroke.push_back({coordinate(random), coordinate(random)});
  }
  return Strokes(std::move(all));
}

TEST(Ink, EqualsABruteForceDrawing) {
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    const Drawing drawing = RandomDrawing(random);
    EXPECT_LE(LargestDifference(Draw(drawing), BruteForce(drawing)), 1);
    const Pen pen{0.8f, 1.7f};
    EXPECT_LE(LargestDifference(Draw(drawing, pen), BruteForce(drawing, pen)), 1);
  }
}

TEST(Ink, DoesNotDependOnPositionOrScale) {
  for (const Drawing& drawing : SampleDrawings()) {
    const Glyph glyph = Draw(drawing);
    EXPECT_LE(LargestDifference(glyph, Draw(Changed(drawing,
                                                    [](Point p) {
                                                      return Point{p.x + 1000, p.y - 700};
                                                    }))),
              1);
    EXPECT_LE(LargestDifference(glyph, Draw(Changed(drawing, [](Point p) { return Point{p.x / 37, p.y / 37}; }))), 1);
    EXPECT_LE(LargestDifference(glyph, Draw(Changed(drawing, [](Point p) { return Point{p.x * 90, p.y * 90}; }))), 1);
  }
}

TEST(Ink, DoesNotDependOnSamplingDensity) {
  for (const Drawing& drawing : SampleDrawings()) {
    std::vector<std::vector<Point>> dense;
    std::uint32_t begin = 0;
    for (const std::uint32_t end : drawing.stroke_ends) {
      auto& stroke = dense.emplace_back();
      for (std::uint32_t i = begin; i < end; ++i) {
        const Point a = drawing.points[i], b = drawing.points[std::min(i + 1, end - 1)];
        for (int k = 0; k < 8; ++k) {
          const float t = static_cast<float>(k) / 8;
          stroke.push_back({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
        }
      }
      begin = end;
    }
    EXPECT_LE(LargestDifference(Draw(drawing), Draw(Strokes(dense))), 1) << drawing.label;
  }
}

TEST(Ink, MirrorsWithItsStrokes) {
  for (const Drawing& drawing : SampleDrawings()) {
    const Glyph mirrored = Draw(Changed(drawing, [](Point p) { return Point{-p.x, p.y}; }));
    Glyph back;
    for (std::size_t i = 0; i < back.size(); ++i)
      back[i] = mirrored[i / kGlyphSide * kGlyphSide + kGlyphSide - 1 - i % kGlyphSide];
    EXPECT_LE(LargestDifference(Draw(drawing), back), 1) << drawing.label;
  }
}

TEST(Ink, OnePointIsADotInTheMiddle) {
  const Glyph glyph = Draw(Strokes({{{123, 456}}}));
  const auto at = [&](int x, int y) { return glyph[static_cast<std::size_t>(y * kGlyphSide + x)]; };
  EXPECT_GT(at(13, 13), 200);
  EXPECT_EQ(at(13, 13), at(14, 14));
  EXPECT_EQ(at(13, 10), 0);
  EXPECT_EQ(glyph, Draw(Strokes({{{5, 5}, {5, 5}, {5, 5}}}))) << "points on one spot are one point";
}

TEST(Ink, AStraightLineFillsTheHeightAndStaysInTheMiddle) {
  const Glyph glyph = Draw(Strokes({{{7, 0}, {7, 1}}}));
  for (int y = 0; y < kGlyphSide; ++y) {
    const auto row = glyph.begin() + y * kGlyphSide;
    const bool inked = std::any_of(row, row + kGlyphSide, [](std::uint8_t v) { return v > 0; });
    EXPECT_EQ(inked, y >= 1 && y < 27) << "row " << y;
    EXPECT_EQ(row[13], row[14]);
  }
}

TEST(Ink, NothingDrawnIsEmptyInk) {
  Glyph glyph;
  glyph.fill(7);
  const Glyph before = glyph;
  EXPECT_EQ(RasterizeInk({}, glyph), Status::kEmptyInk);
  const std::uint32_t empty_strokes[] = {0, 0, 0};
  EXPECT_EQ(RasterizeInk({{}, empty_strokes}, glyph), Status::kEmptyInk);
  EXPECT_EQ(glyph, before) << "a failure must not touch the glyph";
}

TEST(Ink, AnEmptyStrokeDrawsNothing) {
  const Drawing drawing = Strokes({{{0, 0}, {1, 2}}, {}, {{2, 2}}});
  EXPECT_EQ(Draw(drawing), Draw(Strokes({{{0, 0}, {1, 2}}, {{2, 2}}})));
}

// `drawing` and a tap (or a twitch of the finger) at a place given in parts of its size from its top left.
Drawing Tapped(Drawing drawing, float x, float y, float twitch = 0) {
  const auto [left, right] =
      std::minmax_element(drawing.points.begin(), drawing.points.end(), [](Point a, Point b) { return a.x < b.x; });
  const auto [top, bottom] =
      std::minmax_element(drawing.points.begin(), drawing.points.end(), [](Point a, Point b) { return a.y < b.y; });
  const float extent = std::max(right->x - left->x, bottom->y - top->y);
  const Point tap = {left->x + x * extent, top->y + y * extent};
  drawing.points.push_back(tap);
  if (twitch > 0) drawing.points.push_back({tap.x + twitch * extent, tap.y});
  drawing.stroke_ends.push_back(static_cast<std::uint32_t>(drawing.points.size()));
  return drawing;
}

TEST(Ink, ATapFarFromTheCharacterIsNotDrawn) {
  for (const Drawing& drawing : SampleDrawings()) {
    const Glyph glyph = Draw(drawing);
    for (const auto& [x, y] : {std::pair{1.8f, -0.5f}, {-0.8f, -0.5f}, {1.8f, 0.5f}, {-0.4f, 0.5f}, {0.5f, 1.4f}}) {
      EXPECT_EQ(Draw(Tapped(drawing, x, y)), glyph) << drawing.label << " with a tap at " << x << ", " << y;
      EXPECT_EQ(Draw(Tapped(drawing, x, y, 0.01f)), glyph) << drawing.label;
    }
    EXPECT_EQ(Draw(Tapped(Tapped(drawing, 1.9f, 0.2f), -0.9f, 0.9f)), glyph) << drawing.label;
    // What is as large as a part of a character is one.
    EXPECT_NE(Draw(Tapped(drawing, 1.8f, 0.5f, 0.5f)), glyph) << drawing.label;
  }
}

TEST(Ink, ADotWhereOneBelongsIsDrawn) {
  const Drawing stem = Strokes({{{0, 0}, {0, 100}}});
  for (const auto& [x, y] : {std::pair{0.0f, -0.4f}, {0.3f, -0.4f}, {-0.3f, -0.2f}, {0.0f, -1.0f}}) {
    EXPECT_NE(Draw(Tapped(stem, x, y)), Draw(stem)) << "the dot of an i at " << x << ", " << y;
  }
  const Drawing ring = Strokes({{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}});
  EXPECT_NE(Draw(Tapped(ring, 0.5f, 0.5f)), Draw(ring));
}

TEST(Ink, NothingButDotsIsDrawnAsItIs) {
  const Drawing dots = Strokes({{{0, 0}}, {{100, 0}}, {{0, 100}}});
  EXPECT_EQ(LargestDifference(Draw(dots), BruteForce(dots)), 0);
}

TEST(Ink, RefusesWhatIsNotACoordinate) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  for (const float bad : {kNan, -kNan, kInfinity, -kInfinity, 1.1e6f, -3e38f}) {
    for (const Point p : {Point{bad, 0}, Point{0, bad}}) {
      Glyph glyph;
      EXPECT_EQ(RasterizeInk(Strokes({{{0, 0}, p, {1, 1}}}).ink(), glyph), Status::kInvalidInk) << bad;
    }
  }
  EXPECT_EQ(Draw(Strokes({{{-1e6f, -1e6f}, {1e6f, 1e6f}}})), Draw(Strokes({{{0, 0}, {1, 1}}}))) << "large is fine";
  EXPECT_EQ(Draw(Strokes({{{0, 0}, {1e-40f, 1e-40f}}})).size(), 784u) << "so is tiny";
}

TEST(Ink, RefusesStrokeEndsThatDoNotFitThePoints) {
  const Point points[] = {{0, 0}, {1, 1}, {2, 0}};
  const std::vector<std::vector<std::uint32_t>> broken = {{2}, {4}, {2, 1, 3}, {}, {0xFFFFFFFFu}, {3, 0xFFFFFFFFu}};
  for (const auto& ends : broken) {
    Glyph glyph;
    EXPECT_EQ(RasterizeInk({points, ends}, glyph), Status::kInvalidInk);
  }
}

TEST(Ink, TakesThousandsOfPointsAndRefusesMoreThanItPromises) {
  Drawing scribble;
  std::mt19937 random(2);
  std::uniform_real_distribution<float> coordinate(0, 1);
  for (int i = 0; i < kMaxInkPoints; ++i) scribble.points.push_back({coordinate(random), coordinate(random)});
  scribble.stroke_ends = {kMaxInkPoints};
  const Glyph glyph = Draw(scribble);
  EXPECT_GT(*std::min_element(glyph.begin() + 14 * kGlyphSide + 8, glyph.begin() + 14 * kGlyphSide + 20), 200);

  scribble.points.push_back({0, 0});
  scribble.stroke_ends = {kMaxInkPoints + 1};
  Glyph untouched;
  EXPECT_EQ(RasterizeInk(scribble.ink(), untouched), Status::kTooMuchInk);
  const std::vector<std::uint32_t> strokes(kMaxInkStrokes + 1);
  EXPECT_EQ(RasterizeInk({{}, strokes}, untouched), Status::kTooMuchInk);
}

// EMNIST-balanced as its training images measure (8,000 of them, chosen at random): medians of the longer side over
// pixels above a threshold, the mean of all pixels, and the parts of pixels in bands of brightness, which is where the
// edge of a stroke shows. Our own drawings must look the same.
struct Framing {
  double extent_above_0, extent_above_128, extent_above_200;
  double mean, black, faint, grey, bright;
};

Framing Measure(const std::vector<Glyph>& glyphs) {
  const auto median_extent = [&](int threshold) {
    std::vector<int> extents;
    for (const Glyph& glyph : glyphs) {
      int left = kGlyphSide, right = -1, top = kGlyphSide, bottom = -1;
      for (int i = 0; i < kGlyphSide * kGlyphSide; ++i) {
        if (glyph[static_cast<std::size_t>(i)] <= threshold) continue;
        left = std::min(left, i % kGlyphSide), right = std::max(right, i % kGlyphSide);
        top = std::min(top, i / kGlyphSide), bottom = std::max(bottom, i / kGlyphSide);
      }
      extents.push_back(std::max(right - left, bottom - top) + 1);
    }
    std::nth_element(extents.begin(), extents.begin() + static_cast<std::ptrdiff_t>(extents.size() / 2), extents.end());
    return extents[extents.size() / 2];
  };
  Framing framing{};
  const double pixels = static_cast<double>(glyphs.size()) * kGlyphSide * kGlyphSide;
  for (const Glyph& glyph : glyphs) {
    for (const std::uint8_t value : glyph) {
      framing.mean += value / 255.0 / pixels;
      double& band = value == 0    ? framing.black
                     : value < 64  ? framing.faint
                     : value < 192 ? framing.grey
                                   : framing.bright;
      band += 1 / pixels;
    }
  }
  framing.extent_above_0 = median_extent(0);
  framing.extent_above_128 = median_extent(128);
  framing.extent_above_200 = median_extent(200);
  return framing;
}

TEST(Ink, IsFramedAsEmnistFramesItsImages) {
  constexpr Framing kEmnist = {26, 22, 22, 0.173, 0.669, 0.118, 0.078, 0.134};
  std::vector<Glyph> glyphs;
  for (const Drawing& drawing : SampleDrawings()) glyphs.push_back(Draw(drawing));
  const Framing ours = Measure(glyphs);
  EXPECT_EQ(ours.extent_above_0, kEmnist.extent_above_0);
  EXPECT_EQ(ours.extent_above_128, kEmnist.extent_above_128);
  EXPECT_EQ(ours.extent_above_200, kEmnist.extent_above_200);
  EXPECT_NEAR(ours.mean, kEmnist.mean, 0.02);
  EXPECT_NEAR(ours.black, kEmnist.black, 0.04);
  EXPECT_NEAR(ours.faint, kEmnist.faint, 0.04);
  EXPECT_NEAR(ours.grey, kEmnist.grey, 0.04);
  EXPECT_NEAR(ours.bright, kEmnist.bright, 0.04);
}

}  // namespace
}  // namespace emnist
