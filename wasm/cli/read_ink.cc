// read-ink: lines of handwriting in, one answer a line out.
#include <iostream>

#include "commands.h"
#include "lines.h"

namespace emnist::cli {

int ReadInk(const LineOptions& options) {
  const auto recognizer = LoadLineRecognizer(options);
  int exit_code = 0;
  const auto broken = [&](const std::string& sentence) {
    std::cout << nlohmann::json{{"error", sentence}} << std::endl;
    exit_code = 1;
  };
  ReadStrokeLines(
      [&](const Strokes& strokes) {
        if (const std::string error = ReadLine(*recognizer, strokes); !error.empty()) return broken(error);
        nlohmann::ordered_json answer = LineJson(*recognizer);
        if (options.logits) answer["logits"] = recognizer->network()->int8_logits();  // of the last piece
        std::cout << answer << std::endl;  // flushed, so that a program at the other end of a pipe can wait for it
      },
      broken);
  return exit_code;
}

}  // namespace emnist::cli
