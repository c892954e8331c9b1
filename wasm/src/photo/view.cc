#include "photo/view.h"

#include <algorithm>
#include <cmath>

namespace emnist {
namespace {

using Matrix = std::array<float, 9>;

Matrix Product(const Matrix& a, const Matrix& b) {
  Matrix product{};
  for (std::size_t row = 0; row < 9; row += 3) {
    for (std::size_t column = 0; column < 3; ++column) {
      for (std::size_t i = 0; i < 3; ++i) product[row + column] += a[row + i] * b[3 * i + column];
    }
  }
  return product;
}

Place Map(const Matrix& m, float u, float v) {
  const float w = std::max(m[6] * u + m[7] * v + m[8], 0.1f);  // what is beyond the horizon is not seen
  return {(m[0] * u + m[1] * v + m[2]) / w, (m[3] * u + m[4] * v + m[5]) / w};
}

// The unit square to a convex quadrilateral, after Heckbert (1989).
Matrix SquareTo(const std::array<Place, 4>& corner) {
  const auto& [a, b, c, d] = corner;
  const float sum_x = a.x - b.x + c.x - d.x, sum_y = a.y - b.y + c.y - d.y;
  const float bx = b.x - c.x, by = b.y - c.y, dx = d.x - c.x, dy = d.y - c.y;
  const float area = bx * dy - dx * by;
  const float g = (sum_x * dy - dx * sum_y) / area;
  const float h = (bx * sum_y - sum_x * by) / area;
  return {b.x - a.x + g * b.x, d.x - a.x + h * d.x, a.x, b.y - a.y + g * b.y, d.y - a.y + h * d.y, a.y, g, h, 1};
}

float Distance(Place a, Place b) { return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)); }

}  // namespace

View::View(int width, int height)
    : matrix_{static_cast<float>(width), 0, 0, 0, static_cast<float>(height), 0, 0, 0, 1},
      width_(static_cast<float>(width)),
      height_(static_cast<float>(height)) {}

View View::Straightened(const std::array<Place, 4>& corners) const {
  std::array<Place, 4> seen;
  for (std::size_t i = 0; i < 4; ++i) seen[i] = At(corners[i].x, corners[i].y);
  return {Product(matrix_, SquareTo(corners)), (Distance(seen[0], seen[1]) + Distance(seen[3], seen[2])) * 0.5f,
          (Distance(seen[0], seen[3]) + Distance(seen[1], seen[2])) * 0.5f};
}

View View::Cropped(Place top_left, Place bottom_right) const {
  const float width = bottom_right.x - top_left.x, height = bottom_right.y - top_left.y;
  return {Product(matrix_, {width, 0, top_left.x, 0, height, top_left.y, 0, 0, 1}), width_ * width, height_ * height};
}

Place View::At(float u, float v) const { return Map(matrix_, u, v); }

void Resample(Plane<const std::uint8_t> picture, const View& view, const Box& content, Plane<std::uint8_t> to) {
  const float width = static_cast<float>(content.width()), height = static_cast<float>(content.height());
  const float right = static_cast<float>(picture.width - 1), bottom = static_cast<float>(picture.height - 1);
  const auto sample = [&](float u, float v) {
    const Place place = view.At(u, v);
    const float x = std::clamp(place.x - 0.5f, 0.0f, right), y = std::clamp(place.y - 0.5f, 0.0f, bottom);
    const int left = static_cast<int>(x), top = static_cast<int>(y);
    const std::uint8_t* above = &picture.at(left, top);
    const std::uint8_t* below = top + 1 < picture.height ? above + picture.width : above;
    const int next = left + 1 < picture.width ? 1 : 0;
    const float part_x = x - static_cast<float>(left), part_y = y - static_cast<float>(top);
    const float upper = above[0] + part_x * static_cast<float>(above[next] - above[0]);
    const float lower = below[0] + part_x * static_cast<float>(below[next] - below[0]);
    return upper + part_y * (lower - upper);
  };
  // Each sample interpolates over a pixel of the picture, and no view is shrunk to less than half.
  const int samples = view.width() > width || view.height() > height ? 2 : 1;
  const float step = 1 / static_cast<float>(samples), first = step * 0.5f;
  for (int y = 0; y < to.height; ++y) {
    const float v = static_cast<float>(std::clamp(y, content.top, content.bottom - 1) - content.top);
    for (int x = 0; x < to.width; ++x) {
      const float u = static_cast<float>(std::clamp(x, content.left, content.right - 1) - content.left);
      float sum = 0;
      for (int i = 0; i < samples * samples; ++i) {
        const int across = i % samples, down = i / samples;
        sum += sample((u + first + step * static_cast<float>(across)) / width,
                      (v + first + step * static_cast<float>(down)) / height);
      }
      to.at(x, y) = static_cast<std::uint8_t>(sum / static_cast<float>(samples * samples) + 0.5f);
    }
  }
}

}  // namespace emnist
