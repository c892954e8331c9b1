// libFuzzer target of the trace: whatever the strokes, TraceInk and CutIntoPieces return, stay inside them, refuse with
// a reason and leave the trace alone when they do; every piece of accepted ink is a trace, and every point of it comes
// from a stroke of that piece.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "emnist/trace.h"

namespace {

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

void CheckTrace(const emnist::Ink& ink, const std::vector<std::uint16_t>& pieces, int piece,
                const emnist::Trace& trace) {
  Require(trace.points > 0 && trace.points <= trace.length && trace.length - trace.points < 4, "a wrong length");
  Require(trace.length % 4 == 0 && trace.length <= emnist::kMaxTracePoints, "a length no network takes");
  for (int i = 0; i < trace.points; ++i) {
    const emnist::TraceSource source = trace.sources[static_cast<std::size_t>(i)];
    Require(source.stroke < pieces.size() && pieces[source.stroke] == piece, "a point of another piece");
    const std::uint32_t begin = source.stroke == 0 ? 0 : ink.stroke_ends[source.stroke - 1u];
    const auto last = static_cast<float>(ink.stroke_ends[source.stroke] - begin - 1);
    Require(source.point >= 0 && source.point <= last, "a point beyond its stroke");
  }
}

}  // namespace

// The first byte says how many strokes there are, the next ones how many points each has; two floats are a point. The
// counts and the points need not fit each other.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t strokes = std::min<std::size_t>(data[0], size - 1);
  std::vector<std::uint32_t> ends(strokes);
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < strokes; ++i) {
    const std::uint8_t count = data[1 + i];
    ends[i] = end = count == 255 ? end - 1 : end + count;  // 255 goes back
  }
  std::vector<emnist::Point> points((size - 1 - strokes) / sizeof(emnist::Point));
  if (!points.empty()) std::memcpy(points.data(), data + 1 + strokes, points.size() * sizeof(emnist::Point));
  const emnist::Ink ink = {points, ends};

  static emnist::Trace trace;
  trace.length = -1;
  const emnist::Status status = emnist::TraceInk(ink, trace);
  std::vector<std::uint16_t> pieces(strokes);
  int count = 0;
  Require(emnist::CutIntoPieces(ink, pieces, count) == status, "traced and cut with different outcomes");
  if (status != emnist::Status::kOk) {
    Require(status == emnist::Status::kEmptyInk || status == emnist::Status::kInvalidInk ||
                status == emnist::Status::kTooMuchInk,
            "a status that ink does not have");
    Require(trace.length == -1, "refused, but traced");
    return 0;
  }
  CheckTrace(ink, std::vector<std::uint16_t>(strokes), 0, trace);
  for (int piece = 0; piece < count; ++piece) {
    Require(emnist::TracePiece(ink, pieces, piece, trace) == emnist::Status::kOk, "a piece that is no ink");
    CheckTrace(ink, pieces, piece, trace);
  }
  return 0;
}
