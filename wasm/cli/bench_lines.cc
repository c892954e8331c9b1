// bench, of a model that reads lines: time of a word of ten letters, as a whole and by stage.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

#include "letters.h"
#include "lines.h"
#include "timing.h"

namespace emnist::cli {
namespace {

constexpr int kRuns = 500;

constexpr std::string_view kWord = "settlement";

// Printed by a hand of our own.
Strokes WrittenWord() {
  const auto letters = nlohmann::json::parse(Letters());
  Strokes word;
  float left = 0, right = 0;
  for (const char letter : kWord) {
    for (const auto& stroke : letters.at(std::string(1, letter))) {
      for (std::size_t i = 0; i < stroke.size(); i += 2) {
        const float x = left + stroke.at(i).get<float>();
        word.points.push_back({x, stroke.at(i + 1).get<float>()});
        right = std::max(right, x);
      }
      word.ends.push_back(static_cast<std::uint32_t>(word.points.size()));
    }
    left = right + 26;
  }
  return word;
}

// Times of the whole and of each stage, and what was read.
nlohmann::ordered_json Measure(LineRecognizer& recognizer, const Strokes& word) {
  const auto answer = [&] {
    if (const std::string error = ReadLine(recognizer, word); !error.empty()) throw std::runtime_error(error);
  };
  const auto stage = [&](LineRecognizer::Stage which) {
    return TimeCalls(kRuns, [&] { (void)recognizer.Repeat(which, 1); }).json();
  };
  nlohmann::ordered_json times = {{"answer", TimeCalls(kRuns, answer).json()},
                                  {"trace", stage(LineRecognizer::Stage::kTrace)},
                                  {"network", stage(LineRecognizer::Stage::kNetwork)},
                                  {"decoding", stage(LineRecognizer::Stage::kDecoding)}};
  times["read"] = recognizer.texts() > 0 ? TextOf(recognizer, 0) : "";
  return times;
}

}  // namespace

int BenchLines(const std::string& model, bool json) {
  LineOptions options;
  options.model = model;
  const auto recognizer = LoadLineRecognizer(options);
  const Strokes word = WrittenWord();
  nlohmann::ordered_json report = {{"runs", kRuns}, {"word", kWord}, {"with_words", Measure(*recognizer, word)}};
  if (recognizer->LoadWords({}, WordList::Limits::Native()) != Status::kOk) throw std::runtime_error("no words fail");
  report["without_words"] = Measure(*recognizer, word);
  report["points"] = recognizer->trace().length;
  report["network_bytes"] = recognizer->network()->bytes();
  if (json) {
    std::cout << report << '\n';
    return 0;
  }
  std::printf("a printed word of %zu letters, %d single calls each\n", kWord.size(), kRuns);
  for (const auto& [key, title] :
       {std::pair("with_words", "with the English words"), {"without_words", "without words"}}) {
    const auto& times = report[key];
    std::printf("%s, read as \"%s\"\n", title, times["read"].get<std::string>().c_str());
    PrintTimes("  ink to trace", times["trace"]);
    PrintTimes("  network", times["network"]);
    PrintTimes("  decoding", times["decoding"]);
    PrintTimes("  ink to answer", times["answer"]);
  }
  std::printf("%d points, the network holds %zu bytes\n", recognizer->trace().length, recognizer->network()->bytes());
  return 0;
}

}  // namespace emnist::cli
