// Softmax and order, of all classes and of an alphabet's.
#include "emnist/ranking.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <vector>

namespace emnist {
namespace {

struct Ranked {
  std::vector<float> confidences;
  std::vector<std::uint8_t> order;
  float outside;
  float likeliest;
};

using Alphabet = std::vector<std::uint8_t>;
using Shapes = std::vector<std::uint8_t>;

Shapes AllDifferent(std::size_t classes) {
  Shapes shapes(classes);
  std::iota(shapes.begin(), shapes.end(), std::uint8_t{0});
  return shapes;
}

Ranked RankShapes(const Shapes& shapes, const Alphabet& alphabet, const std::vector<float>& logits,
                  float temperature = 1) {
  Ranked ranked{std::vector<float>(logits.size(), -1), std::vector<std::uint8_t>(logits.size()), -1, -1};
  const Ranking ranking = Rank(logits, temperature, alphabet, shapes, ranked.confidences, ranked.order);
  ranked.order.resize(ranking.classes);
  ranked.outside = ranking.outside;
  ranked.likeliest = ranking.likeliest;
  return ranked;
}

Ranked RankWithin(const Alphabet& alphabet, const std::vector<float>& logits, float temperature = 1) {
  return RankShapes(AllDifferent(logits.size()), alphabet, logits, temperature);
}

Ranked RankAll(const std::vector<float>& logits, float temperature = 1) {
  return RankWithin(Alphabet(logits.size(), 1), logits, temperature);
}

// What the definitions say, in double precision and without any care for speed.
struct Oracle {
  Oracle(const Shapes& shapes, const Alphabet& alphabet, const std::vector<float>& logits, float temperature)
      : confidences(logits.size()) {
    const double highest = static_cast<double>(*std::max_element(logits.begin(), logits.end()));
    double all = 0, inside = 0;
    std::map<int, double> by_shape;
    std::set<int> known;
    for (std::size_t i = 0; i < logits.size(); ++i) {
      const double weight = std::exp((static_cast<double>(logits[i]) - highest) / static_cast<double>(temperature));
      all += weight;
      by_shape[shapes[i]] += weight;
      if (alphabet[i] == 0) continue;
      known.insert(shapes[i]);
      inside += weight;
      confidences[i] = weight;
      order.push_back(static_cast<std::uint8_t>(i));
    }
    for (double& confidence : confidences) confidence /= inside;
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return logits[a] > logits[b]; });
    std::vector<double> weights;
    for (const auto& [shape, weight] : by_shape) {
      weights.push_back(weight / all);
      if (known.count(shape) == 0) outside += weight / all;
    }
    std::sort(weights.rbegin(), weights.rend());
    for (std::size_t i = 0; i < std::min<std::size_t>(3, weights.size()); ++i) likeliest += weights[i];
  }

  std::vector<double> confidences;
  std::vector<std::uint8_t> order;
  double outside = 0;
  double likeliest = 0;
};

TEST(Ranking, IsTheSoftmaxAtTheTemperatureOverTheAlphabet) {
  std::mt19937 random(1);
  std::normal_distribution<float> logit(0, 4);
  for (int round = 0; round < 600; ++round) {
    const float temperature = std::vector{0.5f, 1.0f, 2.5f}[static_cast<std::size_t>(round % 3)];
    std::vector<float> logits(47);
    for (float& l : logits) l = std::round(2 * logit(random)) / 2;  // steps, as int8 logits have: some are equal
    Alphabet alphabet(logits.size(), 1);
    if (round > 100) {
      for (auto& entry : alphabet) entry = random() % 3 == 0 ? std::uint8_t{200} : std::uint8_t{0};
    }
    if (std::count(alphabet.begin(), alphabet.end(), 0) == 47) continue;
    Shapes shapes = AllDifferent(logits.size());
    if (round % 2 == 0) {
      for (auto& shape : shapes) shape = static_cast<std::uint8_t>(random() % 47);
    }
    const Ranked ranked = RankShapes(shapes, alphabet, logits, temperature);
    const Oracle oracle(shapes, alphabet, logits, temperature);
    ASSERT_EQ(ranked.order, oracle.order);
    ASSERT_NEAR(static_cast<double>(ranked.likeliest), oracle.likeliest, 1e-6);
    ASSERT_NEAR(static_cast<double>(ranked.outside), oracle.outside, 1e-6);
    for (std::size_t i = 0; i < logits.size(); ++i) {
      ASSERT_NEAR(static_cast<double>(ranked.confidences[i]), oracle.confidences[i], 1e-6);
    }
  }
}

TEST(Ranking, BestFirstAndEqualLogitsByIndex) {
  EXPECT_EQ(RankAll({1, 5, 3, 5, -2, 3}).order, (std::vector<std::uint8_t>{1, 3, 2, 5, 0, 4}));
  EXPECT_EQ(RankWithin({1, 0, 1, 1, 0, 1}, {1, 5, 3, 5, -2, 3}).order, (std::vector<std::uint8_t>{3, 2, 5, 0}));
  std::vector<std::uint8_t> all(256);
  std::iota(all.begin(), all.end(), std::uint8_t{0});
  EXPECT_EQ(RankAll(std::vector<float>(256, 0.25f)).order, all);
}

TEST(Ranking, NothingIsOutsideOfEverything) {
  EXPECT_EQ(RankAll({1, 5, 3}).outside, 0);
  EXPECT_EQ(RankAll({-3e38f, 3e38f}).outside, 0);
}

TEST(Ranking, AShapeThatTheAlphabetHasIsNotOutside) {
  const std::vector<float> ring = {5, 5, 0};  // "0", "O", "X"
  EXPECT_NEAR(RankWithin({0, 1, 1}, ring).outside, 0.5, 0.01);
  EXPECT_EQ(RankShapes({0, 0, 2}, {0, 1, 1}, ring).outside, 0);
  EXPECT_NEAR(RankShapes({0, 0, 2}, {0, 0, 1}, ring).outside, 0.99, 0.01);
}

TEST(Ranking, AnEmptyAlphabetHasNoAnswer) {
  const Ranked ranked = RankWithin({0, 0, 0}, {1, 5, 3});
  EXPECT_TRUE(ranked.order.empty());
  EXPECT_EQ(ranked.confidences, (std::vector<float>{0, 0, 0}));
  EXPECT_EQ(ranked.outside, 1);
}

TEST(Ranking, SurvivesExtremeLogits) {
  const Ranked ranked = RankAll({-3e38f, 3e38f, 0}, 0.01f);
  EXPECT_EQ(ranked.confidences, (std::vector<float>{0, 1, 0}));
  EXPECT_EQ(RankAll({42}).confidences, std::vector<float>{1});
}

TEST(Ranking, AnAlphabetFarBelowTheBestStillHasConfidences) {
  const Ranked ranked = RankWithin({0, 1, 1}, {3e38f, -3e38f, -3e38f}, 0.01f);
  EXPECT_EQ(ranked.confidences, (std::vector<float>{0, 0.5f, 0.5f}));
  EXPECT_EQ(ranked.outside, 1);
}

}  // namespace
}  // namespace emnist
