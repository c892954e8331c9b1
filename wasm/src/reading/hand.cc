// Examples lie in one array, oldest first; the nearest of each class is looked for one by one. There are few, and what
// one costs is a fraction of what the network does.
#include "emnist/hand.h"

#include <algorithm>
#include <cmath>

namespace emnist {
namespace {

// Chosen by the writers kept out of training (scripts/train/measure-hand, docs/measurements.md): the cosine above which
// an example has a say, what it adds to a log-probability per unit of cosine above that, and what all log-probabilities
// are multiplied by where examples speak.
constexpr float kNear = 0.75f;
constexpr float kWeight = 18;
constexpr float kSoftening = 0.85f;

// Exact: 64 products of at most 255² fit 32 bits.
int Dot(const std::int8_t* a, const std::int8_t* b, std::size_t n, int zero_point) {
  int sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += (a[i] - zero_point) * (b[i] - zero_point);
  return sum;
}

}  // namespace

void Hand::Start(std::uint32_t model, std::size_t classes, std::size_t hidden, int zero_point) {
  model_ = model;
  classes_ = classes;
  hidden_ = hidden <= kMaxHidden ? hidden : 0;
  zero_point_ = zero_point;
  count_ = 0;
}

Status Hand::Learn(std::size_t label, std::span<const std::int8_t> point) {
  if (hidden_ == 0) return Status::kCannotLearn;
  if (label >= classes_) return Status::kInvalidExample;
  std::uint8_t example[kPointAt + kMaxHidden] = {static_cast<std::uint8_t>(label)};
  for (std::size_t i = 0; i < kModelBytes; ++i) example[kLabelBytes + i] = static_cast<std::uint8_t>(model_ >> 8 * i);
  std::copy(point.begin(), point.end(), reinterpret_cast<std::int8_t*>(example + kPointAt));
  Add(example);
  return Status::kOk;
}

Status Hand::Replace(std::span<const std::uint8_t> examples) {
  if (hidden_ == 0) return examples.empty() ? Status::kOk : Status::kCannotLearn;
  if (examples.size() % example_bytes() != 0) return Status::kInvalidExample;
  for (auto at = examples.begin(); at != examples.end(); at += static_cast<std::ptrdiff_t>(example_bytes())) {
    if (const Status status = Check(&*at); status != Status::kOk) return status;
  }
  count_ = 0;
  for (auto at = examples.begin(); at != examples.end(); at += static_cast<std::ptrdiff_t>(example_bytes())) Add(&*at);
  return Status::kOk;
}

Status Hand::Check(const std::uint8_t* example) const {
  std::uint32_t model = 0;
  for (std::size_t i = 0; i < kModelBytes; ++i) model |= std::uint32_t{example[kLabelBytes + i]} << 8 * i;
  if (model != model_) return Status::kOtherModel;
  return example[0] < classes_ ? Status::kOk : Status::kInvalidExample;
}

void Hand::Add(const std::uint8_t* example) {
  std::size_t oldest = 0, of_class = 0;  // oldest of the class, once there is one
  for (std::size_t i = 0; i < count_; ++i) {
    const std::uint8_t* kept = ExampleAt(i);
    if (kept[0] != example[0]) continue;
    if (std::equal(kept, kept + example_bytes(), example)) return;
    if (of_class++ == 0) oldest = i;
  }
  if (of_class == kMaxExamplesOfClass) {
    Drop(oldest);
  } else if (count_ == kMaxExamples) {
    Drop(0);
  }
  std::copy_n(example, example_bytes(), ExampleAt(count_));
  ++count_;
}

void Hand::Drop(std::size_t index) {
  std::copy(ExampleAt(index + 1), ExampleAt(count_), ExampleAt(index));
  --count_;
}

void Hand::Vote(std::span<const std::int8_t> point, float temperature, std::span<float> logits) const {
  if (count_ == 0) return;
  const int length = Dot(point.data(), point.data(), hidden_, zero_point_);
  std::array<float, kMaxClasses> nearness{};  // by class: how far the cosine of its nearest example is above kNear
  bool near = false;
  for (std::size_t i = 0; i < count_; ++i) {
    const std::uint8_t* example = ExampleAt(i);
    const auto* kept = reinterpret_cast<const std::int8_t*>(example + kPointAt);
    const int along = Dot(point.data(), kept, hidden_, zero_point_);
    if (along <= 0) continue;  // so neither length is zero
    const double lengths = static_cast<double>(length) * Dot(kept, kept, hidden_, zero_point_);
    const float above = static_cast<float>(along / std::sqrt(lengths)) - kNear;
    if (above <= nearness[example[0]]) continue;
    nearness[example[0]] = above;
    near = true;
  }
  if (!near) return;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    logits[i] = kSoftening * (logits[i] + temperature * kWeight * nearness[i]);
  }
}

}  // namespace emnist
