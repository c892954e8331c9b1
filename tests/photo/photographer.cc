#include "photographer.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb/stb_image_write.h>
#pragma clang diagnostic pop

namespace emnist {
namespace {

using Image = std::vector<float>;  // brightness 0 … 1

float Between(float low, float high, std::mt19937& random) {
  return std::uniform_real_distribution<float>(low, high)(random);
}

float SmoothStep(float from, float to, float x) {
  const float t = std::clamp((x - from) / (to - from), 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

// Ink as segments on the page, whose middle is 0, 0 and whose unit is a picture's shorter side.
struct Segment {
  float ax, ay, dx, dy;
};

std::vector<Segment> OnPage(const Ink& ink, const Scene& scene) {
  float left = 1e9f, right = -1e9f, top = 1e9f, bottom = -1e9f;
  for (const Point& p : ink.points) {
    left = std::min(left, p.x);
    right = std::max(right, p.x);
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  }
  const float extent = std::max({right - left, bottom - top, 1e-6f});
  const float scale = scene.fill / extent;
  std::vector<Segment> segments;
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ink.stroke_ends) {
    for (std::uint32_t i = begin; i < end; ++i) {
      const Point a = ink.points[i];
      const Point b = ink.points[std::min(i + 1, end - 1)];
      segments.push_back({(a.x - (left + right) / 2) * scale + scene.offset_x,
                          (a.y - (top + bottom) / 2) * scale + scene.offset_y, (b.x - a.x) * scale,
                          (b.y - a.y) * scale});
    }
    begin = end;
  }
  return segments;
}

float DistanceToInk(const std::vector<Segment>& segments, float x, float y) {
  float nearest = 1e9f;
  for (const Segment& s : segments) {
    const float px = x - s.ax, py = y - s.ay;
    const float length_squared = s.dx * s.dx + s.dy * s.dy;
    const float t = length_squared > 0 ? std::clamp((px * s.dx + py * s.dy) / length_squared, 0.0f, 1.0f) : 0.0f;
    const float ex = px - t * s.dx, ey = py - t * s.dy;
    nearest = std::min(nearest, ex * ex + ey * ey);
  }
  return std::sqrt(nearest);
}

// A value between 0 and 1 that varies over `cell` page units, the same for the same place: the tooth of the paper.
float Tooth(float x, float y, float cell, std::uint32_t seed) {
  const auto hash = [&](int u, int v) {
    std::uint32_t h = seed ^ static_cast<std::uint32_t>(u) * 0x9E3779B1u ^ static_cast<std::uint32_t>(v) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0x2C1B3C6Du;
    return static_cast<float>((h ^ h >> 13) & 0xFFFF) / 65535.0f;
  };
  return hash(static_cast<int>(std::floor(x / cell)), static_cast<int>(std::floor(y / cell)));
}

void Blur(Image& image, int width, int height, float sigma) {
  const int reach = static_cast<int>(std::ceil(3 * sigma));
  std::vector<float> kernel;
  for (int i = -reach; i <= reach; ++i) kernel.push_back(std::exp(-static_cast<float>(i * i) / (2 * sigma * sigma)));
  const auto pass = [&](int length, int lines, int step, int line_step) {
    Image line(static_cast<std::size_t>(length));
    for (int l = 0; l < lines; ++l) {
      for (int i = 0; i < length; ++i) {
        float sum = 0, weight = 0;
        for (int k = -reach; k <= reach; ++k) {
          const int j = std::clamp(i + k, 0, length - 1);
          sum +=
              kernel[static_cast<std::size_t>(k + reach)] * image[static_cast<std::size_t>(l * line_step + j * step)];
          weight += kernel[static_cast<std::size_t>(k + reach)];
        }
        line[static_cast<std::size_t>(i)] = sum / weight;
      }
      for (int i = 0; i < length; ++i)
        image[static_cast<std::size_t>(l * line_step + i * step)] = line[static_cast<std::size_t>(i)];
    }
  };
  pass(width, height, 1, width);
  pass(height, width, width, 1);
}

}  // namespace

std::vector<std::uint8_t> Photograph(const Ink& ink, const Scene& scene, std::mt19937& random) {
  const std::vector<Segment> segments = OnPage(ink, scene);
  const float unit = static_cast<float>(std::min(scene.width, scene.height));
  const float line_gap = Between(0.14f, 0.3f, random);
  const float line_phase = Between(0, line_gap, random);
  const float line_width = Between(0.004f, 0.007f, random);
  const float shadow_direction = Between(0, 2 * std::numbers::pi_v<float>, random);
  const float shadow_place = Between(-0.25f, 0.25f, random);
  const float light_direction = Between(0, 2 * std::numbers::pi_v<float>, random);
  const auto tooth_seed = static_cast<std::uint32_t>(random());

  Image image(static_cast<std::size_t>(scene.width * scene.height));
  for (int row = 0; row < scene.height; ++row) {
    for (int column = 0; column < scene.width; ++column) {
      // From the picture back to the page: keystone, then rotation.
      const float u = (static_cast<float>(column) + 0.5f - static_cast<float>(scene.width) / 2) / unit;
      const float v = (static_cast<float>(row) + 0.5f - static_cast<float>(scene.height) / 2) / unit;
      const float far = 1 - scene.keystone * v;
      const float x = (u * std::cos(scene.tilt) - v * std::sin(scene.tilt)) * far;
      const float y = (u * std::sin(scene.tilt) + v * std::cos(scene.tilt)) * far;

      const float edge = 0.7f / unit;
      const auto near_line = [&](float place) {
        const float phase = std::fabs(std::remainder(place - line_phase, line_gap));
        return 1 - SmoothStep(line_width / 2 - edge / 2, line_width / 2 + edge, phase);
      };
      float printed = near_line(y);
      if (scene.squared) printed = std::max(printed, near_line(x));
      // Far from all ink, which is most of the page, there is no distance to measure.
      const bool far_from_ink = std::max(std::fabs(x - scene.offset_x), std::fabs(y - scene.offset_y)) >
                                scene.fill / 2 + scene.pen_width + edge;
      float covered = far_from_ink ? 0
                                   : 1 - SmoothStep(scene.pen_width / 2 - edge, scene.pen_width / 2 + edge,
                                                    DistanceToInk(segments, x, y));
      covered *= 1 - scene.grain * Tooth(x, y, 0.004f, tooth_seed);

      float reflectance = scene.light_on_dark ? 1 - scene.paper : scene.paper;
      const float inked =
          scene.light_on_dark ? reflectance + scene.ink * (1 - reflectance) : reflectance * (1 - scene.ink);
      const float lined =
          scene.light_on_dark ? reflectance + scene.ruled * (1 - reflectance) : reflectance * (1 - scene.ruled);
      reflectance += printed * (lined - reflectance);
      reflectance += covered * (inked - reflectance);

      float light =
          1 - scene.gradient * SmoothStep(-0.7f, 0.7f, u * std::cos(light_direction) + v * std::sin(light_direction));
      light *=
          1 - scene.shadow * SmoothStep(-0.06f, 0.06f,
                                        u * std::cos(shadow_direction) + v * std::sin(shadow_direction) - shadow_place);
      image[static_cast<std::size_t>(row * scene.width + column)] = reflectance * light;
    }
  }
  if (scene.blur > 0) Blur(image, scene.width, scene.height, scene.blur);

  std::normal_distribution<float> grain(0, 1);
  std::vector<std::uint8_t> rgb;
  for (const float brightness : image) {
    const float noisy = 255 * brightness + (scene.noise > 0 ? scene.noise * grain(random) : 0);
    const auto grey = static_cast<std::uint8_t>(std::clamp(noisy + 0.5f, 0.0f, 255.0f));
    rgb.insert(rgb.end(), 3, grey);
  }
  return rgb;
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

const std::vector<std::string>& SceneNames() {
  static const std::vector<std::string> names = {"plain",  "gradient", "shadow", "ruled",  "squared", "blurred",
                                                 "tilted", "noisy",    "pencil", "marker", "chalk",   "everything"};
  return names;
}

Scene RandomScene(const std::string& name, std::mt19937& random) {
  const auto between = [&](float low, float high) { return Between(low, high, random); };
  Scene scene;
  scene.width = static_cast<int>(between(320, 720));
  scene.height = static_cast<int>(between(320, 720));
  scene.pen_width = between(0.018f, 0.035f);
  scene.ink = between(0.6f, 0.9f);
  scene.fill = between(0.4f, 0.75f);
  scene.offset_x = between(-0.08f, 0.08f);
  scene.offset_y = between(-0.08f, 0.08f);
  scene.paper = between(0.75f, 0.97f);
  scene.noise = between(0, 3);
  scene.jpeg_quality = static_cast<int>(between(70, 92));
  const bool all = name == "everything";
  if (name == "gradient" || all) scene.gradient = between(0.2f, 0.5f);
  if (name == "shadow" || all) scene.shadow = between(0.2f, 0.45f);
  if (name == "ruled" || all) scene.ruled = between(0.1f, 0.35f);
  if (name == "squared") {
    scene.ruled = between(0.1f, 0.3f);
    scene.squared = true;
  }
  if (name == "blurred" || all) scene.blur = between(1.0f, 3.0f);
  if (name == "tilted" || all) {
    scene.tilt = between(-0.1f, 0.1f);
    scene.keystone = between(-0.15f, 0.15f);
  }
  if (name == "noisy" || all) {
    scene.noise = between(6, 14);
    scene.jpeg_quality = static_cast<int>(between(30, 60));
  }
  if (name == "pencil") {
    scene.pen_width = between(0.008f, 0.014f);
    scene.ink = between(0.45f, 0.65f);
    scene.grain = between(0.3f, 0.6f);
  }
  if (name == "marker") {
    scene.pen_width = between(0.05f, 0.09f);
    scene.ink = between(0.75f, 0.95f);
  }
  if (name == "chalk") {
    scene.light_on_dark = true;
    scene.paper = between(0.7f, 0.9f);
    scene.grain = between(0.2f, 0.5f);
    scene.pen_width = between(0.025f, 0.045f);
  }
  return scene;
}

}  // namespace emnist
