// What words, digits, signs and case are worth.
#include "emnist/language.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace emnist {
namespace {

constexpr LanguageWeights kWeights = {{0.5f, 0.25f}, 0.1f, 0.3f, 0.7f, 0.6f, 0.8f, 0.9f, 0.4f};

class LanguageTest : public ::testing::Test {
 protected:
  LanguageTest() {
    for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'-.,")) {
      labels_.emplace_back(1, c);
    }
    labels_.emplace_back("<space>");
    EXPECT_EQ(words_.LoadText("don't\nDon\nWell\nb12\nco-op\nthe\n", WordList::Limits::Native()), Status::kOk);
  }

  // The product of all factors of `text`.
  double Weight(std::string_view text) {
    const Language language(labels_, words_, kWeights);
    Language::State state;
    double weight = 1;
    for (const char c : text) {
      const std::string label = c == ' ' ? "<space>" : std::string(1, c);
      const auto found = std::find(labels_.begin(), labels_.end(), label);
      weight *= language.Follow(state, static_cast<std::uint8_t>(found - labels_.begin()));
    }
    return weight * language.Finish(state);
  }

  std::vector<std::string> labels_ = {"<blank>"};
  WordList words_;
};

constexpr double kKnown = 0.5, kUnknown = 0.1f, kLetter = 0.3f, kMixed = 0.7f, kTouching = 0.6f;
constexpr double kDigit = 0.8f, kSign = 0.9f, kSpace = 0.4f;

TEST_F(LanguageTest, KnownWordsInAnyUsualCase) {
  for (const char* word : {"the", "The", "THE", "don", "Don", "don't", "Don't", "DON'T"}) {
    EXPECT_NEAR(Weight(word), kKnown, 1e-9) << word;
  }
}

TEST_F(LanguageTest, MixedCaseCostsOnce) {
  for (const char* word : {"tHe", "thE", "tHE", "ThE", "THe"}) EXPECT_NEAR(Weight(word), kKnown * kMixed, 1e-9) << word;
}

TEST_F(LanguageTest, UnknownWordsCostOnceAndByLetter) {
  EXPECT_NEAR(Weight("th"), kUnknown, 1e-9);
  EXPECT_NEAR(Weight("thx"), kUnknown * kLetter, 1e-9);
  EXPECT_NEAR(Weight("thxyz"), kUnknown * std::pow(kLetter, 3), 1e-9);
  EXPECT_NEAR(Weight("x"), kUnknown * kLetter, 1e-9);
}

TEST_F(LanguageTest, WordsBesideSignsDigitsAndSpaces) {
  EXPECT_NEAR(Weight("the don"), kKnown * kKnown * kSpace, 1e-9);
  EXPECT_NEAR(Weight("the, don."), kKnown * kKnown * kSpace * kSign * kSign, 1e-9);
  EXPECT_NEAR(Weight("well-the"), kKnown * kKnown * kSign, 1e-9);
  EXPECT_NEAR(Weight("the 12"), kKnown * kSpace * kDigit * kDigit, 1e-9);
  EXPECT_NEAR(Weight("12.5"), kSign * std::pow(kDigit, 3), 1e-9);
  EXPECT_NEAR(Weight("the12"), kKnown * kTouching * kDigit * kDigit, 1e-9);
  EXPECT_NEAR(Weight("12the"), kKnown * kTouching * kDigit * kDigit, 1e-9);
  EXPECT_NEAR(Weight("th3"), kUnknown * kTouching * kDigit, 1e-9);
}

TEST_F(LanguageTest, SignsAndDigitsWithinWordsOfTheList) {
  EXPECT_NEAR(Weight("co-op"), kKnown, 1e-9);
  EXPECT_NEAR(Weight("B12"), kKnown, 1e-9);
}

TEST_F(LanguageTest, TiersHaveTheirOwnWeights) {
  const std::vector<std::uint8_t> file = {'E', 'W', 'L', 1, 2, 0, 0, 0, 0, 'a', 1, 'i', 1, 0};
  ASSERT_EQ(words_.Load(file, WordList::Limits::Native()), Status::kOk);
  EXPECT_NEAR(Weight("a"), 0.25, 1e-9);
  EXPECT_NEAR(Weight("i"), 0.5, 1e-9);
}

TEST_F(LanguageTest, LettersBeyondLatinAreFollowedByTheirBytes) {
  labels_.push_back("ä");
  ASSERT_EQ(words_.LoadText("bär", WordList::Limits::Native()), Status::kOk);
  const Language language(labels_, words_, kWeights);
  const auto a = static_cast<std::uint8_t>(labels_.size() - 1);
  Language::State state;
  EXPECT_NEAR(language.Follow(state, 2) * language.Follow(state, a) * language.Follow(state, 18), 1, 1e-9);
  EXPECT_NEAR(language.Finish(state), kKnown, 1e-9);
}

}  // namespace
}  // namespace emnist
