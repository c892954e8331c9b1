// Softmax and order.
#include "emnist/ranking.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>
#include <vector>

namespace emnist {
namespace {

struct Ranked {
  std::vector<float> confidences;
  std::vector<std::uint8_t> order;
};

Ranked RankAll(const std::vector<float>& logits, float temperature = 1) {
  Ranked ranked{std::vector<float>(logits.size()), std::vector<std::uint8_t>(logits.size())};
  Rank(logits, temperature, ranked.confidences, ranked.order);
  return ranked;
}

TEST(Ranking, ConfidencesAreTheSoftmaxAtTheTemperature) {
  std::mt19937 random(1);
  std::normal_distribution<float> logit(0, 4);
  for (const float temperature : {0.5f, 1.0f, 2.5f}) {
    std::vector<float> logits(47);
    for (float& l : logits) l = logit(random);
    const Ranked ranked = RankAll(logits, temperature);
    double sum = 0;
    for (const float l : logits) sum += std::exp(static_cast<double>(l) / static_cast<double>(temperature));
    for (std::size_t i = 0; i < logits.size(); ++i) {
      const double expected = std::exp(static_cast<double>(logits[i]) / static_cast<double>(temperature)) / sum;
      EXPECT_NEAR(static_cast<double>(ranked.confidences[i]), expected, 1e-6);
    }
  }
}

TEST(Ranking, BestFirstAndEqualLogitsByIndex) {
  EXPECT_EQ(RankAll({1, 5, 3, 5, -2, 3}).order, (std::vector<std::uint8_t>{1, 3, 2, 5, 0, 4}));
  std::vector<std::uint8_t> all(256);
  std::iota(all.begin(), all.end(), std::uint8_t{0});
  EXPECT_EQ(RankAll(std::vector<float>(256, 0.25f)).order, all);
}

TEST(Ranking, SurvivesExtremeLogits) {
  const Ranked ranked = RankAll({-3e38f, 3e38f, 0}, 0.01f);
  EXPECT_EQ(ranked.confidences, (std::vector<float>{0, 1, 0}));
  EXPECT_EQ(RankAll({42}).confidences, std::vector<float>{1});
}

}  // namespace
}  // namespace emnist
