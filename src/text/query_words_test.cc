// SPDX-License-Identifier: Apache-2.0
#include "text/query_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::text {
namespace {

using testing::ElementsAre;

struct Kept {
  std::vector<std::string> words;
  bool asked;
};

Kept subject(std::string_view text) {
  const auto words = folded_words(text);
  const SubjectWords found = subject_words(words);
  Kept kept{{}, found.asked};
  for (const std::size_t i : found.kept) {
    kept.words.push_back(words[i].folded);
  }
  return kept;
}

TEST(SubjectWords, QuestionPhrasesAreCut) {
  EXPECT_THAT(subject("What did Ann Lee think about the bike lanes?").words,
              ElementsAre("ann", "lee", "bike", "lanes"));
  EXPECT_THAT(subject("Summarize the discussion of snow removal").words, ElementsAre("snow", "removal"));
  EXPECT_THAT(subject("Why did Ann disagree with Bob when talking about parking?").words,
              ElementsAre("ann", "bob", "parking"));
  EXPECT_TRUE(subject("Summarize the discussion of snow removal").asked);
}

TEST(SubjectWords, TheVerbThatIsAskedForIsCutOnceAfterAQuestion) {
  EXPECT_THAT(subject("What did Ann Lee suggest about parking when presenting the budget?").words,
              ElementsAre("ann", "lee", "parking", "budget"));
  EXPECT_THAT(subject("What did they decide on the answer to the report?").words, ElementsAre("answer", "report"));
  EXPECT_THAT(subject("costs mentioned by Bob").words, ElementsAre("costs", "bob"));
  EXPECT_THAT(subject("report on the bridge").words, ElementsAre("report", "bridge")) << "nothing is asked";
}

TEST(SubjectWords, TheSameWordsStayWhereTheyMeanSomething) {
  EXPECT_THAT(subject("discussion paper").words, ElementsAre("discussion", "paper"));
  EXPECT_FALSE(subject("discussion paper").asked);
}

TEST(SubjectWords, StopWordsGo) { EXPECT_THAT(subject("the lanes on a bridge").words, ElementsAre("lanes", "bridge")); }

TEST(SubjectWords, StopWordsAloneStay) {
  EXPECT_THAT(subject("to be or not to be").words, ElementsAre("to", "be", "or", "not", "to", "be"));
}

TEST(SubjectWords, AQuestionPhraseAloneStays) { EXPECT_THAT(subject("think about").words, ElementsAre("think")); }

TEST(SubjectWords, NoWordsGiveNone) { EXPECT_TRUE(subject("").words.empty()); }

RC_GTEST_PROP(SubjectWords, SomethingStaysOfAnyWords, ()) {
  const auto picks = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("what", "did", "the", "council", "think", "about", "of", "bike", "summarize",
                                    "discussion", "when", "talking", "a")));
  std::string text;
  for (const std::string& pick : picks) {
    text += pick + " ";
  }
  const auto words = folded_words(text);
  const SubjectWords found = subject_words(words);
  RC_ASSERT(!found.kept.empty());
  RC_ASSERT(std::ranges::is_sorted(found.kept));
  RC_ASSERT(found.kept.back() < words.size());
}

}  // namespace
}  // namespace dais::text
