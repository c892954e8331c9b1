// Knows shapes in a mask and nothing of paper or characters.
#include "photo/blemishes.h"

#include <cstddef>

namespace emnist {
namespace {

// A mask seen with its axes swapped or not, so that one piece of code finds level and upright lines.
class Axes {
 public:
  Axes(Plane<std::uint8_t> mask, const Box& content, bool swapped)
      : mask_(mask),
        origin_along_(swapped ? content.top : content.left),
        origin_across_(swapped ? content.left : content.top),
        length_(swapped ? content.bottom - content.top : content.right - content.left),
        breadth_(swapped ? content.right - content.left : content.bottom - content.top),
        swapped_(swapped) {}

  int length() const { return length_; }
  int breadth() const { return breadth_; }
  std::uint8_t& at(int along, int across) const {
    along += origin_along_;
    across += origin_across_;
    return swapped_ ? mask_.at(across, along) : mask_.at(along, across);
  }
  // Whether there is ink at a place or beside it; outside the content there is none.
  bool Near(int along, int across) const {
    for (int v = std::max(0, across - 1); v <= std::min(breadth_ - 1, across + 1); ++v) {
      if (at(along, v) != 0) return true;
    }
    return false;
  }

 private:
  Plane<std::uint8_t> mask_;
  int origin_along_, origin_across_, length_, breadth_;
  bool swapped_;
};

constexpr int kSteepest = 10;  // percent of rise
constexpr int kSamples = 48;   // along a candidate line
constexpr int kGapsAllowed = kSamples / 6;

int LinePosition(int start, int along, int rise) { return start + along * rise / 100; }

bool RunsAcross(const Axes& axes, int start, int rise) {
  int gaps = 0;
  for (int i = 0; i < kSamples; ++i) {
    const int along = (axes.length() - 1) * i / (kSamples - 1);
    if (axes.Near(along, LinePosition(start, along, rise))) continue;
    const bool at_an_end = i < 2 || i >= kSamples - 2;
    if (at_an_end || ++gaps > kGapsAllowed) return false;
  }
  return true;
}

// Clears the ink around each place of the line that is no thicker than a ruled line.
void EraseLine(const Axes& axes, int start, int rise) {
  const int thickest = std::max(3, axes.breadth() / 32);
  for (int along = 0; along < axes.length(); ++along) {
    const int position = LinePosition(start, along, rise);
    for (int across = std::max(0, position - 1); across <= std::min(axes.breadth() - 1, position + 1); ++across) {
      if (axes.at(along, across) == 0) continue;
      int top = across, bottom = across;
      while (top > 0 && axes.at(along, top - 1) != 0) --top;
      while (bottom + 1 < axes.breadth() && axes.at(along, bottom + 1) != 0) ++bottom;
      if (bottom - top + 1 > thickest) continue;
      for (int v = top; v <= bottom; ++v) axes.at(along, v) = 0;
    }
  }
}

// A connected part (eight neighbours), as the list of its pixels at the front of the queue.
struct Part {
  std::span<std::int32_t> pixels;
  std::int64_t weight = 0;
  bool touches_border = false;
};

// Collects the part around `seed`, turning its mask value from `from` to `to`.
Part Collect(Plane<std::uint8_t> mask, Plane<const std::uint8_t> strength, const Box& content, std::int32_t seed,
             std::uint8_t from, std::uint8_t to, std::span<std::int32_t> queue) {
  Part part;
  std::size_t filled = 0;
  const auto push = [&](std::int32_t pixel) {
    mask.data[pixel] = to;
    queue[filled++] = pixel;
  };
  push(seed);
  for (std::size_t i = 0; i < filled; ++i) {
    const int x = queue[i] % mask.width;
    const int y = queue[i] / mask.width;
    part.weight += strength.at(x, y);
    if (x == content.left || y == content.top || x == content.right - 1 || y == content.bottom - 1) {
      part.touches_border = true;
    }
    for (int v = std::max(0, y - 1); v <= std::min(mask.height - 1, y + 1); ++v) {
      for (int u = std::max(0, x - 1); u <= std::min(mask.width - 1, x + 1); ++u) {
        if (mask.at(u, v) == from) push(v * mask.width + u);
      }
    }
  }
  part.pixels = queue.first(filled);
  return part;
}

template <typename Visit>
void ForEachPart(Plane<std::uint8_t> mask, Plane<const std::uint8_t> strength, const Box& content, std::uint8_t from,
                 std::uint8_t to, std::span<std::int32_t> queue, Visit visit) {
  const auto pixels = static_cast<std::int32_t>(mask.size());
  for (std::int32_t seed = 0; seed < pixels; ++seed) {
    if (mask.data[seed] == from) visit(Collect(mask, strength, content, seed, from, to, queue));
  }
}

constexpr int kSpeckShare = 30;  // a part lighter than 1/30 of the heaviest is a speck
constexpr int kInsideShare = 4;  // ink inside counts when it has 1/4 of the heaviest part's weight

}  // namespace

void RemoveRuledLines(Plane<std::uint8_t> mask, const Box& content) {
  for (const bool swapped : {false, true}) {
    const Axes axes(mask, content, swapped);
    for (int rise = -kSteepest; rise <= kSteepest; ++rise) {
      for (int start = 0; start < axes.breadth(); ++start) {
        if (RunsAcross(axes, start, rise)) EraseLine(axes, start, rise);
      }
    }
  }
}

Box RemoveSpecks(Plane<std::uint8_t> mask, Plane<const std::uint8_t> strength, const Box& content,
                 std::span<std::int32_t> queue) {
  constexpr std::uint8_t kInk = 1, kWeighed = 2;
  std::int64_t heaviest = 0, heaviest_inside = 0;
  ForEachPart(mask, strength, content, kInk, kWeighed, queue, [&](const Part& part) {
    heaviest = std::max(heaviest, part.weight);
    if (!part.touches_border) heaviest_inside = std::max(heaviest_inside, part.weight);
  });
  const bool border_is_foreign = heaviest_inside * kInsideShare >= heaviest;
  const std::int64_t reference = border_is_foreign ? heaviest_inside : heaviest;
  Box box;
  ForEachPart(mask, strength, content, kWeighed, kInk, queue, [&](const Part& part) {
    const bool foreign = border_is_foreign && part.touches_border;
    const bool keep = !foreign && part.weight * kSpeckShare >= reference;
    for (const std::int32_t pixel : part.pixels) {
      if (keep) {
        box.Include(pixel % mask.width, pixel / mask.width);
      } else {
        mask.data[pixel] = 0;
      }
    }
  });
  return box;
}

}  // namespace emnist
