#include "lines.h"

#include <algorithm>
#include <stdexcept>

#include "alphabet.h"
#include "answer.h"

namespace emnist::cli {
namespace {

const std::string& CharacterOf(const LineRecognizer& recognizer, std::uint8_t label) {
  static const std::string space = " ";
  const std::string& name = recognizer.labels()[label];
  return name == "<space>" ? space : name;
}

}  // namespace

std::unique_ptr<LineRecognizer> LoadLineRecognizer(const LineOptions& options) {
  auto recognizer = std::make_unique<LineRecognizer>();
  Status status = recognizer->Load(ReadFile(options.model), ModelLimits::Native());
  if (status != Status::kOk) {
    throw std::runtime_error(options.model + ": " + Sentence(status, recognizer->diagnostic()));
  }
  Restrict(*recognizer, options.alphabet);
  if (!options.words.empty()) {
    const std::vector<std::uint8_t> list = ReadFile(options.words);
    status = recognizer->LoadWords(list, WordList::Limits::Native());
    if (status != Status::kOk) throw std::runtime_error(options.words + ": " + Sentence(status));
  } else if (options.alphabet.empty() && !options.no_words) {
    status = recognizer->LoadWords(EnglishWords(), WordList::Limits::Native());
    if (status != Status::kOk) throw std::runtime_error("the built-in words: " + Sentence(status));
  }
  return recognizer;
}

std::string ReadLine(LineRecognizer& recognizer, const Strokes& strokes) {
  Status status = Status::kTooMuchInk;
  if (strokes.points.size() <= kMaxInkPoints && strokes.ends.size() <= kMaxInkStrokes) {
    std::copy(strokes.points.begin(), strokes.points.end(), recognizer.points().begin());
    std::copy(strokes.ends.begin(), strokes.ends.end(), recognizer.stroke_ends().begin());
    status = recognizer.Recognize(static_cast<int>(strokes.points.size()), static_cast<int>(strokes.ends.size()));
  }
  return status == Status::kOk ? std::string() : Sentence(status, recognizer.diagnostic());
}

std::string TextOf(const LineRecognizer& recognizer, std::size_t text) {
  std::string line;
  for (const std::uint8_t label : recognizer.text(text)) line += CharacterOf(recognizer, label);
  return line;
}

nlohmann::ordered_json LineJson(const LineRecognizer& recognizer) {
  nlohmann::ordered_json answer = {{"texts", nlohmann::ordered_json::array()},
                                   {"sure", recognizer.sure()},
                                   {"characters", nlohmann::ordered_json::array()}};
  for (std::size_t i = 0; i < recognizer.texts(); ++i) {
    answer["texts"].push_back({{"text", TextOf(recognizer, i)}, {"confidence", recognizer.confidence(i)}});
  }
  if (recognizer.texts() == 0) return answer;
  auto& characters = answer["characters"];
  for (const std::uint8_t label : recognizer.text(0)) {
    characters.push_back({{"text", CharacterOf(recognizer, label)}, {"strokes", nlohmann::ordered_json::array()}});
  }
  for (const InkPart& part : recognizer.parts()) {
    characters[part.character]["strokes"].push_back({part.stroke, part.first, part.last});
  }
  return answer;
}

}  // namespace emnist::cli
