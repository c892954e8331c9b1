#include "photo/colour.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace emnist {
namespace {

using Direction = std::array<float, 3>;

// Lays what is transparent on white, or on black when the opaque part is bright.
void Flatten(std::span<std::uint8_t> rgba) {
  std::uint64_t weighted = 0, opacity = 0;
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const std::uint32_t sum = 0u + rgba[i] + rgba[i + 1] + rgba[i + 2];
    weighted += sum * rgba[i + 3];
    opacity += rgba[i + 3];
  }
  const std::uint32_t backdrop = weighted < 3 * 128 * opacity ? 255 : 0;
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const std::uint32_t alpha = rgba[i + 3];
    for (std::size_t c = 0; c < 3; ++c) {
      rgba[i + c] = static_cast<std::uint8_t>((rgba[i + c] * alpha + backdrop * (255 - alpha) + 127) / 255);
    }
  }
}

// The principal axis of the differences between places a few pixels apart, strong ones counting most: those are between
// ink and paper, wherever they lie and however the light changes.
Direction StrongestContrast(std::span<const std::uint8_t> rgba, int width, int height) {
  constexpr int kApart = 4;  // wide enough for JPEG's coarse colour
  std::array<std::array<float, 3>, 3> scatter{};
  const auto compare = [&](std::size_t a, std::size_t b) {
    std::array<int, 3> d;
    int squared = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      d[c] = rgba[a + c] - rgba[b + c];
      squared += d[c] * d[c];
    }
    if (squared < 256) return;  // noise
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j)
        scatter[i][j] += static_cast<float>(squared) * static_cast<float>(d[i] * d[j]);
    }
  };
  for (int y = 0; y < height; y += 2) {
    for (int x = 0; x < width; x += 2) {
      const auto at = static_cast<std::size_t>(y * width + x) * 4;
      if (x + kApart < width) compare(at, at + 4 * kApart);
      if (y + kApart < height) compare(at, at + static_cast<std::size_t>(4 * kApart * width));
    }
  }
  std::size_t first = 0;
  for (std::size_t i = 1; i < 3; ++i) {
    if (scatter[i][i] > scatter[first][first]) first = i;
  }
  if (scatter[first][first] <= 0) return {1, 1, 1};
  Direction direction = scatter[first];
  for (int i = 0; i < 8; ++i) {
    float largest = 0;
    for (const float part : direction) largest = std::max(largest, std::fabs(part));
    Direction next{};
    for (std::size_t row = 0; row < 3; ++row) {
      for (std::size_t c = 0; c < 3; ++c) next[row] += scatter[row][c] * (direction[c] / largest);
    }
    direction = next;
  }
  return direction;
}

}  // namespace

Plane<std::uint8_t> ToGrey(std::span<std::uint8_t> rgba, int width, int height) {
  rgba = rgba.first(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
  Flatten(rgba);
  const Direction direction = StrongestContrast(rgba, width, height);
  const float total = std::fabs(direction[0]) + std::fabs(direction[1]) + std::fabs(direction[2]);
  std::array<int, 3> weight;
  int offset = 128;  // rounds, and lifts what is weighed negatively
  for (std::size_t c = 0; c < 3; ++c) {
    weight[c] = static_cast<int>(std::floor(direction[c] / total * 256.0f));
    if (weight[c] < 0) offset -= 255 * weight[c];
  }
  for (std::size_t i = 0; i < rgba.size() / 4; ++i) {
    int sum = offset;
    for (std::size_t c = 0; c < 3; ++c) sum += weight[c] * rgba[4 * i + c];
    rgba[i] = static_cast<std::uint8_t>(std::clamp(sum >> 8, 0, 255));
  }
  return {rgba.data(), width, height};
}

}  // namespace emnist
