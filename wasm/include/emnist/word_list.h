// The words a reading is expected to be made of, as a tree of their letters. Case does not count; what a word is worth
// is told by its tier.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "emnist/status.h"

namespace emnist {

inline constexpr int kMaxTiers = 8;
inline constexpr std::size_t kMaxWordBytes = 64;

class WordList {
 public:
  // A place in the tree: the letters read so far. Every list has a root, also an empty one.
  using Place = std::uint32_t;
  static constexpr Place kRoot = 0;
  static constexpr Place kNowhere = 0xffffffff;

  // What a list may hold at most; four bytes of memory go to each node, that is to each different beginning of a word.
  struct Limits {
    std::size_t nodes;

    static constexpr Limits Web() { return {160 << 10}; }
    static constexpr Limits Native() { return {1 << 19}; }
  };

  // Replaces the list by the words of a file that scripts/make-words wrote (docs/lines.md). On failure the list is
  // empty. Returns kOk, kWordsMalformed or kWordsTooLarge.
  Status Load(std::span<const std::uint8_t> file, const Limits& limits);
  // Whether `bytes` begin as such a file does.
  static bool IsFile(std::span<const std::uint8_t> bytes);
  // Replaces the list by the words of `text`, one a line, in any order, all of tier 0: UTF-8, upper and lower case of
  // Latin letters being the same. Blank lines count for nothing. Returns kOk, kWordsMalformed (a word of more than
  // kMaxWordBytes bytes, or with a space or a control character in it) or kWordsTooLarge.
  Status LoadText(std::string_view text, const Limits& limits);
  void Clear();

  bool empty() const { return words_ == 0; }
  std::size_t words() const { return words_; }
  int tiers() const { return tiers_; }
  std::size_t bytes() const { return nodes_.size() * sizeof(Node); }

  // Where `letter`, a byte in lower case, leads from `place`; kNowhere if no word goes on so.
  Place Follow(Place place, std::uint8_t letter) const;
  // The tier of the word that ends at `place`, 0 being the most frequent; -1 if none does.
  int Tier(Place place) const { return static_cast<int>(nodes_[place].word) - 1; }

 private:
  // In the order of the words: the first child is the next node, the next sibling `skip` nodes on; 0: there is none.
  struct Node {
    std::uint32_t letter : 8;
    std::uint32_t word : 4;  // 0, or one more than the tier of the word that ends here
    std::uint32_t has_child : 1;
    std::uint32_t skip : 19;
  };
  static constexpr std::uint32_t kMaxSkip = (1 << 19) - 1;
  class Builder;

  Status ReadFile(std::span<const std::uint8_t> file, const Limits& limits, Builder& builder);

  std::vector<Node> nodes_{{0, 0, 0, 0}};
  std::size_t words_ = 0;
  int tiers_ = 0;
};

}  // namespace emnist
