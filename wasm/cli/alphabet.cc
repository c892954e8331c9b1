#include "alphabet.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <stdexcept>

namespace emnist::cli {
namespace {

// EMNIST-balanced has one class for both cases of these letters, named after the capital.
constexpr std::string_view kBothCases = "CIJKLMOPSUVWXYZ";

bool IsKnown(int character) { return character < 128 && std::isalnum(character) != 0; }

bool IsKnownInLines(int character) { return character >= ' ' && character < 127; }

std::set<char> Expand(std::string_view spec, bool (*is_known)(int)) {
  std::set<char> characters;
  for (std::size_t i = 0; i < spec.size(); ++i) {
    const int first = static_cast<unsigned char>(spec[i]);
    const bool range = i + 2 < spec.size() && spec[i + 1] == '-';
    const int last = range ? static_cast<unsigned char>(spec[i + 2]) : first;
    if (last < first) throw std::runtime_error("--alphabet: a range runs backwards");
    for (int character = first; character <= last; ++character) {
      if (!is_known(character))
        throw std::runtime_error("--alphabet: only digits and Latin letters, like 0-9 or A-Za-z");
      characters.insert(static_cast<char>(character));
    }
    if (range) i += 2;
  }
  return characters;
}

}  // namespace

std::vector<std::string> Restrict(Recognizer& recognizer, std::string_view spec) {
  std::vector<std::string> names = recognizer.labels();
  if (spec.empty()) return names;
  const auto& labels = recognizer.labels();
  const auto alphabet = recognizer.alphabet();
  std::fill(alphabet.begin(), alphabet.end(), std::uint8_t{0});
  for (const char character : Expand(spec, IsKnown)) {
    const auto class_named = [&](char name) { return std::find(labels.begin(), labels.end(), std::string(1, name)); };
    auto found = class_named(character);
    const char capital = static_cast<char>(std::toupper(character));
    if (found == labels.end() && kBothCases.find(capital) != kBothCases.npos) found = class_named(capital);
    if (found == labels.end()) continue;
    const auto index = static_cast<std::size_t>(found - labels.begin());
    names[index] = alphabet[index] == 0 ? std::string(1, character) : *found;
    alphabet[index] = 1;
  }
  if (std::count(alphabet.begin(), alphabet.end(), 1) == 0) {
    throw std::runtime_error("--alphabet: the model reads none of " + std::string(spec));
  }
  return names;
}

void Restrict(LineRecognizer& recognizer, std::string_view spec) {
  if (spec.empty()) return;
  const std::set<char> characters = Expand(spec, IsKnownInLines);
  const auto alphabet = recognizer.alphabet();
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    const std::string& label = recognizer.labels()[i];
    const char character = label == "<space>" ? ' ' : label.front();
    alphabet[i] = (label.size() == 1 || label == "<space>") && characters.count(character) > 0 ? 1 : 0;
  }
  if (std::count(alphabet.begin(), alphabet.end(), 1) == 0) {
    throw std::runtime_error("--alphabet: the model reads none of " + std::string(spec));
  }
}

}  // namespace emnist::cli
