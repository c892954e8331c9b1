// Paper is what is left when everything narrower than a thick marker is closed over, which follows the edge of a shadow
// but not a stroke. Which side the ink is on is told by the medians of large tiles, which ink, being the smaller part
// of any neighbourhood, does not move. Knows nothing of characters.
#include "photo/paper.h"

#include <array>
#include <cstddef>

namespace emnist {
namespace {

constexpr int kTiles = 8;             // per side
constexpr int kReach = 1;             // a tile's statistics include so many neighbours on each side
constexpr int kLevels = 64;           // of the tile histograms; grey / 4
constexpr int kMinimumContrast = 14;  // grey levels between the means of ink and paper

constexpr int kWidestStrokeShare = 4;  // a stroke is narrower than 1/4 of the picture
constexpr int kLongestLine = 256;

using Histogram = std::array<std::uint32_t, kLevels>;
using TileGrid = std::array<std::array<int, kTiles>, kTiles>;  // grey values × 256

int TileOf(int position, int length) { return position * kTiles / length; }

// The median grey value of each tile's neighbourhood.
TileGrid TileMedians(Plane<const std::uint8_t> grey) {
  static_assert(kLevels * 4 == 256);
  std::array<std::array<Histogram, kTiles>, kTiles> histograms{};
  for (int y = 0; y < grey.height; ++y) {
    auto& tiles = histograms[static_cast<std::size_t>(TileOf(y, grey.height))];
    for (int x = 0; x < grey.width; ++x) {
      ++tiles[static_cast<std::size_t>(TileOf(x, grey.width))][grey.at(x, y) / 4u];
    }
  }
  TileGrid medians{};
  for (int row = 0; row < kTiles; ++row) {
    for (int column = 0; column < kTiles; ++column) {
      Histogram sum{};
      std::uint32_t total = 0;
      for (int v = std::max(0, row - kReach); v <= std::min(kTiles - 1, row + kReach); ++v) {
        for (int u = std::max(0, column - kReach); u <= std::min(kTiles - 1, column + kReach); ++u) {
          const Histogram& tile = histograms[static_cast<std::size_t>(v)][static_cast<std::size_t>(u)];
          for (std::size_t i = 0; i < kLevels; ++i) {
            sum[i] += tile[i];
            total += tile[i];
          }
        }
      }
      const std::uint32_t wanted = total / 2;
      std::uint32_t below = 0;
      std::size_t level = 0;
      while (level + 1 < kLevels && below + sum[level] <= wanted) below += sum[level++];
      // Between the level's borders as the count falls between its own.
      const std::uint32_t within = sum[level] > 0 ? (wanted - below) * 1024 / sum[level] : 512;
      medians[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] =
          static_cast<int>(static_cast<std::uint32_t>(level) * 1024 + within);
    }
  }
  return medians;
}

// Calls visit(x, y, median) for every pixel, with the tile values interpolated between tile centres.
template <typename Visit>
void ForEachMedian(const TileGrid& tiles, int width, int height, Visit visit) {
  // Position of a pixel centre among the tile centres, in 1/256 tiles.
  const auto place = [](int position, int length) {
    return std::clamp(((2 * position + 1) * kTiles * 128) / length - 128, 0, (kTiles - 1) * 256);
  };
  for (int y = 0; y < height; ++y) {
    const int v = place(y, height);
    const auto top = static_cast<std::size_t>(v / 256);
    const std::size_t bottom = std::min<std::size_t>(top + 1, kTiles - 1);
    for (int x = 0; x < width; ++x) {
      const int u = place(x, width);
      const auto left = static_cast<std::size_t>(u / 256);
      const std::size_t right = std::min<std::size_t>(left + 1, kTiles - 1);
      const int above = tiles[top][left] * (256 - u % 256) + tiles[top][right] * (u % 256);
      const int below = tiles[bottom][left] * (256 - u % 256) + tiles[bottom][right] * (u % 256);
      visit(x, y, (above / 256 * (256 - v % 256) + below / 256 * (v % 256)) >> 16);
    }
  }
}

// Ink differs strongly from the paper and noise weakly, so the cubes of all differences add up to the ink's side.
bool InkIsDarker(Plane<const std::uint8_t> grey) {
  const TileGrid medians = TileMedians(grey);
  std::int64_t balance = 0;
  ForEachMedian(medians, grey.width, grey.height, [&](int x, int y, int median) {
    const int difference = median - grey.at(x, y);
    balance += difference * difference * difference;
  });
  return balance >= 0;
}

// 3 × 3 binomial blur against grain and compression, borders repeated.
void Smooth(Plane<std::uint8_t> plane, Plane<std::uint8_t> scratch) {
  std::copy_n(plane.data, plane.size(), scratch.data);
  for (int y = 0; y < plane.height; ++y) {
    const std::uint8_t* rows[3] = {scratch.row(std::max(0, y - 1)), scratch.row(y),
                                   scratch.row(std::min(plane.height - 1, y + 1))};
    const auto column = [&](int x) { return rows[0][x] + 2 * rows[1][x] + rows[2][x]; };
    for (int x = 0; x < plane.width; ++x) {
      const int sum = column(std::max(0, x - 1)) + 2 * column(x) + column(std::min(plane.width - 1, x + 1));
      plane.at(x, y) = static_cast<std::uint8_t>((sum + 8) / 16);
    }
  }
}

// Replaces each value of a line by the extreme of the values within `reach` of it, the ends repeated. Van Herk and
// Gil–Werman: running extremes of blocks, forward and backward, so that the cost does not depend on the reach.
template <typename Extreme>
void FilterLine(std::uint8_t* line, int length, int step, int reach, Extreme extreme) {
  const int block = 2 * reach + 1;
  const int padded = length + 2 * reach;
  std::array<std::uint8_t, 2 * kLongestLine> forward, backward;
  const auto value = [&](int i) { return line[std::clamp(i - reach, 0, length - 1) * step]; };
  const auto at = [](auto& a, int i) -> std::uint8_t& { return a[static_cast<std::size_t>(i)]; };
  for (int i = 0; i < padded; ++i) {
    at(forward, i) = i % block == 0 ? value(i) : extreme(at(forward, i - 1), value(i));
  }
  for (int i = padded - 1; i >= 0; --i) {
    const bool block_ends = i == padded - 1 || i % block == block - 1;
    at(backward, i) = block_ends ? value(i) : extreme(at(backward, i + 1), value(i));
  }
  for (int i = 0; i < length; ++i) line[i * step] = extreme(at(backward, i), at(forward, i + 2 * reach));
}

// Morphological closing by a square: dark things narrower than `window` pixels take the brightness around them.
void Close(Plane<std::uint8_t> plane, int window) {
  const int reach = window / 2;
  const auto brighter = [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); };
  const auto darker = [](std::uint8_t a, std::uint8_t b) { return std::min(a, b); };
  const auto filter = [&](auto extreme) {
    for (int y = 0; y < plane.height; ++y) FilterLine(plane.row(y), plane.width, 1, reach, extreme);
    for (int x = 0; x < plane.width; ++x) FilterLine(plane.data + x, plane.height, plane.width, reach, extreme);
  };
  filter(brighter);
  filter(darker);
}

}  // namespace

void GreyToInk(Plane<std::uint8_t> grey, Plane<std::uint8_t> scratch) {
  Smooth(grey, scratch);
  if (!InkIsDarker({grey.data, grey.width, grey.height})) {
    for (std::uint8_t& value : grey.pixels()) value = static_cast<std::uint8_t>(255 - value);
  }
  std::copy_n(grey.data, grey.size(), scratch.data);
  Close(scratch, std::max(grey.width, grey.height) / kWidestStrokeShare);
  for (std::size_t i = 0; i < grey.size(); ++i) {
    grey.data[i] = static_cast<std::uint8_t>(scratch.data[i] - grey.data[i]);
  }
}

std::uint8_t InkThreshold(Plane<const std::uint8_t> ink) {
  std::array<std::int64_t, 256> histogram{};
  for (const std::uint8_t strength : ink.pixels()) ++histogram[strength];
  std::int64_t total = 0;
  for (std::size_t i = 0; i < histogram.size(); ++i) total += static_cast<std::int64_t>(i) * histogram[i];

  const auto pixels = static_cast<std::int64_t>(ink.size());
  std::int64_t count = 0, sum = 0;
  double best = -1;
  int threshold = 255;
  for (int level = 0; level < 255; ++level) {
    count += histogram[static_cast<std::size_t>(level)];
    sum += level * histogram[static_cast<std::size_t>(level)];
    if (count == 0 || count == pixels) continue;
    const double paper = static_cast<double>(sum) / static_cast<double>(count);
    const double strokes = static_cast<double>(total - sum) / static_cast<double>(pixels - count);
    const double gap = strokes - paper;
    const double variance = static_cast<double>(count) * static_cast<double>(pixels - count) * gap * gap;
    if (variance > best) {
      best = variance;
      threshold = gap >= kMinimumContrast ? level : 255;
    }
  }
  return static_cast<std::uint8_t>(threshold);
}

}  // namespace emnist
