// Which ink a character was read from, for frames that are known.
#include "reading/segmentation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <set>
#include <vector>

namespace emnist {
namespace {

constexpr int kPointsPerFrame = kMaxTracePoints / kMaxFrames;

class Line {
 public:
  explicit Line(const std::vector<std::vector<Point>>& strokes) {
    for (const auto& stroke : strokes) {
      points_.insert(points_.end(), stroke.begin(), stroke.end());
      ends_.push_back(static_cast<std::uint32_t>(points_.size()));
    }
    EXPECT_EQ(TraceInk(ink(), *trace_), Status::kOk);
  }

  Ink ink() const { return {points_, ends_}; }
  int frames() const { return trace_->length / kPointsPerFrame; }

  // The frame in the middle of a stroke, or at another part of it.
  FrameRange Read(std::uint16_t stroke, double part = 0.5) const {
    int first = -1, last = 0;
    for (int i = 0; i < trace_->points; ++i) {
      if (trace_->sources[static_cast<std::size_t>(i)].stroke != stroke) continue;
      if (first < 0) first = i;
      last = i;
    }
    const auto frame = static_cast<std::uint16_t>((first + part * (last - first)) / kPointsPerFrame);
    return {frame, frame};
  }

  std::vector<InkPart> Deal(const std::vector<FrameRange>& ranges, std::vector<std::uint8_t> inked = {}) const {
    inked.resize(ranges.size(), 1);
    std::vector<InkPart> parts(ends_.size() + ranges.size());
    parts.resize(DealOutInk(ink(), *trace_, ranges, inked, parts));
    return parts;
  }

  // The character of each stroke; -1 where a stroke belongs to several.
  std::vector<int> Owners(const std::vector<InkPart>& parts) const {
    std::vector<int> owners(ends_.size(), -2);
    for (const InkPart& part : parts) {
      int& owner = owners[part.stroke];
      owner = owner == -2 || owner == part.character ? part.character : -1;
    }
    return owners;
  }

  void ExpectEveryPointOnce(const std::vector<InkPart>& parts) const {
    std::set<std::pair<int, int>> seen;
    for (const InkPart& part : parts) {
      for (int point = part.first; point <= part.last; ++point) {
        EXPECT_TRUE(seen.emplace(part.stroke, point).second) << part.stroke << ':' << point;
      }
    }
    EXPECT_EQ(seen.size(), points_.size());
  }

 private:
  std::vector<Point> points_;
  std::vector<std::uint32_t> ends_;
  std::unique_ptr<Trace> trace_ = std::make_unique<Trace>();
};

std::vector<Point> Stem(float x) { return {{x, 0}, {x, 1}, {x, 2}, {x, 3}}; }

TEST(Segmentation, StrokesGoToWhatWasReadDuringThem) {
  const Line line({Stem(0), Stem(2), Stem(4)});
  const auto parts = line.Deal({line.Read(0), line.Read(1), line.Read(2)});
  EXPECT_EQ(line.Owners(parts), (std::vector<int>{0, 1, 2}));
  line.ExpectEveryPointOnce(parts);
}

TEST(Segmentation, LateDotsGoToWhatTheyLieNextTo) {
  const Line line({Stem(0), Stem(2), {{2.1f, -1}}, {{-0.2f, -1}, {0.2f, -1}}});
  const auto parts = line.Deal({line.Read(0), line.Read(1)});
  EXPECT_EQ(line.Owners(parts), (std::vector<int>{0, 1, 1, 0}));
  line.ExpectEveryPointOnce(parts);
}

TEST(Segmentation, TheFirstOfTwoStemsGoesWithTheSecond) {
  const Line line({Stem(0), Stem(5), Stem(5.5f)});
  const auto parts = line.Deal({line.Read(0), line.Read(2)});
  EXPECT_EQ(line.Owners(parts), (std::vector<int>{0, 1, 1}));
}

TEST(Segmentation, SpacesGetNothing) {
  const Line line({Stem(0), Stem(9)});
  const auto parts = line.Deal({line.Read(0), line.Read(1, 0), line.Read(1)}, {1, 0, 1});
  EXPECT_EQ(line.Owners(parts), (std::vector<int>{0, 2}));
}

TEST(Segmentation, AStrokeOfTwoCharactersIsCutBetweenThem) {
  std::vector<Point> wave;
  for (int i = 0; i <= 40; ++i) wave.push_back({static_cast<float>(i) * 0.25f, static_cast<float>(i % 2)});
  const Line line({wave});
  const auto parts = line.Deal({line.Read(0, 0.25), line.Read(0, 0.75)});
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_NEAR(parts[0].last, 20, 2);
  EXPECT_EQ(parts[1].first, parts[0].last + 1);
  line.ExpectEveryPointOnce(parts);
}

TEST(Segmentation, EveryPointBelongsToOneCharacterWhateverWasRead) {
  std::mt19937 random(1);
  const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::vector<Point>> strokes(static_cast<std::size_t>(1 + below(6)));
    for (auto& stroke : strokes) {
      stroke.resize(static_cast<std::size_t>(1 + below(9)));
      for (Point& point : stroke) point = {static_cast<float>(below(100)), static_cast<float>(below(30))};
    }
    const Line line(strokes);
    std::vector<FrameRange> ranges;
    for (int first = below(3); first < line.frames(); first += 1 + below(8)) {
      const auto frame = static_cast<std::uint16_t>(first);
      ranges.push_back({frame, frame});
    }
    if (ranges.empty()) ranges.push_back({0, 0});
    line.ExpectEveryPointOnce(line.Deal(ranges));
  }
}

}  // namespace
}  // namespace emnist
