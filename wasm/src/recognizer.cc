// Wires ink, network and ranking to one set of buffers. Holds no knowledge of its own about any of them.
#include "emnist/recognizer.h"

#include <utility>

#include "emnist/digest.h"
#include "reading/shapes.h"

namespace emnist {

namespace {

std::uint32_t IdentityOf(std::span<const std::uint8_t> file) {
  Digest digest;
  digest.Add(std::as_bytes(file));
  return digest.value();
}

}  // namespace

Status Recognizer::Load(std::span<const std::uint8_t> onnx_file, const ModelLimits& limits) {
  Model model;
  if (const Status status = LoadOnnx(onnx_file, limits, model, diagnostic_); status != Status::kOk) return status;
  if (model.kind != ModelKind::kCharacter) {
    return diagnostic_.Fail(Status::kModelUnsupported, {"it reads lines, not characters"});
  }
  if (const Status status = Network::Create(model, network_, diagnostic_); status != Status::kOk) return status;
  labels_ = std::move(model.labels);
  version_ = std::move(model.version);
  temperature_ = model.temperature;
  unsure_below_ = model.unsure_below;
  parameters_ = model.parameters();
  multiply_adds_ = model.multiply_adds();
  confidences_.fill(0.0f);
  alphabet_.fill(1);
  FindShapes(labels_, shapes_);
  ranking_ = {};
  rejection_ = Rejection::kNone;
  hand_.Start(IdentityOf(onnx_file), labels_.size(), network_->hidden().size(), network_->hidden_zero_point());
  return Status::kOk;
}

Status Recognizer::RecognizeInk(int points, int strokes) {
  const Status status = InkToGlyph(points, strokes);
  return status == Status::kOk ? RecognizeGlyph() : status;
}

Status Recognizer::InkToGlyph(int points, int strokes) {
  if (points < 0 || strokes < 0 || points > kMaxInkPoints || strokes > kMaxInkStrokes) return Status::kTooMuchInk;
  ink_points_ = points;
  ink_strokes_ = strokes;
  return RasterizeInk({std::span(points_).first(static_cast<std::size_t>(points)),
                       std::span(stroke_ends_).first(static_cast<std::size_t>(strokes))},
                      glyph_);
}

Status Recognizer::RecognizeGlyph(bool several) {
  if (!loaded()) return Status::kNoModel;
  if (const Status status = network_->Run(glyph_); status != Status::kOk) return status;
  several_ = several;
  RankLogits();
  return Status::kOk;
}

void Recognizer::RankLogits() {
  const std::size_t classes = labels_.size();
  const std::span logits = std::span(logits_).first(classes);
  network_->ReadLogits(logits);
  hand_.Vote(network_->hidden(), temperature_, logits);
  ranking_ = Rank(logits, temperature_, alphabet(), std::span(shapes_).first(classes),
                  std::span(confidences_).first(classes), std::span(order_).first(classes));
  rejection_ = several_ ? Rejection::kSeveral : Judge(ranking_, glyph_);
}

Status Recognizer::Learn(int label) {
  if (!loaded()) return Status::kNoModel;
  if (const Status status = network_->Run(glyph_); status != Status::kOk) return status;
  return hand_.Learn(static_cast<std::size_t>(label), network_->hidden());
}

Status Recognizer::Repeat(Stage stage, int times) {
  if (stage != Stage::kInk && !loaded()) return Status::kNoModel;
  for (int i = 0; i < times; ++i) {
    Status status = Status::kInvalidArgument;
    switch (stage) {
      case Stage::kInk:
        status = InkToGlyph(ink_points_, ink_strokes_);
        break;
      case Stage::kNetwork:
        status = network_->Run(glyph_);
        break;
      case Stage::kRanking:
        RankLogits();
        status = Status::kOk;
        break;
    }
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

Status Recognizer::RepeatLayer(int layer, int times) {
  if (!loaded()) return Status::kNoModel;
  for (int i = 0; i < times; ++i) {
    if (const Status status = network_->RunLayer(layer); status != Status::kOk) return status;
  }
  return Status::kOk;
}

bool Recognizer::sure() const {
  return ranking_.classes > 0 && rejection_ == Rejection::kNone && confidences_[order_[0]] >= unsure_below_;
}

}  // namespace emnist
