// Ink → trace: what comes out of every kind of ink, against a plain computation from the words in emnist/trace.h.
#include "emnist/trace.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <random>
#include <vector>

#include "ink/level.h"
#include "sample_strokes.h"

namespace emnist {
namespace {

using testing::Drawing;
using testing::SampleDrawings;

Drawing Strokes(const std::vector<std::vector<Point>>& strokes) {
  Drawing drawing;
  for (const auto& stroke : strokes) {
    drawing.points.insert(drawing.points.end(), stroke.begin(), stroke.end());
    drawing.stroke_ends.push_back(static_cast<std::uint32_t>(drawing.points.size()));
  }
  return drawing;
}

std::span<const Point> StrokeOf(const Drawing& drawing, std::size_t i) {
  const std::size_t begin = i == 0 ? 0 : drawing.stroke_ends[i - 1];
  return std::span(drawing.points).subspan(begin, drawing.stroke_ends[i] - begin);
}

// Drawings side by side, each as high as the others; `distance` is from one's left end to the next one's.
Drawing SideBySide(std::size_t count, float distance) {
  Drawing line;
  for (std::size_t i = 0; i < count; ++i) {
    const Drawing& drawing = SampleDrawings()[i * 7 % SampleDrawings().size()];
    float left = 1e9f, top = 1e9f, bottom = -1e9f;
    for (const Point p : drawing.points) {
      left = std::min(left, p.x), top = std::min(top, p.y), bottom = std::max(bottom, p.y);
    }
    const auto begin = static_cast<std::uint32_t>(line.points.size());
    for (const Point p : drawing.points) {
      const float scale = 1 / std::max(bottom - top, 1e-6f);
      line.points.push_back({static_cast<float>(i) * distance + (p.x - left) * scale, (p.y - top) * scale});
    }
    for (const std::uint32_t end : drawing.stroke_ends) line.stroke_ends.push_back(begin + end);
  }
  return line;
}

std::unique_ptr<Trace> TraceOf(const Drawing& drawing) {
  auto trace = std::make_unique<Trace>();
  EXPECT_EQ(TraceInk(drawing.ink(), *trace), Status::kOk);
  return trace;
}

template <typename Change>
Drawing Changed(Drawing drawing, Change change) {
  for (Point& p : drawing.points) p = change(p);
  return drawing;
}

double Real(std::uint8_t byte) { return (byte - 128) / 128.0; }

// The bytes of all points, filling included.
std::vector<int> Bytes(const Trace& trace) {
  std::vector<int> bytes;
  for (int i = 0; i < trace.length; ++i) {
    const auto& features = trace.features[static_cast<std::size_t>(i)];
    bytes.insert(bytes.end(), features.begin(), features.end());
  }
  return bytes;
}

int LargestDifference(const Trace& a, const Trace& b) {
  EXPECT_EQ(a.length, b.length);
  if (a.length != b.length) return 256;
  const std::vector<int> left = Bytes(a), right = Bytes(b);
  int largest = 0;
  for (std::size_t i = 0; i < left.size(); ++i) largest = std::max(largest, std::abs(left[i] - right[i]));
  return largest;
}

// A place of the trace in units, from where it says it comes from.
struct Place {
  double x, y;
};

Place PlaceOf(const Drawing& drawing, const Level& level, TraceSource source) {
  const auto points = StrokeOf(drawing, source.stroke);
  const auto first = static_cast<std::size_t>(source.point);
  const Point a = points[first], b = points[std::min(first + 1, points.size() - 1)];
  const double share = static_cast<double>(source.point) - static_cast<double>(first);
  const double x = double{a.x} + share * (double{b.x} - double{a.x});
  const double y = double{a.y} + share * (double{b.y} - double{a.y});
  return {level.X(x), level.Y(x, y)};
}

Level LevelOf(const Drawing& drawing) {
  std::vector<Stroke> strokes;
  for (std::size_t i = 0; i < drawing.stroke_ends.size(); ++i) {
    strokes.push_back({StrokeOf(drawing, i), static_cast<std::uint16_t>(i)});
  }
  return FindLevel(strokes);
}

double Squash(double d) { return d / (1 + std::fabs(d)); }
double Clipped(double value) { return std::clamp(value, -1.0, 127.0 / 128); }

TEST(Trace, SaysOfEachPointWhatItsHeaderSays) {
  for (std::size_t count : {1u, 3u, 8u}) {
    const Drawing line = SideBySide(count, 1.1f);
    const Level level = LevelOf(line);
    const auto trace = TraceOf(line);
    std::vector<Place> places;
    std::vector<bool> pen;
    for (int i = 0; i < trace->points; ++i) {
      places.push_back(PlaceOf(line, level, trace->sources[static_cast<std::size_t>(i)]));
      pen.push_back(trace->features[static_cast<std::size_t>(i)][kPen] == 192);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto& features = trace->features[i];
      const auto near = [&](TraceFeature feature, double expected, const char* what) {
        EXPECT_NEAR(Real(features[feature]), Clipped(expected), 0.012) << what << " of point " << i;
      };
      const TraceSource source = trace->sources[i];
      if (!pen[i]) {
        EXPECT_EQ(features[kPen], 64);
        const auto before = StrokeOf(line, source.stroke - 1u), after = StrokeOf(line, source.stroke);
        const Point a = before[before.size() - 1], b = after[0];
        const double dx = level.X(double{b.x}) - level.X(double{a.x});
        const double dy = level.Y(double{b.x}, double{b.y}) - level.Y(double{a.x}, double{a.y});
        near(kJumpX, Squash(dx), "jump right");
        near(kJumpY, Squash(dy), "jump down");
        near(kStepX, 0, "step right in the air");
        near(kStepY, 0, "step down in the air");
        continue;
      }
      const bool first = i == 0 || !pen[i - 1];
      near(kStepX, first ? 0 : (places[i].x - places[i - 1].x) / 0.2, "step right");
      near(kStepY, first ? 0 : (places[i].y - places[i - 1].y) / 0.2, "step down");
      near(kHeight, places[i].y / 2.5, "height");
      near(kJumpX, 0, "jump right on paper");
      double frontier = -1e9;
      for (std::size_t s = 0; s < source.stroke; ++s) {
        for (const Point p : StrokeOf(line, s)) frontier = std::max(frontier, level.X(double{p.x}));
      }
      near(kFrontier, source.stroke == 0 ? 0 : Squash(places[i].x - frontier), "frontier");
      // Points at the very edge of the neighbourhood may fall on either side of it.
      double above[2] = {}, below[2] = {};
      for (std::size_t j = 0; j < places.size(); ++j) {
        if (!pen[j] || std::max(i, j) - std::min(i, j) < 7) continue;
        for (const int wide : {0, 1}) {
          const double margin = wide ? 1e-4 : -1e-4;
          if (std::fabs(places[j].x - places[i].x) > 0.25 + margin) continue;
          above[wide] += places[j].y < places[i].y - 0.3 + margin;
          below[wide] += places[j].y > places[i].y + 0.3 - margin;
        }
      }
      EXPECT_GE(Real(features[kAbove]), Squash(above[0] / 4) - 0.01) << i;
      EXPECT_LE(Real(features[kAbove]), Squash(above[1] / 4) + 0.01) << i;
      EXPECT_GE(Real(features[kBelow]), Squash(below[0] / 4) - 0.01) << i;
      EXPECT_LE(Real(features[kBelow]), Squash(below[1] / 4) + 0.01) << i;
    }
  }
}

TEST(Trace, FollowsThePenFromEndToEndAtEqualSteps) {
  const Drawing line = SideBySide(6, 1.2f);
  const Level level = LevelOf(line);
  const auto trace = TraceOf(line);
  for (std::size_t s = 0; s < line.stroke_ends.size(); ++s) {
    std::vector<TraceSource> of_stroke;
    for (int i = 0; i < trace->points; ++i) {
      const auto index = static_cast<std::size_t>(i);
      if (trace->sources[index].stroke == s && trace->features[index][kPen] > kTraceZero) {
        of_stroke.push_back(trace->sources[index]);
      }
    }
    const auto points = StrokeOf(line, s);
    ASSERT_GE(of_stroke.size(), 6u) << "too few for a frame of its own";
    EXPECT_EQ(of_stroke.front().point, 0.0f);
    EXPECT_NEAR(of_stroke.back().point, static_cast<float>(points.size() - 1), 1e-3f);
    const auto way = [&](TraceSource source) {
      double length = 0;
      Place from = PlaceOf(line, level, {source.stroke, 0});
      for (int k = 1; k <= 1 + static_cast<int>(source.point); ++k) {
        const Place to = PlaceOf(line, level, {source.stroke, std::min(static_cast<float>(k), source.point)});
        length += std::hypot(to.x - from.x, to.y - from.y);
        from = to;
      }
      return length;
    };
    const double step = way(of_stroke.back()) / static_cast<double>(of_stroke.size() - 1);
    EXPECT_LT(step, 0.2 * 1.1);
    for (std::size_t i = 1; i < of_stroke.size(); ++i) {
      EXPECT_NEAR(way(of_stroke[i]) - way(of_stroke[i - 1]), step, 1e-3);
    }
  }
}

TEST(Trace, DoesNotDependOnPositionOrScale) {
  const Drawing line = SideBySide(9, 1.1f);
  const auto trace = TraceOf(line);
  EXPECT_EQ(Bytes(*trace), Bytes(*TraceOf(Changed(line, [](Point p) { return Point{64 * p.x, 64 * p.y}; }))));
  EXPECT_LE(LargestDifference(*trace, *TraceOf(Changed(line, [](Point p) { return Point{p.x + 7, p.y - 3}; }))), 16);
  EXPECT_LE(LargestDifference(*trace, *TraceOf(Changed(line, [](Point p) { return Point{p.x / 37, p.y / 37}; }))), 16);
}

TEST(Trace, DoesNotDependOnSamplingDensity) {
  for (const Drawing& drawing : SampleDrawings()) {
    std::vector<std::vector<Point>> dense;
    for (std::size_t s = 0; s < drawing.stroke_ends.size(); ++s) {
      auto& stroke = dense.emplace_back();
      const auto points = StrokeOf(drawing, s);
      for (std::size_t i = 0; i < points.size(); ++i) {
        const Point a = points[i], b = points[std::min(i + 1, points.size() - 1)];
        for (int k = 0; k < (i + 1 < points.size() ? 8 : 1); ++k) {
          const float t = static_cast<float>(k) / 8;
          stroke.push_back({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
        }
      }
    }
    // A count of points above may differ by one.
    EXPECT_LE(LargestDifference(*TraceOf(drawing), *TraceOf(Strokes(dense))), 26) << drawing.label;
  }
}

TEST(Trace, TurnsALongLineLevel) {
  const Drawing line = SideBySide(20, 1.1f);
  const Level level = LevelOf(line);
  const Level sloping = LevelOf(Changed(line, [](Point p) { return Point{p.x, p.y + 0.1f * p.x}; }));
  EXPECT_NEAR(sloping.slope - level.slope, 0.1, 0.01);
  EXPECT_NEAR(sloping.unit, level.unit, 0.05 * level.unit);
}

TEST(Trace, AWavingLineKeepsTheHeightOfItsLetters) {
  const Drawing line = SideBySide(40, 1.1f);
  const Drawing waving = Changed(line, [](Point p) {
    const float bend = p.x / 44 - 0.5f;
    return Point{p.x, p.y + 10 * bend * bend};
  });
  EXPECT_NEAR(LevelOf(waving).unit, LevelOf(line).unit, 0.2 * LevelOf(line).unit);
}

// Small letters as arcs and stems over a baseline at 0: height 1, with a tail or a stem of another height where asked.
std::vector<Point> SmallLetter(float x, float top, float bottom) {
  return {{x, -1 + top}, {x, bottom}, {x + 0.1f, -1}, {x + 0.5f, -0.9f}, {x + 0.5f, 0}};
}

TEST(Trace, OneTailOrTallLetterLeavesTheHeightOfLettersAlone) {
  std::vector<std::vector<Point>> strokes;
  for (int i = 0; i < 8; ++i) strokes.push_back(SmallLetter(static_cast<float>(i), 0, 0));
  const double unit = LevelOf(Strokes(strokes)).unit;
  EXPECT_NEAR(unit, 1, 0.1);
  strokes[3] = SmallLetter(3, 0, 1.2f);
  strokes[5] = SmallLetter(5, -1.2f, 0);
  EXPECT_NEAR(LevelOf(Strokes(strokes)).unit, unit, 0.1) << "the whole is more than three times as high";
}

TEST(Trace, ADashIsLongAndNotHugeAndADotIsADot) {
  const auto dash = TraceOf(Strokes({{{0, 0}, {50, 1}}}));
  EXPECT_GT(dash->points, 6);
  EXPECT_LT(dash->points, 20);
  const auto dot = TraceOf(Strokes({{{123, 456}}}));
  EXPECT_EQ(dot->points, 6);
  EXPECT_EQ(dot->length, 8);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(dot->features[i], (std::array<std::uint8_t, 9>{128, 128, 128, 192, 128, 128, 128, 128, 128})) << i;
  }
  EXPECT_EQ(Bytes(*dot), Bytes(*TraceOf(Strokes({{{5, 5}, {5, 5}, {5, 5}}})))) << "points on one spot are one point";
}

TEST(Trace, IsFilledUpToAMultipleOfFour) {
  for (const Drawing& drawing : SampleDrawings()) {
    const auto trace = TraceOf(drawing);
    EXPECT_EQ(trace->length, (trace->points + 3) / 4 * 4);
    for (int i = trace->points; i < trace->length; ++i) {
      for (const std::uint8_t byte : trace->features[static_cast<std::size_t>(i)]) EXPECT_EQ(byte, kTraceZero);
    }
  }
}

TEST(Trace, GivesRepeatedDotsAFrameEachAndOneBetween) {
  for (std::size_t dots : {2u, 3u, 7u}) {
    std::vector<std::vector<Point>> strokes;
    for (std::size_t i = 0; i < dots; ++i) strokes.push_back({{static_cast<float>(i), 0}});
    EXPECT_GE(TraceOf(Strokes(strokes))->length / 4, static_cast<int>(2 * dots - 1));
  }
}

TEST(Trace, SkipsEmptyStrokesAndKeepsTheNumbersOfTheOthers) {
  const auto with = TraceOf(Strokes({{}, {{0, 0}, {1, 2}}, {}, {{2, 2}, {2, 0}}}));
  const auto without = TraceOf(Strokes({{{0, 0}, {1, 2}}, {{2, 2}, {2, 0}}}));
  EXPECT_EQ(Bytes(*with), Bytes(*without));
  EXPECT_EQ(with->sources[0].stroke, 1);
  EXPECT_EQ(with->sources[static_cast<std::size_t>(with->points - 1)].stroke, 3);
}

TEST(Trace, RefusesWhatIsNotInkAndLeavesTheTraceAlone) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  Trace trace;
  trace.length = 77;
  std::vector<std::uint16_t> pieces(4);
  int count = 0;
  for (const float bad : {kNan, kInfinity, -kInfinity, 1.1e6f, -3e38f}) {
    const Drawing drawing = Strokes({{{0, 0}, {0, bad}, {1, 1}}});
    EXPECT_EQ(TraceInk(drawing.ink(), trace), Status::kInvalidInk) << bad;
    EXPECT_EQ(CutIntoPieces(drawing.ink(), std::span(pieces).first(1), count), Status::kInvalidInk) << bad;
  }
  const std::uint32_t empty_strokes[] = {0, 0, 0};
  EXPECT_EQ(TraceInk({}, trace), Status::kEmptyInk);
  EXPECT_EQ(TraceInk({{}, empty_strokes}, trace), Status::kEmptyInk);
  const Point points[] = {{0, 0}, {1, 1}, {2, 0}};
  const std::uint32_t descending[] = {2, 1, 3};
  EXPECT_EQ(TraceInk({points, descending}, trace), Status::kInvalidInk);
  const std::vector<std::uint32_t> strokes(kMaxInkStrokes + 1);
  EXPECT_EQ(TraceInk({{}, strokes}, trace), Status::kTooMuchInk);
  EXPECT_EQ(trace.length, 77);
}

TEST(Trace, TakesHugeTinyAndEndlessInk) {
  EXPECT_EQ(Bytes(*TraceOf(Strokes({{{-1e6f, -1e6f}, {1e6f, 1e6f}}}))), Bytes(*TraceOf(Strokes({{{-1, -1}, {1, 1}}}))));
  EXPECT_GT(TraceOf(Strokes({{{0, 0}, {1e-40f, 1e-40f}}}))->points, 0);
  EXPECT_GT(TraceOf(Strokes({{{0, 0}, {1e6f, 1e-44f}}, {{5, 5}}}))->points, 0);

  std::mt19937 random(2);
  std::uniform_real_distribution<float> coordinate(0, 1);
  Drawing scribble;
  for (int i = 0; i < kMaxInkPoints; ++i) scribble.points.push_back({coordinate(random), coordinate(random)});
  scribble.stroke_ends = {kMaxInkPoints};
  EXPECT_LE(TraceOf(scribble)->length, kMaxTracePoints);
  scribble.stroke_ends.clear();
  for (std::uint32_t i = 1; i <= kMaxInkStrokes; ++i)
    scribble.stroke_ends.push_back(i * kMaxInkPoints / kMaxInkStrokes);
  EXPECT_LE(TraceOf(scribble)->length, kMaxTracePoints) << "as many strokes as there may be";
}

// The same bits on every machine: a trace is what models are trained on.
TEST(Trace, IsTheSameEverywhere) {
  std::uint64_t hash = 14695981039346656037u;
  for (const std::size_t count : {1u, 2u, 5u, 20u, 60u}) {
    for (const int byte : Bytes(*TraceOf(SideBySide(count, 1.13f)))) {
      hash = (hash ^ static_cast<std::uint64_t>(byte)) * 1099511628211u;
    }
  }
  EXPECT_EQ(hash, 9962367275733139686u);
}

TEST(Pieces, AShortLineIsOnePiece) {
  const Drawing line = SideBySide(12, 1.1f);
  std::vector<std::uint16_t> pieces(line.stroke_ends.size(), 9);
  int count = 0;
  ASSERT_EQ(CutIntoPieces(line.ink(), pieces, count), Status::kOk);
  EXPECT_EQ(count, 1);
  EXPECT_EQ(pieces, std::vector<std::uint16_t>(pieces.size(), 0));
  const auto piece = std::make_unique<Trace>();
  ASSERT_EQ(TracePiece(line.ink(), pieces, 0, *piece), Status::kOk);
  EXPECT_EQ(Bytes(*piece), Bytes(*TraceOf(line)));
  EXPECT_EQ(TracePiece(line.ink(), pieces, 1, *piece), Status::kEmptyInk) << "no such piece";
}

TEST(Pieces, AreCutAtGapsAndNumberedFromTheLeft) {
  Drawing line = SideBySide(110, 1.5f);
  // The last stroke is a late one: it belongs to the first letter.
  line.points.push_back({0.2f, -0.2f});
  line.stroke_ends.push_back(static_cast<std::uint32_t>(line.points.size()));
  std::vector<std::uint16_t> pieces(line.stroke_ends.size());
  int count = 0;
  ASSERT_EQ(CutIntoPieces(line.ink(), pieces, count), Status::kOk);
  EXPECT_GE(count, 2);
  EXPECT_EQ(pieces.front(), 0);
  EXPECT_EQ(pieces.back(), 0);
  float before = -1e9f;
  for (int piece = 0; piece < count; ++piece) {
    float left = 1e9f, right = -1e9f;
    for (std::size_t s = 0; s < pieces.size(); ++s) {
      if (pieces[s] != piece) continue;
      for (const Point p : StrokeOf(line, s)) left = std::min(left, p.x), right = std::max(right, p.x);
    }
    EXPECT_GT(left, before) << "nothing of a piece reaches into the next";
    before = right;
    const auto trace = std::make_unique<Trace>();
    ASSERT_EQ(TracePiece(line.ink(), pieces, piece, *trace), Status::kOk);
    for (int i = 0; i < trace->points; ++i) {
      const auto index = static_cast<std::size_t>(i);
      EXPECT_EQ(pieces[trace->sources[index].stroke], piece);
    }
    EXPECT_GT(trace->points, kMaxTracePoints / 5) << "needlessly short";
  }
}

TEST(Pieces, WhatHasNoGapStaysWholeAndIsSampledMoreCoarsely) {
  std::vector<Point> zigzag;
  for (int i = 0; i < 1000; ++i) zigzag.push_back({static_cast<float>(i) * 0.3f, static_cast<float>(i % 2)});
  const Drawing line = Strokes({zigzag, {{3, -0.5f}}});
  std::vector<std::uint16_t> pieces(2, 9);
  int count = 0;
  ASSERT_EQ(CutIntoPieces(line.ink(), pieces, count), Status::kOk);
  EXPECT_EQ(count, 1);
  const auto trace = TraceOf(line);
  EXPECT_LE(trace->length, kMaxTracePoints);
  EXPECT_GT(trace->points, kMaxTracePoints / 2);
  EXPECT_NEAR(trace->sources[static_cast<std::size_t>(trace->points - 3)].point, 999, 1e-2);
}

}  // namespace
}  // namespace emnist
