// A photo becomes a glyph in four steps: grey at a working size, ink against paper, blemishes away, and then not the
// pixels but the strokes are drawn: the distance of each glyph pixel from the centre of the nearest stroke, measured in
// the picture, goes through the same pen as ink from a screen. So the width of the marker does not matter.
#include "emnist/photo.h"

#include <algorithm>
#include <cmath>
#include <new>

#include "ink/pen.h"
#include "photo/blemishes.h"
#include "photo/distance.h"
#include "photo/paper.h"
#include "photo/plane.h"

namespace emnist {
namespace {

#ifndef EMNIST_PHOTO_SIDE
#define EMNIST_PHOTO_SIDE 240  // the fuzzer works with a smaller one
#endif
constexpr int kContentSide = EMNIST_PHOTO_SIDE;  // the picture's longer side while it is worked on
constexpr int kMargin = 8;                       // of paper around it, so that ink at the edge has an outside
constexpr int kWorkSide = kContentSide + 2 * kMargin;
static_assert(kWorkSide <= kMaxDistanceSide);

// The working planes live behind the full-size grey picture in the caller's buffer.
struct Workspace {
  explicit Workspace(std::span<std::uint8_t, kPictureBufferBytes> buffer) : next_(buffer.data() + kGreyBytes) {
    ink = Carve<std::uint8_t>();
    mask = Carve<std::uint8_t>();
    squared = Carve<std::int32_t>();
    distance = Carve<float>();
  }

  std::uint8_t* ink;
  std::uint8_t* mask;
  std::int32_t* squared;
  float* distance;

 private:
  static constexpr std::size_t kGreyBytes = kMaxPictureSide * kMaxPictureSide;
  static constexpr std::size_t kPixels = kWorkSide * kWorkSide;
  static_assert(kGreyBytes + kPixels * (1 + 1 + sizeof(std::int32_t) + sizeof(float)) <= kPictureBufferBytes);

  template <typename T>
  T* Carve() {
    T* plane = new (next_) T[kPixels];
    next_ += kPixels * sizeof(T);
    return plane;
  }

  std::uint8_t* next_;
};

// Rec. 601 luma of straight-alpha pixels over a backdrop that contrasts with what is opaque, written over the front of
// the same buffer.
Plane<std::uint8_t> ToGrey(std::span<std::uint8_t> rgba, int width, int height) {
  const auto pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  const auto luma = [&](std::size_t i) {
    return (77u * rgba[4 * i] + 150u * rgba[4 * i + 1] + 29u * rgba[4 * i + 2] + 128u) >> 8;
  };
  std::uint64_t weighted = 0, opacity = 0;
  for (std::size_t i = 0; i < pixels; ++i) {
    weighted += luma(i) * rgba[4 * i + 3];
    opacity += rgba[4 * i + 3];
  }
  const std::uint32_t backdrop = weighted < 128 * opacity ? 255 : 0;
  for (std::size_t i = 0; i < pixels; ++i) {
    const std::uint32_t alpha = rgba[4 * i + 3];
    rgba[i] = static_cast<std::uint8_t>((luma(i) * alpha + backdrop * (255 - alpha) + 127) / 255);
  }
  return {rgba.data(), width, height};
}

// The source pixels a working pixel averages along one axis: an interval at least one pixel long, so that the same
// formula shrinks by area and enlarges by interpolation.
struct Footprint {
  Footprint(int position, float step, int length) {
    const float middle = (static_cast<float>(position) + 0.5f) * step;
    const float half = std::max(step, 1.0f) * 0.5f;
    begin = std::max(middle - half, 0.0f);
    end = std::min(middle + half, static_cast<float>(length));
    first = static_cast<int>(begin);
    last = std::min(static_cast<int>(end), length - 1);
  }
  float Weight(int pixel) const {
    return std::min(end, static_cast<float>(pixel + 1)) - std::max(begin, static_cast<float>(pixel));
  }

  float begin, end;
  int first, last;
};

// Fills `content` of `to` from all of `from`.
void Resample(Plane<const std::uint8_t> from, Plane<std::uint8_t> to, const Box& content) {
  const float step_x = static_cast<float>(from.width) / static_cast<float>(content.right - content.left);
  const float step_y = static_cast<float>(from.height) / static_cast<float>(content.bottom - content.top);
  for (int y = content.top; y < content.bottom; ++y) {
    const Footprint rows(y - content.top, step_y, from.height);
    for (int x = content.left; x < content.right; ++x) {
      const Footprint columns(x - content.left, step_x, from.width);
      float sum = 0, area = 0;
      for (int v = rows.first; v <= rows.last; ++v) {
        for (int u = columns.first; u <= columns.last; ++u) {
          const float weight = rows.Weight(v) * columns.Weight(u);
          sum += weight * from.at(u, v);
          area += weight;
        }
      }
      to.at(x, y) = static_cast<std::uint8_t>(sum / area + 0.5f);
    }
  }
}

// Repeats the content's border outward over the margin.
void FillMargin(Plane<std::uint8_t> plane, const Box& content) {
  for (int y = 0; y < plane.height; ++y) {
    for (int x = 0; x < plane.width; ++x) {
      const int inside_x = std::clamp(x, content.left, content.right - 1);
      const int inside_y = std::clamp(y, content.top, content.bottom - 1);
      if (inside_x != x || inside_y != y) plane.at(x, y) = plane.at(inside_x, inside_y);
    }
  }
}

// The strokes of a mask, as distances in its pixels.
class Strokes {
 public:
  Strokes(Plane<const std::uint8_t> mask, const Workspace& workspace)
      : signed_distance_{workspace.distance, mask.width, mask.height} {
    const Plane<std::int32_t> squared{workspace.squared, mask.width, mask.height};
    // Pixel centres lie half a pixel from the edge that runs between ink and paper.
    SquaredDistances(mask, 1, squared);
    for (std::size_t i = 0; i < mask.size(); ++i) {
      signed_distance_.data[i] = std::sqrt(static_cast<float>(squared.data[i])) - 0.5f;
    }
    SquaredDistances(mask, 0, squared);
    float depth = 0, deepest = 0, count = 0;
    for (std::size_t i = 0; i < mask.size(); ++i) {
      if (mask.data[i] == 0) continue;
      const float inside = std::sqrt(static_cast<float>(squared.data[i])) - 0.5f;
      signed_distance_.data[i] = -inside;
      depth += inside;
      deepest = std::max(deepest, inside);
      count += 1;
    }
    // Across a band the depth averages a quarter of the width; over so few pixels that this does not hold, there must
    // still be a centre line somewhere.
    half_width_ = std::min(2 * depth / count, deepest);
  }

  float half_width() const { return half_width_; }

  // How far a place is from the centre line of the nearest stroke; may be negative where strokes merge.
  float FromCentreLine(float x, float y) const {
    const float inside_x = std::clamp(x - 0.5f, 0.0f, static_cast<float>(signed_distance_.width - 1));
    const float inside_y = std::clamp(y - 0.5f, 0.0f, static_cast<float>(signed_distance_.height - 1));
    const int left = static_cast<int>(inside_x), right = std::min(left + 1, signed_distance_.width - 1);
    const int top = static_cast<int>(inside_y), bottom = std::min(top + 1, signed_distance_.height - 1);
    const float u = inside_x - static_cast<float>(left);
    const float v = inside_y - static_cast<float>(top);
    const float above = signed_distance_.at(left, top) * (1 - u) + signed_distance_.at(right, top) * u;
    const float below = signed_distance_.at(left, bottom) * (1 - u) + signed_distance_.at(right, bottom) * u;
    const float beyond = std::fabs(x - 0.5f - inside_x) + std::fabs(y - 0.5f - inside_y);
    return half_width_ + above * (1 - v) + below * v + beyond;
  }

 private:
  Plane<float> signed_distance_;
  float half_width_ = 0;
};

void Draw(const Strokes& strokes, const Box& box, const Pen& pen, Glyph& glyph) {
  const float longest = static_cast<float>(box.longest());
  // A blot has no centre line to frame by; taking a quarter of its size for one draws it as a dot.
  const float extent = std::max(longest - 2 * strokes.half_width(), longest * 0.25f);
  const float step = extent / kCentreLineExtent;  // picture pixels per glyph pixel
  const float middle_x = static_cast<float>(box.left + box.right) * 0.5f;
  const float middle_y = static_cast<float>(box.top + box.bottom) * 0.5f;
  for (int y = 0; y < kGlyphSide; ++y) {
    for (int x = 0; x < kGlyphSide; ++x) {
      const float from_middle_x = static_cast<float>(x) + 0.5f - kGlyphSide * 0.5f;
      const float from_middle_y = static_cast<float>(y) + 0.5f - kGlyphSide * 0.5f;
      const float distance = strokes.FromCentreLine(middle_x + from_middle_x * step, middle_y + from_middle_y * step);
      glyph[static_cast<std::size_t>(y * kGlyphSide + x)] = PenCoverage(pen, std::max(distance, 0.0f) / step);
    }
  }
}

}  // namespace

Status GlyphFromPhoto(std::span<std::uint8_t, kPictureBufferBytes> rgba, int width, int height, Glyph& glyph,
                      const Pen& pen) {
  if (width < 1 || height < 1 || width > kMaxPictureSide || height > kMaxPictureSide) return Status::kInvalidPicture;
  const Plane<std::uint8_t> grey = ToGrey(rgba, width, height);

  const int longest = std::max(width, height);
  Box content;
  content.left = content.top = kMargin;
  content.right = kMargin + std::max(1, (width * kContentSide + longest / 2) / longest);
  content.bottom = kMargin + std::max(1, (height * kContentSide + longest / 2) / longest);
  const int work_width = content.right + kMargin;
  const int work_height = content.bottom + kMargin;

  const Workspace workspace(rgba);
  const Plane<std::uint8_t> ink{workspace.ink, work_width, work_height};
  const Plane<std::uint8_t> mask{workspace.mask, work_width, work_height};
  const Plane<const std::uint8_t> strength{ink.data, ink.width, ink.height};
  Resample({grey.data, grey.width, grey.height}, ink, content);
  FillMargin(ink, content);
  GreyToInk(ink, mask);

  const std::uint8_t threshold = InkThreshold(strength);
  std::fill_n(mask.data, mask.size(), std::uint8_t{0});
  for (int y = content.top; y < content.bottom; ++y) {
    for (int x = content.left; x < content.right; ++x) mask.at(x, y) = ink.at(x, y) > threshold ? 1 : 0;
  }
  RemoveRuledLines(mask, content);
  const Box box = RemoveSpecks(mask, strength, content, {workspace.squared, mask.size()});
  if (box.empty()) return Status::kBlankPicture;

  Draw(Strokes({mask.data, mask.width, mask.height}, workspace), box, pen, glyph);
  return Status::kOk;
}

}  // namespace emnist
