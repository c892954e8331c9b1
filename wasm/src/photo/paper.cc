// Paper is what is left when everything narrower than a thick marker is closed over, which follows the edge of a shadow
// but not a stroke. Knows nothing of characters.
#include "photo/paper.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "photo/counts.h"

namespace emnist {
namespace {

constexpr int kMinimumContrast = 14;  // grey levels between the means of ink and paper

constexpr int kWidestStrokeShare = 4;  // a stroke is narrower than 1/4 of the picture
constexpr int kLongestLine = 256;

// Replaces each value of a line by the largest of the values within `reach` of it, the ends repeated. Van Herk and
// Gil–Werman: running maxima of blocks, forward and backward, so that the cost does not depend on the reach.
void WidenLine(std::uint8_t* line, int length, int step, int reach) {
  const int block = (2 * reach) | 1;  // 2 · reach + 1, which the analyzer sees is never 0
  const int padded = length + 2 * reach;
  std::array<std::uint8_t, 2 * kLongestLine> forward, backward;
  const auto value = [&](int i) { return line[std::clamp(i - reach, 0, length - 1) * step]; };
  const auto at = [](auto& a, int i) -> std::uint8_t& { return a[static_cast<std::size_t>(i)]; };
  for (int i = 0; i < padded; ++i) {
    at(forward, i) = i % block == 0 ? value(i) : std::max(at(forward, i - 1), value(i));
  }
  for (int i = padded - 1; i >= 0; --i) {
    const bool block_ends = i == padded - 1 || i % block == block - 1;
    at(backward, i) = block_ends ? value(i) : std::max(at(backward, i + 1), value(i));
  }
  for (int i = 0; i < length; ++i) line[i * step] = std::max(at(backward, i), at(forward, i + 2 * reach));
}

void Invert(Plane<std::uint8_t> plane) {
  for (std::uint8_t& value : plane.pixels()) value = static_cast<std::uint8_t>(255 - value);
}

// Morphological closing by a square: dark things narrower than `window` pixels take the brightness around them.
void Close(Plane<std::uint8_t> plane, int window) {
  for (int pass = 0; pass < 2; ++pass) {
    for (int y = 0; y < plane.height; ++y) WidenLine(plane.row(y), plane.width, 1, window / 2);
    for (int x = 0; x < plane.width; ++x) WidenLine(plane.data + x, plane.height, plane.width, window / 2);
    Invert(plane);  // what is bright widened, then what is dark
  }
}

}  // namespace

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

bool InkIsDarker(Plane<const std::uint8_t> grey) {
  // A stroke differs from all that lies around it, paper from little: so the cubes of the differences add up to the
  // ink's side. What light does is the same on both sides of a place, and noise is weak.
  const int apart = std::max(grey.width, grey.height) / 6;
  std::int64_t balance = 0;
  for (int y = 0; y < grey.height; ++y) {
    for (int x = 0; x < grey.width; ++x) {
      const int around = grey.at(std::max(x - apart, 0), y) + grey.at(std::min(x + apart, grey.width - 1), y) +
                         grey.at(x, std::max(y - apart, 0)) + grey.at(x, std::min(y + apart, grey.height - 1));
      const int difference = around - 4 * grey.at(x, y);
      balance += std::int64_t{difference} * difference * difference;
    }
  }
  return balance >= 0;
}

void GreyToInk(Plane<std::uint8_t> grey, bool ink_is_darker, Plane<std::uint8_t> scratch) {
  if (!ink_is_darker) Invert(grey);
  std::copy_n(grey.data, grey.size(), scratch.data);
  Close(scratch, std::max(grey.width, grey.height) / kWidestStrokeShare);
  for (std::size_t i = 0; i < grey.size(); ++i) {
    grey.data[i] = static_cast<std::uint8_t>(scratch.data[i] - grey.data[i]);
  }
}

InkLevels FindInkLevels(Plane<const std::uint8_t> ink) {
  const Counts counts = CountLevels(ink);
  const int middle = Percentile(counts, 50), low = Percentile(counts, 10), strongest = Strongest(counts);
  // Where bold strokes fill half of the picture, its spread is not the paper's.
  const int faintest = std::min(middle + 4 * (middle - low) + 6, std::max(strongest / 3, 6));
  return {faintest, std::max(faintest, strongest / 5)};
}

std::uint8_t Threshold(Plane<const std::uint8_t> plane, int lowest) {
  const Counts counts = CountLevels(plane);
  int threshold = lowest;
  for (int i = 0; i < 64; ++i) {
    const int below = Between(counts, 0, threshold + 1).mean(), above = Between(counts, threshold + 1, 256).mean();
    if (above < 0) return 255;
    if (above - below < kMinimumContrast) lowest = threshold + 2;
    threshold = std::min(254, std::max(lowest, (below + above) / 2));
  }
  return static_cast<std::uint8_t>(threshold);
}

}  // namespace emnist
