// classify-ink, rasterize and trace: strokes in, answers, glyphs or sequences out.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <stdexcept>

#include "alphabet.h"
#include "answer.h"
#include "commands.h"
#include "emnist/trace.h"
#include "idx.h"
#include "strokes.h"

namespace emnist::cli {
namespace {

// As the network holds them: int8 steps, or real numbers for an f32 network.
nlohmann::json StoredLogits(const Network& network) {
  if (!network.int8_logits().empty()) return network.int8_logits();
  std::vector<float> logits(static_cast<std::size_t>(network.classes()));
  network.ReadLogits(logits);
  return logits;
}

// Beyond the last one when there is none of that name.
int ClassNamed(const std::string& name, const std::vector<std::string>& labels) {
  return static_cast<int>(std::find(labels.begin(), labels.end(), name) - labels.begin());
}

}  // namespace

int ClassifyInk(const std::string& model, const std::string& alphabet, bool logits) {
  const auto recognizer = LoadRecognizer(model);
  const std::vector<std::string> names = Restrict(*recognizer, alphabet);
  int exit_code = 0;
  const auto broken = [&](const std::string& sentence) {
    std::cout << nlohmann::json{{"error", sentence}} << std::endl;
    exit_code = 1;
  };
  ReadStrokeLines(
      [&](const Strokes& strokes) {
        if (strokes.points.size() > kMaxInkPoints || strokes.ends.size() > kMaxInkStrokes) {
          return broken(Sentence(Status::kTooMuchInk));
        }
        std::copy(strokes.points.begin(), strokes.points.end(), recognizer->points().begin());
        std::copy(strokes.ends.begin(), strokes.ends.end(), recognizer->stroke_ends().begin());
        const int points = static_cast<int>(strokes.points.size()), count = static_cast<int>(strokes.ends.size());
        if (!strokes.learn.empty()) {
          Status status = recognizer->InkToGlyph(points, count);
          if (status == Status::kOk) status = recognizer->Learn(ClassNamed(strokes.learn, recognizer->labels()));
          if (status != Status::kOk) return broken(Sentence(status, recognizer->diagnostic()));
          std::cout << nlohmann::json{{"learned", strokes.learn}} << std::endl;
          return;
        }
        const Status status = recognizer->RecognizeInk(points, count);
        if (status != Status::kOk) return broken(Sentence(status, recognizer->diagnostic()));
        nlohmann::ordered_json answer = AnswerJson(*recognizer, names);
        if (logits) answer["logits"] = StoredLogits(*recognizer->network());
        std::cout << answer << std::endl;  // flushed, so that a program at the other end of a pipe can wait for it
      },
      broken);
  return exit_code;
}

int Rasterize(const Pen& pen) {
  std::vector<Glyph> glyphs;
  const auto refuse = [&](const std::string& sentence) {
    throw std::runtime_error("drawing " + std::to_string(glyphs.size() + 1) + ": " + sentence);
  };
  ReadStrokeLines(
      [&](const Strokes& strokes) {
        Glyph glyph;
        const Status status = RasterizeInk(strokes.ink(), glyph, pen);
        if (status != Status::kOk) refuse(Sentence(status));
        glyphs.push_back(glyph);
      },
      refuse);
  WriteIdxImages(glyphs);
  return 0;
}

int WriteTraces() {
  int count = 0;
  const auto refuse = [&](const std::string& sentence) {
    throw std::runtime_error("line " + std::to_string(count + 1) + ": " + sentence);
  };
  const auto trace = std::make_unique<Trace>();
  ReadStrokeLines(
      [&](const Strokes& strokes) {
        if (const Status status = TraceInk(strokes.ink(), *trace); status != Status::kOk) refuse(Sentence(status));
        for (int shift = 0; shift < 32; shift += 8) std::putchar(trace->length >> shift & 255);
        std::fwrite(trace->features.data(), kTraceFeatures, static_cast<std::size_t>(trace->length), stdout);
        ++count;
      },
      refuse);
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) throw std::runtime_error("cannot write to standard output");
  return 0;
}

}  // namespace emnist::cli
