// What examples say, that few of them weigh as much as many, that they take no more room than there is, and that what
// was learnt can be taken back to the last bit.
#include "emnist/hand.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <vector>

namespace emnist {
namespace {

constexpr std::uint32_t kModel = 0x12345678;
constexpr std::size_t kClasses = 47, kHidden = 48;
constexpr float kTemperature = 0.8f;

using Point = std::vector<std::int8_t>;
using Logits = std::vector<float>;
using Bytes = std::vector<std::uint8_t>;

// The same numbers with every standard library.
class Random {
 public:
  int Integer(int low, int high) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return low + static_cast<int>((state_ >> 33) % static_cast<unsigned>(high - low + 1));
  }
  Point AnyPoint(std::size_t width = kHidden) {
    Point point(width);
    for (auto& value : point) value = static_cast<std::int8_t>(Integer(-128, 127));
    return point;
  }
  // `point` with some noise: the same character once more.
  Point Near(Point point, int noise) {
    for (auto& value : point) value = static_cast<std::int8_t>(std::clamp(value + Integer(-noise, noise), -128, 127));
    return point;
  }
  Logits AnyLogits() {
    Logits logits(kClasses);
    for (float& logit : logits) logit = static_cast<float>(Integer(-80, 80)) / 8;
    return logits;
  }

 private:
  std::uint64_t state_ = 1;
};

std::unique_ptr<Hand> NewHand(int zero_point = -128) {
  auto hand = std::make_unique<Hand>();
  hand->Start(kModel, kClasses, kHidden, zero_point);
  return hand;
}

Logits Voted(const Hand& hand, const Point& point, Logits logits) {
  hand.Vote(point, kTemperature, logits);
  return logits;
}

bool Same(const Logits& a, const Logits& b) { return std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0; }

Bytes ExamplesOf(const Hand& hand) { return {hand.examples().begin(), hand.examples().end()}; }

Bytes Example(std::uint8_t label, std::uint32_t model, const Point& point) {
  Bytes example = {label};
  for (int shift = 0; shift < 32; shift += 8) example.push_back(static_cast<std::uint8_t>(model >> shift));
  for (const std::int8_t value : point) example.push_back(static_cast<std::uint8_t>(value));
  return example;
}

std::vector<int> LabelsOf(const Hand& hand) {
  std::vector<int> labels;
  for (std::size_t at = 0; at < hand.examples().size(); at += hand.example_bytes()) {
    labels.push_back(hand.examples()[at]);
  }
  return labels;
}

// What the header says, in the widest floats there are.
Logits Oracle(const std::vector<std::pair<std::size_t, Point>>& examples, int zero_point, const Point& point,
              const Logits& logits) {
  const auto cosine = [&](const Point& other) {
    long double dot = 0, a = 0, b = 0;
    for (std::size_t i = 0; i < point.size(); ++i) {
      const long double x = point[i] - zero_point, y = other[i] - zero_point;
      dot += x * y;
      a += x * x;
      b += y * y;
    }
    return a > 0 && b > 0 ? dot / std::sqrt(a) / std::sqrt(b) : 0.0L;
  };
  std::vector<long double> nearest(logits.size(), 0.75L);
  for (const auto& [label, example] : examples) nearest[label] = std::max(nearest[label], cosine(example));
  if (*std::max_element(nearest.begin(), nearest.end()) == 0.75L) return logits;
  Logits voted;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const long double raised =
        static_cast<long double>(logits[i]) + static_cast<long double>(kTemperature) * 18 * (nearest[i] - 0.75L);
    voted.push_back(static_cast<float>(0.85L * raised));
  }
  return voted;
}

TEST(Hand, TheNearestExampleOfEachClassVotes) {
  Random random;
  int spoke = 0;
  for (int round = 0; round < 300; ++round) {
    const int zero_point = round % 3 == 0 ? -128 : random.Integer(-128, 127);
    const auto hand = NewHand(zero_point);
    const Point asked = random.AnyPoint();
    std::vector<std::pair<std::size_t, Point>> examples;
    for (int i = random.Integer(1, 40); i > 0; --i) {
      const Point example = random.Integer(0, 2) == 0 ? random.AnyPoint() : random.Near(asked, random.Integer(1, 200));
      examples.emplace_back(static_cast<std::size_t>(random.Integer(0, kClasses - 1)), example);
      ASSERT_EQ(hand->Learn(examples.back().first, example), Status::kOk);
    }
    const Logits logits = random.AnyLogits();
    const Logits expected = Oracle(examples, zero_point, asked, logits);
    const Logits voted = Voted(*hand, asked, logits);
    for (std::size_t i = 0; i < logits.size(); ++i) ASSERT_NEAR(voted[i], expected[i], 1e-5f);
    spoke += Same(voted, logits) ? 0 : 1;
  }
  EXPECT_GT(spoke, 200);
}

TEST(Hand, VotesAreTheSameOnEveryTarget) {
  Random random;
  const auto hand = NewHand();
  std::uint32_t digest = 2166136261u;  // FNV-1a
  for (int round = 0; round < 200; ++round) {
    const Point example = random.AnyPoint();
    ASSERT_EQ(hand->Learn(static_cast<std::size_t>(random.Integer(0, kClasses - 1)), example), Status::kOk);
    const Point asked = random.Near(example, 60);  // arguments may be made in any order
    for (const float logit : Voted(*hand, asked, random.AnyLogits())) {
      std::uint32_t bits = 0;
      std::memcpy(&bits, &logit, sizeof bits);
      for (int shift = 0; shift < 32; shift += 8) digest = (digest ^ (bits >> shift & 255)) * 16777619u;
    }
  }
  EXPECT_EQ(digest, 612890420u);
}

TEST(Hand, WithNoExampleNearNothingChanges) {
  Random random;
  const auto hand = NewHand();
  const Logits logits = random.AnyLogits();
  EXPECT_TRUE(Same(Voted(*hand, random.AnyPoint(), logits), logits));
  Point one(kHidden, -128), other = one;
  one[0] = other[1] = 127;  // at a right angle
  ASSERT_EQ(hand->Learn(3, one), Status::kOk);
  EXPECT_TRUE(Same(Voted(*hand, other, logits), logits));
  EXPECT_FALSE(Same(Voted(*hand, one, logits), logits));
}

TEST(Hand, APointWithoutLengthIsNearNothing) {
  const auto hand = NewHand();
  const Point nothing(kHidden, -128);
  ASSERT_EQ(hand->Learn(3, nothing), Status::kOk);
  const Logits logits(kClasses, 1);
  EXPECT_TRUE(Same(Voted(*hand, nothing, logits), logits));
  EXPECT_TRUE(Same(Voted(*hand, Random().AnyPoint(), logits), logits));
}

TEST(Hand, ManyExamplesOfAClassSayNoMoreThanTheNearest) {
  Random random;
  const Point asked = random.AnyPoint();
  const Point near_a = random.Near(asked, 30), near_b = random.Near(asked, 20);
  const auto few = NewHand(), many = NewHand();
  for (Hand* hand : {few.get(), many.get()}) {
    ASSERT_EQ(hand->Learn(1, near_a), Status::kOk);
    ASSERT_EQ(hand->Learn(2, near_b), Status::kOk);
  }
  for (int i = 0; i < 9; ++i) ASSERT_EQ(many->Learn(1, random.Near(near_a, 40)), Status::kOk);
  const Logits logits = random.AnyLogits();
  const Logits voted = Voted(*many, asked, logits);
  EXPECT_TRUE(Same(voted, Voted(*few, asked, logits)));
  EXPECT_GT(voted[2] - 0.85f * logits[2], voted[1] - 0.85f * logits[1]);
}

TEST(Hand, AWrongLessonIsTakenBackToTheLastBit) {
  Random random;
  const auto hand = NewHand();
  const Point asked = random.AnyPoint();
  for (std::size_t label = 0; label < 20; ++label) ASSERT_EQ(hand->Learn(label, random.Near(asked, 90)), Status::kOk);
  const Logits logits = random.AnyLogits();
  const Logits before = Voted(*hand, asked, logits);
  const Bytes examples = ExamplesOf(*hand);
  ASSERT_EQ(hand->Learn(40, asked), Status::kOk);
  EXPECT_FALSE(Same(Voted(*hand, asked, logits), before));
  ASSERT_EQ(hand->Replace(examples), Status::kOk);
  EXPECT_TRUE(Same(Voted(*hand, asked, logits), before));
  ASSERT_EQ(hand->Replace({}), Status::kOk);
  EXPECT_TRUE(Same(Voted(*hand, asked, logits), logits));
}

TEST(Hand, ExamplesAreTheClassTheModelAndThePoint) {
  Random random;
  const auto hand = NewHand();
  const Point first = random.AnyPoint(), second = random.AnyPoint();
  ASSERT_EQ(hand->Learn(46, first), Status::kOk);
  ASSERT_EQ(hand->Learn(0, second), Status::kOk);
  Bytes expected = Example(46, kModel, first);
  const Bytes more = Example(0, kModel, second);
  expected.insert(expected.end(), more.begin(), more.end());
  EXPECT_EQ(ExamplesOf(*hand), expected);
  EXPECT_EQ(hand->example_bytes(), more.size());
}

TEST(Hand, TheSameExampleIsKeptOnce) {
  const auto hand = NewHand();
  const Point point = Random().AnyPoint();
  for (int i = 0; i < 3; ++i) ASSERT_EQ(hand->Learn(5, point), Status::kOk);
  ASSERT_EQ(hand->Learn(6, point), Status::kOk);
  EXPECT_EQ(LabelsOf(*hand), (std::vector<int>{5, 6}));
}

TEST(Hand, AClassKeepsItsNewestTen) {
  Random random;
  const auto hand = NewHand();
  ASSERT_EQ(hand->Learn(1, random.AnyPoint()), Status::kOk);
  std::vector<Point> points;
  for (int i = 0; i < 25; ++i) {
    points.push_back(random.AnyPoint());
    ASSERT_EQ(hand->Learn(2, points.back()), Status::kOk);
  }
  ASSERT_EQ(hand->examples().size(), 11 * hand->example_bytes());
  EXPECT_EQ(hand->examples()[0], 1);
  Bytes newest;
  for (std::size_t i = 15; i < 25; ++i) {
    const Bytes example = Example(2, kModel, points[i]);
    newest.insert(newest.end(), example.begin(), example.end());
  }
  const Bytes kept = ExamplesOf(*hand);
  EXPECT_EQ(Bytes(kept.begin() + static_cast<std::ptrdiff_t>(hand->example_bytes()), kept.end()), newest);
}

TEST(Hand, AllClassesTogetherKeepTheNewestThatFit) {
  Random random;
  const auto owned = std::make_unique<Hand>();
  Hand& hand = *owned;
  hand.Start(kModel, kMaxClasses, kMaxHidden, 0);
  for (std::size_t i = 0; i < 3 * kMaxClasses; ++i) {
    ASSERT_EQ(hand.Learn(i % kMaxClasses, random.AnyPoint(kMaxHidden)), Status::kOk);
  }
  const std::vector<int> labels = LabelsOf(hand);
  ASSERT_EQ(labels.size(), kMaxExamples);
  for (std::size_t i = 0; i < labels.size(); ++i) EXPECT_EQ(labels[i], static_cast<int>(i % kMaxClasses));
  EXPECT_EQ(hand.Replace(ExamplesOf(hand)), Status::kOk);
  EXPECT_EQ(LabelsOf(hand), labels);
}

TEST(Hand, RefusesWhatIsNotItsOwnAndKeepsWhatItHas) {
  Random random;
  const auto hand = NewHand();
  ASSERT_EQ(hand->Learn(7, random.AnyPoint()), Status::kOk);
  const Bytes before = ExamplesOf(*hand);
  EXPECT_EQ(hand->Learn(kClasses, random.AnyPoint()), Status::kInvalidExample);
  EXPECT_EQ(hand->Learn(static_cast<std::size_t>(-1), random.AnyPoint()), Status::kInvalidExample);
  Bytes two = Example(1, kModel, random.AnyPoint());
  const auto replace_with_second = [&](const Bytes& second) {
    Bytes both = two;
    both.insert(both.end(), second.begin(), second.end());
    return hand->Replace(both);
  };
  EXPECT_EQ(replace_with_second(Example(1, kModel ^ 1u << 31, random.AnyPoint())), Status::kOtherModel);
  EXPECT_EQ(replace_with_second(Example(kClasses, kModel, random.AnyPoint())), Status::kInvalidExample);
  EXPECT_EQ(replace_with_second(Example(1, kModel, random.AnyPoint(kHidden - 1))), Status::kInvalidExample);
  EXPECT_EQ(ExamplesOf(*hand), before);
  EXPECT_EQ(replace_with_second(Example(1, kModel, random.AnyPoint())), Status::kOk);
  EXPECT_EQ(LabelsOf(*hand), (std::vector<int>{1, 1}));
}

TEST(Hand, AnotherModelStartsWithNothing) {
  Random random;
  const auto hand = NewHand();
  ASSERT_EQ(hand->Learn(7, random.AnyPoint()), Status::kOk);
  const Bytes old = ExamplesOf(*hand);
  hand->Start(kModel + 1, kClasses, kHidden, -128);
  EXPECT_TRUE(hand->examples().empty());
  EXPECT_EQ(hand->Replace(old), Status::kOtherModel);
}

TEST(Hand, AModelThatCannotLearnSaysSo) {
  Random random;
  const auto hand = std::make_unique<Hand>();
  for (const std::size_t hidden : {std::size_t{0}, kMaxHidden + 1}) {
    hand->Start(kModel, kClasses, hidden, 0);
    EXPECT_EQ(hand->example_bytes(), 0u);
    EXPECT_EQ(hand->Learn(1, random.AnyPoint(hidden)), Status::kCannotLearn);
    EXPECT_EQ(hand->Replace(Bytes(hidden + 5)), Status::kCannotLearn);
    EXPECT_EQ(hand->Replace({}), Status::kOk);
    const Logits logits = random.AnyLogits();
    EXPECT_TRUE(Same(Voted(*hand, random.AnyPoint(hidden), logits), logits));
  }
}

TEST(Hand, WhateverItIsGivenItStaysWithinBoundsAndSaysNumbers) {
  Random random;
  const auto hand = NewHand();
  for (int round = 0; round < 2000; ++round) {
    Bytes bytes;
    for (int i = random.Integer(0, 3); i > 0; --i) {
      const std::uint32_t model = random.Integer(0, 9) == 0 ? 0 : kModel;
      const Bytes example = Example(static_cast<std::uint8_t>(random.Integer(0, 50)), model, random.AnyPoint());
      bytes.insert(bytes.end(), example.begin(), example.end());
    }
    if (random.Integer(0, 9) == 0) bytes.resize(bytes.size() + static_cast<std::size_t>(random.Integer(0, 60)));
    const Bytes before = ExamplesOf(*hand);
    if (hand->Replace(bytes) != Status::kOk) ASSERT_EQ(ExamplesOf(*hand), before);
    for (const int label : LabelsOf(*hand)) ASSERT_LT(label, static_cast<int>(kClasses));
    for (const float logit : Voted(*hand, random.AnyPoint(), random.AnyLogits())) ASSERT_TRUE(std::isfinite(logit));
  }
}

}  // namespace
}  // namespace emnist
