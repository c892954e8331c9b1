// Two passes: distances along columns, then along each row the lower envelope of the columns' parabolas.
#include "photo/distance.h"

#include <algorithm>
#include <array>

namespace emnist {
namespace {

// First row at which the parabola of column `u` undercuts that of column `i` < u: g are the squared column distances.
int Crossing(int i, int u, int gi, int gu) { return (u * u - i * i + gu - gi) / (2 * (u - i)); }

}  // namespace

void SquaredDistances(Plane<const std::uint8_t> mask, std::uint8_t target, Plane<std::int32_t> squared) {
  const int width = mask.width;
  const int height = mask.height;
  const int far = width + height;

  for (int x = 0; x < width; ++x) {
    int distance = far;
    for (int y = 0; y < height; ++y) {
      distance = mask.at(x, y) == target ? 0 : std::min(far, distance + 1);
      squared.at(x, y) = distance;
    }
    for (int y = height - 2; y >= 0; --y) {
      squared.at(x, y) = std::min(squared.at(x, y), squared.at(x, y + 1) + 1);
    }
  }

  std::array<int, kMaxDistanceSide> column, start, g;
  for (int y = 0; y < height; ++y) {
    std::int32_t* row = squared.row(y);
    for (int x = 0; x < width; ++x) g[static_cast<std::size_t>(x)] = row[x] * row[x];
    const auto value = [&](int x, int i) { return (x - i) * (x - i) + g[static_cast<std::size_t>(i)]; };
    int last = 0;
    column[0] = 0;
    start[0] = 0;
    const auto at = [](std::array<int, kMaxDistanceSide>& a, int i) -> int& { return a[static_cast<std::size_t>(i)]; };
    for (int u = 1; u < width; ++u) {
      while (last >= 0 && value(at(start, last), at(column, last)) > value(at(start, last), u)) --last;
      if (last < 0) {
        last = 0;
        at(column, 0) = u;
        at(start, 0) = 0;
        continue;
      }
      const int i = at(column, last);
      const int from = 1 + Crossing(i, u, at(g, i), at(g, u));
      if (from < width) {
        ++last;
        at(column, last) = u;
        at(start, last) = from;
      }
    }
    for (int x = width - 1; x >= 0; --x) {
      row[x] = value(x, at(column, last));
      if (x == at(start, last)) --last;
    }
  }
}

}  // namespace emnist
