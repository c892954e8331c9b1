// bench: time per answer on this machine; of a model that reads characters also per layer.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <stdexcept>

#include "answer.h"
#include "commands.h"
#include "timing.h"

namespace emnist::cli {
namespace {

constexpr int kRuns = 20'000;

// A glyph with ink in it; what it shows does not matter, the network takes the same time for all.
void DrawArc(Recognizer& recognizer) {
  constexpr int kPoints = 64;
  for (int i = 0; i < kPoints; ++i) {
    const float t = static_cast<float>(i) / (kPoints - 1) * 2 - 1;
    recognizer.points()[static_cast<std::size_t>(i)] = {t, 1 - t * t};
  }
  recognizer.stroke_ends()[0] = kPoints;
  if (recognizer.RecognizeInk(kPoints, 1) != Status::kOk) throw std::runtime_error("the network failed");
}

// As many examples as are ever kept, of no character in particular. Returns how many.
std::size_t FillHand(Recognizer& recognizer) {
  Hand& hand = recognizer.hand();
  if (recognizer.Learn(0) != Status::kOk) return 0;
  std::vector<std::uint8_t> examples(hand.examples().begin(), hand.examples().end());
  const std::size_t bytes = hand.example_bytes(), classes = recognizer.labels().size();
  examples.resize(std::min(kMaxExamples, classes * kMaxExamplesOfClass) * bytes);
  std::minstd_rand random;
  for (std::size_t at = bytes; at < examples.size(); at += bytes) {
    std::copy_n(examples.begin(), bytes, examples.begin() + static_cast<std::ptrdiff_t>(at));
    examples[at] = static_cast<std::uint8_t>(at / bytes % classes);
    for (std::size_t i = Hand::kPointAt; i < bytes; ++i) examples[at + i] = static_cast<std::uint8_t>(random());
  }
  if (hand.Replace(examples) != Status::kOk) throw std::runtime_error("examples are refused");
  return hand.examples().size() / bytes;
}

int BenchCharacters(const std::string& model, bool json) {
  const auto recognizer = LoadRecognizer(model);
  DrawArc(*recognizer);
  const auto stage = [&](Recognizer::Stage which) {
    return TimeCalls(kRuns, [&] { (void)recognizer->Repeat(which, 1); }).json();
  };
  const Percentiles answer = TimeCalls(kRuns, [&] { (void)recognizer->RecognizeGlyph(); });
  nlohmann::ordered_json report = {{"runs", kRuns},
                                   {"answer", answer.json()},
                                   {"ink", stage(Recognizer::Stage::kInk)},
                                   {"network", stage(Recognizer::Stage::kNetwork)},
                                   {"ranking", stage(Recognizer::Stage::kRanking)},
                                   {"answers_per_second", 1e6 / answer.mean},
                                   {"network_bytes", recognizer->network()->bytes()},
                                   {"layers", nlohmann::ordered_json::array()}};
  if (const std::size_t examples = FillHand(*recognizer); examples > 0) {
    report["ranking_with_examples"] = stage(Recognizer::Stage::kRanking);
    report["examples"] = examples;
  }
  for (int layer = 0; layer < recognizer->network()->layers(); ++layer) {
    report["layers"].push_back(TimeCalls(kRuns, [&] { (void)recognizer->RepeatLayer(layer, 1); }).json());
  }
  if (json) {
    std::cout << report << '\n';
    return 0;
  }
  std::printf("%d single calls each\n", kRuns);
  PrintTimes("ink to glyph", report["ink"]);
  PrintTimes("network", report["network"]);
  PrintTimes("ranking", report["ranking"]);
  PrintTimes("glyph to answer", report["answer"]);
  if (report.contains("examples")) PrintTimes("ranking, all learnt", report["ranking_with_examples"]);
  for (std::size_t i = 0; i < report["layers"].size(); ++i) {
    PrintTimes("  layer " + std::to_string(i), report["layers"][i]);
  }
  std::printf("%.0f answers a second, the network holds %zu bytes\n", 1e6 / answer.mean,
              recognizer->network()->bytes());
  return 0;
}

}  // namespace

int Bench(const std::string& path, bool json) {
  Model model;
  Diagnostic diagnostic;
  if (const Status status = LoadOnnx(ReadFile(path), ModelLimits::Native(), model, diagnostic); status != Status::kOk) {
    throw std::runtime_error(path + ": " + Sentence(status, diagnostic.text));
  }
  return model.kind == ModelKind::kLine ? BenchLines(path, json) : BenchCharacters(path, json);
}

}  // namespace emnist::cli
