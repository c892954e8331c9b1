// A rule is found by asking of each possible line how much of it is inked: a stroke follows none of them for long. What
// strength and thickness it has where nothing is written is exceeded by most of its length, which writing
// does not move even where a stroke runs along it.
#include "photo/rules.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "photo/counts.h"

namespace emnist {
namespace {

// A plane seen with its axes swapped or not, so that one piece of code finds level and upright lines.
class Axes {
 public:
  Axes(Plane<std::uint8_t> plane, const Box& content, bool swapped)
      : first_(&plane.at(content.left, content.top)),
        length_(swapped ? content.height() : content.width()),
        breadth_(swapped ? content.width() : content.height()),
        step_along_(swapped ? plane.width : 1),
        step_across_(swapped ? 1 : plane.width) {}

  int length() const { return length_; }
  int breadth() const { return breadth_; }
  std::uint8_t& at(int along, int across) const { return first_[along * step_along_ + across * step_across_]; }

 private:
  std::uint8_t* first_;
  int length_, breadth_, step_along_, step_across_;
};

constexpr int kSteepest = 20;  // in 1/200 of rise
constexpr int kSamples = 48;   // along a candidate line, if it has as many pixels
constexpr int kTypical = 20;   // percent of a line where its strength and width are no more than what is taken for them

// A straight line through the plane: where it begins, and how far it rises.
struct Line {
  int start, rise;

  int At(int along) const { return start + (along * rise + 100) / 200; }
};

// The strongest ink at a place of the line or beside it, where it is.
int Strongest(const Axes& axes, int along, int across) {
  int best = -1;
  for (int v = std::max(0, across - 1); v <= std::min(axes.breadth() - 1, across + 1); ++v) {
    if (best < 0 || axes.at(along, v) > axes.at(along, best)) best = v;
  }
  return best;
}

// How many places of a line are inked, if that is most of it, to both ends; else 0. What lies outside of the picture
// says nothing, but it is not most of it.
int Inked(const Axes& axes, const Line& line, int faint) {
  const int samples = std::min(kSamples, axes.length());
  int inked = 0, gaps = 0, last_gaps = 0;
  for (int i = 0; i < samples; ++i) {
    const int along = (axes.length() - 1) * i / std::max(samples - 1, 1);
    const int across = Strongest(axes, along, line.At(along));
    if (across < 0) continue;
    if (axes.at(along, across) > faint) {
      ++inked;
      last_gaps = 0;
      continue;
    }
    if (inked + gaps < 2 || ++gaps > samples / 5) return 0;
    ++last_gaps;
  }
  return last_gaps < 2 && gaps * 5 <= inked && inked * 3 > samples ? inked : 0;
}

struct Run {
  int first, middle, last, strength;
};

// The ink across the line at one place; nothing there is a run of strength 0.
Run RunAcross(const Axes& axes, int along, int across, int faint) {
  const int middle = Strongest(axes, along, across);
  if (middle < 0 || axes.at(along, middle) <= faint) return {0, 0, -1, 0};
  Run run{middle, middle, middle, axes.at(along, middle)};
  while (run.first > 0 && axes.at(along, run.first - 1) > faint) --run.first;
  while (run.last + 1 < axes.breadth() && axes.at(along, run.last + 1) > faint) ++run.last;
  return run;
}

// Sets `erased` to 1 where the ink is the line's.
void Erase(const Axes& axes, const Axes& erased, const Line& line, int faint) {
  Counts strengths{}, widths{};
  for (int along = 0; along < axes.length(); ++along) {
    const Run run = RunAcross(axes, along, line.At(along), faint);
    if (run.strength == 0) continue;
    ++strengths[static_cast<std::size_t>(run.strength)];
    ++widths[static_cast<std::size_t>(std::min(run.last - run.first + 1, 255))];
  }
  const int strength = Percentile(strengths, kTypical), width = Percentile(widths, kTypical);
  if (width > axes.breadth() / 16) return;  // a bar is something else
  for (int along = 0; along < axes.length(); ++along) {
    Run run = RunAcross(axes, along, line.At(along), faint);
    if (run.strength * 3 > strength * 4 + 24) continue;
    if (run.last - run.first + 1 > width + 2) {
      // Something crosses the line here: writing, unless nearly all of it went with another line.
      int gone = 0;
      for (int across = run.first; across <= run.last; ++across) gone += erased.at(along, across);
      if (gone * 10 < (run.last - run.first + 1) * 7) continue;
      run.first = std::max(run.first, run.middle - (width + 1) / 2);
      run.last = std::min(run.last, run.middle + (width + 1) / 2);
    }
    for (int across = run.first; across <= run.last; ++across) erased.at(along, across) = 1;
  }
}

}  // namespace

void RemoveRules(Plane<std::uint8_t> ink, const Box& content, int faint, Plane<std::uint8_t> scratch) {
  // Erased together in the end, so that no line is looked for in what another one has left.
  std::fill_n(scratch.data, scratch.size(), std::uint8_t{0});
  for (const bool swapped : {false, true}) {
    const Axes axes(ink, content, swapped), erased(scratch, content, swapped);
    const int reach = axes.length() * kSteepest / 200;
    const int step = std::max(200 / axes.length(), 1);  // by less, a line's end does not move by a pixel
    for (int start = -reach; start < axes.breadth() + reach; ++start) {
      Line best{start, 0};
      int most = 0;
      for (int rise = -kSteepest; rise <= kSteepest; rise += step) {
        const int inked = Inked(axes, {start, rise}, faint);
        if (inked <= most) continue;
        most = inked;
        best.rise = rise;
      }
      if (most > 0) Erase(axes, erased, best, faint);
    }
  }
  for (std::size_t i = 0; i < ink.size(); ++i) {
    if (scratch.data[i] != 0) ink.data[i] = 0;
  }
}

}  // namespace emnist
