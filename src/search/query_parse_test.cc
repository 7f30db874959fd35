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
      text += unit.kind == UnitKind::kPhrase ? '"' + unit.shown() + '"' : unit.shown();
    }
    all.push_back(text + (group.required ? "!" : ""));
  }
  return all;
}

std::vector<std::string> groups(std::string_view text) { return groups(parse_query(text)); }

TEST(ParseQuery, PlainWordsAreWantedButNotRequired) { EXPECT_THAT(groups("Bike lanes"), ElementsAre("bike", "lanes")); }

TEST(ParseQuery, AWordSaidTwiceIsLookedForOnce) { EXPECT_THAT(groups("lanes and more lanes"), ElementsAre("lanes")); }

TEST(ParseQuery, QuotesMakeAPhrase) {
  EXPECT_THAT(groups("the \"bike lanes\" today"), ElementsAre("\"bike lanes\"!", "today"));
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
  EXPECT_THAT(groups(query), ElementsAre("parking", "\"part time\" OR parttime", "dash"));
  ASSERT_EQ(query.excluded.size(), 3U);
  EXPECT_EQ(query.excluded[0].shown(), "street");
  EXPECT_EQ(query.excluded[0].kind, UnitKind::kWord);
  EXPECT_EQ(query.excluded[1].shown(), "parking lot");
  EXPECT_EQ(query.excluded[1].kind, UnitKind::kPhrase);
  EXPECT_EQ(query.excluded[2].shown(), "garage");
}

TEST(ParseQuery, AStarMakesABeginning) {
  const ParsedQuery query = parse_query("Sno* plow");
  EXPECT_THAT(groups(query), ElementsAre("sno*", "plow"));
  EXPECT_EQ(query.groups[0].any_of[0].kind, UnitKind::kPrefix);
  EXPECT_THAT(query.groups[0].any_of[0].words, ElementsAre("sno"));
  EXPECT_THAT(groups("a* sno*ice \"sno*\""), ElementsAre("sno*", "ice", "\"sno\"!"));
  EXPECT_EQ(parse_query("x*").groups.at(0).any_of.at(0).kind, UnitKind::kWord) << "one letter begins too much";
}

TEST(ParseQuery, NearJoinsWordsPhrasesAndBeginnings) {
  EXPECT_THAT(groups("snow NEAR plow"), ElementsAre("snow NEAR plow!"));
  EXPECT_THAT(groups("the snow NEAR/5 \"salt truck\" NEAR/7 ice* today"),
              ElementsAre("snow NEAR/7 \"salt truck\" NEAR/7 ice*!", "today"));
  const ParsedQuery query = parse_query("snow NEAR/5 plow");
  EXPECT_EQ(query.groups[0].any_of[0].within, 5U);
  EXPECT_EQ(query.groups[0].any_of[0].end, 16U);
  EXPECT_EQ(parse_query("a1 NEAR b1").groups.at(0).any_of.at(0).within, kNearWords);
  EXPECT_THAT(groups("snow NEAR/0 plow"), ElementsAre("snow", "near", "0", "plow"));
  EXPECT_THAT(groups("snow NEAR"), ElementsAre("snow!"));
  EXPECT_THAT(groups("NEAR snow"), ElementsAre("snow"));
  EXPECT_THAT(groups("NEAR"), ElementsAre("near"));
  EXPECT_THAT(groups("near snow"), ElementsAre("near", "snow")) << "small letters are a word";
}

TEST(ParseQuery, NearTakesWhatStandsInParenthesesApart) {
  EXPECT_THAT(groups("snow NEAR (plow OR truck)"), ElementsAre("snow NEAR plow|snow NEAR truck!"));
  EXPECT_THAT(groups("snow NEAR/3 (red truck)"), ElementsAre("snow NEAR/3 red NEAR/3 truck!"));
  EXPECT_THAT(groups("ice OR snow NEAR plow"), ElementsAre("ice|snow NEAR plow!"));
}

TEST(ParseQuery, ParenthesesNest) {
  EXPECT_THAT(groups("(snow plow) OR \"salt truck\""), ElementsAre("snow plow|\"salt truck\"!"));
  const ParsedQuery query = parse_query("(ash OR elm) -(pine fir)");
  EXPECT_THAT(groups(query), ElementsAre("ash|elm!"));
  ASSERT_EQ(query.excluded.size(), 1U);
  EXPECT_EQ(query.excluded[0].kind, UnitKind::kAll);
  EXPECT_EQ(query.excluded[0].shown(), "pine fir");
  EXPECT_THAT(groups("(ash (elm OR fir)) OR pine"), ElementsAre("ash (elm OR fir)|pine!"));
  EXPECT_THAT(groups("(ash OR (elm OR fir))"), ElementsAre("ash|elm|fir!"));
  EXPECT_EQ(parse_query("-(ash OR elm)").excluded.size(), 2U);
  EXPECT_EQ(parse_query("ash NOT (elm fir)").excluded.size(), 1U);
}

TEST(ParseQuery, ParenthesesThatJoinNothingChangeNothing) {
  EXPECT_THAT(groups("(bike lanes) today"), ElementsAre("bike", "lanes", "today"));
  EXPECT_THAT(groups("section 5(a) :) ("), ElementsAre("section", "5"));
  EXPECT_THAT(groups("((bike OR tram"), ElementsAre("bike|tram!"));
  EXPECT_THAT(groups("() OR bike"), ElementsAre("bike"));
}

TEST(ParseQuery, AMinusOrAFilterInParenthesesHoldsForAll) {
  const ParsedQuery query = parse_query("(ash -elm speaker:ann) OR pine");
  EXPECT_THAT(groups(query), ElementsAre("ash|pine!"));
  EXPECT_EQ(query.excluded.at(0).shown(), "elm");
  EXPECT_EQ(query.speakers.size(), 1U);
}

TEST(ParseQuery, HoweverDeepItStaysAQuery) {
  const std::string deep(5'000, '(');
  EXPECT_THAT(groups(deep + "bike OR tram" + std::string(5'000, ')') + " OR bus"), ElementsAre("bike|tram|bus!"));
}

TEST(ParseQuery, WordsHaveAStemInEachLanguage) {
  const Unit unit = parse_query("viviendas", {"english", "spanish"}).groups.at(0).any_of.at(0);
  EXPECT_THAT(unit.stems, ElementsAre("vivienda", "viviend"));
  EXPECT_THAT(parse_query("snow", {"english", "german"}).groups.at(0).any_of.at(0).stems, ElementsAre("snow"));
}

TEST(ParseQuery, NumbersAreLookedForAsSaidAndAsWritten) {
  const Unit seven = parse_query("item seven").groups.at(1).any_of.at(0);
  EXPECT_THAT(seven.words, ElementsAre("seven"));
  EXPECT_THAT(seven.stems, testing::Contains("7"));
  EXPECT_THAT(groups("intro twenty one fifty nine"), ElementsAre("intro", "\"twenty one fifty nine\" OR 2159"));
  EXPECT_THAT(parse_query("intro 2159").groups.at(0).any_of.at(0).stems, ElementsAre("intro", "int"));
  EXPECT_THAT(groups("$1.2 million budget"), ElementsAre("\"1.2 million\" OR 1200000", "budget"));
  EXPECT_THAT(parse_query("third street").groups.at(0).any_of.at(0).stems, testing::Contains("3rd"));
  EXPECT_THAT(groups("\"twenty one\""), ElementsAre("\"twenty one\"!")) << "exact";
  EXPECT_THAT(groups("twenty-one OR -"), ElementsAre("\"twenty one\" OR 21!"));
}

TEST(ParseQuery, HyphenedWordsAreLookedForJoinedOrApart) {
  EXPECT_THAT(groups("part-time work"), ElementsAre("\"part time\" OR parttime", "work"));
  EXPECT_THAT(parse_query("part time").groups.at(1).any_of.at(0).stems, ElementsAre("time", "parttim"));
  const Unit unit = parse_query("Int 2159-A").groups.at(1).any_of.at(0);
  EXPECT_EQ(unit.shown(), "\"2159 a\" OR 2159a");
  EXPECT_THAT(unit.parts.at(1).stems, ElementsAre("2159a", "2159"));
}

TEST(ParseQuery, CharactersWithoutSpacesAreLookedForInARowOrInPairs) {
  EXPECT_THAT(groups("市議会 東京"), ElementsAre("\"市議会\"", "\"東京\""));
  EXPECT_THAT(groups("市議会議員"), ElementsAre("市議", "議会", "会議", "議員"));
}

TEST(ParseQuery, MattersVotesAndKindsAreFiltersToo) {
  const ParsedQuery query = parse_query("matter:\"Int 2159\" -vote:no kind:(public hearing) noise");
  EXPECT_THAT(query.matters.at(0).words, ElementsAre("int", "2159"));
  EXPECT_EQ(query.votes.at(0).wanted, Wanted::kNo);
  EXPECT_EQ(query.kinds.at(0).shown, "public hearing");
  EXPECT_THAT(groups(query), ElementsAre("noise"));
  EXPECT_FALSE(parse_query("vote:no").empty());
}

TEST(ParseQuery, TermsAreTheLeavesEachOnce) {
  EXPECT_THAT(terms_of(parse_query("(snow plow*) OR \"salt truck\" OR snow NEAR ice -fog")),
              ElementsAre("snow", "plow*", "salt truck", "ice"));
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

std::size_t check_unit(const Unit& unit, std::size_t size, std::size_t depth) {
  RC_ASSERT(unit.end <= size);
  RC_ASSERT(unit.begin < unit.end);
  RC_ASSERT(depth <= 2 * kDeepestParentheses + 2);
  RC_ASSERT(!unit.shown().empty());
  if (unit.parts.empty()) {
    RC_ASSERT((unit.kind == UnitKind::kWord || unit.kind == UnitKind::kPhrase || unit.kind == UnitKind::kPrefix));
    RC_ASSERT(!unit.words.empty());
    RC_ASSERT((unit.kind == UnitKind::kPhrase || unit.words.size() == 1));
    RC_ASSERT((unit.stems.empty() == (unit.kind != UnitKind::kWord)));
    return 1;
  }
  RC_ASSERT((unit.kind == UnitKind::kNear || unit.kind == UnitKind::kAny || unit.kind == UnitKind::kAll));
  RC_ASSERT(unit.parts.size() >= 2);
  RC_ASSERT((unit.within > 0) == (unit.kind == UnitKind::kNear));
  std::size_t leaves = 0;
  for (const Unit& part : unit.parts) {
    RC_ASSERT((unit.kind != UnitKind::kNear || part.parts.empty()));
    leaves += check_unit(part, size, depth + 1);
  }
  return leaves;
}

RC_GTEST_PROP(ParseQuery, AnythingIsAQuery, ()) {
  std::string text;
  for (const std::string& piece :
       *rc::gen::scale(3, rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                              "\"", "-", "OR", "NOT", "AND", " ", "speaker:", "after:", "2023", "bike", "“", "*", "^",
                              "(", ")", " NEAR/3 ", " NEAR ", " OR ", "(ash elm)", "\xff", "🚲", std::string(1, '\0'),
                              ":", "body:", "|", "'", "市議会", "twenty-one")))) {
    text += piece;
  }
  const ParsedQuery query = parse_query(text, {"english", "spanish"});
  std::size_t leaves = 0;
  for (const Group& group : query.groups) {
    RC_ASSERT(!group.any_of.empty());
    RC_ASSERT((group.required || group.any_of.size() == 1));
    for (const Unit& unit : group.any_of) leaves += check_unit(unit, query.text.size(), 0);
  }
  RC_ASSERT(leaves <= kMostUnits);
  leaves = 0;
  for (const Unit& unit : query.excluded) leaves += check_unit(unit, query.text.size(), 0);
  RC_ASSERT(leaves <= kMostUnits);
}

}  // namespace
}  // namespace dais::search
