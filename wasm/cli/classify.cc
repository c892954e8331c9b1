// classify: picture files in, one answer a line out.
#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <memory>
#include <stdexcept>

#include "alphabet.h"
#include "answer.h"
#include "commands.h"
#include "emnist/photo.h"
#include "picture.h"

namespace emnist::cli {
namespace {

using Buffer = std::array<std::uint8_t, kPictureBufferBytes>;

void ClassifyFile(Recognizer& recognizer, const std::string& file, Buffer& buffer) {
  const Picture picture = FitInto(ReadPicture(file), kMaxPictureSide);
  std::copy(picture.rgba.begin(), picture.rgba.end(), buffer.begin());
  PhotoFinding finding;
  Status status = GlyphFromPhoto(buffer, picture.width, picture.height, recognizer.glyph(), &finding);
  if (status == Status::kOk) status = recognizer.RecognizeGlyph(finding.several);
  if (status != Status::kOk) throw std::runtime_error(Sentence(status, recognizer.diagnostic()));
}

}  // namespace

int Classify(const std::string& model, const std::vector<std::string>& files, const std::string& alphabet, bool json) {
  const auto recognizer = LoadRecognizer(model);
  const std::vector<std::string> names = Restrict(*recognizer, alphabet);
  const auto buffer = std::make_unique<Buffer>();
  int exit_code = 0;
  for (const std::string& file : files) {
    try {
      ClassifyFile(*recognizer, file, *buffer);
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
