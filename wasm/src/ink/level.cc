// The height of letters is found at the turning points of the pen: going down it mostly turns at the baseline, going
// up at the height of small letters. The middle half of all turns each way leaves out tails, tall letters and
// flourishes, so that one g does not halve everything else as the bounding box would.
#include "ink/level.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace emnist {
namespace {

constexpr double kTurn = 0.12;         // of the height: smaller turns are an unsteady hand
constexpr double kSlopeCaution = 1.5;  // squared heights; ink not much wider than high keeps its slope
constexpr double kMostUnits = 2.5;     // that count as height: a long line that waves is higher than its letters
constexpr double kMinUnit = 1.0 / 12;  // of the height of all ink
constexpr int kPasses = 3;             // height, slope and turns depend on each other

struct Extent {
  double low = 1e30, high = -1e30;

  void Include(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  double size() const { return high - low; }
};

template <typename Visit>
void ForEachSegment(std::span<const Stroke> strokes, Visit visit) {
  for (const Stroke& stroke : strokes) {
    for (std::size_t i = 1; i < stroke.points.size(); ++i) visit(stroke.points[i - 1], stroke.points[i]);
  }
}

// The line through the ink, weighted by its length, drawn towards level the less the wider the ink is.
double FindSlope(std::span<const Stroke> strokes, double left, double top, double height) {
  double length = 0, sum_x = 0, sum_y = 0, sum_xx = 0, sum_xy = 0;
  ForEachSegment(strokes, [&](Point a, Point b) {
    const double dx = double{b.x} - double{a.x}, dy = double{b.y} - double{a.y};
    const double weight = std::sqrt(dx * dx + dy * dy);
    const double x = (double{a.x} + double{b.x}) * 0.5 - left, y = (double{a.y} + double{b.y}) * 0.5 - top;
    length += weight;
    sum_x += weight * x;
    sum_y += weight * y;
    sum_xx += weight * (x * x + dx * dx / 12);  // a segment's own spread: cutting it in two changes nothing
    sum_xy += weight * (x * y + dx * dy / 12);
  });
  if (!(length > 0)) return 0;
  const double spread = sum_xx / length - sum_x / length * (sum_x / length);
  const double together = sum_xy / length - sum_x / length * (sum_y / length);
  const double caution = kSlopeCaution * height * height;
  return spread + caution > 0 ? together / (spread + caution) : 0;
}

// Heights at which the pen turned, the middle half of them averaged. Rather the first ones than none of a scribble's
// thousands.
class Turns {
 public:
  void Add(double y) {
    if (count_ < y_.size()) y_[count_++] = y;
  }
  bool empty() const { return count_ == 0; }
  double Middle() {
    std::sort(y_.begin(), y_.begin() + static_cast<std::ptrdiff_t>(count_));
    const std::size_t first = count_ / 4, end = count_ - first;
    double sum = 0;
    for (std::size_t i = first; i < end; ++i) sum += y_[i];
    return sum / static_cast<double>(end - first);
  }

 private:
  std::array<double, 512> y_;
  std::size_t count_ = 0;
};

// Follows a stroke's heights and notes each turn once the pen is `least` away from it again; the ends are turns too.
void FindTurns(const Stroke& stroke, const Level& level, double least, Turns& tops, Turns& bottoms) {
  Extent extent;
  int direction = 0;  // 1 down, -1 up, 0 not yet known
  for (const Point p : stroke.points) {
    const double y = level.Y(double{p.x}, double{p.y});
    extent.Include(y);
    if (direction <= 0 && y - extent.low >= least) {
      tops.Add(extent.low);
      direction = 1;
      extent = {y, y};
    } else if (direction >= 0 && extent.high - y >= least) {
      bottoms.Add(extent.high);
      direction = -1;
      extent = {y, y};
    }
  }
  if (direction > 0) bottoms.Add(extent.high);
  if (direction < 0) tops.Add(extent.low);
}

// All ink's extent upwards and downwards from the line.
Extent FindHeight(std::span<const Stroke> strokes, const Level& level) {
  Extent height;
  for (const Stroke& stroke : strokes) {
    for (const Point p : stroke.points) height.Include(level.Y(double{p.x}, double{p.y}));
  }
  return height;
}

// From where the pen mostly turns going up to where it mostly turns going down; where it never turns, all of `height`.
Extent FindLetters(std::span<const Stroke> strokes, const Level& level, Extent height, double least) {
  Turns tops, bottoms;
  if (least > 0) {
    for (const Stroke& stroke : strokes) FindTurns(stroke, level, least, tops, bottoms);
  }
  if (tops.empty() || bottoms.empty()) return height;
  return {tops.Middle(), bottoms.Middle()};
}

// Dashes have no height of their own: half their length stands for it. Writing goes up and down more than sideways.
double FindFlatness(std::span<const Stroke> strokes, const Level& level) {
  double up_and_down = 0, sideways = 0;
  ForEachSegment(strokes, [&](Point a, Point b) {
    up_and_down += std::fabs(level.Y(double{b.x}, double{b.y}) - level.Y(double{a.x}, double{a.y}));
    sideways += std::fabs(double{b.x} - double{a.x});
  });
  return (sideways - 4 * up_and_down) / (2 * static_cast<double>(strokes.size()));
}

}  // namespace

Level FindLevel(std::span<const Stroke> strokes) {
  Extent across, down;
  for (const Stroke& stroke : strokes) {
    for (const Point p : stroke.points) {
      across.Include(double{p.x});
      down.Include(double{p.y});
    }
  }
  Level level;
  level.left = across.low;
  double unit = 0, reach = down.size();
  for (int pass = 0; pass < kPasses; ++pass) {
    level.slope = FindSlope(strokes, across.low, down.low, reach);
    level.middle = 0;
    const Extent height = FindHeight(strokes, level);
    if (pass == 0) reach = height.size();
    const Extent letters = FindLetters(strokes, level, height, kTurn * reach);
    level.middle = (letters.low + letters.high) * 0.5;
    unit = std::max(letters.size(), kMinUnit * height.size());
    reach = std::min(height.size(), kMostUnits * unit);
  }
  level.unit = std::max(unit, FindFlatness(strokes, level));
  if (!(level.unit > 0)) level.unit = across.size() > 0 ? across.size() : 1;  // nothing but dots
  return level;
}

}  // namespace emnist
