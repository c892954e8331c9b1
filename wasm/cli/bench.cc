// bench: time per answer and per layer on this machine. Single calls are timed: the clock here ticks in nanoseconds.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <stdexcept>

#include "commands.h"

namespace emnist::cli {
namespace {

constexpr int kRuns = 20'000;
constexpr int kWarmUp = 2'000;

struct Percentiles {
  double p50, p95, p99, mean;
};

template <typename Call>
Percentiles Time(Call call) {
  for (int i = 0; i < kWarmUp; ++i) call();
  std::vector<double> us(kRuns);
  double sum = 0;
  for (double& sample : us) {
    const auto start = std::chrono::steady_clock::now();
    call();
    sample = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
    sum += sample;
  }
  std::sort(us.begin(), us.end());
  const auto at = [&](double share) { return us[static_cast<std::size_t>(share * (kRuns - 1))]; };
  return {at(0.5), at(0.95), at(0.99), sum / kRuns};
}

nlohmann::ordered_json Json(const Percentiles& p) {
  return {{"p50_us", p.p50}, {"p95_us", p.p95}, {"p99_us", p.p99}, {"mean_us", p.mean}};
}

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

}  // namespace

int Bench(const std::string& model, bool json) {
  const auto recognizer = LoadRecognizer(model);
  DrawArc(*recognizer);
  const auto stage = [&](Recognizer::Stage which) { return Time([&] { (void)recognizer->Repeat(which, 1); }); };
  const Percentiles answer = Time([&] { (void)recognizer->RecognizeGlyph(); });
  nlohmann::ordered_json report = {{"runs", kRuns},
                                   {"answer", Json(answer)},
                                   {"ink", Json(stage(Recognizer::Stage::kInk))},
                                   {"network", Json(stage(Recognizer::Stage::kNetwork))},
                                   {"ranking", Json(stage(Recognizer::Stage::kRanking))},
                                   {"answers_per_second", 1e6 / answer.mean},
                                   {"network_bytes", recognizer->network()->bytes()},
                                   {"layers", nlohmann::ordered_json::array()}};
  if (const std::size_t examples = FillHand(*recognizer); examples > 0) {
    report["ranking_with_examples"] = Json(stage(Recognizer::Stage::kRanking));
    report["examples"] = examples;
  }
  for (int layer = 0; layer < recognizer->network()->layers(); ++layer) {
    report["layers"].push_back(Json(Time([&] { (void)recognizer->RepeatLayer(layer, 1); })));
  }
  if (json) {
    std::cout << report << '\n';
    return 0;
  }
  const auto print = [](const char* what, const nlohmann::ordered_json& p) {
    std::printf("%-24s p50 %8.2f µs   p95 %8.2f µs   p99 %8.2f µs\n", what, p["p50_us"].get<double>(),
                p["p95_us"].get<double>(), p["p99_us"].get<double>());
  };
  std::printf("%d single calls each\n", kRuns);
  print("ink to glyph", report["ink"]);
  print("network", report["network"]);
  print("ranking", report["ranking"]);
  print("glyph to answer", report["answer"]);
  if (report.contains("examples")) print("ranking, all learnt", report["ranking_with_examples"]);
  for (std::size_t i = 0; i < report["layers"].size(); ++i) {
    print(("  layer " + std::to_string(i)).c_str(), report["layers"][i]);
  }
  std::printf("%.0f answers a second, the network holds %zu bytes\n", 1e6 / answer.mean,
              recognizer->network()->bytes());
  return 0;
}

}  // namespace emnist::cli
