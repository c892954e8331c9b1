#include "photographer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb/stb_image_write.h>
#pragma clang diagnostic pop

namespace emnist {
namespace {

float Between(float low, float high, std::mt19937& random) {
  return std::uniform_real_distribution<float>(low, high)(random);
}

float SmoothStep(float from, float to, float x) {
  const float t = std::clamp((x - from) / (to - from), 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

Colour Mix(const Colour& from, const Colour& to, float part) {
  return {from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1]), from[2] + part * (to[2] - from[2])};
}

struct Frame {
  float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;

  explicit Frame(const Ink& ink) {
    for (const Point& p : ink.points) {
      left = std::min(left, p.x);
      right = std::max(right, p.x);
      top = std::min(top, p.y);
      bottom = std::max(bottom, p.y);
    }
  }
  float extent() const { return std::max({right - left, bottom - top, 1e-6f}); }
};

struct Segment {
  float ax, ay, dx, dy;
};

float Distance(const Segment& s, float x, float y) {
  const float px = x - s.ax, py = y - s.ay;
  const float length_squared = s.dx * s.dx + s.dy * s.dy;
  const float t = length_squared > 0 ? std::clamp((px * s.dx + py * s.dy) / length_squared, 0.0f, 1.0f) : 0.0f;
  return std::hypot(px - t * s.dx, py - t * s.dy);
}

// Lines of one width and colour on the page, and where there may be any of them.
class Drawn {
 public:
  Drawn(float width, const Colour& colour) : width_(width), colour_(colour) {}

  void Add(float ax, float ay, float bx, float by) {
    segments_.push_back({ax, ay, bx - ax, by - ay});
    left_ = std::min({left_, ax, bx});
    right_ = std::max({right_, ax, bx});
    top_ = std::min({top_, ay, by});
    bottom_ = std::max({bottom_, ay, by});
  }

  // The ink with its middle at x, y and its longer side `size`.
  void Add(const Ink& ink, float x, float y, float size) {
    const Frame frame(ink);
    const float scale = size / frame.extent();
    const auto place = [&](Point p) {
      return Point{(p.x - (frame.left + frame.right) / 2) * scale + x,
                   (p.y - (frame.top + frame.bottom) / 2) * scale + y};
    };
    std::uint32_t begin = 0;
    for (const std::uint32_t end : ink.stroke_ends) {
      for (std::uint32_t i = begin; i < end; ++i) {
        const Point a = place(ink.points[i]), b = place(ink.points[std::min(i + 1, end - 1)]);
        Add(a.x, a.y, b.x, b.y);
      }
      begin = end;
    }
  }

  // How much of a place is covered, 0 … 1; `edge` is the blur of its rim.
  float Covers(float x, float y, float edge) const {
    const float reach = width_ / 2 + edge;
    if (x < left_ - reach || x > right_ + reach || y < top_ - reach || y > bottom_ + reach) return 0;
    float nearest = reach;
    for (const Segment& segment : segments_) nearest = std::min(nearest, Distance(segment, x, y));
    return 1 - SmoothStep(width_ / 2 - edge, reach, nearest);
  }

  const Colour& colour() const { return colour_; }

 private:
  std::vector<Segment> segments_;
  float width_;
  Colour colour_;
  float left_ = 1e9f, top_ = 1e9f, right_ = -1e9f, bottom_ = -1e9f;
};

// A value between 0 and 1 that varies over a cell, the same for the same place: the tooth of the paper.
float Tooth(float x, float y, std::uint32_t seed) {
  std::uint32_t h = seed ^ static_cast<std::uint32_t>(static_cast<int>(std::floor(x))) * 0x9E3779B1u ^
                    static_cast<std::uint32_t>(static_cast<int>(std::floor(y))) * 0x85EBCA77u;
  h = (h ^ h >> 15) * 0x2C1B3C6Du;
  return static_cast<float>((h ^ h >> 13) & 0xFFFF) / 65535.0f;
}

// Fibres along x.
Colour Wood(const Colour& desk, float x, float y, std::uint32_t seed) {
  const float fibre = 0.8f + 0.4f * Tooth(x / 0.12f + 9 * Tooth(0, y / 0.006f, seed), y / 0.006f, seed);
  return {desk[0] * fibre, desk[1] * fibre, desk[2] * fibre};
}

// What is printed around the character.
Drawn Enclose(const Ink& ink, const Scene& scene) {
  Drawn print(scene.print_width, scene.print);
  const float x = scene.offset_x, y = scene.offset_y, half = scene.fill * scene.enclosure_size / 2;
  const Frame frame(ink);
  const float scale = scene.fill / frame.extent();
  switch (scene.enclosure) {
    case Enclosure::kNone:
      break;
    case Enclosure::kBox: {
      const float across = std::max(half * 0.7f, (frame.right - frame.left) * scale * scene.enclosure_size / 2);
      print.Add(x - across, y - half, x + across, y - half);
      print.Add(x + across, y - half, x + across, y + half);
      print.Add(x + across, y + half, x - across, y + half);
      print.Add(x - across, y + half, x - across, y - half);
      break;
    }
    case Enclosure::kCircle: {
      const float radius =
          std::hypot(frame.right - frame.left, frame.bottom - frame.top) * scale * (1 + scene.enclosure_size) / 4;
      constexpr int kParts = 64;
      for (int i = 0; i < kParts; ++i) {
        const float from = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / kParts;
        const float to = 2 * std::numbers::pi_v<float> * static_cast<float>(i + 1) / kParts;
        print.Add(x + radius * std::cos(from), y + radius * std::sin(from), x + radius * std::cos(to),
                  y + radius * std::sin(to));
      }
      break;
    }
    case Enclosure::kComb: {
      // A line to write on, parted by short ticks; the character stands between two of them.
      const float cell = half, tick = scene.fill * 0.35f, base = y + half;
      print.Add(x - 3 * cell, base, x + 3 * cell, base);
      for (int i = -3; i <= 3; i += 2) {
        print.Add(x + static_cast<float>(i) * cell, base, x + static_cast<float>(i) * cell, base - tick);
      }
      break;
    }
  }
  return print;
}

// Holes and a staple at the left, a question's number at the top left of the character, specks anywhere.
std::vector<Drawn> OtherMarks(const Scene& scene, std::mt19937& random) {
  const auto between = [&](float low, float high) { return Between(low, high, random); };
  std::vector<Drawn> marks;
  const float dark = between(0.1f, 0.5f);
  if (random() % 4 != 0) {
    Drawn& holes = marks.emplace_back(between(0.045f, 0.08f), Colour{dark, dark, dark});
    const float x = between(-0.45f, -0.38f), apart = between(0.2f, 0.3f);
    holes.Add(x, -apart, x, -apart);
    holes.Add(x, apart, x, apart);
  }
  if (random() % 4 != 0) {
    Drawn& number = marks.emplace_back(scene.pen_width * between(0.3f, 0.9f), Mix(scene.ink, scene.paper, 0.2f));
    const float size = scene.fill * between(0.15f, 0.3f);
    const float x = scene.offset_x - scene.fill * between(0.65f, 0.9f),
                y = scene.offset_y - scene.fill * between(0.4f, 0.6f);
    const int kind = static_cast<int>(random() % 3);
    if (kind == 0) {  // 1.
      number.Add(x, y - size / 2, x, y + size / 2);
      number.Add(x + size / 2, y + size / 2, x + size / 2, y + size / 2);
    } else if (kind == 1) {  // 7)
      number.Add(x - size / 2, y - size / 2, x, y - size / 2);
      number.Add(x, y - size / 2, x - size / 3, y + size / 2);
      number.Add(x + size / 3, y - size / 2, x + size / 2, y);
      number.Add(x + size / 2, y, x + size / 3, y + size / 2);
    } else {  // 3
      number.Add(x - size / 3, y - size / 2, x + size / 3, y - size / 2);
      number.Add(x + size / 3, y - size / 2, x, y - size / 8);
      number.Add(x, y - size / 8, x + size / 3, y + size / 5);
      number.Add(x + size / 3, y + size / 5, x, y + size / 2);
      number.Add(x, y + size / 2, x - size / 3, y + size / 3);
    }
  }
  if (random() % 2 == 0) {
    Drawn& staple = marks.emplace_back(0.008f, Colour{0.45f, 0.45f, 0.48f});
    const float x = between(-0.44f, -0.36f), y = between(-0.46f, -0.4f);
    staple.Add(x, y + 0.03f, x + 0.05f, y);
  }
  for (int i = static_cast<int>(random() % 9); i > 0; --i) {
    Drawn& speck = marks.emplace_back(between(0.004f, 0.012f), Colour{dark, dark, dark});
    const float x = between(-0.5f, 0.5f), y = between(-0.5f, 0.5f);
    speck.Add(x, y, x, y);
  }
  return marks;
}

using Image = std::vector<float>;  // three numbers a pixel

// Row by row, so that the inner loops run along memory.
void Blur(Image& image, int width, int height, float sigma) {
  const int reach = static_cast<int>(std::ceil(3 * sigma));
  std::vector<float> kernel;
  float total = 0;
  for (int i = -reach; i <= reach; ++i) {
    kernel.push_back(std::exp(-static_cast<float>(i * i) / (2 * sigma * sigma)));
    total += kernel.back();
  }
  const std::size_t row_size = 3 * static_cast<std::size_t>(width);
  Image sum(row_size);
  // The weighted mean of rows, the k-th of which begins at from(k).
  const auto mix = [&](auto from, float* to) {
    std::fill(sum.begin(), sum.end(), 0.0f);
    for (int k = -reach; k <= reach; ++k) {
      const float weight = kernel[static_cast<std::size_t>(k + reach)];
      const float* row = from(k);
      for (std::size_t i = 0; i < row_size; ++i) sum[i] += weight * row[i];
    }
    for (std::size_t i = 0; i < row_size; ++i) to[i] = sum[i] / total;
  };
  Image padded;  // a row with its first and last pixel repeated outward
  for (int y = 0; y < height; ++y) {
    float* row = &image[static_cast<std::size_t>(y) * row_size];
    padded.clear();
    for (int x = -reach; x < width + reach; ++x) {
      const float* pixel = row + 3 * std::clamp(x, 0, width - 1);
      padded.insert(padded.end(), pixel, pixel + 3);
    }
    mix([&](int k) { return &padded[static_cast<std::size_t>(3 * (k + reach))]; }, row);
  }
  const Image sharp_downward = image;
  for (int y = 0; y < height; ++y) {
    mix([&](int k) { return &sharp_downward[static_cast<std::size_t>(std::clamp(y + k, 0, height - 1)) * row_size]; },
        &image[static_cast<std::size_t>(y) * row_size]);
  }
}

// Of a normal distribution of sigma 1, by Marsaglia's polar method: the standard library's takes several times as long.
class Grain {
 public:
  float Next(std::mt19937& random) {
    has_second_ = !has_second_;
    if (!has_second_) return second_;
    float x = 0, y = 0, squared = 0;
    do {
      x = Side(random);
      y = Side(random);
      squared = x * x + y * y;
    } while (squared > 1 || squared == 0);
    const float scale = std::sqrt(-2 * std::log(squared) / squared);
    second_ = x * scale;
    return y * scale;
  }

 private:
  static float Side(std::mt19937& random) {
    return 2 * std::min(static_cast<float>(random()) / 4294967296.0f, std::nextafter(1.0f, 0.0f)) - 1;
  }

  bool has_second_ = false;
  float second_ = 0;
};

}  // namespace

std::vector<std::uint8_t> Photograph(const Ink& ink, const Scene& scene, std::mt19937& random) {
  const float unit = static_cast<float>(std::min(scene.width, scene.height));
  const float line_phase = Between(0, scene.line_gap, random);
  const float shadow_direction = Between(0, 2 * std::numbers::pi_v<float>, random);
  const float shadow_place = Between(-0.25f, 0.25f, random);
  const float light_direction = Between(0, 2 * std::numbers::pi_v<float>, random);
  const auto tooth_seed = static_cast<std::uint32_t>(random());

  Drawn writing(scene.pen_width, scene.ink);
  writing.Add(ink, scene.offset_x, scene.offset_y, scene.fill);
  if (scene.neighbour) {
    const Frame own(ink), other(*scene.neighbour);
    const float size = scene.fill * Between(0.85f, 1.15f, random);
    const float between_middles = (own.right - own.left) / own.extent() * scene.fill / 2 +
                                  (other.right - other.left) / other.extent() * size / 2 + scene.pen_width +
                                  scene.fill * Between(0.15f, 0.4f, random);
    writing.Add(*scene.neighbour, scene.offset_x + between_middles, scene.offset_y, size);
  }
  std::vector<Drawn> marks = scene.other_marks ? OtherMarks(scene, random) : std::vector<Drawn>();
  marks.push_back(Enclose(ink, scene));

  const float cosine = std::cos(scene.tilt), sine = std::sin(scene.tilt);
  const float light_u = std::cos(light_direction), light_v = std::sin(light_direction);
  const float shadow_u = std::cos(shadow_direction), shadow_v = std::sin(shadow_direction);
  Image image;
  image.reserve(static_cast<std::size_t>(3 * scene.width * scene.height));
  for (int row = 0; row < scene.height; ++row) {
    for (int column = 0; column < scene.width; ++column) {
      // From the picture back to the page: keystone, then rotation.
      const float u = (static_cast<float>(column) + 0.5f - static_cast<float>(scene.width) / 2) / unit;
      const float v = (static_cast<float>(row) + 0.5f - static_cast<float>(scene.height) / 2) / unit;
      const float far = 1 - scene.keystone * v;
      const float x = (u * cosine - v * sine) * far;
      const float y = (u * sine + v * cosine) * far;

      const float edge = 0.7f / unit;
      Colour colour = scene.paper;
      if (scene.line_gap > 0) {
        const auto near_line = [&](float place) {
          const float phase = std::fabs(std::remainder(place - line_phase, scene.line_gap));
          return 1 - SmoothStep(scene.print_width / 2 - edge / 2, scene.print_width / 2 + edge, phase);
        };
        colour = Mix(colour, scene.print, scene.squared ? std::max(near_line(x), near_line(y)) : near_line(y));
      }
      for (const Drawn& mark : marks) colour = Mix(colour, mark.colour(), mark.Covers(x, y, edge));
      const float covered = writing.Covers(x, y, edge);
      if (covered > 0) {
        colour = Mix(colour, scene.ink, covered * (1 - scene.grain * Tooth(x / 0.004f, y / 0.004f, tooth_seed)));
      }
      if (scene.sheet_width > 0) {
        const float outside = std::max(std::fabs(x) - scene.sheet_width, std::fabs(y) - scene.sheet_height);
        if (outside > -edge) colour = Mix(colour, Wood(scene.desk, x, y, tooth_seed), SmoothStep(-edge, edge, outside));
      }
      float light = 1 - scene.gradient * SmoothStep(-0.7f, 0.7f, u * light_u + v * light_v);
      light *= 1 - scene.shadow * SmoothStep(-0.06f, 0.06f, u * shadow_u + v * shadow_v - shadow_place);
      for (const float reflectance : colour) image.push_back(reflectance * light);
    }
  }
  if (scene.blur > 0) Blur(image, scene.width, scene.height, scene.blur);

  Grain grain;
  std::vector<std::uint8_t> rgb;
  rgb.reserve(image.size());
  for (std::size_t i = 0; i < image.size(); i += 3) {
    // The camera's noise is of brightness more than of colour.
    const float noise = scene.noise > 0 ? scene.noise * grain.Next(random) : 0;
    for (std::size_t c = 0; c < 3; ++c) {
      rgb.push_back(static_cast<std::uint8_t>(std::clamp(255 * image[i + c] + noise + 0.5f, 0.0f, 255.0f)));
    }
  }
  return rgb;
}

void CropToInk(const Ink& ink, float margin, Scene& scene) {
  const Frame frame(ink);
  // The pen's width beside the longer side's one, then all of it in units of the shorter side.
  const float pen = scene.pen_width, longest = static_cast<float>(std::max(scene.width, scene.height));
  const float wide = (frame.right - frame.left) / frame.extent() + pen + 2 * margin;
  const float high = (frame.bottom - frame.top) / frame.extent() + pen + 2 * margin;
  scene.width = static_cast<int>(std::lround(longest * wide / std::max(wide, high)));
  scene.height = static_cast<int>(std::lround(longest * high / std::max(wide, high)));
  scene.fill = 1 / std::min(wide, high);
  scene.pen_width = pen * scene.fill;
  scene.offset_x = scene.offset_y = 0;
}

std::vector<std::uint8_t> EncodeJpeg(const std::vector<std::uint8_t>& rgb, int width, int height, int quality) {
  std::vector<std::uint8_t> bytes;
  const auto append = [](void* to, void* data, int size) {
    const auto* begin = static_cast<const std::uint8_t*>(data);
    static_cast<std::vector<std::uint8_t>*>(to)->insert(static_cast<std::vector<std::uint8_t>*>(to)->end(), begin,
                                                        begin + size);
  };
  stbi_write_jpg_to_func(append, &bytes, width, height, 3, rgb.data(), quality);
  return bytes;
}

}  // namespace emnist
