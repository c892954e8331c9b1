// The beam search and the alignment: against every path there is, where those can be counted, and against another
// decoder's texts and probabilities.
#include "emnist/decoder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "ctc_cases.h"

namespace emnist {
namespace {

using Text = std::vector<std::uint8_t>;

constexpr Decoder::Options kExact = {kMaxBeam, 0, 1};

struct Reading {
  Text text;
  float confidence;
};

std::vector<Reading> Texts(const Decoder& decoder) {
  std::vector<Reading> readings;
  for (int i = 0; i < decoder.texts(); ++i) {
    Text text(kMaxFrames);
    text.resize(decoder.ReadText(i, text));
    readings.push_back({text, decoder.confidence(i)});
  }
  return readings;
}

struct Decoded {
  std::vector<Reading> readings;
  float inside;
};

Decoded Decode(std::vector<float> logits, const Text& alphabet, const Decoder::Options& options = kExact,
               const Language* language = nullptr, std::uint8_t space = 0) {
  const auto decoder = std::make_unique<Decoder>();
  const float inside = Decoder::Restrict(logits, alphabet);
  decoder->Decode(logits, alphabet.size(), language, space, options);
  return {Texts(*decoder), inside};
}

std::vector<float> RandomLogits(std::size_t frames, std::size_t classes, std::mt19937& random) {
  std::normal_distribution<float> logit(0, 2);
  std::vector<float> logits(frames * classes);
  // In steps, as int8 logits have: some are equal.
  for (float& l : logits) l = std::round(4 * logit(random)) / 4;
  return logits;
}

// Every path of `frames` classes, as its probability by the definition, in double precision.
template <typename Visit>
void EachPath(const std::vector<float>& logits, std::size_t classes, const Text& alphabet, Visit visit) {
  const std::size_t frames = logits.size() / classes;
  std::vector<double> probabilities(logits.size());
  for (std::size_t frame = 0; frame < frames; ++frame) {
    double sum = 0;
    for (std::size_t c = 0; c < classes; ++c) {
      double& p = probabilities[frame * classes + c];
      p = c == 0 || alphabet[c] != 0 ? std::exp(static_cast<double>(logits[frame * classes + c])) : 0;
      sum += p;
    }
    for (std::size_t c = 0; c < classes; ++c) probabilities[frame * classes + c] /= sum;
  }
  Text path(frames);
  for (;;) {
    double probability = 1;
    for (std::size_t frame = 0; frame < frames; ++frame) probability *= probabilities[frame * classes + path[frame]];
    visit(path, probability);
    std::size_t frame = 0;
    while (frame < frames && ++path[frame] == classes) path[frame++] = 0;
    if (frame == frames) return;
  }
}

Text Collapsed(const Text& path) {
  Text text;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] != 0 && (i == 0 || path[i] != path[i - 1])) text.push_back(path[i]);
  }
  return text;
}

// By text, the sum of its paths times what the language makes of it.
std::map<Text, double> EachText(const std::vector<float>& logits, std::size_t classes, const Text& alphabet,
                                const Language* language = nullptr, std::uint8_t space = 0) {
  std::map<Text, double> texts;
  EachPath(logits, classes, alphabet, [&](const Text& path, double probability) {
    Text text = Collapsed(path);
    if (space != 0 && !text.empty()) {
      if (text.front() == space) return;
      for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == space && text[i - 1] == space) return;
      }
    }
    double factor = 1;
    if (language) {
      Language::State state;
      for (const std::uint8_t c : text) factor *= language->Follow(state, c);
      factor *= language->Finish(state);
    }
    if (space != 0 && !text.empty() && text.back() == space) text.pop_back();
    texts[text] += probability * factor;
  });
  return texts;
}

void ExpectAll(const Decoded& decoded, const std::map<Text, double>& expected, float temperature = 1) {
  double sum = 0;
  std::size_t possible = 0;
  const auto weight = [&](double score) { return std::pow(score, 1 / static_cast<double>(temperature)); };
  for (const auto& [text, score] : expected) {
    sum += weight(score);
    possible += !text.empty() && score > 0 ? 1 : 0;
  }
  ASSERT_EQ(decoded.readings.size(), possible);
  double last = 2;
  for (const Reading& reading : decoded.readings) {
    const auto found = expected.find(reading.text);
    ASSERT_NE(found, expected.end());
    ASSERT_NEAR(static_cast<double>(reading.confidence), weight(found->second) / sum, 1e-6);
    ASSERT_LE(found->second, last * (1 + 1e-6)) << "not best first";
    last = found->second;
  }
}

// So few frames and classes that the beam holds every text.
struct Shape {
  std::size_t frames, classes;
};
constexpr Shape kSmall[] = {{1, 2}, {1, 20}, {2, 6}, {3, 4}, {4, 3}, {6, 2}};

TEST(Decoder, SumsAllPathsOfEveryText) {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    const auto [frames, classes] = kSmall[static_cast<std::size_t>(round) % std::size(kSmall)];
    const std::vector<float> logits = RandomLogits(frames, classes, random);
    const Text all(classes, 1);
    ExpectAll(Decode(logits, all), EachText(logits, classes, all));
    for (const float temperature : {0.5f, 3.0f}) {
      ExpectAll(Decode(logits, all, {kMaxBeam, 0, temperature}), EachText(logits, classes, all), temperature);
    }
  }
}

TEST(Decoder, KeepsToTheAlphabet) {
  std::mt19937 random(2);
  for (int round = 0; round < 200; ++round) {
    const auto [frames, classes] = kSmall[static_cast<std::size_t>(round) % std::size(kSmall)];
    const std::vector<float> logits = RandomLogits(frames, classes, random);
    Text alphabet(classes);
    for (auto& entry : alphabet) entry = random() % 2 == 0 ? std::uint8_t{9} : std::uint8_t{0};
    const Decoded decoded = Decode(logits, alphabet);
    for (const Reading& reading : decoded.readings) {
      for (const std::uint8_t c : reading.text) ASSERT_NE(alphabet[c], 0);
    }
    ExpectAll(decoded, EachText(logits, classes, alphabet));
  }
}

TEST(Decoder, SpacesStandBetweenCharacters) {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    const std::size_t frames = 2 + random() % 3, classes = 3;
    const std::vector<float> logits = RandomLogits(frames, classes, random);
    const Text all(classes, 1);
    ExpectAll(Decode(logits, all, kExact, nullptr, 2), EachText(logits, classes, all, nullptr, 2));
  }
}

TEST(Decoder, WeighsTextsByTheLanguage) {
  WordList words;
  ASSERT_EQ(words.LoadText("ab\nb\naba\n", WordList::Limits::Native()), Status::kOk);
  const LanguageWeights weights = {{0.5f}, 0.1f, 0.3f, 0.2f, 0.7f, 0.8f, 0.6f, 0.9f};
  std::mt19937 random(4);
  for (const auto& labels : {std::vector<std::string>{"<blank>", "a", "b"},
                             {"<blank>", "B", "a"},
                             {"<blank>", "a", "1"},
                             {"<blank>", "b", "<space>"}}) {
    const Language language(labels, words, weights);
    const std::uint8_t space = labels[2] == "<space>" ? 2 : 0;
    for (int round = 0; round < 50; ++round) {
      const std::vector<float> logits = RandomLogits(4, 3, random);
      const Text all(3, 1);
      ExpectAll(Decode(logits, all, kExact, &language, space), EachText(logits, 3, all, &language, space));
    }
  }
}

TEST(Decoder, AgreesWithAnotherDecoder) {
  for (const testing::CtcCase& expected : testing::CtcCases()) {
    const Decoded decoded = Decode(expected.logits, Text(expected.classes, 1), {kMaxBeam, 1e-6f, 1});
    ASSERT_GE(decoded.readings.size(), expected.texts.size());
    for (std::size_t i = 0; i < expected.texts.size(); ++i) {
      EXPECT_EQ(decoded.readings[i].text, expected.texts[i].text);
      // The beam loses a little of each text.
      EXPECT_NEAR(static_cast<double>(decoded.readings[i].confidence), expected.texts[i].probability,
                  0.02 * expected.texts[i].probability);
    }
  }
}

TEST(Decoder, ANarrowBeamIsSpareWithConfidence) {
  std::mt19937 random(5);
  for (int round = 0; round < 100; ++round) {
    const std::vector<float> logits = RandomLogits(40, 20, random);
    for (const int beam : {1, 2, 7, kMaxBeam}) {
      const Decoded decoded = Decode(logits, Text(20, 1), {beam, 0, 1});
      ASSERT_LE(decoded.readings.size(), static_cast<std::size_t>(beam));
      float sum = 0;
      for (std::size_t i = 0; i < decoded.readings.size(); ++i) {
        sum += decoded.readings[i].confidence;
        for (std::size_t j = 0; j < i; ++j) ASSERT_NE(decoded.readings[i].text, decoded.readings[j].text);
      }
      ASSERT_LE(sum, 1.00001f);
      // Flat logits: what fell out of the beam is more than what is in it.
      ASSERT_LT(sum, 0.5f);
    }
  }
}

TEST(Decoder, EqualTextsComeInTheOrderOfTheirClasses) {
  const Decoded decoded = Decode(std::vector<float>(5, 0.25f), Text(5, 1));
  ASSERT_EQ(decoded.readings.size(), 4u);
  for (std::uint8_t c = 1; c < 5; ++c) EXPECT_EQ(decoded.readings[c - 1u].text, Text{c});
}

TEST(Decoder, InsideIsTheProbabilityPerCharacterOfTheAlphabet) {
  // Two characters of which half lies outside, and blanks of which nothing does.
  const float half = 20, none = -60;
  const std::vector<float> logits = {none, half, half, half * 2, none, none, none, half, half};
  EXPECT_NEAR(Decode(logits, {1, 1, 0}).inside, 0.5f, 1e-5f);
  EXPECT_EQ(Decode(logits, {1, 1, 1}).inside, 1);
  EXPECT_NEAR(Decode(logits, {1, 0, 0}).inside, 0, 1e-5f);
}

TEST(Decoder, SurvivesExtremeLogits) {
  const Decoded decoded = Decode({-3e38f, 3e38f, 0, 3e38f, -3e38f, 0, -3e38f, 0, 3e38f}, Text(3, 1));
  ASSERT_FALSE(decoded.readings.empty());
  EXPECT_EQ(decoded.readings[0].text, (Text{1, 2}));
  EXPECT_NEAR(decoded.readings[0].confidence, 1, 1e-6f);
  const Decoded far = Decode({3e38f, -3e38f, 3e38f}, {1, 1, 0});
  EXPECT_EQ(far.readings.at(0).text, Text{1});
}

TEST(Decoder, TheLongestLineFits) {
  std::vector<float> logits(std::size_t{kMaxFrames} * 3, -8);
  for (std::size_t frame = 0; frame < kMaxFrames; ++frame) logits[frame * 3 + 1 + frame % 2] = 8;
  const auto decoder = std::make_unique<Decoder>();
  Decoder::Restrict(logits, Text(3, 1));
  decoder->Decode(logits, 3, nullptr, 0, kExact);
  const Text text = Texts(*decoder).at(0).text;
  ASSERT_EQ(text.size(), static_cast<std::size_t>(kMaxFrames));
  std::vector<FrameRange> ranges(text.size());
  ASSERT_TRUE(decoder->Align(logits, 3, text, ranges));
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    ASSERT_EQ(ranges[i].first, i);
    ASSERT_EQ(ranges[i].last, i);
  }
}

TEST(Alignment, IsTheLikeliestPathThatSpellsTheText) {
  std::mt19937 random(6);
  const auto decoder = std::make_unique<Decoder>();
  for (int round = 0; round < 100; ++round) {
    const std::size_t frames = 1 + random() % 6, classes = 3;
    std::vector<float> logits = RandomLogits(frames, classes, random);
    for (float& l : logits) l += static_cast<float>(random() % 1000) * 1e-4f;  // no two paths alike
    std::map<Text, std::pair<double, Text>> best;                              // by text: its likeliest path
    EachPath(logits, classes, Text(classes, 1), [&](const Text& path, double probability) {
      auto& [highest, which] = best[Collapsed(path)];
      if (probability > highest) {
        highest = probability;
        which = path;
      }
    });
    Decoder::Restrict(logits, Text(classes, 1));
    for (const auto& [text, found] : best) {
      if (text.empty()) continue;
      std::vector<FrameRange> ranges(text.size());
      ASSERT_TRUE(decoder->Align(logits, classes, text, ranges));
      Text path(frames);
      for (std::size_t i = 0; i < text.size(); ++i) {
        for (std::size_t frame = ranges[i].first; frame <= ranges[i].last; ++frame) path.at(frame) = text[i];
      }
      ASSERT_EQ(path, found.second);
    }
  }
}

TEST(Alignment, SaysWhenATextNeedsMoreFrames) {
  const auto decoder = std::make_unique<Decoder>();
  std::vector<float> logits(3 * 2);
  Decoder::Restrict(logits, Text(2, 1));
  std::vector<FrameRange> ranges(4);
  EXPECT_TRUE(decoder->Align(logits, 2, Text{1, 1}, std::span(ranges).first(2)));
  EXPECT_FALSE(decoder->Align(std::span(logits).first(4), 2, Text{1, 1}, std::span(ranges).first(2)));  // no blank
  EXPECT_FALSE(decoder->Align(logits, 2, Text{1, 1, 1, 1}, ranges));
  EXPECT_FALSE(decoder->Align(logits, 2, Text{}, std::span(ranges).first(0)));
}

}  // namespace
}  // namespace emnist
