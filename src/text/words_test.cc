// SPDX-License-Identifier: Apache-2.0
#include "text/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> all;
  for (FoldedWord& word : folded_words(text)) {
    all.push_back(std::move(word.folded));
  }
  return all;
}

TEST(FoldedWords, HyphensPartWords) {
  EXPECT_THAT(words("a part-time job"), ElementsAre("a", "part", "time", "job"));
  EXPECT_THAT(words("kosten/baten"), ElementsAre("kosten", "baten"));
}

TEST(FoldedWords, ApostrophesAreLeftOut) {
  EXPECT_THAT(words("Don't the council's O\u2019Brien 'quoted'"),
              ElementsAre("dont", "the", "councils", "obrien", "quoted"));
}

TEST(FoldedWords, NumbersStayWhole) {
  EXPECT_THAT(words("at 14:30, $50,000 or 3.5 percent. 10:30am"),
              ElementsAre("at", "14:30", "50000", "or", "3.5", "percent", "10:30am"));
  EXPECT_THAT(words("in 2023. Next"), ElementsAre("in", "2023", "next"));
  EXPECT_THAT(words("1,"), ElementsAre("1"));
}

TEST(FoldedWords, ScriptsWithoutSpacesGiveAWordACharacter) {
  EXPECT_THAT(words("東京 hall"), ElementsAre("東", "京", "hall"));
}

TEST(FoldedWords, PlacesAreBytesOfTheOriginal) {
  const auto found = folded_words("«Élan» no");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].begin, 2U);
  EXPECT_EQ(found[0].end, 7U);
  EXPECT_EQ(found[1].begin, 10U);
}

TEST(FoldedWords, EmojiAndPunctuationAreNoWords) { EXPECT_THAT(words("🚲 !!! \"* ( ^ — …"), IsEmpty()); }

TEST(FoldedWords, NulPartsWords) { EXPECT_THAT(words(std::string_view("a\0b", 3)), ElementsAre("a", "b")); }

TEST(FoldedWords, AWordWithoutEndIsCut) {
  EXPECT_EQ(folded_words(std::string(5'000, 'x')).at(0).folded.size(), kLongestWord);
}

RC_GTEST_PROP(FoldedWords, PlacesRiseAndWordsAreNotEmpty, (const std::string& text)) {
  std::size_t before = 0;
  for (const FoldedWord& word : folded_words(text)) {
    RC_ASSERT(word.begin >= before);
    RC_ASSERT(word.end > word.begin);
    RC_ASSERT(word.end <= text.size());
    RC_ASSERT(!word.folded.empty());
    RC_ASSERT(word.folded.find('"') == std::string::npos);
    before = word.end;
  }
}

RC_GTEST_PROP(FoldedWords, TextsPutTogetherHaveTheWordsOfBoth, (const std::string& a, const std::string& b)) {
  auto both = words(a);
  const auto more = words(b);
  both.insert(both.end(), more.begin(), more.end());
  RC_ASSERT(words(a + " " + b) == both);
}

}  // namespace
}  // namespace dais::text
