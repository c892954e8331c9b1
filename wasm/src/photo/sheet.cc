// The brightest large part of the picture is a sheet when four straight lines bound it, sharp ones: a shadow's edge is
// soft.
#include "photo/sheet.h"

#include <algorithm>
#include <cstddef>

#include "photo/connected.h"
#include "photo/counts.h"
#include "photo/paper.h"

namespace emnist {
namespace {

constexpr int kMinimumStep = 30;    // grey levels between sheet and desk
constexpr int kSmallestShare = 24;  // a sheet is at least 1/24 of the picture

struct Corner {
  int x, y;
};
using Quad = std::array<Corner, 4>;

// Twice the signed area of a triangle.
int Cross(Corner a, Corner b, int x, int y) { return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x); }

bool Inside(const Quad& quad, int x, int y) {
  for (std::size_t i = 0; i < 4; ++i) {
    if (Cross(quad[i], quad[(i + 1) % 4], x, y) < 0) return false;
  }
  return true;
}

// The outermost pixels along the diagonals.
Quad Corners(std::span<const std::int32_t> part, int width) {
  Quad quad{};
  std::array<int, 4> best{-(1 << 30), -(1 << 30), -(1 << 30), -(1 << 30)};
  for (const std::int32_t pixel : part) {
    const int x = pixel % width, y = pixel / width;
    const std::array<int, 4> outward{-x - y, x - y, x + y, y - x};
    for (std::size_t i = 0; i < 4; ++i) {
      if (outward[i] <= best[i]) continue;
      best[i] = outward[i];
      quad[i] = {x, y};
    }
  }
  return quad;
}

bool AtBorder(Corner corner, const Box& content) {
  constexpr int kNear = 2;  // the border is smoothed, too
  return corner.x - content.left <= kNear || corner.y - content.top <= kNear || content.right - 1 - corner.x <= kNear ||
         content.bottom - 1 - corner.y <= kNear;
}

// How many of the quadrilateral's edges are seen: along most of one, brightness falls at once by most of `apart`, what
// sheet and desk are apart, and stays low. One that runs along the picture's border says nothing, nor does one that
// ends there, where the border cuts a corner off. -1 when another is not sharp.
int SharpEdges(Plane<const std::uint8_t> grey, const Box& content, const Quad& quad, int apart) {
  constexpr int kProbes = 24, kFall = 3, kSearch = 4, kBeyond = 8;
  int seen = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const Corner a = quad[i], b = quad[(i + 1) % 4];
    const int dx = b.x - a.x, dy = b.y - a.y;
    const int longest = std::max({dx, -dx, dy, -dy, 1});
    int probes = 0, falls = 0;
    for (int k = 1; k < kProbes; ++k) {
      // The grey value so many pixels outward; -1 outside of the picture.
      const auto outward = [&](int pixels) {
        const int x = a.x + dx * k / kProbes + dy * pixels / longest,
                  y = a.y + dy * k / kProbes - dx * pixels / longest;
        const bool out = x < content.left || y < content.top || x >= content.right || y >= content.bottom;
        return out ? -1 : int{grey.at(x, y)};
      };
      if (outward(kBeyond) < 0) continue;
      ++probes;
      const int inside = outward(-kSearch);
      int fall = 0;
      for (int t = -kSearch; t + kFall <= kSearch; ++t) fall = std::max(fall, outward(t) - outward(t + kFall));
      if (fall * 2 > apart && (inside - outward(kBeyond)) * 2 > apart) ++falls;
    }
    if (probes * 2 < kProbes) continue;
    if (falls * 4 >= probes * 3) {
      ++seen;
    } else if (!AtBorder(a, content) && !AtBorder(b, content)) {
      return -1;
    }
  }
  return seen;
}

}  // namespace

bool FindSheet(Plane<const std::uint8_t> grey, const Box& content, Plane<std::uint8_t> mask,
               std::span<std::int32_t> queue, std::array<Place, 4>& corners) {
  const Counts counts = CountLevels(grey);
  const std::uint8_t threshold = Threshold(grey, Strongest(counts) / 2);
  std::fill_n(mask.data, mask.size(), std::uint8_t{0});
  for (int y = content.top; y < content.bottom; ++y) {
    for (int x = content.left; x < content.right; ++x) mask.at(x, y) = grey.at(x, y) > threshold ? 1 : 0;
  }
  std::size_t largest = 0;
  std::int32_t seed_of_largest = 0;
  for (std::size_t seed = 0; seed < mask.size(); ++seed) {
    if (mask.data[seed] != 1) continue;
    const std::size_t size = Collect(mask, static_cast<std::int32_t>(seed), 2, queue).size();
    if (size <= largest) continue;
    largest = size;
    seed_of_largest = static_cast<std::int32_t>(seed);
  }
  const int all = content.width() * content.height();
  if (static_cast<int>(largest) * kSmallestShare < all) return false;
  const Quad quad = Corners(Collect(mask, seed_of_largest, 3, queue), mask.width);
  for (std::size_t i = 0; i < 4; ++i) {
    const Corner next = quad[(i + 2) % 4];
    if (Cross(quad[i], quad[(i + 1) % 4], next.x, next.y) <= 0) return false;  // a line or a triangle
  }
  // The quadrilateral holds nearly all of the sheet and, ink aside, nothing else.
  int inside = 0, bright = 0, sheet = 0;
  for (int y = content.top; y < content.bottom; ++y) {
    for (int x = content.left; x < content.right; ++x) {
      if (!Inside(quad, x, y)) continue;
      ++inside;
      if (mask.at(x, y) != 0) ++bright;
      if (mask.at(x, y) == 3) ++sheet;
    }
  }
  if (sheet * 10 < static_cast<int>(largest) * 9 || bright * 4 < inside * 3) return false;
  const int apart = Between(counts, threshold + 1, 256).mean() - Between(counts, 0, threshold + 1).mean();
  if (apart < kMinimumStep || SharpEdges(grey, content, quad, apart) < 2) return false;
  // A little inside: the edge itself is neither sheet nor desk.
  float middle_x = 0, middle_y = 0;
  for (const Corner& corner : quad) {
    middle_x += static_cast<float>(corner.x) * 0.25f;
    middle_y += static_cast<float>(corner.y) * 0.25f;
  }
  constexpr float kInset = 0.03f;
  for (std::size_t i = 0; i < 4; ++i) {
    const float x = static_cast<float>(quad[i].x), y = static_cast<float>(quad[i].y);
    corners[i] = {
        (x + 0.5f + (middle_x - x) * kInset - static_cast<float>(content.left)) / static_cast<float>(content.width()),
        (y + 0.5f + (middle_y - y) * kInset - static_cast<float>(content.top)) / static_cast<float>(content.height())};
  }
  return true;
}

}  // namespace emnist
