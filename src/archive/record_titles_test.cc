// SPDX-License-Identifier: Apache-2.0
#include "archive/record_titles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace dais::archive {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TitleQuery asked(const std::string& text, LastWord last = LastWord::kWhole) {
  return title_query(search::parse_query(text), last);
}

class Titles : public testing::Test {
 protected:
  Titles() {
    table_.put({"a", "e1", 30, "Int 0012-2022 Protected bike lanes"});
    table_.put({"b", "e1", 20, "Res 12 Café licences"});
    table_.put({"c", "e2", 10, "Bike lanes"});
    table_.put({"d", "e2", 40, "Lanes for trucks and a bike rack"});
  }
  std::vector<std::string> found(const std::string& text, LastWord last = LastWord::kWhole) {
    return table_.find(asked(text, last), "", 0, 10).ids;
  }
  TitleTable table_;
};

TEST_F(Titles, AllWordsMustBeThere) {
  EXPECT_THAT(found("bike lanes"), ElementsAre("c", "a", "d"));
  EXPECT_THAT(found("bike trucks"), ElementsAre("d"));
  EXPECT_THAT(found("bike boats"), IsEmpty());
}

TEST_F(Titles, TheSameComesFirstThenThePhraseThenTheNewest) {
  EXPECT_THAT(found("bike"), ElementsAre("c", "d", "a"));
  EXPECT_THAT(found("lanes"), ElementsAre("d", "a", "c"));
}

TEST_F(Titles, WordsAreWholeButForTheLastOneThatIsTyped) {
  EXPECT_THAT(found("lane"), IsEmpty());
  EXPECT_THAT(found("bike lan", LastWord::kBegun), ElementsAre("c", "a", "d"));
  EXPECT_THAT(found("bik lanes", LastWord::kBegun), IsEmpty());
  EXPECT_THAT(found("bike lan ", LastWord::kBegun), IsEmpty());
}

TEST_F(Titles, CaseAccentsAndZerosBeforeNumbersDoNotCount) {
  EXPECT_THAT(found("CAFE"), ElementsAre("b"));
  EXPECT_THAT(found("int 12-2022"), ElementsAre("a"));
  EXPECT_THAT(found("res 0012"), ElementsAre("b"));
}

TEST_F(Titles, PhrasesAlternativesAndExclusionsCount) {
  EXPECT_THAT(found("\"lanes for trucks\""), ElementsAre("d"));
  EXPECT_THAT(found("\"trucks lanes\""), IsEmpty());
  EXPECT_THAT(found("licences OR trucks"), ElementsAre("d", "b"));
  EXPECT_THAT(found("bike -rack"), ElementsAre("c", "a"));
}

TEST_F(Titles, AMeetingsOwnAreFoundWithinIt) {
  const TitlesFound found = table_.find(asked("bike"), "e1", 0, 10);
  EXPECT_EQ(found.total, 1);
  EXPECT_THAT(found.ids, ElementsAre("a"));
}

TEST_F(Titles, PagesFollowOneAnother) {
  EXPECT_THAT(table_.find(asked("bike"), "", 1, 1).ids, ElementsAre("d"));
  EXPECT_EQ(table_.find(asked("bike"), "", 1, 1).total, 3);
  EXPECT_THAT(table_.find(asked("bike"), "", 9, 1).ids, IsEmpty());
}

TEST_F(Titles, WhatIsPutAgainOrRemovedIsFoundAsItIsNow) {
  for (int i = 0; i < 50; ++i) table_.put({"a", "e1", 30, "Ferry number " + std::to_string(i)});
  EXPECT_THAT(found("ferry 49"), ElementsAre("a"));
  EXPECT_THAT(found("ferry 48"), IsEmpty());
  table_.remove("c");
  EXPECT_THAT(found("bike lanes"), ElementsAre("d"));
  EXPECT_EQ(table_.size(), 3U);
}

TEST(TitleTable, AgreesWithALoopOverAllTitles) {
  std::mt19937 random(7);
  const std::vector<std::string> words = {"a", "ab", "abc", "b", "ba", "bab", "c", "cab"};
  const auto word = [&] { return words[random() % words.size()]; };
  TitleTable table;
  std::map<std::string, std::vector<std::string>> titles;
  for (int i = 0; i < 3000; ++i) {
    std::vector<std::string> title;
    for (std::size_t n = 1 + random() % 5; n > 0; --n) title.push_back(word());
    std::string text;
    for (const std::string& one : title) text += one + " ";
    const std::string id = std::to_string(random() % 800);
    table.put({id, "", static_cast<std::int64_t>(random() % 9), text});
    titles[id] = title;
  }
  for (int i = 0; i < 300; ++i) {
    TitleQuery query;
    const std::string first = word();
    const std::string second = word();
    query.all_of = {{{" " + first + " "}}, {{" " + second}}};
    query.whole = " x ";
    std::int64_t expected = 0;
    for (const auto& [id, title] : titles) {
      const bool has_first = std::ranges::find(title, first) != title.end();
      const bool begins = std::ranges::any_of(title, [&](const std::string& one) { return one.starts_with(second); });
      expected += has_first && begins ? 1 : 0;
    }
    EXPECT_EQ(table.find(query, "", 0, 1).total, expected) << first << " " << second;
  }
}

}  // namespace
}  // namespace dais::archive
