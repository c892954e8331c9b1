// Logits of a line → texts: a CTC prefix beam search within an alphabet and, if wanted, a language. Allocates nothing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "emnist/language.h"
#include "emnist/ranking.h"

namespace emnist {

inline constexpr int kMaxFrames = 256;
inline constexpr int kMaxBeam = 48;
inline constexpr std::uint8_t kBlankClass = 0;

// Frames a character was read from, the last one included.
struct FrameRange {
  std::uint16_t first;
  std::uint16_t last;
};

class Decoder {
 public:
  struct Options {
    int beam = 24;  // how many texts are followed at a time: 1 to kMaxBeam
    // Classes less likely than this are not looked at in a frame.
    float least = 1e-4f;
    // Of the texts' scores, for the confidences; positive.
    float temperature = 1.0f;
  };

  // Turns `logits` (frames × classes; up to kMaxFrames and kMaxClasses; each finite) into probabilities within the
  // alphabet, in place: classes with a 0 in `alphabet`, but for the blank, get none. They stay there for Decode and
  // Align to be called with. Returns the probability that everything lies within the alphabet, as the geometric mean
  // over the frames that are not blank: 0 to 1.
  static float Restrict(std::span<float> logits, std::span<const std::uint8_t> alphabet);

  // Finds the likeliest texts. `space` is the class that a text neither begins nor ends with, nor has twice in a row,
  // or 0; `language` may be null.
  void Decode(std::span<const float> probabilities, std::size_t classes, const Language* language, std::uint8_t space,
              const Options& options);

  // The texts of the last Decode, none of them empty, all different, best first: at most as many as the beam is wide.
  int texts() const { return texts_; }
  // How much of all texts' probability this one has, 0 to 1; with a language, of the texts in the beam.
  float confidence(int text) const { return confidences_[static_cast<std::size_t>(text)]; }
  // Writes the classes of a text, at most kMaxFrames, and returns how many they are.
  std::size_t ReadText(int text, std::span<std::uint8_t> classes) const;

  // Says for each class of `text` which frames it was read from: those of the likeliest path that spells it. Returns
  // false when there are fewer frames than it takes. `ranges` is as long as `text`.
  bool Align(std::span<const float> probabilities, std::size_t classes, std::span<const std::uint8_t> text,
             std::span<FrameRange> ranges);

 private:
  using Prefix = std::uint16_t;

  // A text one longer than its parent's: all texts of a search are a tree.
  struct Node {
    Prefix parent;
    Prefix first_child;
    Prefix next_sibling;
    std::uint8_t last;
    std::int16_t place;  // in the beam; -1: in none
  };

  // A text in the beam. Probabilities include the language's factors, and are relative to the best of the beam.
  struct Hypothesis {
    double blank;   // of all paths that end in a blank
    double label;   // of all paths that end in the text's last character
    double factor;  // the language's, for the last character
    Language::State state;
    Prefix prefix;
    std::uint8_t extension;  // not 0: the text is `prefix` and this class, not a node yet

    double total() const { return blank + label; }
  };

  class Search;

  static constexpr Prefix kNone = 0xffff;
  static constexpr std::size_t kMaxNodes = std::size_t{kMaxBeam} * kMaxFrames + 1;

  std::array<Node, kMaxNodes> nodes_;
  std::array<Hypothesis, kMaxBeam> beam_;
  std::array<Hypothesis, kMaxBeam> next_;
  std::array<Prefix, kMaxBeam> prefixes_{};
  std::array<float, kMaxBeam> confidences_{};
  int texts_ = 0;
  // For Align: by frame and state, how many states back its path was, in two bits.
  std::array<std::uint8_t, (std::size_t{kMaxFrames} * (2 * kMaxFrames + 1) + 3) / 4> steps_;
};

}  // namespace emnist
