// Compares the box of each small stroke with the box of all larger ones. The limits were chosen on UNIPEN's training
// writers (61,379 characters): there the only ink of a character that is small and far away is the dot of an i or a j.
#include "ink/stray.h"

#include <algorithm>

#include "ink/bounds.h"

namespace emnist {
namespace {

// As parts of the longest stroke's longer side, and of the character's.
constexpr float kTiny = 0.06f;
constexpr float kBeside = 0.3f;
constexpr float kBelow = 0.3f;
// Above the character a dot may be that of an i or a j, which hurried hands put this far aside.
constexpr float kBesideDot = 0.5f;

bool IsFar(const Bounds& stroke, const Bounds& character) {
  const float beside = std::max(character.left - stroke.right, stroke.left - character.right);
  const bool above = stroke.bottom < character.top;
  const float extent = character.extent();
  return beside > (above ? kBesideDot : kBeside) * extent || stroke.top - character.bottom > kBelow * extent;
}

}  // namespace

std::bitset<kMaxInkStrokes> StrayStrokes(const Ink& ink) {
  const auto for_each = [&](auto&& stroke) {
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < ink.stroke_ends.size(); ++i) {
      Bounds bounds;
      for (; begin < ink.stroke_ends[i]; ++begin) bounds.Include(ink.points[begin]);
      stroke(i, bounds);
    }
  };
  float longest = 0;
  for_each([&](std::size_t, const Bounds& stroke) { longest = std::max(longest, stroke.extent()); });
  const auto is_tiny = [&](const Bounds& stroke) { return stroke.extent() < kTiny * longest; };
  Bounds character;
  for_each([&](std::size_t, const Bounds& stroke) {
    if (!is_tiny(stroke)) character.Include(stroke);
  });
  std::bitset<kMaxInkStrokes> stray;
  for_each([&](std::size_t i, const Bounds& stroke) { stray[i] = is_tiny(stroke) && IsFar(stroke, character); });
  return stray;
}

}  // namespace emnist
