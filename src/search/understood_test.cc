// SPDX-License-Identifier: Apache-2.0
#include "search/understood.h"

#include <gtest/gtest.h>

namespace dais::search {
namespace {

std::string understood_of(std::string_view text, PlainWords plain = PlainWords::kAny, const GivenFilters& given = {}) {
  return understood(parse_query(text), given, plain);
}

TEST(Understood, PlainWordsAndPhrases) {
  EXPECT_EQ(understood_of("bike lanes"), "passages where anyone said “bike” or “lanes”");
  EXPECT_EQ(understood_of("bike lanes", PlainWords::kAll), "passages where anyone said “bike” and “lanes”");
  EXPECT_EQ(understood_of("\"bike lanes\" snow ice"),
            "passages where anyone said “bike lanes”, best with “snow” and “ice”");
  EXPECT_EQ(understood_of("🚲"), "nothing: no word to look for");
}

TEST(Understood, WordsNearOneAnother) {
  EXPECT_EQ(understood_of("snow NEAR plow"), "passages where anyone said “snow” near “plow”");
  EXPECT_EQ(understood_of("snow NEAR/5 \"salt truck\""),
            "passages where anyone said “snow” within 5 words of “salt truck”");
  EXPECT_EQ(understood_of("a1 NEAR/1 b1 NEAR/1 c1*"),
            "passages where anyone said “a1”, “b1” and words that begin with “c1” within 1 word of one another");
}

TEST(Understood, ParenthesesKeepWhatBelongsTogether) {
  EXPECT_EQ(understood_of("(snow plow) OR \"salt truck\""),
            "passages where anyone said (“snow” and “plow”) or “salt truck”");
  EXPECT_EQ(understood_of("(ash OR elm) AND (oak OR \"red fir\") -(pine nut)"),
            "passages where anyone said (“ash” or “elm”) and (“oak” or “red fir”), without “pine” and “nut”");
  EXPECT_EQ(understood_of("part-time work", PlainWords::kAll),
            "passages where anyone said (“part time” or “parttime”) and “work”");
}

TEST(Understood, Filters) {
  EXPECT_EQ(understood_of("noise speaker:\"Ann Lee\" -body:parks matter:2159 vote:no kind:hearing after:2023-05"),
            "passages where anyone said “noise”, by Ann Lee, not in parks, on 2159, voted no, of kind hearing, after "
            "2023-05-01");
  GivenFilters given;
  given.speaker = "Bob Snow";
  given.body = "";
  given.meetings = Meetings::kOne;
  given.from = parse_instant("2023-05-01T00:00:00Z", "UTC").value();
  EXPECT_EQ(understood_of("noise", PlainWords::kAny, given),
            "passages where anyone said “noise”, by Bob Snow, in one body, in one meeting, after 2023-05-01");
  EXPECT_EQ(understood_of("after:lunch"), "passages where anyone said “lunch” (“lunch” is no date: write 2023-05-01)");
}

TEST(Understood, CharactersWithoutSpacesStandTogether) {
  EXPECT_EQ(understood_of("市議会"), "passages where anyone said “市議会”");
}

}  // namespace
}  // namespace dais::search
