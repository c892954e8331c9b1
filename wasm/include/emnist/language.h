// How likely a text is before anybody looked at the ink: known words are preferred, unknown ones stay possible.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "emnist/word_list.h"

namespace emnist {

// What the parts of a text cost: factors above 0 and at most 1, relative to a text that nothing is known about.
struct LanguageWeights {
  // A known word, by its tier.
  std::array<float, kMaxTiers> tiers;
  // A word that is not in the list: once, and for each letter from the first that no word has there.
  float unknown;
  float unknown_letter;
  // A word in neither lower case, nor capitals, nor with one capital at its beginning.
  float mixed_case;
  // A letter beside a digit.
  float touching_digit;
  // Each digit, each sign, each space.
  float digit;
  float sign;
  float space;
};

// Fitted to the built-in words, of which there are two tiers; docs/lines.md says how.
extern const LanguageWeights kLanguageWeights;

class Language {
 public:
  // Where a text stands that is read from left to right, one class after another.
  struct State {
    WordList::Place place = WordList::kRoot;
    enum class Token : std::uint8_t { kNone, kWord, kNumber } token = Token::kNone;
    enum class Shape : std::uint8_t { kNone, kLower, kCapital, kCapitalised, kUpper, kMixed } shape = Shape::kNone;
  };

  // `labels`: the characters by class; of class 0, the blank, nothing is asked. `words` has to outlive this.
  Language(const std::vector<std::string>& labels, const WordList& words,
           const LanguageWeights& weights = kLanguageWeights);

  // The factor by which a text becomes less likely when `label` follows, and when it ends.
  double Follow(State& state, std::uint8_t label) const;
  double Finish(const State& state) const;

 private:
  enum class Kind : std::uint8_t { kSign, kSpace, kLower, kUpper, kDigit };
  struct Character {
    Kind kind = Kind::kSign;
    std::array<std::uint8_t, 4> letters{};  // its bytes in lower case, 0 after the last
  };

  WordList::Place Place(WordList::Place place, const Character& character) const;
  double FollowLetter(State& state, const Character& character) const;

  std::vector<Character> characters_;
  const WordList& words_;
  LanguageWeights weights_;
};

}  // namespace emnist
