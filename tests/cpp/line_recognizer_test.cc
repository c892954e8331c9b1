// A line from the buffers to the answer, with a network that sees the same character in every frame, so that what comes
// of pieces, alphabet, words and refusals is known beforehand.
#include "emnist/line_recognizer.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <utility>

#include "onnx_builder.h"

namespace emnist {
namespace {

using Stroke = std::vector<Point>;

struct Design {
  int features = kTraceFeatures;
  int stride = 4;
  std::string labels = "<blank> <space> a b";
  std::vector<float> logits = {0, -9, 9, 4};  // of every frame
};

std::vector<std::uint8_t> ModelFile(const Design& design) {
  using namespace onnx_builder;
  const int classes = static_cast<int>(design.logits.size());
  ModelBuilder model;
  model.inputs = {ValueInfo("x", onnx_builder::kFloat, {1, design.features, 0})};
  const std::vector<float> nothing(static_cast<std::size_t>(classes * design.features), 0.0f);
  const std::string weights = model.Constant(Floats({classes, design.features, 1}, nothing));
  const std::string bias = model.Constant(Floats({classes}, design.logits));
  const std::string logits = model.Node("Conv", {"x", weights, bias}, {Attr("strides", Dims{design.stride})});
  model.metadata = {{"kind", "line"}, {"labels", design.labels}, {"unsure_below", "0.3"}};
  const std::string bytes = model.Build(logits);
  return {bytes.begin(), bytes.end()};
}

class LineRecognizerTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(Load({}), Status::kOk) << recognizer_->diagnostic(); }

  Status Load(const Design& design) { return recognizer_->Load(ModelFile(design), ModelLimits::Native()); }

  Status Words(std::string_view words) {
    return recognizer_->LoadWords({reinterpret_cast<const std::uint8_t*>(words.data()), words.size()},
                                  WordList::Limits::Native());
  }

  Status Recognize(const std::vector<Stroke>& strokes) {
    int points = 0, count = 0;
    for (const Stroke& stroke : strokes) {
      for (const Point point : stroke) recognizer_->points()[static_cast<std::size_t>(points++)] = point;
      recognizer_->stroke_ends()[static_cast<std::size_t>(count++)] = static_cast<std::uint32_t>(points);
    }
    return recognizer_->Recognize(points, count);
  }

  std::vector<std::string> Texts() const {
    std::vector<std::string> texts(recognizer_->texts());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (const std::uint8_t label : recognizer_->text(i)) texts[i] += " _ab"[label];
    }
    return texts;
  }

  std::unique_ptr<LineRecognizer> recognizer_ = std::make_unique<LineRecognizer>();
};

// One frame.
const std::vector<Stroke> kDot = {{{3, 3}}};

// Stems a unit apart, three in a hundred heights wide.
std::vector<Stroke> Stems(int count) {
  std::vector<Stroke> strokes;
  for (int i = 0; i < count; ++i) {
    const auto x = static_cast<float>(i);
    strokes.push_back({{x, 0}, {x + 0.03f, 0.5f}, {x, 1}});
  }
  return strokes;
}

TEST_F(LineRecognizerTest, ReadsWhatTheNetworkSees) {
  ASSERT_EQ(Recognize(Stems(3)), Status::kOk);
  EXPECT_EQ(Texts().front(), "a");
  const std::vector<std::string> texts = Texts();
  EXPECT_EQ(std::set<std::string>(texts.begin(), texts.end()).size(), texts.size());
  for (std::size_t i = 1; i < texts.size(); ++i) EXPECT_GE(recognizer_->confidence(i - 1), recognizer_->confidence(i));
}

TEST_F(LineRecognizerTest, AnAlphabetLeavesCharactersOut) {
  recognizer_->alphabet()[2] = 0;
  ASSERT_EQ(Recognize(Stems(3)), Status::kOk);
  for (const std::string& text : Texts()) EXPECT_EQ(text.find('a'), std::string::npos) << text;
  EXPECT_FALSE(recognizer_->sure());  // most of what was seen lies outside
  ASSERT_EQ(Load({}), Status::kOk);   // a new model has all its characters again
  ASSERT_EQ(Recognize(Stems(3)), Status::kOk);
  EXPECT_EQ(Texts().front(), "a");
}

TEST_F(LineRecognizerTest, WordsArePreferred) {
  ASSERT_EQ(Load({.logits = {0, -9, 2, 1.5f}}), Status::kOk);
  ASSERT_EQ(Words("B"), Status::kOk);
  ASSERT_EQ(Recognize(kDot), Status::kOk);
  EXPECT_EQ(Texts().front(), "b");
  EXPECT_EQ(Words("two words"), Status::kWordsMalformed);
  ASSERT_EQ(Recognize(kDot), Status::kOk);
  EXPECT_EQ(Texts().front(), "a");  // a list that was refused leaves none
  ASSERT_EQ(Words("b"), Status::kOk);
  ASSERT_EQ(Words(""), Status::kOk);
  ASSERT_EQ(Recognize(kDot), Status::kOk);
  EXPECT_EQ(Texts().front(), "a");
}

TEST_F(LineRecognizerTest, PiecesOfALongLineAreJoinedBySpaces) {
  ASSERT_EQ(Load({.logits = {0, -9, 9, -9}}), Status::kOk);
  const std::vector<Stroke> strokes = Stems(200);
  ASSERT_EQ(Recognize(strokes), Status::kOk);
  const std::string text = Texts().front();
  ASSERT_GE(text.size(), 3u);
  for (std::size_t i = 0; i < text.size(); ++i) EXPECT_EQ(text[i], i % 2 == 0 ? 'a' : '_') << text;
  // Without a space to write, they follow each other.
  recognizer_->alphabet()[1] = 0;
  ASSERT_EQ(Recognize(strokes), Status::kOk);
  EXPECT_EQ(Texts().front(), std::string(text.size() / 2 + 1, 'a'));
}

TEST_F(LineRecognizerTest, EveryPointBelongsToOneCharacter) {
  for (const int count : {1, 3, 200}) {
    const std::vector<Stroke> strokes = Stems(count);
    ASSERT_EQ(Recognize(strokes), Status::kOk);
    std::set<std::pair<int, int>> seen;
    for (const InkPart& part : recognizer_->parts()) {
      ASSERT_LT(part.character, recognizer_->text(0).size());
      EXPECT_NE(recognizer_->text(0)[part.character], 1) << "a space has no ink";
      for (int point = part.first; point <= part.last; ++point) {
        EXPECT_TRUE(seen.emplace(part.stroke, point).second) << part.stroke << ':' << point;
      }
    }
    EXPECT_EQ(seen.size(), 3u * static_cast<std::size_t>(count));
  }
}

TEST_F(LineRecognizerTest, NothingToReadIsNoText) {
  ASSERT_EQ(Load({.logits = {9, -9, -9, -9}}), Status::kOk);
  recognizer_->options().least = 0.5f;
  ASSERT_EQ(Recognize(Stems(1)), Status::kOk);
  EXPECT_EQ(recognizer_->texts(), 0u);
  EXPECT_FALSE(recognizer_->sure());
  EXPECT_TRUE(recognizer_->parts().empty());
}

TEST_F(LineRecognizerTest, IsSureFromItsThresholdOn) {
  ASSERT_EQ(Load({.logits = {0, -9, 9, -9}}), Status::kOk);
  ASSERT_EQ(Recognize(Stems(1)), Status::kOk);
  EXPECT_GT(recognizer_->confidence(0), 0.3f);
  EXPECT_TRUE(recognizer_->sure());
  ASSERT_EQ(Load({.logits = {0, 0, 0, 0}}), Status::kOk);
  ASSERT_EQ(Recognize(Stems(3)), Status::kOk);
  EXPECT_LT(recognizer_->confidence(0), 0.3f);
  EXPECT_FALSE(recognizer_->sure());
}

TEST_F(LineRecognizerTest, FailuresTakeTheLastAnswerAway) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  const std::vector<std::pair<std::vector<Stroke>, Status>> cases = {
      {{}, Status::kEmptyInk}, {{{}}, Status::kEmptyInk}, {{{{0, kNan}}}, Status::kInvalidInk}};
  for (const auto& [strokes, status] : cases) {
    ASSERT_EQ(Recognize(Stems(2)), Status::kOk);
    EXPECT_EQ(Recognize(strokes), status);
    EXPECT_EQ(recognizer_->texts(), 0u);
    EXPECT_TRUE(recognizer_->parts().empty());
    EXPECT_FALSE(recognizer_->sure());
  }
  EXPECT_EQ(recognizer_->Recognize(kMaxInkPoints + 1, 1), Status::kTooMuchInk);
  EXPECT_EQ(recognizer_->Recognize(-1, 1), Status::kTooMuchInk);
  ASSERT_EQ(Recognize(kDot), Status::kOk) << "a dot is ink";
}

TEST_F(LineRecognizerTest, RefusesOtherModelsAndKeepsItsOwn) {
  EXPECT_EQ(Load({.features = kTraceFeatures - 1}), Status::kModelUnsupported);
  EXPECT_EQ(Load({.stride = 2}), Status::kModelUnsupported);
  const std::uint8_t noise[] = {1, 2, 3};
  EXPECT_NE(recognizer_->Load(noise, ModelLimits::Native()), Status::kOk);
  EXPECT_STRNE(recognizer_->diagnostic(), "");
  ASSERT_EQ(Recognize(Stems(3)), Status::kOk);
  EXPECT_EQ(Texts().front(), "a");
}

TEST(LineRecognizer, WithoutAModelReadsNothing) {
  const auto recognizer = std::make_unique<LineRecognizer>();
  EXPECT_EQ(recognizer->Recognize(0, 0), Status::kNoModel);
  EXPECT_EQ(recognizer->Repeat(LineRecognizer::Stage::kDecoding, 1), Status::kNoModel);
}

}  // namespace
}  // namespace emnist
