// Photo → glyph: pictures taken by tests/photo of ink whose glyph is known.
#include "emnist/photo.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>

#include "photo/distance.h"
#include "photographer.h"
#include "sample_strokes.h"

namespace emnist {
namespace {

using testing::Drawing;
using testing::SampleDrawings;

using Buffer = std::array<std::uint8_t, kPictureBufferBytes>;

// A picture as the core takes it.
struct Rgba {
  Rgba(int w, int h, std::array<std::uint8_t, 4> colour) : width(w), height(h) {
    for (std::size_t i = 0; i < pixels(); ++i) std::copy(colour.begin(), colour.end(), pixel(i));
  }
  explicit Rgba(const std::vector<std::uint8_t>& rgb, int w, int h) : width(w), height(h) {
    for (std::size_t i = 0; i < pixels(); ++i) {
      std::copy_n(&rgb[3 * i], 3, pixel(i));
      pixel(i)[3] = 255;
    }
  }
  std::size_t pixels() const { return static_cast<std::size_t>(width) * static_cast<std::size_t>(height); }
  std::uint8_t* pixel(std::size_t i) { return buffer->data() + 4 * i; }
  std::uint8_t* pixel(int x, int y) { return pixel(static_cast<std::size_t>(y * width + x)); }

  int width, height;
  std::unique_ptr<Buffer> buffer = std::make_unique<Buffer>();
};

Status Read(Rgba& picture, Glyph& glyph) {
  return GlyphFromPhoto(*picture.buffer, picture.width, picture.height, glyph);
}

// How alike two glyphs are: 1 the same, 0 nothing in common.
double Likeness(const Glyph& a, const Glyph& b) {
  double both = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    both += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return both / std::sqrt(std::max(aa * bb, 1.0));
}

Glyph FromInk(const Drawing& drawing) {
  Glyph glyph;
  EXPECT_EQ(RasterizeInk(drawing.ink(), glyph), Status::kOk);
  return glyph;
}

Glyph FromPhoto(const Drawing& drawing, const Scene& scene, std::mt19937& random) {
  Rgba picture(Photograph(drawing.ink(), scene, random), scene.width, scene.height);
  Glyph glyph{};
  EXPECT_EQ(Read(picture, glyph), Status::kOk) << drawing.label;
  return glyph;
}

Scene SmallScene() {
  Scene scene;
  scene.width = scene.height = 160;
  return scene;
}

// Kinds whose scenes do not depend on their size, and so can be small: taking the pictures is slow.
const std::vector<std::string> kAnySize = {"plain",   "gradient",   "shadow",  "faint ruled", "faint squared",
                                           "blurred", "tilted",     "noisy",   "pencil",      "marker",
                                           "chalk",   "everything", "colours", "other marks", "enclosed"};

double MeanLikeness(const std::string& kind, std::size_t step, bool any_size) {
  std::mt19937 random(7);
  double likeness = 0, count = 0;
  for (std::size_t i = 0; i < SampleDrawings().size(); i += step) {
    const Drawing& drawing = SampleDrawings()[i];
    Scene scene = RandomScene(kind, drawing.ink(), drawing.ink(), random);
    const int longest = any_size ? 240 : kMaxPictureSide, side = std::max(scene.width, scene.height);
    scene.width = scene.width * longest / side;
    scene.height = scene.height * longest / side;
    scene.tilt = scene.keystone = 0;  // the ink is not tilted either
    likeness += Likeness(FromPhoto(drawing, scene, random), FromInk(drawing));
    count += 1;
  }
  return likeness / count;
}

TEST(Photo, GivesTheGlyphOfTheInkItShows) {
  for (const std::string& kind : kAnySize) EXPECT_GT(MeanLikeness(kind, 4, true), 0.95) << kind;
  for (const char* kind : {"ruled", "squared", "desk", "small", "tight"}) {
    EXPECT_GT(MeanLikeness(kind, 12, false), 0.9) << kind;
  }
}

TEST(Photo, SaysWhereTheCharacterLiesAndThatThereAreSeveral) {
  const Drawing &drawing = SampleDrawings().front(), &other = SampleDrawings().back();
  const Ink beside = other.ink();
  for (const bool two : {false, true}) {
    std::mt19937 random(3);
    Scene scene = SmallScene();
    scene.fill = 0.35f;
    scene.offset_x = -0.2f;
    if (two) scene.neighbour = &beside;
    Rgba picture(Photograph(drawing.ink(), scene, random), scene.width, scene.height);
    Glyph glyph;
    PhotoFinding finding;
    ASSERT_EQ(GlyphFromPhoto(*picture.buffer, scene.width, scene.height, glyph, &finding), Status::kOk);
    EXPECT_EQ(finding.several, two);
    EXPECT_EQ(finding.mark_count, two ? 2 : 1);
    float leftmost = 160, top = 160, bottom = 0;
    for (int i = 0; i < finding.mark_count; ++i) {
      const Region& mark = finding.marks[static_cast<std::size_t>(i)];
      leftmost = std::min(leftmost, mark.left);
      top = std::min(top, mark.top);
      bottom = std::max(bottom, mark.bottom);
    }
    EXPECT_GT(leftmost, 10);
    EXPECT_LT(leftmost, 50);
    EXPECT_NEAR(top, 80 - 160 * 0.175, 8);
    EXPECT_NEAR(bottom, 80 + 160 * 0.175, 8);
  }
}

TEST(Photo, DoesNotCareForTheSizeOfThePictureOrTheWidthOfThePen) {
  std::mt19937 random(1);
  for (const char* label : {"A", "8", "g"}) {
    const auto& drawings = SampleDrawings();
    const Drawing& drawing =
        *std::find_if(drawings.begin(), drawings.end(), [&](const Drawing& d) { return d.label == label; });
    for (const auto& [width, height] : {std::pair{48, 48}, {100, 300}, {512, 512}, {512, 200}}) {
      for (const float pen : {0.03f, 0.06f}) {
        Scene scene;
        scene.width = width;
        scene.height = height;
        scene.pen_width = pen;
        EXPECT_GT(Likeness(FromPhoto(drawing, scene, random), FromInk(drawing)), 0.93)
            << label << " " << width << "×" << height << " pen " << pen;
      }
    }
  }
}

// A picture of the same thing as `rgb`, a square of `side`: `change` says what colour each of its places has.
template <typename Change>
Glyph Changed(const std::vector<std::uint8_t>& rgb, int side, int new_side, const Change& change) {
  std::vector<std::uint8_t> changed;
  for (int y = 0; y < new_side; ++y) {
    for (int x = 0; x < new_side; ++x) {
      for (int c = 0; c < 3; ++c) {
        changed.push_back(change(
            [&](int from_x, int from_y) {
              from_x = std::clamp(from_x, 0, side - 1);
              from_y = std::clamp(from_y, 0, side - 1);
              return rgb[static_cast<std::size_t>(3 * (from_y * side + from_x) + c)];
            },
            x, y));
      }
    }
  }
  Rgba picture(changed, new_side, new_side);
  Glyph glyph{};
  EXPECT_EQ(Read(picture, glyph), Status::kOk);
  return glyph;
}

// What does not change the character does not change its glyph, whatever the drawing: more paper around it, twice as
// many pixels, light for dark, the side that the light comes from.
TEST(Photo, SeesTheSameWhateverTheMarginScalePolarityAndLight) {
  constexpr int kSide = 160, kMore = 40;
  for (std::size_t i = 0; i < SampleDrawings().size(); i += 9) {
    const Drawing& drawing = SampleDrawings()[i];
    std::mt19937 random(static_cast<unsigned>(i));
    Scene scene = SmallScene();
    scene.noise = 2;
    const auto rgb = Photograph(drawing.ink(), scene, random);
    const Glyph glyph = Changed(rgb, kSide, kSide, [](const auto& at, int x, int y) { return at(x, y); });
    const Glyph with_margin =
        Changed(rgb, kSide, kSide + 2 * kMore, [](const auto& at, int x, int y) { return at(x - kMore, y - kMore); });
    EXPECT_GT(Likeness(with_margin, glyph), 0.97) << "margin, " << drawing.label;
    const Glyph doubled = Changed(rgb, kSide, 2 * kSide, [](const auto& at, int x, int y) { return at(x / 2, y / 2); });
    EXPECT_GT(Likeness(doubled, glyph), 0.97) << "scale, " << drawing.label;
    const Glyph inverted = Changed(
        rgb, kSide, kSide, [](const auto& at, int x, int y) { return static_cast<std::uint8_t>(255 - at(x, y)); });
    EXPECT_GT(Likeness(inverted, glyph), 0.97) << "inverted, " << drawing.label;
    for (const int side : {0, 1, 2, 3}) {
      const Glyph lit = Changed(rgb, kSide, kSide, [&](const auto& at, int x, int y) {
        const int away = std::array{x, kSide - 1 - x, y, kSide - 1 - y}[static_cast<std::size_t>(side)];
        return static_cast<std::uint8_t>(at(x, y) * (2 * kSide - away) / (2 * kSide));
      });
      EXPECT_GT(Likeness(lit, glyph), 0.97) << "light from side " << side << ", " << drawing.label;
    }
  }
}

// After a picture was read, its own buffer shows which pixels were taken for ink.
TEST(Photo, ShowsTheInkItRead) {
  std::mt19937 random(1);
  for (const char* kind : {"plain", "ruled", "desk"}) {
    const Drawing& drawing = SampleDrawings().front();
    Scene scene = RandomScene(kind, drawing.ink(), drawing.ink(), random);
    const int longest = std::max(scene.width, scene.height);
    scene.width = scene.width * kMaxPictureSide / longest;
    scene.height = scene.height * kMaxPictureSide / longest;
    const auto rgb = Photograph(drawing.ink(), scene, random);
    Rgba picture(rgb, scene.width, scene.height);
    Glyph glyph;
    PhotoFinding finding;
    ASSERT_EQ(GlyphFromPhoto(*picture.buffer, scene.width, scene.height, glyph, &finding), Status::kOk);
    EXPECT_EQ(finding.on_sheet, std::string(kind) == "desk");
    double ink = 0, inked = 0, paper = 0, blank = 0;
    const Region& mark = finding.marks[0];
    const int right = std::min(static_cast<int>(std::ceil(mark.right)), scene.width);
    const int bottom = std::min(static_cast<int>(std::ceil(mark.bottom)), scene.height);
    for (int y = std::max(static_cast<int>(mark.top), 0); y < bottom; ++y) {
      for (int x = std::max(static_cast<int>(mark.left), 0); x < right; ++x) {
        const auto i = static_cast<std::size_t>(y * scene.width + x);
        const int grey = (rgb[3 * i] + rgb[3 * i + 1] + rgb[3 * i + 2]) / 3;
        ((*picture.buffer)[i] != 0 ? ink : paper) += grey;
        ((*picture.buffer)[i] != 0 ? inked : blank) += 1;
      }
    }
    ASSERT_GT(inked, 0) << kind;
    EXPECT_LT(ink / inked + 50, paper / blank) << kind;
    const auto everywhere = std::count(picture.buffer->begin(), picture.buffer->begin() + picture.pixels(), 255);
    EXPECT_EQ(inked, everywhere) << kind << ": ink outside of the mark";
  }
}

TEST(Photo, ReadsLightInkOnDarkAndColoursAlike) {
  std::mt19937 random(1);
  const Drawing& drawing = SampleDrawings().front();
  const auto rgb = Photograph(drawing.ink(), SmallScene(), random);
  Rgba dark_on_light(rgb, 160, 160), light_on_dark(rgb, 160, 160), red_on_white(rgb, 160, 160);
  for (std::size_t i = 0; i < light_on_dark.pixels(); ++i) {
    for (int c = 0; c < 3; ++c) light_on_dark.pixel(i)[c] = static_cast<std::uint8_t>(255 - light_on_dark.pixel(i)[c]);
    red_on_white.pixel(i)[0] = 255;
  }
  for (Rgba* picture : {&dark_on_light, &light_on_dark, &red_on_white}) {
    Glyph glyph;
    ASSERT_EQ(Read(*picture, glyph), Status::kOk);
    EXPECT_GT(Likeness(glyph, FromInk(drawing)), 0.95);
  }
}

TEST(Photo, KeepsADotThatStandsFarAboveItsStem) {
  const Drawing dotted{"I", {{50, 0}, {50, 10}, {52, 52}, {50, 100}}, {2, 4}};
  Scene scene = SmallScene();
  std::mt19937 random(5);
  Rgba picture(Photograph(dotted.ink(), scene, random), scene.width, scene.height);
  Glyph seen{}, drawn{};
  ASSERT_EQ(RasterizeInk(dotted.ink(), drawn), Status::kOk);
  ASSERT_EQ(Read(picture, seen), Status::kOk);
  EXPECT_GT(Likeness(seen, drawn), 0.9);
}

TEST(Photo, LeavesOutTheTicksOfAComb) {
  const Drawing cross{"X", {{20, 0}, {80, 100}, {80, 0}, {20, 100}}, {2, 4}};
  Drawing combed = cross;
  for (const float x : {11.0f, 89.0f}) {
    combed.points.insert(combed.points.end(), {{x, 60}, {x, 105}});
    combed.stroke_ends.push_back(static_cast<std::uint32_t>(combed.points.size()));
  }
  Scene scene = SmallScene();
  std::mt19937 random(5);
  Rgba picture(Photograph(combed.ink(), scene, random), scene.width, scene.height);
  Glyph seen{}, drawn{};
  ASSERT_EQ(RasterizeInk(cross.ink(), drawn), Status::kOk);
  ASSERT_EQ(Read(picture, seen), Status::kOk);
  EXPECT_GT(Likeness(seen, drawn), 0.9);
}

TEST(Photo, ReadsInkOnNothing) {
  std::mt19937 random(1);
  const Drawing& drawing = SampleDrawings().front();
  const auto rgb = Photograph(drawing.ink(), SmallScene(), random);
  for (const std::uint8_t colour : {std::uint8_t{0}, std::uint8_t{255}}) {
    Rgba picture(160, 160, {colour, colour, colour, 0});
    for (std::size_t i = 0; i < picture.pixels(); ++i)
      picture.pixel(i)[3] = static_cast<std::uint8_t>(255 - rgb[3 * i]);
    Glyph glyph;
    ASSERT_EQ(Read(picture, glyph), Status::kOk);
    EXPECT_GT(Likeness(glyph, FromInk(drawing)), 0.93) << "colour " << int{colour};
  }
}

TEST(Photo, IgnoresSpecksAndTheEdgeOfTheDesk) {
  std::mt19937 random(3);
  const Drawing& drawing = SampleDrawings().front();
  Rgba picture(Photograph(drawing.ink(), SmallScene(), random), 160, 160);
  for (int i = 0; i < 60; ++i) std::fill_n(picture.pixel(static_cast<std::size_t>(random() % picture.pixels())), 3, 40);
  for (int y = 0; y < 160; ++y) {
    for (int x = 0; x < 7; ++x) std::fill_n(picture.pixel(x, y), 3, 30);
  }
  Glyph glyph;
  ASSERT_EQ(Read(picture, glyph), Status::kOk);
  EXPECT_GT(Likeness(glyph, FromInk(drawing)), 0.93);
}

TEST(Photo, FindsNothingOnBlankPaper) {
  std::mt19937 random(5);
  Glyph glyph;
  glyph.fill(9);
  const Glyph before = glyph;
  for (const std::uint8_t shade : {std::uint8_t{0}, std::uint8_t{128}, std::uint8_t{255}}) {
    Rgba plain(64, 40, {shade, shade, shade, 255});
    EXPECT_EQ(Read(plain, glyph), Status::kBlankPicture);
  }
  Rgba invisible(32, 32, {0, 0, 0, 0});
  EXPECT_EQ(Read(invisible, glyph), Status::kBlankPicture);
  Rgba noisy(160, 160, {200, 200, 200, 255});
  std::normal_distribution<float> noise(200, 8);
  for (std::size_t i = 0; i < noisy.pixels(); ++i)
    std::fill_n(noisy.pixel(i), 3, static_cast<std::uint8_t>(noise(random)));
  EXPECT_EQ(Read(noisy, glyph), Status::kBlankPicture);
  EXPECT_EQ(glyph, before) << "a failure must not touch the glyph";
}

TEST(Photo, TakesEverySizeItPromisesAndNoOther) {
  Glyph glyph;
  for (const auto& [width, height] : {std::pair{0, 5}, {5, 0}, {-1, 5}, {513, 5}, {5, 513}, {1 << 30, 1 << 30}}) {
    Rgba picture(1, 1, {0, 0, 0, 255});
    EXPECT_EQ(GlyphFromPhoto(*picture.buffer, width, height, glyph), Status::kInvalidPicture);
  }
  std::mt19937 random(11);
  for (const auto& [width, height] : {std::pair{1, 1}, {1, 512}, {512, 1}, {2, 3}, {512, 512}, {511, 7}}) {
    Rgba picture(width, height, {0, 0, 0, 255});
    for (std::size_t i = 0; i < 4 * picture.pixels(); ++i) (*picture.buffer)[i] = static_cast<std::uint8_t>(random());
    const Status status = Read(picture, glyph);
    EXPECT_TRUE(status == Status::kOk || status == Status::kBlankPicture) << width << "×" << height;
  }
}

TEST(Distance, EqualsTheNearestPixelByBruteForce) {
  std::mt19937 random(1);
  for (const auto& [width, height] : {std::pair{1, 1}, {1, 9}, {9, 1}, {23, 17}, {40, 40}}) {
    for (const unsigned sparse : {2u, 10u, 200u}) {
      const auto pixels = static_cast<std::size_t>(width * height);
      std::vector<std::uint8_t> mask(pixels);
      for (auto& m : mask) m = random() % sparse == 0 ? 1 : 0;
      std::vector<std::int32_t> squared(pixels);
      SquaredDistances({mask.data(), width, height}, 1, {squared.data(), width, height});
      for (int i = 0; i < width * height; ++i) {
        int nearest = 1 << 30;
        for (int j = 0; j < width * height; ++j) {
          const int dx = i % width - j % width, dy = i / width - j / width;
          if (mask[static_cast<std::size_t>(j)] == 1) nearest = std::min(nearest, dx * dx + dy * dy);
        }
        if (nearest == 1 << 30) {
          EXPECT_GE(squared[static_cast<std::size_t>(i)], (width + height) * (width + height));
        } else {
          EXPECT_EQ(squared[static_cast<std::size_t>(i)], nearest);
        }
      }
    }
  }
}

}  // namespace
}  // namespace emnist
