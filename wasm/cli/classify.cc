// classify: picture files in, one answer a line out.
#include <algorithm>
#include <cmath>
#include <iostream>
#include <stdexcept>

#include "alphabet.h"
#include "answer.h"
#include "commands.h"
#include "picture.h"

namespace emnist::cli {
namespace {

void ClassifyFile(Recognizer& recognizer, const std::string& file) {
  const Picture picture = ReadPicture(file);
  const auto ask = [&](const Picture& part) {
    std::copy(part.rgba.begin(), part.rgba.end(), recognizer.transfer().begin());
    return recognizer.RecognizePicture(part.width, part.height);
  };
  const Status status = ask(FitInto(picture, kMaxPictureSide));
  if (status != Status::kOk) throw std::runtime_error(Sentence(status, recognizer.diagnostic()));
}

}  // namespace

int Classify(const std::string& model, const std::vector<std::string>& files, const std::string& alphabet, bool json) {
  const auto recognizer = LoadRecognizer(model);
  const std::vector<std::string> names = Restrict(*recognizer, alphabet);
  int exit_code = 0;
  for (const std::string& file : files) {
    try {
      ClassifyFile(*recognizer, file);
    } catch (const std::runtime_error& error) {
      exit_code = 1;
      if (json) {
        std::cout << nlohmann::ordered_json{{"file", file}, {"error", error.what()}} << std::endl;
      } else {
        std::cerr << file << ": " << error.what() << '\n';
      }
      continue;
    }
    nlohmann::ordered_json answer = {{"file", file}};
    answer.update(AnswerJson(*recognizer, names));
    if (json) {
      std::cout << answer << std::endl;
      continue;
    }
    std::cout << file << ':';
    for (const auto& candidate : answer["top"]) {
      std::cout << "  " << candidate["label"].get<std::string>() << ' '
                << std::lround(100 * candidate["confidence"].get<float>()) << " %";
    }
    std::cout << (recognizer->sure() ? "\n" : "  (not sure)\n");
  }
  return exit_code;
}

}  // namespace emnist::cli
