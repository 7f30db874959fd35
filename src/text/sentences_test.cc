// SPDX-License-Identifier: Apache-2.0
#include "text/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace dais::text {
namespace {

using ::testing::ElementsAre;

/// Cuts `text` at blanks and joins each sentence again.
std::vector<std::string> sentences(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  std::vector<std::string> out;
  const std::vector<std::size_t> starts = sentence_starts(words);
  for (std::size_t i = 0, next = 0; i < words.size(); ++i) {
    const bool begins = next < starts.size() && starts[next] == i;
    next += begins ? 1 : 0;
    if (begins) {
      out.emplace_back(words[i]);
    } else {
      out.back() += " " + std::string(words[i]);
    }
  }
  return out;
}

TEST(SentenceStarts, CutsAtFullStopsQuestionsAndExclamations) {
  EXPECT_THAT(sentences("Good morning. Who moves? I do! Thank you."),
              ElementsAre("Good morning.", "Who moves?", "I do!", "Thank you."));
}

TEST(SentenceStarts, GoesOnAfterAbbreviations) {
  EXPECT_THAT(
      sentences("Ord. No. 123.4 amends Res. No. 5. Mr. Lee of the U.S. Dept. of Energy spoke. Ms. Ortiz seconded."),
      ElementsAre("Ord. No. 123.4 amends Res. No. 5.", "Mr. Lee of the U.S. Dept. of Energy spoke.",
                  "Ms. Ortiz seconded."));
}

TEST(SentenceStarts, KnowsAbbreviationsInAllCapitals) {
  EXPECT_THAT(sentences("ORD. NO. 123.4 IS BEFORE US. MR. LEE OF THE U.S. DEPT. OF ENERGY. DR. KING WAY AND ST. CLAIR "
                        "AVE. ARE CLOSED. THANK YOU."),
              ElementsAre("ORD. NO. 123.4 IS BEFORE US.", "MR. LEE OF THE U.S. DEPT. OF ENERGY.",
                          "DR. KING WAY AND ST. CLAIR AVE. ARE CLOSED.", "THANK YOU."));
}

TEST(SentenceStarts, NoIsAnAnswerUnlessANumberFollows) {
  EXPECT_THAT(sentences("No. Councilmember Bates? No. Item No. 7 fails."),
              ElementsAre("No.", "Councilmember Bates?", "No.", "Item No. 7 fails."));
}

TEST(SentenceStarts, KeepsInitialsWithTheirName) {
  EXPECT_THAT(sentences("Kevin C. Riley moved. So am I. Fine."),
              ElementsAre("Kevin C. Riley moved.", "So am I.", "Fine."));
}

TEST(SentenceStarts, TextWithoutPunctuationIsOneSentence) {
  EXPECT_THAT(sentences("good afternoon everyone my name is Emily"),
              ElementsAre("good afternoon everyone my name is Emily"));
}

TEST(SentenceStarts, NoWordsHaveNoSentences) { EXPECT_TRUE(sentence_starts({}).empty()); }

TEST(SentenceStarts, PunctuationInsideAWordCutsNothing) {
  EXPECT_THAT(sentences("See council.example!Now or later."), ElementsAre("See council.example!Now or later."));
}

TEST(EndsSentence, LooksThroughQuotesAndBrackets) {
  EXPECT_TRUE(ends_sentence("aye.\""));
  EXPECT_TRUE(ends_sentence("CALL.]"));
  EXPECT_TRUE(ends_sentence("really?\u201D"));
  EXPECT_TRUE(ends_sentence("\u3002"));
  EXPECT_FALSE(ends_sentence("and,"));
  EXPECT_FALSE(ends_sentence(""));
  EXPECT_FALSE(ends_sentence("''"));
}

}  // namespace
}  // namespace dais::text
