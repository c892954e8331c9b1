// Both kinds of list come down to words in ascending order, from which the tree is built as they come. A file has them
// front-coded: after the header, for each word how many of the last one's letters to take away, as one or more bytes
// below 32 that add up, then the letters to put on; at last a byte for each word, its tier.
#include "emnist/word_list.h"

#include <algorithm>
#include <array>

namespace emnist {
namespace {

constexpr std::array<std::uint8_t, 4> kMagic = {'E', 'W', 'L', 1};
constexpr std::size_t kHeaderBytes = kMagic.size() + 4;
constexpr std::uint8_t kFirstLetter = 0x21;  // below: counts, and in text what parts the words

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view Trimmed(std::string_view line) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!line.empty() && blank(line.back())) line.remove_suffix(1);
  while (!line.empty() && blank(line.front())) line.remove_prefix(1);
  return line;
}

}  // namespace

// Takes words in ascending order of their bytes.
class WordList::Builder {
 public:
  Builder(WordList& list, const Limits& limits) : list_(list), limits_(limits) { list_.Clear(); }

  // The word is the first `kept` letters of the last one and `letters`; kOk, kWordsMalformed when it is not after the
  // last one or too long, or kWordsTooLarge.
  Status Add(std::size_t kept, std::string_view letters, std::uint32_t tier) {
    const std::size_t length = kept + letters.size();
    if (letters.empty() || kept > length_ || length > kMaxWordBytes) return Status::kWordsMalformed;
    std::vector<Node>& nodes = list_.nodes_;
    if (nodes.size() + letters.size() > limits_.nodes) return Status::kWordsTooLarge;
    for (std::size_t i = kept; i < length; ++i) {
      const auto letter = static_cast<std::uint8_t>(letters[i - kept]);
      if (letter < kFirstLetter) return Status::kWordsMalformed;
      const auto node = static_cast<Place>(nodes.size());
      if (i == kept && i < length_) {
        Node& sibling = nodes[path_[i + 1]];
        if (sibling.letter >= letter) return Status::kWordsMalformed;
        sibling.skip = (node - path_[i + 1]) & kMaxSkip;
      } else {
        nodes[path_[i]].has_child = 1;
      }
      path_[i + 1] = node;
      nodes.push_back({letter, 0, 0, 0});
    }
    length_ = length;
    nodes.back().word = (tier + 1) & 0xf;
    list_.tiers_ = std::max(list_.tiers_, static_cast<int>(tier) + 1);
    ++list_.words_;
    return Status::kOk;
  }

  std::size_t length() const { return length_; }

 private:
  WordList& list_;
  const Limits& limits_;
  std::array<Place, kMaxWordBytes + 1> path_{};  // of the last word, from the root on
  std::size_t length_ = 0;
};

void WordList::Clear() {
  nodes_.assign(1, {0, 0, 0, 0});
  words_ = 0;
  tiers_ = 0;
}

bool WordList::IsFile(std::span<const std::uint8_t> bytes) {
  return bytes.size() >= kMagic.size() && std::equal(kMagic.begin(), kMagic.end(), bytes.begin());
}

Status WordList::Load(std::span<const std::uint8_t> file, const Limits& limits) {
  Builder builder(*this, limits);
  const Status status = ReadFile(file, limits, builder);
  if (status != Status::kOk) Clear();
  return status;
}

Status WordList::ReadFile(std::span<const std::uint8_t> file, const Limits& limits, Builder& builder) {
  if (file.size() < kHeaderBytes || !IsFile(file)) return Status::kWordsMalformed;
  std::size_t words = 0;
  for (std::size_t i = kHeaderBytes; i-- > kMagic.size();) words = words << 8 | file[i];
  const std::size_t bytes = file.size() - kHeaderBytes;
  if (words > bytes) return Status::kWordsMalformed;
  const std::span<const std::uint8_t> letters = file.subspan(kHeaderBytes, bytes - words);
  const std::span<const std::uint8_t> tiers = file.last(words);

  // A node for each letter; growing by doubling would take thrice the memory.
  const auto is_letter = [](std::uint8_t byte) { return byte >= kFirstLetter; };
  const auto nodes = static_cast<std::size_t>(std::count_if(letters.begin(), letters.end(), is_letter)) + 1;
  if (nodes > limits.nodes) return Status::kWordsTooLarge;
  nodes_.reserve(nodes);
  std::size_t at = 0;
  for (const std::uint8_t tier : tiers) {
    const std::size_t count = at;
    std::size_t taken = 0;
    while (at < letters.size() && letters[at] < kFirstLetter) taken += letters[at++];
    const std::size_t begin = at;
    while (at < letters.size() && letters[at] >= kFirstLetter) ++at;
    if (begin == count || taken > builder.length() || tier >= kMaxTiers) return Status::kWordsMalformed;
    const std::span<const std::uint8_t> more = letters.subspan(begin, at - begin);
    const Status status =
        builder.Add(builder.length() - taken, {reinterpret_cast<const char*>(more.data()), more.size()}, tier);
    if (status != Status::kOk) return status;
  }
  return at == letters.size() ? Status::kOk : Status::kWordsMalformed;
}

Status WordList::LoadText(std::string_view text, const Limits& limits) {
  std::vector<char> folded(text.size());
  std::transform(text.begin(), text.end(), folded.begin(), Lower);
  std::string_view rest(folded.data(), folded.size());
  std::vector<std::string_view> words;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (const std::string_view word = Trimmed(rest.substr(0, end)); !word.empty()) words.push_back(word);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::make_heap(words.begin(), words.end());  // sorts slower than std::sort, in a third of its code
  std::sort_heap(words.begin(), words.end());

  Builder builder(*this, limits);
  std::string_view last;
  for (const std::string_view word : words) {
    if (word == last) continue;
    const auto kept = std::mismatch(word.begin(), word.end(), last.begin(), last.end()).first - word.begin();
    const Status status = builder.Add(static_cast<std::size_t>(kept), word.substr(static_cast<std::size_t>(kept)), 0);
    if (status != Status::kOk) {
      Clear();
      return status;
    }
    last = word;
  }
  return Status::kOk;
}

WordList::Place WordList::Follow(Place place, std::uint8_t letter) const {
  if (!nodes_[place].has_child) return kNowhere;
  for (Place child = place + 1;; child += nodes_[child].skip) {
    if (nodes_[child].letter == letter) return child;
    if (nodes_[child].letter > letter || nodes_[child].skip == 0) return kNowhere;
  }
}

}  // namespace emnist
