// What was learnt of one person's hand: characters that somebody named, each a point in the space of the network's last
// hidden layer. The nearest one of each class votes beside the network.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "emnist/ranking.h"
#include "emnist/status.h"

namespace emnist {

// Memory is fixed. A class keeps its newest ten examples, all classes together the newest 512: where that is exceeded,
// the oldest one gives way.
inline constexpr std::size_t kMaxExamples = 512;
inline constexpr std::size_t kMaxExamplesOfClass = 10;
// A model whose last hidden layer is wider than this cannot learn.
inline constexpr std::size_t kMaxHidden = 64;

class Hand {
 public:
  // An example as it is kept and handed out, to be stored and given back: the class, the model's identity (little
  // endian), then the point as the network stores it.
  static constexpr std::size_t kLabelBytes = 1, kModelBytes = 4;
  static constexpr std::size_t kPointAt = kLabelBytes + kModelBytes;

  // Forgets everything; from now on examples are of this model. `model` tells it from any other; a `hidden` of 0 or
  // more than kMaxHidden numbers, whose real zero is stored as `zero_point`, is one that cannot learn.
  void Start(std::uint32_t model, std::size_t classes, std::size_t hidden, int zero_point);

  // Keeps `point`, as wide as the hidden layer, as an example of the class. One that is there already is not kept
  // twice. Returns kOk, kInvalidExample (no such class) or kCannotLearn.
  Status Learn(std::size_t label, std::span<const std::int8_t> point);
  // Replaces all examples by `examples`, oldest first, as examples() once gave them, some left out perhaps. On failure
  // the old ones stay. Returns kOk, kOtherModel, kInvalidExample or kCannotLearn.
  Status Replace(std::span<const std::uint8_t> examples);

  // One after another, oldest first, example_bytes() each.
  std::span<const std::uint8_t> examples() const { return {examples_.data(), count_ * example_bytes()}; }
  // 0 when the model cannot learn.
  std::size_t example_bytes() const { return hidden_ == 0 ? 0 : kPointAt + hidden_; }

  // Lets the examples speak about `point`: raises the logits of classes with an example near it and makes all of them a
  // little less certain, so that confidences stay honest (docs/decisions.md). With no example near, and with none at
  // all, `logits` stay what they are. `temperature` is the one the logits will be divided by. Exact: only + − × ÷ and
  // the square root, so that the same examples give the same logits everywhere.
  void Vote(std::span<const std::int8_t> point, float temperature, std::span<float> logits) const;

 private:
  std::uint8_t* ExampleAt(std::size_t index) { return examples_.data() + index * example_bytes(); }
  const std::uint8_t* ExampleAt(std::size_t index) const { return examples_.data() + index * example_bytes(); }
  Status Check(const std::uint8_t* example) const;
  void Add(const std::uint8_t* example);
  void Drop(std::size_t index);

  std::uint32_t model_ = 0;
  std::size_t classes_ = 0;
  std::size_t hidden_ = 0;
  int zero_point_ = 0;
  std::size_t count_ = 0;
  std::array<std::uint8_t, kMaxExamples*(kPointAt + kMaxHidden)> examples_{};
};

}  // namespace emnist
