// libFuzzer target of the ink: whatever the strokes, RasterizeInk returns, stays inside them, refuses with a reason and
// leaves the glyph alone when it does, and a drawing twice as large is the same character.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "emnist/ink.h"

namespace {

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

// Twice of these is exact, and neither overflows nor loses digits on the way.
bool Ordinary(const std::vector<emnist::Point>& points) {
  return std::all_of(points.begin(), points.end(), [](emnist::Point p) {
    return std::fabs(p.x) < 1e4f && std::fabs(p.y) < 1e4f && (p.x == 0 || std::fabs(p.x) > 1e-3f) &&
           (p.y == 0 || std::fabs(p.y) > 1e-3f);
  });
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

  emnist::Glyph untouched;
  untouched.fill(77);
  emnist::Glyph glyph = untouched;
  const emnist::Status status = emnist::RasterizeInk({points, ends}, glyph);
  if (status != emnist::Status::kOk) {
    Require(status == emnist::Status::kEmptyInk || status == emnist::Status::kInvalidInk ||
                status == emnist::Status::kTooMuchInk,
            "a status that ink does not have");
    Require(glyph == untouched, "refused, but drawn");
    return 0;
  }
  Require(*std::max_element(glyph.begin(), glyph.end()) > 0, "accepted, but nothing drawn");
  if (!Ordinary(points)) return 0;
  for (emnist::Point& p : points) p = {2 * p.x, 2 * p.y};
  emnist::Glyph larger = untouched;
  Require(emnist::RasterizeInk({points, ends}, larger) == emnist::Status::kOk, "refused at twice the size");
  Require(larger == glyph, "another character at twice the size");
  return 0;
}
