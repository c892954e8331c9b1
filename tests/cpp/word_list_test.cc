// Lists of words, from text and from files.
#include "emnist/word_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

namespace emnist {
namespace {

constexpr WordList::Limits kLimits = WordList::Limits::Native();

int TierOf(const WordList& list, std::string_view word) {
  WordList::Place place = WordList::kRoot;
  for (const char letter : word) {
    place = list.Follow(place, static_cast<std::uint8_t>(letter));
    if (place == WordList::kNowhere) return -1;
  }
  return list.Tier(place);
}

// As the header describes it, written without looking at the reader.
std::vector<std::uint8_t> FileOf(const std::map<std::string, std::uint8_t>& words) {
  std::vector<std::uint8_t> file = {'E', 'W', 'L', 1};
  for (int shift = 0; shift < 32; shift += 8) file.push_back(static_cast<std::uint8_t>(words.size() >> shift));
  std::string last;
  for (const auto& [word, tier] : words) {
    std::size_t kept = 0;
    while (kept < last.size() && kept < word.size() && last[kept] == word[kept]) ++kept;
    std::size_t taken = last.size() - kept;
    for (; taken > 31; taken -= 31) file.push_back(31);
    file.push_back(static_cast<std::uint8_t>(taken));
    file.insert(file.end(), word.begin() + static_cast<std::ptrdiff_t>(kept), word.end());
    last = word;
  }
  for (const auto& [word, tier] : words) file.push_back(tier);
  return file;
}

std::map<std::string, std::uint8_t> RandomWords(std::mt19937& random, std::size_t count) {
  std::map<std::string, std::uint8_t> words;
  while (words.size() < count) {
    std::string word(1 + random() % 7, ' ');
    for (char& letter : word) letter = "abcdez'"[random() % 7];
    words[word] = static_cast<std::uint8_t>(random() % kMaxTiers);
  }
  return words;
}

TEST(WordList, HoldsEveryWordAndNoOther) {
  std::mt19937 random(1);
  for (int round = 0; round < 30; ++round) {
    const auto words = RandomWords(random, 1 + random() % 300);
    WordList list;
    ASSERT_EQ(list.Load(FileOf(words), kLimits), Status::kOk);
    ASSERT_EQ(list.words(), words.size());
    for (const auto& [word, tier] : words) ASSERT_EQ(TierOf(list, word), tier) << word;
    for (const auto& [word, tier] : RandomWords(random, 300)) {
      const auto found = words.find(word);
      ASSERT_EQ(TierOf(list, word), found == words.end() ? -1 : found->second) << word;
    }
  }
}

TEST(WordList, TextMakesTheSameListWhateverItsOrder) {
  std::mt19937 random(2);
  const auto words = RandomWords(random, 200);
  std::vector<std::string> lines;
  for (const auto& [word, tier] : words) lines.push_back(word);
  std::shuffle(lines.begin(), lines.end(), random);
  std::string text;
  for (const std::string& line : lines) text += line + (random() % 2 ? "\n" : " \r\n\n");
  text += lines[7];  // twice, and without an end of line
  WordList list;
  ASSERT_EQ(list.LoadText(text, kLimits), Status::kOk);
  EXPECT_EQ(list.words(), words.size());
  for (const auto& [word, tier] : words) ASSERT_EQ(TierOf(list, word), 0) << word;
}

TEST(WordList, CaseIsFolded) {
  WordList list;
  ASSERT_EQ(list.LoadText("McDonald\nUSA", kLimits), Status::kOk);
  EXPECT_EQ(TierOf(list, "mcdonald"), 0);
  EXPECT_EQ(TierOf(list, "usa"), 0);
}

TEST(WordList, EmptyListsHaveARoot) {
  WordList list;
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.Follow(WordList::kRoot, 'a'), WordList::kNowhere);
  EXPECT_EQ(list.LoadText(" \n\n", kLimits), Status::kOk);
  EXPECT_EQ(list.Load(FileOf({}), kLimits), Status::kOk);
  EXPECT_TRUE(list.empty());
}

TEST(WordList, LongWords) {
  WordList list;
  EXPECT_EQ(list.LoadText(std::string(64, 'a') + "\nb", kLimits), Status::kOk);
  EXPECT_EQ(TierOf(list, "b"), 0);
  EXPECT_EQ(list.LoadText(std::string(65, 'a'), kLimits), Status::kWordsMalformed);
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.Load(FileOf({{std::string(64, 'a'), 0}, {"b", 1}}), kLimits), Status::kOk);
  EXPECT_EQ(TierOf(list, "b"), 1);
}

TEST(WordList, RefusesWhatIsNoWord) {
  WordList list;
  EXPECT_EQ(list.LoadText("two words", kLimits), Status::kWordsMalformed);
  EXPECT_EQ(list.LoadText(std::string("nul\0", 4), kLimits), Status::kWordsMalformed);
}

TEST(WordList, RefusesMoreThanTheLimit) {
  WordList list;
  EXPECT_EQ(list.LoadText("abc\nabd", {5}), Status::kOk);  // the root and four letters
  EXPECT_EQ(list.LoadText("abc\nabd", {4}), Status::kWordsTooLarge);
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.Load(FileOf({{"abc", 0}, {"abd", 0}}), {4}), Status::kWordsTooLarge);
}

TEST(WordList, RefusesEveryTruncatedFile) {
  std::mt19937 random(3);
  const auto file = FileOf(RandomWords(random, 20));
  for (std::size_t length = 0; length < file.size(); ++length) {
    WordList list;
    ASSERT_EQ(list.Load(std::span(file).first(length), kLimits), Status::kWordsMalformed) << length;
    ASSERT_TRUE(list.empty());
  }
}

TEST(WordList, RefusesDamagedFiles) {
  const std::vector<std::uint8_t> good = {'E', 'W', 'L', 1, 2, 0, 0, 0, 0, 'a', 'b', 1, 'c', 3, 7};
  WordList list;
  ASSERT_EQ(list.Load(good, kLimits), Status::kOk);
  EXPECT_EQ(TierOf(list, "ac"), 7);
  const auto refused = [&](std::size_t at, std::uint8_t value) {
    std::vector<std::uint8_t> file = good;
    file[at] = value;
    return list.Load(file, kLimits) == Status::kWordsMalformed && list.empty();
  };
  EXPECT_TRUE(refused(3, 2)) << "another version";
  EXPECT_TRUE(refused(4, 1)) << "words that are not counted";
  EXPECT_TRUE(refused(7, 1)) << "more words than bytes";
  EXPECT_TRUE(refused(8, 'a')) << "a word without a count";
  EXPECT_TRUE(refused(11, 3)) << "more letters taken away than there are";
  EXPECT_TRUE(refused(12, 'b')) << "twice the same word";
  EXPECT_TRUE(refused(12, 'a')) << "out of order";
  EXPECT_TRUE(refused(14, 8)) << "a tier there is not";
}

}  // namespace
}  // namespace emnist
