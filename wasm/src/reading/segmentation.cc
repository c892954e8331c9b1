// A stroke goes to the characters that were read while it was drawn, cut half-way between two of them. A stroke during
// which none was read, a dot or a crossbar or the first of two stems, goes to the character it lies next to.
#include "reading/segmentation.h"

#include <algorithm>
#include <cmath>

namespace emnist {
namespace {

constexpr int kPointsPerFrame = kMaxTracePoints / kMaxFrames;
constexpr float kFar = 1e9f;

struct Extent {
  float left = kFar, right = -kFar;

  void Include(const Extent& other) {
    left = std::min(left, other.left);
    right = std::max(right, other.right);
  }
  float Gap(const Extent& other) const { return std::max({0.0f, left - other.right, other.left - right}); }
  float Centre() const { return (left + right) * 0.5f; }
};

class Dealer {
 public:
  Dealer(const Ink& ink, const Trace& trace, std::span<const FrameRange> ranges, std::span<const std::uint8_t> inked,
         std::span<InkPart> parts)
      : ink_(ink), trace_(trace), ranges_(ranges), inked_(inked), parts_(parts) {}

  std::size_t Deal() {
    for (int begin = 0; begin < trace_.points;) {
      const std::uint16_t stroke = Source(begin).stroke;
      int end = begin;
      while (end < trace_.points && Source(end).stroke == stroke) ++end;
      CutStroke(stroke, begin, end);
      begin = end;
    }
    GiveToNeighbours();
    return count_;
  }

 private:
  const TraceSource& Source(int point) const { return trace_.sources[static_cast<std::size_t>(point)]; }

  // The point of the trace at which a character was read.
  int ReadAt(std::size_t character) const {
    const FrameRange& range = ranges_[character];
    const int middle = (range.first + range.last + 1) * kPointsPerFrame / 2;
    return std::min(middle, trace_.points - 1);
  }

  // Points begin to end of the trace are those of `stroke`, the way through the air to it included.
  void CutStroke(std::uint16_t stroke, int begin, int end) {
    const std::uint32_t first_point = stroke == 0 ? 0 : ink_.stroke_ends[stroke - 1u];
    const auto last = static_cast<std::uint16_t>(ink_.stroke_ends[stroke] - first_point - 1);
    InkPart part = {kNobody, stroke, 0, last};
    int read_before = 0;
    for (std::size_t character = 0; character < ranges_.size(); ++character) {
      const int read = ReadAt(character);
      if (inked_[character] == 0 || read < begin || read >= end) continue;
      if (part.character != kNobody) {
        const float cut = std::floor(Source((read_before + read + 1) / 2).point);
        part.last =
            static_cast<std::uint16_t>(std::clamp(cut, static_cast<float>(part.first), static_cast<float>(last)));
        if (part.last == last) break;  // no point is left for the others
        Add(part);
        part.first = static_cast<std::uint16_t>(part.last + 1);
        part.last = last;
      }
      part.character = static_cast<std::uint16_t>(character);
      read_before = read;
    }
    Add(part);
  }

  void Add(const InkPart& part) { parts_[count_++] = part; }

  Extent ExtentOf(const InkPart& part) const {
    const std::uint32_t begin = part.stroke == 0 ? 0 : ink_.stroke_ends[part.stroke - 1u];
    Extent extent;
    for (std::uint32_t i = begin + part.first; i <= begin + part.last; ++i) {
      extent.Include({ink_.points[i].x, ink_.points[i].x});
    }
    return extent;
  }

  // The nearest first, so that a character grows from where it was read.
  void GiveToNeighbours() {
    for (;;) {
      InkPart* chosen = nullptr;
      std::uint16_t neighbour = kNobody;
      float least_gap = kFar, least_distance = kFar;
      for (std::size_t i = 0; i < count_; ++i) {
        if (parts_[i].character != kNobody) continue;
        const Extent extent = ExtentOf(parts_[i]);
        for (std::size_t j = 0; j < count_; ++j) {
          if (parts_[j].character == kNobody) continue;
          const Extent other = ExtentOf(parts_[j]);
          const float gap = extent.Gap(other);
          const float distance = std::fabs(extent.Centre() - other.Centre());
          if (gap > least_gap || (gap == least_gap && distance >= least_distance)) continue;
          chosen = &parts_[i];
          neighbour = parts_[j].character;
          least_gap = gap;
          least_distance = distance;
        }
      }
      if (chosen == nullptr) return;
      chosen->character = neighbour;
    }
  }

  static constexpr std::uint16_t kNobody = 0xffff;

  const Ink& ink_;
  const Trace& trace_;
  std::span<const FrameRange> ranges_;
  std::span<const std::uint8_t> inked_;
  std::span<InkPart> parts_;
  std::size_t count_ = 0;
};

}  // namespace

std::size_t DealOutInk(const Ink& ink, const Trace& trace, std::span<const FrameRange> ranges,
                       std::span<const std::uint8_t> inked, std::span<InkPart> parts) {
  return Dealer(ink, trace, ranges, inked, parts).Deal();
}

}  // namespace emnist
