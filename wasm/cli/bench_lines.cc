// bench, of a model that reads lines: time of a word of ten letters, as a whole and by stage.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <stdexcept>
#include <string_view>

#include "lines.h"
#include "timing.h"

namespace emnist::cli {
namespace {

constexpr int kRuns = 500;

constexpr std::string_view kWord = "settlement";

using Stroke = std::vector<Point>;

// Printed letters of a hand of our own. Small ones are 100 high and stand on 0, y grows downward.
std::vector<Stroke> Letter(char letter) {
  switch (letter) {
    case 's':
      return {{{62, -85}, {38, -100}, {12, -85}, {20, -60}, {50, -45}, {62, -20}, {38, 0}, {5, -12}}};
    case 'e':
      return {{{8, -50}, {40, -55}, {68, -70}, {55, -97}, {25, -92}, {6, -50}, {20, -8}, {48, 0}, {76, -18}}};
    case 't':
      return {{{30, -165}, {30, -80}, {33, -14}, {46, -2}, {58, -6}}, {{4, -102}, {62, -100}}};
    case 'l':
      return {{{10, -200}, {10, -100}, {13, -12}, {28, -2}}};
    case 'm':
      return {{{6, -100},
               {8, -50},
               {8, 0},
               {12, -55},
               {30, -96},
               {48, -88},
               {50, -45},
               {50, 0},
               {54, -55},
               {72, -96},
               {90, -88},
               {93, -45},
               {96, -10},
               {110, -2}}};
    case 'n':
      return {{{6, -100}, {8, -50}, {8, 0}, {14, -52}, {36, -97}, {58, -86}, {60, -40}, {64, -10}, {78, -2}}};
    default:
      return {};
  }
}

Strokes WrittenWord() {
  Strokes word;
  float left = 0, right = 0;
  for (const char letter : kWord) {
    for (const Stroke& stroke : Letter(letter)) {
      for (const Point point : stroke) {
        word.points.push_back({left + point.x, point.y});
        right = std::max(right, left + point.x);
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
