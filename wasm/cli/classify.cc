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

// A character smaller than this many pixels has lost detail when its picture was sized down.
constexpr float kSmall = 120;
// How much paper it is looked at again with, as a share of its size.
constexpr float kRoom = 0.6f;

float Size(const Region& mark) { return std::max(mark.right - mark.left, mark.bottom - mark.top); }

bool IsSmall(const PhotoFinding& finding) { return !finding.several && Size(finding.marks[0]) < kSmall; }

// What lies around a mark of `whole`, in all the pixels that the picture had.
Picture Around(const Region& mark, const Picture& picture, const Picture& whole) {
  const float scale = static_cast<float>(picture.width) / static_cast<float>(whole.width), room = kRoom * Size(mark);
  const auto at = [&](float place) { return static_cast<int>(std::lround(scale * place)); };
  return Crop(picture, at(mark.left - room), at(mark.top - room), at(mark.right + room), at(mark.bottom + room));
}

using Buffer = std::array<std::uint8_t, kPictureBufferBytes>;

void ClassifyFile(Recognizer& recognizer, const std::string& file, Buffer& buffer) {
  const Picture picture = ReadPicture(file);
  const auto look = [&](const Picture& part, PhotoFinding& finding) {
    std::copy(part.rgba.begin(), part.rgba.end(), buffer.begin());
    return GlyphFromPhoto(buffer, part.width, part.height, recognizer.glyph(), &finding);
  };
  const Picture whole = FitInto(picture, kMaxPictureSide);
  PhotoFinding finding;
  Status status = look(whole, finding);
  if (status == Status::kOk && whole.width < picture.width && IsSmall(finding)) {
    const Glyph glyph = recognizer.glyph();
    PhotoFinding closer;
    const Picture part = Around(finding.marks[0], picture, whole);
    if (look(FitInto(part, kMaxPictureSide), closer) != Status::kOk || closer.several) recognizer.glyph() = glyph;
  }
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
