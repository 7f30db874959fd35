// SPDX-License-Identifier: Apache-2.0
#include "search/query_parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// "word", "\"a phrase\"!" (required), "a|b!" (alternatives).
std::vector<std::string> groups(const ParsedQuery& query) {
  std::vector<std::string> all;
  for (const Group& group : query.groups) {
    std::string text;
    for (const Unit& unit : group.any_of) {
      text += text.empty() ? "" : "|";
      text += unit.is_phrase ? '"' + unit.shown() + '"' : unit.shown();
    }
    all.push_back(text + (group.required ? "!" : ""));
  }
  return all;
}

std::vector<std::string> groups(std::string_view text) { return groups(parse_query(text)); }

TEST(ParseQuery, PlainWordsAreWantedButNotRequired) { EXPECT_THAT(groups("Bike lanes"), ElementsAre("bike", "lanes")); }

TEST(ParseQuery, AWordSaidTwiceIsLookedForOnce) { EXPECT_THAT(groups("lanes and more lanes"), ElementsAre("lanes")); }

TEST(ParseQuery, QuotesMakeAPhrase) {
  EXPECT_THAT(groups("\"bike lanes\" now"), ElementsAre("\"bike lanes\"!", "now"));
  EXPECT_THAT(groups("“bike lanes”"), ElementsAre("\"bike lanes\"!"));
}

TEST(ParseQuery, AQuoteThatNobodyClosesIsNone) { EXPECT_THAT(groups("\"bike lanes"), ElementsAre("bike", "lanes")); }

TEST(ParseQuery, OrJoinsAlternatives) {
  EXPECT_THAT(groups("bikes OR scooters OR \"cargo bikes\" parking"),
              ElementsAre("bikes|scooters|\"cargo bikes\"!", "parking"));
  EXPECT_THAT(groups("a | b"), ElementsAre("a|b!"));
}

TEST(ParseQuery, OperatorsWithoutAnythingToJoinAreNotErrors) {
  EXPECT_THAT(groups("OR"), ElementsAre("or"));
  EXPECT_THAT(groups("bike OR"), ElementsAre("bike!"));
  EXPECT_THAT(groups("OR bike"), ElementsAre("bike"));
  EXPECT_THAT(groups("AND NOT - -- \"\" : ( ) *"), IsEmpty());
  EXPECT_THAT(groups("a OR OR b").size(), 1U);
}

TEST(ParseQuery, AMinusExcludes) {
  const ParsedQuery query = parse_query("parking -street -\"parking lot\" NOT garage part-time - dash");
  EXPECT_THAT(groups(query), ElementsAre("parking", "part", "time", "dash"));
  ASSERT_EQ(query.excluded.size(), 3U);
  EXPECT_EQ(query.excluded[0].shown(), "street");
  EXPECT_FALSE(query.excluded[0].is_phrase);
  EXPECT_EQ(query.excluded[1].shown(), "parking lot");
  EXPECT_TRUE(query.excluded[1].is_phrase);
  EXPECT_EQ(query.excluded[2].shown(), "garage");
}

TEST(ParseQuery, FieldsAreFilters) {
  const ParsedQuery query =
      parse_query("Speaker:\"Ann Lee\" body:council -body:committee after:2023-05 before:2024 bikes");
  ASSERT_EQ(query.speakers.size(), 1U);
  EXPECT_THAT(query.speakers[0].words, ElementsAre("ann", "lee"));
  ASSERT_EQ(query.bodies.size(), 2U);
  EXPECT_EQ(query.bodies[1].wanted, Wanted::kNo);
  EXPECT_EQ(query.first_date, 20'230'501);
  EXPECT_EQ(query.end_date, 20'240'101);
  EXPECT_THAT(groups(query), ElementsAre("bikes"));
}

TEST(ParseQuery, ASpaceAfterTheColonIsNoMatter) {
  EXPECT_THAT(parse_query("speaker: ann").speakers.at(0).words, ElementsAre("ann"));
}

TEST(ParseQuery, WhatIsNoDateIsAWord) {
  const ParsedQuery query = parse_query("after:lunch before:2023-13 after:");
  EXPECT_EQ(query.first_date, 0);
  EXPECT_EQ(query.end_date, 0);
  EXPECT_THAT(groups(query), ElementsAre("lunch", "2023", "13"));
}

TEST(ParseQuery, TimesAndNumbersAreWords) {
  EXPECT_THAT(groups("14:30 kosten/baten $50,000"), ElementsAre("14:30", "kosten", "baten", "50000"));
}

TEST(ParseQuery, LongQueriesAreCutNotRefused) {
  std::string text;
  for (int i = 0; i < 4'000; ++i) {
    text += "w" + std::to_string(i) + " ";
  }
  EXPECT_EQ(parse_query(text).groups.size(), kMostUnits);
}

RC_GTEST_PROP(ParseQuery, AnythingIsAQuery, ()) {
  std::string text;
  for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(
           rc::gen::element<std::string>("\"", "-", "OR", "NOT", "AND", " ", "speaker:", "after:", "2023", "bike", "“",
                                         "*", "^", "(", "\xff", "🚲", std::string(1, '\0'), ":", "body:", "|", "'"))) {
    text += piece;
  }
  const ParsedQuery query = parse_query(text);
  for (const Group& group : query.groups) {
    RC_ASSERT(!group.any_of.empty());
    for (const Unit& unit : group.any_of) {
      RC_ASSERT(!unit.words.empty());
      RC_ASSERT(unit.end <= query.text.size());
      RC_ASSERT(unit.begin < unit.end);
    }
  }
}

}  // namespace
}  // namespace dais::search
