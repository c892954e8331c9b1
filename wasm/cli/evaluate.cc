// evaluate: how well a model reads a labelled set of glyphs. Every published accuracy comes from here.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "alphabet.h"
#include "commands.h"
#include "emnist/digest.h"
#include "idx.h"
#include "progress.h"

namespace emnist::cli {
namespace {

// Expected calibration error (Guo et al. 2017, arXiv:1706.04599) over 15 equal bins of top-1 confidence.
class Calibration {
 public:
  void Add(float confidence, bool right) {
    constexpr float kBins = 15;
    Bin& bin = bins_[std::min(bins_.size() - 1, static_cast<std::size_t>(confidence * kBins))];
    bin.count += 1;
    bin.confidence += static_cast<double>(confidence);
    bin.right += right ? 1 : 0;
  }

  double error() const {
    double total = 0, gap = 0;
    for (const Bin& bin : bins_) {
      total += bin.count;
      gap += std::abs(bin.confidence - bin.right);
    }
    return gap / total;
  }

  nlohmann::ordered_json bins() const {
    auto json = nlohmann::ordered_json::array();
    for (const Bin& bin : bins_) {
      const double n = std::max(1.0, bin.count);
      json.push_back({{"n", bin.count}, {"confidence", bin.confidence / n}, {"top1", bin.right / n}});
    }
    return json;
  }

 private:
  struct Bin {
    double count = 0, confidence = 0, right = 0;
  };
  std::array<Bin, 15> bins_;
};

// How often the probability outside the alphabet was above each of these, and how often the answer was not sure.
class Flags {
 public:
  void Add(float outside, bool sure) {
    for (std::size_t i = 0; i < kLevels.size(); ++i) above_[i] += outside > kLevels[i] ? 1 : 0;
    unsure_ += sure ? 0 : 1;
  }

  static const auto& levels() { return kLevels; }
  nlohmann::ordered_json json() const { return {{"unsure", unsure_}, {"above", above_}}; }

 private:
  static constexpr std::array<float, 6> kLevels = {0.5f, 0.7f, 0.8f, 0.9f, 0.95f, 0.99f};
  std::array<int, kLevels.size()> above_{};
  int unsure_ = 0;
};

struct Tally {
  explicit Tally(std::size_t classes) : confusion(classes, std::vector<int>(classes)), flags(classes) {}

  std::vector<std::vector<int>> confusion;  // [label][answer]
  std::vector<Flags> flags;                 // [label]
  // The rest counts images of the alphabet only.
  int n = 0;
  int top1 = 0;
  int top3 = 0;
  int sure = 0;
  Calibration calibration;
  Digest digest;
};

}  // namespace

int Evaluate(const std::string& model, const std::string& images_path, const std::string& labels_path,
             const std::string& alphabet, bool json) {
  const auto recognizer = LoadRecognizer(model);
  Restrict(*recognizer, alphabet);
  const std::vector<Glyph> images = ReadIdxImages(images_path);
  const std::vector<std::uint8_t> labels = ReadIdxLabels(labels_path);
  const std::size_t classes = recognizer->labels().size();
  if (images.empty()) throw std::runtime_error(images_path + " holds no images");
  if (images.size() != labels.size()) throw std::runtime_error("images and labels differ in number");
  if (*std::max_element(labels.begin(), labels.end()) >= classes) {
    throw std::runtime_error(labels_path + " has a label beyond the model's " + std::to_string(classes) + " classes");
  }

  Tally tally(classes);
  Progress progress("evaluating", images.size());
  std::chrono::steady_clock::duration busy{};
  for (std::size_t i = 0; i < images.size(); ++i) {
    recognizer->glyph() = images[i];
    const auto start = std::chrono::steady_clock::now();
    const Status status = recognizer->RecognizeGlyph();
    busy += std::chrono::steady_clock::now() - start;
    if (status != Status::kOk) throw std::runtime_error("the network failed on image " + std::to_string(i));

    const auto order = recognizer->order();
    tally.digest.Add(std::as_bytes(recognizer->network()->int8_logits()));
    tally.confusion[labels[i]][order[0]] += 1;
    tally.flags[labels[i]].Add(recognizer->outside(), recognizer->sure());
    progress.Done(i + 1);
    if (recognizer->alphabet()[labels[i]] == 0) continue;  // no answer could be right

    const bool right = order[0] == labels[i];
    const auto top3 = order.first(std::min<std::size_t>(3, order.size()));
    tally.n += 1;
    tally.top1 += right ? 1 : 0;
    tally.top3 += std::find(top3.begin(), top3.end(), labels[i]) != top3.end() ? 1 : 0;
    tally.sure += recognizer->sure() ? 1 : 0;
    tally.calibration.Add(recognizer->confidences()[order[0]], right);
  }
  if (tally.n == 0) throw std::runtime_error(labels_path + " holds nothing of the alphabet");

  const double n = tally.n;
  const double us_per_image =
      std::chrono::duration<double, std::micro>(busy).count() / static_cast<double>(images.size());
  if (!json) {
    std::printf("%d images: top-1 %.2f %%, top-3 %.2f %%, calibration error %.3f, sure of %.1f %%, %.1f µs an image\n",
                tally.n, 100 * tally.top1 / n, 100 * tally.top3 / n, tally.calibration.error(), 100 * tally.sure / n,
                us_per_image);
    return 0;
  }
  nlohmann::ordered_json report = {{"n", tally.n}, {"top1", tally.top1 / n}, {"top3", tally.top3 / n}};
  for (std::size_t label = 0; label < classes; ++label) {
    const std::vector<int>& row = tally.confusion[label];
    int count = 0;
    for (const int answers : row) count += answers;
    const bool answerable = count > 0 && recognizer->alphabet()[label] != 0;
    nlohmann::ordered_json entry = {{"label", recognizer->labels()[label]}, {"n", count}};
    entry["top1"] = answerable ? nlohmann::ordered_json(static_cast<double>(row[label]) / count) : nullptr;
    if (!alphabet.empty()) entry["outside"] = tally.flags[label].json();
    report["classes"].push_back(entry);
  }
  report["confusion"] = tally.confusion;
  report["us_per_image"] = us_per_image;
  report["calibration_error"] = tally.calibration.error();
  report["calibration"] = tally.calibration.bins();
  report["sure"] = tally.sure / n;
  report["logits_digest"] = tally.digest.value();
  if (!alphabet.empty()) report["outside_levels"] = Flags::levels();
  std::cout << report << '\n';
  return 0;
}

}  // namespace emnist::cli
