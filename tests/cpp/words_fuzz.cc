// libFuzzer target of the word list: whatever the bytes, a file or a text, they are refused with a reason and leave the
// list empty, or every path of the tree is finite and ends in as many words as the list says it has.
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "emnist/word_list.h"

namespace {

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

std::size_t WordsFrom(const emnist::WordList& list, emnist::WordList::Place place, std::size_t depth) {
  Require(depth <= emnist::kMaxWordBytes, "a word longer than any may be");
  Require(list.Tier(place) < list.tiers(), "a tier the list has not");
  std::size_t words = list.Tier(place) >= 0 ? 1 : 0;
  for (int letter = 0; letter < 256; ++letter) {
    const auto next = list.Follow(place, static_cast<std::uint8_t>(letter));
    if (next != emnist::WordList::kNowhere) words += WordsFrom(list, next, depth + 1);
  }
  return words;
}

}  // namespace

// The first byte says whether the rest is a text, or a file without its first four bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr emnist::WordList::Limits kLimits = {256};
  emnist::WordList list;
  Require(list.LoadText("before", kLimits) == emnist::Status::kOk, "refused a word");
  emnist::Status status;
  if (data[0] % 2 == 0) {
    status = list.LoadText({reinterpret_cast<const char*>(data + 1), size - 1}, kLimits);
  } else {
    std::vector<std::uint8_t> file = {'E', 'W', 'L', 1};
    file.insert(file.end(), data + 1, data + size);
    status = list.Load(file, kLimits);
  }
  if (status != emnist::Status::kOk) {
    Require(status == emnist::Status::kWordsMalformed || status == emnist::Status::kWordsTooLarge,
            "a status that words do not have");
    Require(list.empty(), "refused, but holds words");
  }
  Require(WordsFrom(list, emnist::WordList::kRoot, 0) == list.words(), "another number of words than it says");
  return 0;
}
