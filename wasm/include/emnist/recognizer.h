// Everything together: one loaded model, the buffers a caller fills, and the answer to the last question. Knows nothing
// of JavaScript; the bindings and the command are thin shells around it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "emnist/glyph.h"
#include "emnist/hand.h"
#include "emnist/ink.h"
#include "emnist/network.h"
#include "emnist/onnx.h"
#include "emnist/ranking.h"
#include "emnist/rejection.h"
#include "emnist/status.h"

namespace emnist {

// Over a megabyte, most of it the buffers: make it on the heap.
class Recognizer {
 public:
  static constexpr std::size_t kTransferBytes = 1 << 20;

  // The stages of an answer, for timing one by itself.
  enum class Stage : std::uint8_t { kInk = 0, kNetwork = 1, kRanking = 2 };

  // Replaces the model; a failed load keeps the one there was and explains itself in diagnostic().
  Status Load(std::span<const std::uint8_t> onnx_file, const ModelLimits& limits);
  bool loaded() const { return network_ != nullptr; }

  // Asks what the first `points` of points() in `strokes` strokes are. On failure the last answer stays.
  Status RecognizeInk(int points, int strokes);
  // The same in two steps, for callers that bring their own glyph or want only that. `several`: whoever made the glyph
  // saw more than one character, which it alone does not show.
  Status InkToGlyph(int points, int strokes);
  Status RecognizeGlyph(bool several = false);

  // Teaches: the character that glyph() holds is one of class `label`, in this person's hand. What was taught is
  // forgotten when a model is loaded; hand() is where it can be read, kept, and taken back. The last answer stays.
  // Returns kOk, kNoModel, kBackendFailed, kInvalidExample or kCannotLearn.
  Status Learn(int label);
  Hand& hand() { return hand_; }

  // Runs one stage `times` times on what the buffers hold: the only honest way to time what is shorter than the clock's
  // tick. kInk repeats the last InkToGlyph. kInvalidArgument when there is no such stage or layer.
  Status Repeat(Stage stage, int times);
  Status RepeatLayer(int layer, int times);

  // Buffers; they stay where they are for the life of the object.
  std::span<std::uint8_t, kTransferBytes> transfer() { return transfer_; }  // for a model file
  std::span<Point> points() { return points_; }
  std::span<std::uint32_t> stroke_ends() { return stroke_ends_; }
  Glyph& glyph() { return glyph_; }
  // By class, not 0: may be answered. Every class may after Load; holds until it is changed.
  std::span<std::uint8_t> alphabet() { return {alphabet_.data(), labels_.size()}; }

  // The last answer, within the alphabet. Confidences by class; order holds class indices, best first.
  std::span<const float> confidences() const { return {confidences_.data(), labels_.size()}; }
  std::span<const std::uint8_t> order() const { return {order_.data(), ranking_.classes}; }
  // The probability, 0 to 1, of everything that is not in the alphabet and looks like nothing that is.
  float outside() const { return ranking_.outside; }
  // Why the answer is not to be taken.
  Rejection rejection() const { return rejection_; }
  // False when it is not to be taken, or the best confidence is below unsure_below().
  bool sure() const;

  // Facts of the loaded model.
  const std::vector<std::string>& labels() const { return labels_; }
  const std::string& version() const { return version_; }
  float unsure_below() const { return unsure_below_; }
  std::size_t parameters() const { return parameters_; }
  std::uint64_t multiply_adds() const { return multiply_adds_; }
  const Network* network() const { return network_.get(); }
  // Why the last call failed, when its status alone does not say.
  const char* diagnostic() const { return diagnostic_.text; }

 private:
  void RankLogits();

  std::unique_ptr<Network> network_;
  std::vector<std::string> labels_;
  std::string version_;
  float temperature_ = 1.0f;
  float unsure_below_ = 0.0f;
  std::size_t parameters_ = 0;
  std::uint64_t multiply_adds_ = 0;
  Diagnostic diagnostic_;

  Glyph glyph_{};
  int ink_points_ = 0;
  int ink_strokes_ = 0;
  std::array<float, kMaxClasses> logits_{};
  std::array<float, kMaxClasses> confidences_{};
  std::array<std::uint8_t, kMaxClasses> order_{};
  std::array<std::uint8_t, kMaxClasses> alphabet_{};
  std::array<std::uint8_t, kMaxClasses> shapes_{};
  Ranking ranking_{};
  Rejection rejection_ = Rejection::kNone;
  bool several_ = false;
  Hand hand_;
  std::array<Point, kMaxInkPoints> points_{};
  std::array<std::uint32_t, kMaxInkStrokes> stroke_ends_{};
  alignas(16) std::array<std::uint8_t, kTransferBytes> transfer_{};
};

}  // namespace emnist
