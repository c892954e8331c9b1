// Samples the pen's path at equal steps and describes each point by where the pen came from, where in the line it is
// and what other ink is near. Knows nothing of the network that reads it.
#include "emnist/trace.h"

#include <algorithm>
#include <cmath>

#include "ink/check.h"
#include "ink/level.h"
#include "ink/sampling.h"

namespace emnist {
namespace {

constexpr float kNearby = 0.25f;  // units left and right in which ink is above or below
constexpr float kApart = 0.3f;    // units up or down from which on it is
constexpr int kOwn = 7;           // points before and after that belong to the same line

class Strokes {
 public:
  Strokes(const Ink& ink, std::span<const std::uint16_t> pieces, int piece) {
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < ink.stroke_ends.size(); ++i) {
      const std::uint32_t end = ink.stroke_ends[i];
      if (end > begin && (pieces.empty() || pieces[i] == piece)) {
        strokes_[count_++] = {ink.points.subspan(begin, end - begin), static_cast<std::uint16_t>(i)};
      }
      begin = end;
    }
  }
  std::span<const Stroke> all() const { return {strokes_.data(), count_}; }

 private:
  std::array<Stroke, kMaxInkStrokes> strokes_;
  std::size_t count_ = 0;
};

double Squash(double d) { return d / (1 + std::fabs(d)); }

std::uint8_t Byte(double value) {
  return static_cast<std::uint8_t>(std::clamp(std::floor(value * 128 + 128.5), 0.0, 255.0));
}

// Builds the trace point by point; what needs all points comes last.
class Tracer {
 public:
  Tracer(const Level& level, const Sampling& sampling, Trace& trace)
      : level_(level), sampling_(sampling), trace_(trace) {}

  void Add(const Stroke& stroke) {
    if (count_ > 0) CrossTheAir(stroke);
    Sample(stroke);
    for (const Point p : stroke.points) frontier_ = std::max(frontier_, level_.X(double{p.x}));
  }

  void Finish() {
    for (int i = 0; i < count_; ++i) DescribeSurroundings(i);
    trace_.points = count_;
    trace_.length = (count_ + 3) / 4 * 4;
    for (int i = count_; i < trace_.length; ++i) At(i).fill(kTraceZero);
  }

 private:
  std::array<std::uint8_t, kTraceFeatures>& At(int i) { return trace_.features[static_cast<std::size_t>(i)]; }
  bool OnPaper(int i) { return At(i)[kPen] > kTraceZero; }

  void Put(double x, double y, bool pen, std::uint16_t stroke, double point) {
    auto& features = At(count_);
    features.fill(kTraceZero);
    features[kHeight] = Byte(y * 0.4);
    features[kPen] = Byte(pen ? 0.5 : -0.5);
    features[kFrontier] = Byte(count_ > 0 && frontier_ > -1 ? Squash(x - frontier_) : 0);
    const auto index = static_cast<std::size_t>(count_++);
    places_[index] = {static_cast<float>(x), static_cast<float>(y)};
    trace_.sources[index] = {stroke, static_cast<float>(point)};
  }

  void CrossTheAir(const Stroke& stroke) {
    const double to_x = level_.X(double{stroke.points[0].x});
    const double to_y = level_.Y(double{stroke.points[0].x}, double{stroke.points[0].y});
    const double dx = to_x - x_, dy = to_y - y_;
    for (int i = 1; i <= sampling_.in_the_air; ++i) {
      const double share = static_cast<double>(i) / (sampling_.in_the_air + 1);
      Put(x_ + share * dx, y_ + share * dy, false, stroke.number, 0);
      At(count_ - 1)[kJumpX] = Byte(Squash(dx));
      At(count_ - 1)[kJumpY] = Byte(Squash(dy));
    }
  }

  // Evenly from the first point to the last.
  void Sample(const Stroke& stroke) {
    const double length = Length(level_, stroke);
    const int count = sampling_.Points(length);
    const double spacing = count > 1 ? length / (count - 1) : 0;
    std::size_t segment = 0;  // ends with the point of that number
    double passed = 0;        // length up to the segment's beginning
    double segment_length = 0;
    for (int i = 0; i < count; ++i) {
      const double wanted = spacing * i;
      while (segment + 1 < stroke.points.size() && (segment == 0 || passed + segment_length < wanted)) {
        passed += segment_length;
        ++segment;
        segment_length = Length(level_, stroke.points[segment - 1], stroke.points[segment]);
      }
      const Point from = stroke.points[segment == 0 ? 0 : segment - 1], to = stroke.points[segment];
      const double share = segment_length > 0 ? std::clamp((wanted - passed) / segment_length, 0.0, 1.0) : 0;
      const double from_x = double{from.x}, from_y = double{from.y};
      const double ink_x = from_x + share * (double{to.x} - from_x), ink_y = from_y + share * (double{to.y} - from_y);
      const double x = level_.X(ink_x), y = level_.Y(ink_x, ink_y);
      Put(x, y, true, stroke.number, segment == 0 ? 0 : static_cast<double>(segment - 1) + share);
      if (i > 0) {
        At(count_ - 1)[kStepX] = Byte((x - x_) / sampling_.step);
        At(count_ - 1)[kStepY] = Byte((y - y_) / sampling_.step);
      }
      x_ = x;
      y_ = y;
    }
  }

  void DescribeSurroundings(int i) {
    const Point here = places_[static_cast<std::size_t>(i)];
    int above = 0, below = 0;
    for (int j = 0; j < count_; ++j) {
      if ((j > i - kOwn && j < i + kOwn) || !OnPaper(j)) continue;
      const Point there = places_[static_cast<std::size_t>(j)];
      if (std::fabs(there.x - here.x) > kNearby) continue;
      above += there.y < here.y - kApart;
      below += there.y > here.y + kApart;
    }
    At(i)[kAbove] = Byte(Squash(above * 0.25));
    At(i)[kBelow] = Byte(Squash(below * 0.25));
  }

  const Level& level_;
  const Sampling& sampling_;
  Trace& trace_;
  int count_ = 0;
  double x_ = 0, y_ = 0;  // where the pen was last on the paper
  double frontier_ = -2;  // the rightmost x of earlier strokes; all are at least 0
  std::array<Point, kMaxTracePoints> places_;
};

Status TraceStrokes(const Ink& ink, std::span<const std::uint16_t> pieces, int piece, Trace& trace) {
  if (const Status status = CheckInk(ink); status != Status::kOk) return status;
  const Strokes strokes(ink, pieces, piece);
  if (strokes.all().empty()) return Status::kEmptyInk;
  const Level level = FindLevel(strokes.all());
  const Sampling sampling = ChooseSampling(strokes.all(), level);
  Tracer tracer(level, sampling, trace);
  for (const Stroke& stroke : strokes.all()) tracer.Add(stroke);
  tracer.Finish();
  return Status::kOk;
}

}  // namespace

Status TraceInk(const Ink& ink, Trace& trace) { return TraceStrokes(ink, {}, 0, trace); }

Status TracePiece(const Ink& ink, std::span<const std::uint16_t> pieces, int piece, Trace& trace) {
  return TraceStrokes(ink, pieces, piece, trace);
}

}  // namespace emnist
