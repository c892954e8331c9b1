// A photo becomes a glyph by looking up to three times, each time at one part of it, brought to a working size: at all
// of it, to find the sheet; at the sheet, to find the character; and closer, where the character is small. What is
// drawn in the end are not the pixels but the strokes: the distance of each glyph pixel from the centre of the nearest
// stroke goes through the same pen as ink from a screen. So the width of the marker does not matter.
#include "emnist/photo.h"

#include <algorithm>
#include <new>
#include <utility>

#include "photo/colour.h"
#include "photo/marks.h"
#include "photo/paper.h"
#include "photo/plane.h"
#include "photo/rules.h"
#include "photo/sheet.h"
#include "photo/stroke_field.h"
#include "photo/view.h"

namespace emnist {
namespace {

#ifndef EMNIST_PHOTO_SIDE
#define EMNIST_PHOTO_SIDE 240  // the fuzzer works with a smaller one
#endif
constexpr int kContentSide = EMNIST_PHOTO_SIDE;          // a view's longer side while it is worked on
constexpr int kMargin = std::max(kContentSide / 30, 1);  // of paper around it, so that ink at the edge has an outside
constexpr float kAround = 0.5f;     // of a character's size: what is added around it in a closer look
constexpr float kTolerance = 0.1f;  // by how much the character may be larger than it seemed
constexpr int kCloserLooks = 3;
constexpr int kBoldShare = 8;  // strokes that cover 1/8 of what is seen
constexpr int kWorkSide = kContentSide + 2 * kMargin;
constexpr std::size_t kPixels = kWorkSide * kWorkSide;

// The working planes live behind the full-size grey picture in the caller's buffer.
class Workspace {
 public:
  explicit Workspace(std::span<std::uint8_t, kPictureBufferBytes> buffer) : next_(buffer.data() + kGreyBytes) {
    ink = Carve<std::uint8_t>();
    mask = Carve<std::uint8_t>();
    queue = Carve<std::int32_t>();
    distance = Carve<float>();
  }

  std::uint8_t* ink;
  std::uint8_t* mask;
  std::int32_t* queue;
  float* distance;

 private:
  static constexpr std::size_t kGreyBytes = kMaxPictureSide * kMaxPictureSide;
  static_assert(kGreyBytes + kPixels * (1 + 1 + sizeof(std::int32_t) + sizeof(float)) <= kPictureBufferBytes);

  template <typename T>
  T* Carve() {
    T* plane = new (next_) T[kPixels];
    next_ += kPixels * sizeof(T);
    return plane;
  }

  std::uint8_t* next_;
};

// One look at a part of the picture.
class Look {
 public:
  Look(Plane<const std::uint8_t> picture, const View& view, const Workspace& workspace)
      : view_(view), workspace_(&workspace) {
    const float longest = std::max({view.width(), view.height(), 1.0f});
    const auto side = [&](float length) {
      return std::clamp(static_cast<int>(length / longest * kContentSide + 0.5f), 1, kContentSide);
    };
    content_ = {kMargin, kMargin, kMargin + side(view.width()), kMargin + side(view.height())};
    interest_ = {0, 0, width(), height()};
    Resample(picture, view, content_, ink());
    Smooth(ink(), mask());
  }

  const View& view() const { return view_; }
  bool FindsSheet(std::array<Place, 4>& corners) const {
    return FindSheet(strength(), content_, mask(), queue(), corners);
  }
  bool FindsInkDarker() const { return InkIsDarker(strength()); }

  // Bold writing that fills the picture has its edge for an edge, so that there is no paper beside it to tell it from.
  void PutPaperAround(bool ink_is_darker) {
    for (int y = 0; y < height(); ++y) {
      for (int x = 0; x < width(); ++x) {
        if (!content_.Contains(x, y)) ink().at(x, y) = ink_is_darker ? 255 : 0;
      }
    }
  }

  // Leaves the character's ink in the mask.
  Character FindsCharacter(bool ink_is_darker) {
    GreyToInk(ink(), ink_is_darker, mask());
    const InkLevels levels = FindInkLevels(strength());
    RemoveRules(ink(), content_, levels.faintest, mask());
    const std::uint8_t threshold = Threshold(strength(), levels.lowest);
    std::fill_n(mask().data, mask().size(), std::uint8_t{0});
    for (int y = content_.top; y < content_.bottom; ++y) {
      for (int x = content_.left; x < content_.right; ++x) mask().at(x, y) = ink().at(x, y) > threshold ? 1 : 0;
    }
    const auto inked = std::count(mask().data, mask().data + mask().size(), std::uint8_t{1});
    is_bold_ = inked * kBoldShare > content_.width() * content_.height();
    return FindCharacter(mask(), strength(), content_, interest_, queue());
  }

  // A look at what is in the box, with some paper around it to tell ink and rules from.
  Look Closer(Plane<const std::uint8_t> picture, const Box& box) const {
    const float longest = static_cast<float>(box.longest());
    Look closer(picture, view_.Cropped(Part(box, -kAround * longest), Part(box, kAround * longest)), *workspace_);
    // Of what was added around the box, only a little is of interest.
    const int aside =
        static_cast<int>(static_cast<float>(closer.content_.longest()) * (kAround - kTolerance) / (1 + 2 * kAround));
    closer.interest_ = {closer.content_.left + aside, closer.content_.top + aside, closer.content_.right - aside,
                        closer.content_.bottom - aside};
    return closer;
  }
  bool is_bold() const { return is_bold_; }
  bool IsSmall(const Box& box) const { return box.longest() * 2 < content_.longest(); }

  // Whether a character lies where it was looked for.
  bool Surrounds(const Box& box) const {
    return box.left >= interest_.left && box.top >= interest_.top && box.right <= interest_.right &&
           box.bottom <= interest_.bottom;
  }

  // Where in the picture a box of this look lies, all of it, even if the sheet is turned there. Once, for its size.
  [[gnu::noinline]] Region InPicture(const Box& box) const {
    const Place first = Part(box, -0.5f), last = Part(box, 0.5f);
    Region region{kMaxPictureSide, kMaxPictureSide, 0, 0};
    for (const float u : {first.x, last.x}) {
      for (const float v : {first.y, last.y}) {
        const Place corner = view_.At(u, v);
        region = {std::min(region.left, corner.x), std::min(region.top, corner.y), std::max(region.right, corner.x),
                  std::max(region.bottom, corner.y)};
      }
    }
    return region;
  }

  // Sets the pixels of the picture that are ink of the character, as FindsCharacter has left it.
  void PaintInk(Plane<std::uint8_t> picture) const {
    std::fill_n(picture.data, picture.size(), std::uint8_t{0});
    const float across = static_cast<float>(content_.width()), down = static_cast<float>(content_.height());
    // A pixel of the look is as wide as this many of the picture, or less.
    const int samples = 1 + static_cast<int>(std::max(view_.width() / across, view_.height() / down));
    const float step = 1 / static_cast<float>(samples);
    for (int y = content_.top; y < content_.bottom; ++y) {
      for (int x = content_.left; x < content_.right; ++x) {
        if (mask().at(x, y) == 0) continue;
        for (int i = 0; i < samples * samples; ++i) {
          const int column = i % samples, row = i / samples;
          const float u = static_cast<float>(x - content_.left) + step * (static_cast<float>(column) + 0.5f);
          const float v = static_cast<float>(y - content_.top) + step * (static_cast<float>(row) + 0.5f);
          const Place place = view_.At(u / across, v / down);
          if (!(place.x >= 0 && place.x < static_cast<float>(picture.width))) continue;
          if (!(place.y >= 0 && place.y < static_cast<float>(picture.height))) continue;
          picture.at(static_cast<int>(place.x), static_cast<int>(place.y)) = 255;
        }
      }
    }
  }

  void Draw(const Box& box, const Pen& pen, Glyph& glyph) const {
    const Plane<float> distance{workspace_->distance, width(), height()};
    emnist::Draw(StrokeField({mask().data, width(), height()}, {workspace_->queue, width(), height()}, distance), box,
                 pen, glyph);
  }

 private:
  int width() const { return content_.right + kMargin; }
  int height() const { return content_.bottom + kMargin; }
  Plane<std::uint8_t> ink() const { return {workspace_->ink, width(), height()}; }
  Plane<const std::uint8_t> strength() const { return {workspace_->ink, width(), height()}; }
  Plane<std::uint8_t> mask() const { return {workspace_->mask, width(), height()}; }
  std::span<std::int32_t> queue() const { return {workspace_->queue, mask().size()}; }

  // A corner of a box as part of what is seen: its top left moved by `beyond` if that is negative, else its bottom
  // right.
  Place Part(const Box& box, float beyond) const {
    const float x = static_cast<float>((beyond < 0 ? box.left : box.right) - content_.left);
    const float y = static_cast<float>((beyond < 0 ? box.top : box.bottom) - content_.top);
    return {(x + beyond) / static_cast<float>(content_.width()), (y + beyond) / static_cast<float>(content_.height())};
  }

  View view_;
  Box content_;
  Box interest_;  // where in it the character is looked for
  const Workspace* workspace_;
  bool is_bold_ = false;
};

}  // namespace

Status GlyphFromPhoto(std::span<std::uint8_t, kPictureBufferBytes> rgba, int width, int height, Glyph& glyph,
                      PhotoFinding* finding, const Pen& pen) {
  if (width < 1 || height < 1 || width > kMaxPictureSide || height > kMaxPictureSide) return Status::kInvalidPicture;
  const Plane<std::uint8_t> grey = ToGrey(rgba, width, height);
  const Plane<const std::uint8_t> picture{grey.data, width, height};
  const Workspace workspace(rgba);

  const View whole(width, height);
  Look look(picture, whole, workspace);
  std::array<Place, 4> corners;
  bool on_sheet = look.FindsSheet(corners);
  if (on_sheet) look = Look(picture, whole.Straightened(corners), workspace);
  bool darker = look.FindsInkDarker();
  Character character = look.FindsCharacter(darker);
  if (character.box.empty() && on_sheet) {
    // What looked like a sheet was not one.
    on_sheet = false;
    look = Look(picture, whole, workspace);
    darker = look.FindsInkDarker();
    character = look.FindsCharacter(darker);
  }
  if (look.is_bold()) {
    look = Look(picture, look.view(), workspace);
    look.PutPaperAround(darker);
    character = look.FindsCharacter(darker);
  }
  if (character.box.empty()) return Status::kBlankPicture;
  PhotoFinding found;
  found.on_sheet = on_sheet;
  for (std::size_t i = 0; on_sheet && i < corners.size(); ++i) {
    const Place place = whole.At(corners[i].x, corners[i].y);
    found.sheet[i] = {place.x, place.y};
  }
  found.several = character.several;
  for (std::size_t i = 0; i < character.candidate_count; ++i) found.marks[i] = look.InPicture(character.candidates[i]);
  found.mark_count = static_cast<int>(character.candidate_count);

  // Closer, and again where more belongs to the character than was seen at first.
  bool small = look.IsSmall(character.box);
  for (int i = 0; small && i < kCloserLooks; ++i) {
    look = look.Closer(picture, character.box);
    character = look.FindsCharacter(darker);
    if (character.box.empty()) return Status::kBlankPicture;
    found.several |= character.several;
    found.marks[0] = look.InPicture(character.box);
    small = !look.Surrounds(character.box);
  }
  look.Draw(character.box, pen, glyph);
  look.PaintInk(grey);
  if (finding) *finding = found;
  return Status::kOk;
}

}  // namespace emnist
