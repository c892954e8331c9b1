// evaluate-lines: how well a model reads lines whose text is known. Every published figure of lines comes from here.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <stdexcept>

#include "commands.h"
#include "lines.h"

namespace emnist::cli {
namespace {

std::string Folded(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

// Levenshtein's, in bytes.
std::size_t Distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t exchanged = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({exchanged, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

struct Tally {
  std::size_t exact = 0;
  std::size_t errors = 0;

  void Add(const std::string& text, const std::string& read) {
    exact += text == read ? 1 : 0;
    errors += Distance(text, read);
  }
  nlohmann::ordered_json json(std::size_t lines, std::size_t characters) const {
    return {{"exact", static_cast<double>(exact) / static_cast<double>(lines)},
            {"character_errors", static_cast<double>(errors) / static_cast<double>(characters)}};
  }
};

}  // namespace

int EvaluateLines(const LineOptions& options, bool json) {
  const auto recognizer = LoadLineRecognizer(options);
  Tally with_case, folded;
  std::size_t lines = 0, characters = 0, sure = 0;
  std::chrono::steady_clock::duration busy{};
  auto answers = nlohmann::ordered_json::array();
  const auto broken = [&](const std::string& sentence) {
    throw std::runtime_error("line " + std::to_string(lines + 1) + ": " + sentence);
  };
  ReadStrokeLines(
      [&](const Strokes& strokes) {
        if (strokes.text.empty()) broken("there is no \"text\"");
        const auto start = std::chrono::steady_clock::now();
        if (const std::string error = ReadLine(*recognizer, strokes); !error.empty()) broken(error);
        busy += std::chrono::steady_clock::now() - start;
        const std::string read = recognizer->texts() > 0 ? TextOf(*recognizer, 0) : std::string();
        lines += 1;
        characters += strokes.text.size();
        sure += recognizer->sure() ? 1 : 0;
        with_case.Add(strokes.text, read);
        folded.Add(Folded(strokes.text), Folded(read));
        answers.push_back({{"text", strokes.text},
                           {"read", read},
                           {"confidence", recognizer->texts() > 0 ? recognizer->confidence(0) : 0},
                           {"sure", recognizer->sure()}});
      },
      broken);
  if (lines == 0) throw std::runtime_error("there are no lines to evaluate");

  nlohmann::ordered_json report = {
      {"n", lines},
      {"characters", characters},
      {"with_case", with_case.json(lines, characters)},
      {"case_folded", folded.json(lines, characters)},
      {"sure", static_cast<double>(sure) / static_cast<double>(lines)},
      {"us_per_line", std::chrono::duration<double, std::micro>(busy).count() / static_cast<double>(lines)},
  };
  if (json) {
    report["lines"] = answers;
    std::cout << report << '\n';
    return 0;
  }
  const auto print = [&](const char* what, const Tally& tally) {
    std::printf("%s: %.2f %% of %zu lines exact, %.2f %% character errors\n", what,
                100.0 * static_cast<double>(tally.exact) / static_cast<double>(lines), lines,
                100.0 * static_cast<double>(tally.errors) / static_cast<double>(characters));
  };
  print("with case", with_case);
  print("case folded", folded);
  return 0;
}

}  // namespace emnist::cli
