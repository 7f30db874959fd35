// SPDX-License-Identifier: Apache-2.0
#include "search/quotes.h"

#include <gtest/gtest.h>

#include "search/sample_sessions.h"

namespace dais::search {
namespace {

class QuotesTest : public ::testing::Test {
 protected:
  QuotesTest() {
    index_.put({.id = "s1",
                .date = "2023-01-19",
                .script = "Ann: Good evening. | Ann: We will not raise the property tax this year, I promise. | "
                          "Bob: Thank you. | Bob: The snow-plough budget is another matter. | "
                          "Ann: It is, and we shall see about it in the spring."});
    index_.put({.id = "s2",
                .date = "2023-02-19",
                .script = "Cy: They said we will raise the property tax this year. | Cy: I doubt it."});
    index_.commit();
  }

  std::vector<QuotedPlace> places(std::string_view text) {
    const auto view = IndexView::open(index_.folder());
    EXPECT_TRUE(view);
    auto answer = find_quote(*view, text);
    EXPECT_TRUE(answer);
    return std::move(answer->places);
  }

  /// "context =same +said only -quoted only ~skipped".
  static std::string shown(const QuotedPlace& place) {
    std::string out;
    for (const QuotePiece& piece : place.pieces)
      out += std::string(out.empty() ? "" : " ") + " =+-~"[static_cast<std::size_t>(piece.kind)] + piece.text;
    return out;
  }

  SampleIndex index_;
};

TEST_F(QuotesTest, VerbatimIsWhollyAlike) {
  const auto found = places("we will NOT raise the property tax this year");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].session_id, "s1");
  EXPECT_EQ(found[0].likeness, 1);
  EXPECT_EQ(found[0].same_words, 9U);
  EXPECT_EQ(found[0].start_seconds, 10);
  EXPECT_EQ(found[0].speakers, std::vector<std::string>{"Ann"});
  EXPECT_EQ(shown(found[0]), "=We will not raise the property tax this year,  I promise.");
  EXPECT_EQ(found[1].session_id, "s2");
  EXPECT_EQ(shown(found[1]), " They said =we will -NOT =raise the property tax this year.");
  EXPECT_DOUBLE_EQ(found[1].likeness, 8.0 / 9);
}

TEST_F(QuotesTest, WordLeftOutIsShown) {
  const auto found = places("“We will raise the property tax this year, I promise”");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(shown(found[0]), "=We will +not =raise the property tax this year, I promise.");
  EXPECT_DOUBLE_EQ(found[0].likeness, 10.0 / 11);
}

TEST_F(QuotesTest, DotsStandForWhatIsLeftOut) {
  const auto found = places("We will not raise … this year, ... Thank you.");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].likeness, 1);
  EXPECT_EQ(shown(found[0]), "=We will not raise ~the property tax =this year, ~I promise. =Thank you.");
  EXPECT_EQ(found[0].speakers, (std::vector<std::string>{"Ann", "Bob"}));
}

TEST_F(QuotesTest, QuotationRunsOverPassagesAndSpeakers) {
  const auto found = places("the snow plough budget is another matter it is and we shall see about it in the spring");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].likeness, 1);
  EXPECT_EQ(found[0].start_seconds, 30);
  EXPECT_EQ(found[0].end_seconds, 50);
  EXPECT_EQ(shown(found[0]),
            "=The snow-plough budget is another matter. It is, and we shall see about it in the spring.");
}

TEST_F(QuotesTest, ChangedWordReadsAsQuotedThenAsSaid) {
  const auto found = places("We will not lower the property tax this year");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(shown(found[0]), "=We will not -lower +raise =the property tax this year,  I promise.");
}

TEST_F(QuotesTest, WhatNobodySaidIsNotFound) {
  EXPECT_TRUE(places("zeppelins over the harbour at noon").empty());
  EXPECT_TRUE(places("").empty());
  EXPECT_TRUE(places(" … ").empty());
}

TEST_F(QuotesTest, QuotationOfCommonWordsAloneIsFound) {
  const auto found = places("it is");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].likeness, 1);
}

}  // namespace
}  // namespace dais::search
