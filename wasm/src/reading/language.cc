// Words are followed through the list letter by letter, so that a text is doubted as soon as no word goes on like it.
// Signs and digits between words belong to no word, unless the list has them in one.
#include "emnist/language.h"

#include <string_view>

namespace emnist {
namespace {

using Shape = Language::State::Shape;
using Token = Language::State::Token;

bool IsBetween(char c, char first, char last) { return c >= first && c <= last; }

Shape ShapeAfter(Shape shape, bool upper) {
  switch (shape) {
    case Shape::kNone:
      return upper ? Shape::kCapital : Shape::kLower;
    case Shape::kCapital:
      return upper ? Shape::kUpper : Shape::kCapitalised;
    case Shape::kUpper:
      return upper ? Shape::kUpper : Shape::kMixed;
    case Shape::kLower:
    case Shape::kCapitalised:
      return upper ? Shape::kMixed : shape;
    case Shape::kMixed:
      break;
  }
  return Shape::kMixed;
}

}  // namespace

const LanguageWeights kLanguageWeights = {
    {1.0f, 0.09f, 0.09f, 0.09f, 0.09f, 0.09f, 0.09f, 0.09f}, 0.02f, 0.33f, 0.3f, 0.6f, 0.7f, 0.5f, 0.55f};

Language::Language(const std::vector<std::string>& labels, const WordList& words, const LanguageWeights& weights)
    : characters_(labels.size()), words_(words), weights_(weights) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::string_view label = labels[i] == "<space>" ? " " : std::string_view(labels[i]);  // no word has one
    Character& character = characters_[i];
    for (std::size_t k = 0; k < label.size() && k < character.letters.size(); ++k) {
      const char c = label[k];
      const bool upper = IsBetween(c, 'A', 'Z');
      character.letters[k] = static_cast<std::uint8_t>(upper ? c - 'A' + 'a' : c);
      if (upper) character.kind = Kind::kUpper;
      if (IsBetween(c, 'a', 'z') || static_cast<unsigned char>(c) >= 0x80) character.kind = Kind::kLower;
      if (IsBetween(c, '0', '9')) character.kind = Kind::kDigit;
      if (c == ' ') character.kind = Kind::kSpace;
    }
  }
}

WordList::Place Language::Place(WordList::Place place, const Character& character) const {
  for (std::size_t k = 0; k < character.letters.size() && character.letters[k] != 0; ++k) {
    if (place == WordList::kNowhere) break;
    place = words_.Follow(place, character.letters[k]);
  }
  return place;
}

double Language::Follow(State& state, std::uint8_t label) const {
  const Character& character = characters_[label];
  if (character.kind == Kind::kLower || character.kind == Kind::kUpper) return FollowLetter(state, character);
  if (state.token == Token::kWord) {
    if (const WordList::Place place = Place(state.place, character); place != WordList::kNowhere) {
      state.place = place;  // "don't"
      return 1;
    }
  }
  double factor = Finish(state);
  const bool digit = character.kind == Kind::kDigit;
  if (digit && state.token == Token::kWord) factor *= static_cast<double>(weights_.touching_digit);
  state = {};
  if (digit) state.token = Token::kNumber;
  return factor * static_cast<double>(digit                            ? weights_.digit
                                      : character.kind == Kind::kSpace ? weights_.space
                                                                       : weights_.sign);
}

double Language::FollowLetter(State& state, const Character& character) const {
  double factor = state.token == Token::kNumber ? static_cast<double>(weights_.touching_digit) : 1;
  if (state.token != Token::kWord) state = {WordList::kRoot, Token::kWord, Shape::kNone};

  const Shape shape = ShapeAfter(state.shape, character.kind == Kind::kUpper);
  if (shape == Shape::kMixed && state.shape != Shape::kMixed) factor *= static_cast<double>(weights_.mixed_case);
  state.shape = shape;

  if (state.place != WordList::kNowhere) {
    state.place = Place(state.place, character);
    if (state.place != WordList::kNowhere) return factor;
    factor *= static_cast<double>(weights_.unknown);
  }
  return factor * static_cast<double>(weights_.unknown_letter);
}

double Language::Finish(const State& state) const {
  if (state.token != Token::kWord || state.place == WordList::kNowhere) return 1;
  const int tier = words_.Tier(state.place);
  return static_cast<double>(tier < 0 ? weights_.unknown : weights_.tiers[static_cast<std::size_t>(tier)]);
}

}  // namespace emnist
