// Everything a line is read with: one loaded network, a list of words, the buffers a caller fills, and the answer to
// the last question. Knows nothing of JavaScript, as Recognizer, which reads single characters, does not.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "emnist/decoder.h"
#include "emnist/ink.h"
#include "emnist/ink_part.h"
#include "emnist/language.h"
#include "emnist/network.h"
#include "emnist/onnx.h"
#include "emnist/status.h"
#include "emnist/trace.h"
#include "emnist/word_list.h"

namespace emnist {

inline constexpr std::size_t kMaxLineTexts = 8;
inline constexpr std::size_t kMaxLineCharacters = 1024;
inline constexpr std::size_t kMaxLineParts = kMaxInkStrokes + kMaxLineCharacters;

class LineRecognizer {
 public:
  // The stages of an answer, for timing one by itself.
  enum class Stage : std::uint8_t { kTrace = 0, kNetwork = 1, kDecoding = 2 };

  // Replaces the model; a failed load keeps the one there was and explains itself in diagnostic(). Refuses models that
  // read characters, or were trained on another trace than ours.
  Status Load(std::span<const std::uint8_t> onnx_file, const ModelLimits& limits);
  bool loaded() const { return network_ != nullptr; }
  // Replaces the words by those of a file (word_list.h) or of a text with one word a line; no bytes are no words. A
  // failed load leaves none.
  Status LoadWords(std::span<const std::uint8_t> list, const WordList::Limits& limits);

  // Reads the first `points` of points() in `strokes` strokes, from left to right. A line too long for the network is
  // cut at its widest gaps, which then count as spaces. On failure the last answer is gone. Returns kOk, kNoModel,
  // kBackendFailed, kTooMuchInk (also when it has more than kMaxLineCharacters) or what TraceInk returns.
  Status Recognize(int points, int strokes);

  // Runs one stage `times` times on what the last line's last piece left.
  Status Repeat(Stage stage, int times);

  // Buffers; they stay where they are for the life of the object.
  std::span<Point> points() { return points_; }
  std::span<std::uint32_t> stroke_ends() { return stroke_ends_; }
  // By class, not 0: may be answered. Every class may after Load; holds until it is changed. The blank always may.
  std::span<std::uint8_t> alphabet() { return {alphabet_.data(), labels_.size()}; }
  Decoder::Options& options() { return options_; }

  // The last answer: different texts of classes, best first; none when nothing in the ink looks like a character.
  std::size_t texts() const { return texts_; }
  std::span<const std::uint8_t> text(std::size_t i) const { return {lines_[i].classes.data(), lines_[i].length}; }
  float confidence(std::size_t i) const { return lines_[i].confidence; }
  // False when a piece's best confidence is low, or too much lies outside the alphabet.
  bool sure() const { return sure_; }
  // What each character of the best text was read from: every point of the ink once. Spaces have no part.
  std::span<const InkPart> parts() const { return {parts_.data(), part_count_}; }

  // Facts of the loaded model.
  const std::vector<std::string>& labels() const { return labels_; }
  const std::string& version() const { return version_; }
  float unsure_below() const { return unsure_below_; }
  std::size_t parameters() const { return parameters_; }
  const Network* network() const { return network_.get(); }
  const Trace& trace() const { return trace_; }
  const WordList& words() const { return words_; }
  const char* diagnostic() const { return diagnostic_.text; }

 private:
  struct Line {
    float confidence = 0;
    std::size_t length = 0;
    std::array<std::uint8_t, kMaxLineCharacters> classes;
  };

  Ink ink() const;
  Status ReadPiece(int piece);
  Status RunNetwork();
  void Decode();
  bool Join();
  void DealOutBestText();

  std::unique_ptr<Network> network_;
  std::unique_ptr<Language> language_;
  WordList words_;
  std::vector<std::string> labels_;
  std::uint8_t space_ = 0;
  std::string version_;
  float unsure_below_ = 0;
  std::size_t parameters_ = 0;
  Diagnostic diagnostic_;
  Decoder::Options options_;

  Trace trace_;
  Decoder decoder_;
  std::vector<float> scores_;  // of a piece: frames × classes, for the longest
  std::size_t score_count_ = 0;
  float inside_ = 0;

  std::array<Line, kMaxLineTexts> lines_;
  std::array<Line, kMaxLineTexts> joined_;
  std::size_t texts_ = 0;
  bool sure_ = false;
  std::array<InkPart, kMaxLineParts> parts_;
  std::size_t part_count_ = 0;

  std::array<std::uint16_t, kMaxInkStrokes> pieces_{};
  std::size_t points_used_ = 0;
  std::size_t strokes_used_ = 0;
  std::array<std::uint8_t, kMaxClasses> alphabet_{};
  std::array<Point, kMaxInkPoints> points_{};
  std::array<std::uint32_t, kMaxInkStrokes> stroke_ends_{};
};

}  // namespace emnist
