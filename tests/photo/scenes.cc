// What people photograph: for each kind of picture, how its parameters are drawn.
#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "photographer.h"

namespace emnist {
namespace {

// Everything random that the scenes are made of.
class Dice {
 public:
  explicit Dice(std::mt19937& random) : random_(random) {}

  float Between(float low, float high) { return std::uniform_real_distribution<float>(low, high)(random_); }
  int Below(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

 private:
  std::mt19937& random_;
};

Colour Grey(float brightness) { return {brightness, brightness, brightness}; }

float Luma(const Colour& colour) { return 0.299f * colour[0] + 0.587f * colour[1] + 0.114f * colour[2]; }

Colour Darker(const Colour& paper, float by) { return {paper[0] * (1 - by), paper[1] * (1 - by), paper[2] * (1 - by)}; }

// Plain paper that fills the frame, a pen, a little noise: what the other kinds begin with.
Scene Plain(Dice& dice) {
  Scene scene;
  scene.width = static_cast<int>(dice.Between(320, 720));
  scene.height = static_cast<int>(dice.Between(320, 720));
  scene.pen_width = dice.Between(0.018f, 0.035f);
  scene.fill = dice.Between(0.4f, 0.75f);
  scene.offset_x = dice.Between(-0.08f, 0.08f);
  scene.offset_y = dice.Between(-0.08f, 0.08f);
  scene.paper = Grey(dice.Between(0.75f, 0.97f));
  scene.ink = Darker(scene.paper, dice.Between(0.6f, 0.9f));
  scene.print = Darker(scene.paper, dice.Between(0.1f, 0.35f));
  scene.print_width = dice.Between(0.004f, 0.007f);
  scene.noise = dice.Between(0, 3);
  scene.jpeg_quality = static_cast<int>(dice.Between(70, 92));
  return scene;
}

void Gradient(Scene& scene, Dice& dice) { scene.gradient = dice.Between(0.2f, 0.5f); }
void Shadow(Scene& scene, Dice& dice) { scene.shadow = dice.Between(0.2f, 0.45f); }
void Blurred(Scene& scene, Dice& dice) { scene.blur = dice.Between(1.0f, 3.0f); }

void Tilted(Scene& scene, Dice& dice) {
  scene.tilt = dice.Between(-0.1f, 0.1f);
  scene.keystone = dice.Between(-0.15f, 0.15f);
}

void Noisy(Scene& scene, Dice& dice) {
  scene.noise = dice.Between(6, 14);
  scene.jpeg_quality = static_cast<int>(dice.Between(30, 60));
}

// What a hand-held camera does to any of the scenes below.
void Camera(Scene& scene, Dice& dice) {
  scene.width = static_cast<int>(dice.Between(600, 1100));
  scene.height = static_cast<int>(dice.Between(600, 1100));
  scene.gradient = dice.Between(0, 0.35f);
  scene.blur = dice.Below(2) == 0 ? 0 : dice.Between(0.5f, 1.2f);
}

// A printer's colours: grey, blue, now and then red.
Colour Print(const Colour& paper, float strength, Dice& dice) {
  static constexpr Colour kInks[] = {{1, 1, 1}, {1, 0.75f, 0.35f}, {0.3f, 0.9f, 0.8f}};  // how much each takes away
  const Colour& ink = kInks[dice.Below(3)];
  Colour printed;
  for (std::size_t c = 0; c < 3; ++c) printed[c] = paper[c] * (1 - strength * ink[c]);
  return printed;
}

void Ruled(Scene& scene, Dice& dice) {
  Camera(scene, dice);
  scene.fill = dice.Between(0.12f, 0.4f);
  scene.pen_width = scene.fill * dice.Between(0.04f, 0.09f);
  scene.offset_x = dice.Between(-0.25f, 0.25f);
  scene.offset_y = dice.Between(-0.25f, 0.25f);
  scene.line_gap = scene.fill / dice.Between(0.9f, 1.7f);
  scene.print = Print(scene.paper, dice.Between(0.15f, 0.6f), dice);
  scene.print_width = std::max(scene.line_gap * dice.Between(0.02f, 0.05f), 0.0015f);
  scene.tilt = dice.Between(-0.05f, 0.05f);
}

void Squared(Scene& scene, Dice& dice) {
  Ruled(scene, dice);
  scene.squared = true;
  scene.line_gap = scene.fill / dice.Between(1.6f, 2.4f);
  scene.print_width = std::max(scene.line_gap * dice.Between(0.03f, 0.07f), 0.0015f);
}

void Desk(Scene& scene, Dice& dice) {
  Camera(scene, dice);
  static constexpr Colour kDesks[] = {
      {0.36f, 0.24f, 0.14f}, {0.12f, 0.12f, 0.13f}, {0.5f, 0.36f, 0.22f}, {0.2f, 0.25f, 0.3f}};
  scene.desk = kDesks[dice.Below(4)];
  const float size = dice.Between(0.28f, 0.46f);
  scene.sheet_width = size * dice.Between(0.75f, 1.0f);
  scene.sheet_height = size * dice.Between(0.75f, 1.0f);
  const float smaller = std::min(scene.sheet_width, scene.sheet_height);
  scene.fill = 2 * smaller * dice.Between(0.3f, 0.65f);
  scene.pen_width = scene.fill * dice.Between(0.04f, 0.1f);
  scene.offset_x = dice.Between(-0.2f, 0.2f) * smaller;
  scene.offset_y = dice.Between(-0.2f, 0.2f) * smaller;
  scene.tilt = dice.Between(-0.2f, 0.2f);
  scene.keystone = dice.Between(-0.25f, 0.25f);
}

// A centimetre on A4, at what scanners and telephones make of it.
void Small(Scene& scene, Dice& dice) {
  Camera(scene, dice);
  scene.height = static_cast<int>(dice.Between(900, 2400));
  scene.width = scene.height * 210 / 297;
  scene.blur = dice.Below(2) == 0 ? 0 : dice.Between(0.4f, 0.8f);
  scene.fill = dice.Between(9, 14) / 210;
  scene.pen_width = dice.Between(0.5f, 1.0f) / 210;
  scene.offset_x = dice.Between(-0.35f, 0.35f);
  scene.offset_y = dice.Between(-0.5f, 0.5f);
}

void Enclosed(Scene& scene, Dice& dice) {
  Camera(scene, dice);
  scene.fill = dice.Between(0.2f, 0.42f);
  scene.pen_width = scene.fill * dice.Between(0.05f, 0.1f);
  scene.enclosure = static_cast<Enclosure>(1 + dice.Below(3));
  scene.enclosure_size = dice.Between(1.35f, 2.0f);
  scene.print = dice.Below(2) == 0 ? scene.ink : Print(scene.paper, dice.Between(0.4f, 0.85f), dice);
  scene.print_width = scene.pen_width * dice.Between(0.2f, 0.7f);
}

void OtherMarks(Scene& scene, Dice& dice) {
  Camera(scene, dice);
  scene.fill = dice.Between(0.25f, 0.5f);
  scene.pen_width = scene.fill * dice.Between(0.04f, 0.09f);
  scene.other_marks = true;
}

// Paper and ink of one brightness: only the colour differs.
void Colours(Scene& scene, Dice& dice) {
  float apart = 0;
  do {
    for (float& part : scene.paper) part = dice.Between(0.1f, 0.95f);
    for (float& part : scene.ink) part = dice.Between(0.1f, 0.95f);
    const float brighter = Luma(scene.paper) / Luma(scene.ink);
    for (float& part : scene.ink) part = std::min(part * brighter, 1.0f);
    apart = 0;
    for (std::size_t c = 0; c < 3; ++c) apart = std::max(apart, std::fabs(scene.paper[c] - scene.ink[c]));
  } while (apart < 0.4f || std::fabs(Luma(scene.paper) - Luma(scene.ink)) > 0.01f);
  scene.jpeg_quality = static_cast<int>(dice.Between(85, 95));
}

using Draw = std::function<void(Scene&, Dice&, const Ink& ink, const Ink& neighbour)>;
using Kind = std::pair<const char*, Draw>;

template <void (*draw)(Scene&, Dice&)>
void Alone(Scene& scene, Dice& dice, const Ink&, const Ink&) {
  draw(scene, dice);
}

const std::vector<Kind>& Kinds() {
  static const std::vector<Kind> kinds = {
      {"plain", [](Scene&, auto&&...) {}},
      {"gradient", Alone<Gradient>},
      {"shadow", Alone<Shadow>},
      {"faint ruled", [](Scene& scene, Dice& dice, auto&&...) { scene.line_gap = dice.Between(0.14f, 0.3f); }},
      {"faint squared",
       [](Scene& scene, Dice& dice, auto&&...) {
         scene.line_gap = dice.Between(0.14f, 0.3f);
         scene.squared = true;
       }},
      {"blurred", Alone<Blurred>},
      {"tilted", Alone<Tilted>},
      {"noisy", Alone<Noisy>},
      {"pencil",
       [](Scene& scene, Dice& dice, auto&&...) {
         scene.pen_width = dice.Between(0.008f, 0.014f);
         scene.ink = Darker(scene.paper, dice.Between(0.45f, 0.65f));
         scene.grain = dice.Between(0.3f, 0.6f);
       }},
      {"marker",
       [](Scene& scene, Dice& dice, auto&&...) {
         scene.pen_width = dice.Between(0.05f, 0.09f);
         scene.ink = Darker(scene.paper, dice.Between(0.75f, 0.95f));
       }},
      {"chalk",
       [](Scene& scene, Dice& dice, auto&&...) {
         const float board = dice.Between(0.1f, 0.3f);
         scene.paper = Grey(board);
         scene.ink = Grey(board + dice.Between(0.6f, 0.9f) * (1 - board));
         scene.grain = dice.Between(0.2f, 0.5f);
         scene.pen_width = dice.Between(0.025f, 0.045f);
       }},
      {"everything",
       [](Scene& scene, Dice& dice, auto&&...) {
         scene.line_gap = dice.Between(0.14f, 0.3f);
         Gradient(scene, dice);
         Shadow(scene, dice);
         Blurred(scene, dice);
         Tilted(scene, dice);
         Noisy(scene, dice);
       }},
      {"ruled", Alone<Ruled>},
      {"squared", Alone<Squared>},
      {"desk", Alone<Desk>},
      {"small", Alone<Small>},
      {"enclosed", Alone<Enclosed>},
      {"other marks", Alone<OtherMarks>},
      {"two",
       [](Scene& scene, Dice& dice, const Ink&, const Ink& neighbour) {
         scene.neighbour = &neighbour;
         scene.fill = dice.Between(0.3f, 0.42f);
         scene.pen_width = scene.fill * dice.Between(0.04f, 0.1f);
         scene.offset_x = dice.Between(-0.2f, -0.15f);
       }},
      {"colours", Alone<Colours>},
      {"tight",
       [](Scene& scene, Dice& dice, const Ink& ink, const Ink&) {
         scene.pen_width = dice.Between(0.05f, 0.16f);
         CropToInk(ink, dice.Between(0, 0.02f), scene);
       }},
  };
  return kinds;
}

}  // namespace

const std::vector<std::string>& SceneNames() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const Kind& kind : Kinds()) list.emplace_back(kind.first);
    return list;
  }();
  return names;
}

Scene RandomScene(const std::string& name, const Ink& ink, const Ink& neighbour, std::mt19937& random) {
  Dice dice(random);
  Scene scene = Plain(dice);
  for (const Kind& kind : Kinds()) {
    if (kind.first == name) kind.second(scene, dice, ink, neighbour);
  }
  return scene;
}

}  // namespace emnist
