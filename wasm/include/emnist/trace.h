// Ink → trace: a line of handwriting as the sequence of points that a network reads.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "emnist/ink.h"
#include "emnist/status.h"

namespace emnist {

// Models name the version of the trace they were trained on; any change of a feature is a new version.
inline constexpr int kTraceVersion = 1;

// Lengths below are in units: one unit is the height of small letters, or of capitals and digits where there are
// only those. A byte b means the real number (b - 128) / 128; `Squash(d)` is d / (1 + |d|), which keeps the sign and
// has room for any distance.
enum TraceFeature : std::uint8_t {
  kStepX,     // from the point before to this one, in steps of 0.2 units; 0 where a stroke begins and in the air
  kStepY,     // the same downward
  kHeight,    // below the middle of the line (above it negative): ±1 is ±2.5 units
  kPen,       // 0.5 on the paper, -0.5 in the air
  kJumpX,     // in the air: Squash of the way from the end of one stroke to the beginning of the next; else 0
  kJumpY,     // the same downward
  kAbove,     // Squash of a quarter of the number of points on the paper up to 0.25 units aside and 0.3 or more above,
              // but for the six before and after this one: dots, crossbars and neighbours, whenever they were drawn
  kBelow,     // the same below
  kFrontier,  // Squash of the way to here from the rightmost point of all earlier strokes: late strokes are negative
  kTraceFeatures,
};

inline constexpr std::uint8_t kTraceZero = 128;  // the byte that means 0
inline constexpr int kMaxTracePoints = 1024;     // a multiple of four, as every trace's length is

// Where a point of the trace comes from: the stroke's number in the ink, and the place within the stroke, counted in
// its points: 2.5 is half-way between the third and the fourth. A point in the air belongs to the beginning of the
// stroke that it leads to.
struct TraceSource {
  std::uint16_t stroke;
  float point;
};

struct Trace {
  int length = 0;  // points, filled up with kTraceZero to a multiple of four
  int points = 0;  // without the filling
  std::array<std::array<std::uint8_t, kTraceFeatures>, kMaxTracePoints> features;
  std::array<TraceSource, kMaxTracePoints> sources;  // of the first `points`
};

// Writes the line `ink` into `trace`: turned level, scaled by the height of its letters and sampled at equal steps
// along the pen's path, strokes in the order they were drawn. The result depends on position, scale, sampling density
// and a slight slope as little as can be; only + − × ÷ sqrt and floor are used, and so it is the same on every machine.
// Ink too long for kMaxTracePoints is sampled more coarsely: cut it into pieces first. Ink without extent is a dot.
// Returns kOk, kEmptyInk, kInvalidInk or kTooMuchInk; on failure `trace` is untouched.
Status TraceInk(const Ink& ink, Trace& trace);

// The same for the strokes i with pieces[i] == piece alone, as CutIntoPieces numbers them; an empty stroke may have
// any number. `pieces` has one element for each stroke.
Status TracePiece(const Ink& ink, std::span<const std::uint16_t> pieces, int piece, Trace& trace);

// Cuts a long line at gaps that no stroke crosses, the widest near its middle first, until each piece is short enough
// to be traced without loss, and writes the number of its piece for each stroke, counted from the left. A piece
// without a gap stays whole. `pieces` has one element for each stroke. Sets `count`; returns what TraceInk returns.
Status CutIntoPieces(const Ink& ink, std::span<std::uint16_t> pieces, int& count);

}  // namespace emnist
