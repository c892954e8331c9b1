// Wires trace, network, decoder and words to one set of buffers, and puts the pieces of a long line together again.
#include "emnist/line_recognizer.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "emnist/rejection.h"
#include "reading/segmentation.h"

namespace emnist {

Status LineRecognizer::Load(std::span<const std::uint8_t> onnx_file, const ModelLimits& limits) {
  Model model;
  if (const Status status = LoadOnnx(onnx_file, limits, model, diagnostic_); status != Status::kOk) return status;
  if (model.kind != ModelKind::kLine) {
    return diagnostic_.Fail(Status::kModelUnsupported, {"the model reads single characters, not lines"});
  }
  const Tensor& input = model.tensors[static_cast<std::size_t>(model.input)];
  if (input.channels != kTraceFeatures || (model.trace_version != 0 && model.trace_version != kTraceVersion)) {
    return diagnostic_.Fail(Status::kModelUnsupported, {"the model was trained on another version of the trace"});
  }
  std::unique_ptr<Network> network;
  if (const Status status = Network::Create(model, network, diagnostic_); status != Status::kOk) return status;
  if (network->stride() * kMaxFrames != kMaxTracePoints || network->max_length() < kMaxTracePoints) {
    return diagnostic_.Fail(Status::kModelUnsupported, {"the model does not make 256 frames of 1024 points"});
  }
  network_ = std::move(network);
  labels_ = std::move(model.labels);
  version_ = std::move(model.version);
  unsure_below_ = model.unsure_below;
  parameters_ = model.parameters();
  options_ = {};
  options_.temperature = model.temperature;
  scores_.resize(static_cast<std::size_t>(network_->max_length() / network_->stride()) * labels_.size());
  const auto space = std::find(labels_.begin() + 1, labels_.end(), "<space>");
  space_ = space == labels_.end() ? kBlankClass : static_cast<std::uint8_t>(space - labels_.begin());
  language_ = std::make_unique<Language>(labels_, words_);
  alphabet_.fill(1);
  texts_ = part_count_ = score_count_ = 0;
  return Status::kOk;
}

Status LineRecognizer::LoadWords(std::span<const std::uint8_t> list, const WordList::Limits& limits) {
  if (list.empty()) {
    words_.Clear();
    return Status::kOk;
  }
  if (WordList::IsFile(list)) return words_.Load(list, limits);
  return words_.LoadText({reinterpret_cast<const char*>(list.data()), list.size()}, limits);
}

Ink LineRecognizer::ink() const {
  return {std::span(points_).first(points_used_), std::span(stroke_ends_).first(strokes_used_)};
}

Status LineRecognizer::Recognize(int points, int strokes) {
  if (!loaded()) return Status::kNoModel;
  if (points < 0 || strokes < 0 || points > kMaxInkPoints || strokes > kMaxInkStrokes) return Status::kTooMuchInk;
  points_used_ = static_cast<std::size_t>(points);
  strokes_used_ = static_cast<std::size_t>(strokes);
  part_count_ = 0;
  texts_ = 1;
  lines_[0].length = 0;
  lines_[0].confidence = 1;
  sure_ = true;

  int pieces = 0;
  Status status = CutIntoPieces(ink(), std::span(pieces_).first(strokes_used_), pieces);
  for (int piece = 0; piece < pieces && status == Status::kOk; ++piece) status = ReadPiece(piece);
  if (status != Status::kOk || lines_[0].length == 0) {
    texts_ = 0;
    sure_ = false;
  }
  return status;
}

Status LineRecognizer::ReadPiece(int piece) {
  const Status status = TracePiece(ink(), std::span(pieces_).first(strokes_used_), piece, trace_);
  if (status != Status::kOk) return status;
  if (const Status ran = RunNetwork(); ran != Status::kOk) return ran;
  Decode();
  if (decoder_.texts() == 0) {
    sure_ = false;
    return Status::kOk;
  }
  sure_ = sure_ && decoder_.confidence(0) >= unsure_below_ && 1 - inside_ <= kOutsideAtMost;
  if (!Join()) return Status::kTooMuchInk;
  DealOutBestText();
  return Status::kOk;
}

Status LineRecognizer::RunNetwork() {
  const auto length = static_cast<std::size_t>(trace_.length);
  const std::span<const std::uint8_t> sequence(trace_.features.front().data(), length * kTraceFeatures);
  if (const Status status = network_->RunSequence(sequence); status != Status::kOk) return status;
  score_count_ = static_cast<std::size_t>(network_->frames()) * labels_.size();
  return Status::kOk;
}

void LineRecognizer::Decode() {
  const std::span<float> scores = std::span(scores_).first(score_count_);
  network_->ReadLogits(scores);
  inside_ = Decoder::Restrict(scores, alphabet());
  decoder_.Decode(scores, labels_.size(), words_.empty() ? nullptr : language_.get(), space_, options_);
}

// Each text so far with each of the last piece's, the likeliest of them. False when one becomes too long.
bool LineRecognizer::Join() {
  const auto ends = static_cast<std::size_t>(std::min(decoder_.texts(), static_cast<int>(kMaxLineTexts)));
  std::array<std::size_t, kMaxLineTexts> used{};  // by text so far: how many of the piece's are joined to it
  std::size_t count = 0;
  for (; count < kMaxLineTexts; ++count) {
    std::size_t best = texts_;
    float highest = -1;
    for (std::size_t i = 0; i < texts_; ++i) {
      if (used[i] == ends) continue;
      const float confidence = lines_[i].confidence * decoder_.confidence(static_cast<int>(used[i]));
      if (confidence <= highest) continue;
      highest = confidence;
      best = i;
    }
    if (best == texts_) break;
    Line& line = joined_[count];
    line = lines_[best];
    line.confidence = highest;
    std::array<std::uint8_t, kMaxFrames> end;
    const std::size_t length = decoder_.ReadText(static_cast<int>(used[best]++), end);
    const bool spaced = line.length > 0 && space_ != 0 && alphabet_[space_] != 0;
    if (line.length + length + (spaced ? 1 : 0) > kMaxLineCharacters) return false;
    if (spaced) line.classes[line.length++] = space_;
    std::copy_n(end.begin(), length, line.classes.begin() + static_cast<std::ptrdiff_t>(line.length));
    line.length += length;
  }
  lines_.swap(joined_);
  texts_ = count;
  return true;
}

void LineRecognizer::DealOutBestText() {
  std::array<std::uint8_t, kMaxFrames> text;
  const std::size_t length = decoder_.ReadText(0, text);
  std::array<FrameRange, kMaxFrames> ranges;
  const std::span<const float> scores = std::span(scores_).first(score_count_);
  decoder_.Align(scores, labels_.size(), std::span(text).first(length), std::span(ranges).first(length));
  std::array<std::uint8_t, kMaxFrames> inked;
  for (std::size_t i = 0; i < length; ++i) inked[i] = text[i] != space_ ? 1 : 0;
  const std::span<InkPart> parts = std::span(parts_).subspan(part_count_);
  const std::size_t count =
      DealOutInk(ink(), trace_, std::span(ranges).first(length), std::span(inked).first(length), parts);
  for (InkPart& part : parts.first(count)) {
    part.character = static_cast<std::uint16_t>(part.character + lines_[0].length - length);
  }
  part_count_ += count;
}

Status LineRecognizer::Repeat(Stage stage, int times) {
  if (!loaded() || score_count_ == 0) return Status::kNoModel;
  for (int i = 0; i < times; ++i) {
    Status status = Status::kOk;
    switch (stage) {
      case Stage::kTrace:
        status = TraceInk(ink(), trace_);
        break;
      case Stage::kNetwork:
        status = RunNetwork();
        break;
      case Stage::kDecoding:
        Decode();
        break;
    }
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

}  // namespace emnist
