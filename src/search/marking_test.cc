// SPDX-License-Identifier: Apache-2.0
#include "search/marking.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::search {
namespace {

TEST(Marker, WordsAreMarkedByStemAndTextIsEscaped) {
  Marker marker({"lane"});
  EXPECT_EQ(marker.mark("<b> Lanes & \"lane\"'s"),
            "&lt;b&gt; <mark>Lanes</mark> &amp; &quot;<mark>lane</mark>&quot;&#39;s");
}

TEST(Marker, NumbersAreMarkedAsSaidAndAsWritten) {
  EXPECT_EQ(Marker({"2159"}).mark("Int. 2159, twenty one fifty nine."),
            "Int. <mark>2159</mark>, <mark>twenty one fifty nine</mark>.");
  EXPECT_EQ(Marker({"seven"}).mark("7 seven"), "<mark>7</mark> <mark>seven</mark>");
  EXPECT_EQ(Marker({"parttime"}).mark("part-time"), "<mark>part-time</mark>");
}

TEST(Marker, BeginningsAreMarkedAsWholeWords) {
  EXPECT_EQ(Marker({"sno*"}).mark("Snowed, so no"), "<mark>Snowed</mark>, so no");
}

TEST(Marker, PhrasesAreMarkedAsSaid) {
  Marker marker({"bike lanes"});
  EXPECT_EQ(marker.mark("Bike, lanes; bike lane"), "<mark>Bike, lanes</mark>; bike lane");
}

TEST(Marker, MarksThatTouchAreOne) {
  Marker marker({"bike lanes", "lanes now", "bike"});
  EXPECT_EQ(marker.mark("bike lanes now"), "<mark>bike lanes now</mark>");
}

TEST(Marker, ASnippetIsWhereMostIsSaid) {
  Marker marker({"tree", "snow"});
  const std::string far(400, '.');
  EXPECT_EQ(marker.snippet("A tree. " + far + " Here a tree in snow stands. " + far + " End.", 40),
            "… Here a <mark>tree</mark> in <mark>snow</mark> stands …");
}

TEST(Marker, AShortTextIsItsOwnSnippet) { EXPECT_EQ(Marker({"x"}).snippet("a b"), "a b"); }

TEST(Marker, ATextWithoutWordsIsCutBetweenCharacters) { EXPECT_EQ(Marker({"x"}).snippet("———", 4), "—…"); }

RC_GTEST_PROP(Marker, WithoutTheMarksTheTextIsWhole, (const std::string& text)) {
  Marker marker({"a", "b"});
  std::string html = marker.mark(text);
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{"<mark>", ""},
                                                                                 {"</mark>", ""},
                                                                                 {"&lt;", "<"},
                                                                                 {"&gt;", ">"},
                                                                                 {"&quot;", "\""},
                                                                                 {"&#39;", "'"},
                                                                                 {"&amp;", "&"}}) {
    for (auto at = html.find(from); at != std::string::npos; at = html.find(from, at + to.size())) {
      html.replace(at, from.size(), to);
    }
  }
  RC_ASSERT(html == text);
}

}  // namespace
}  // namespace dais::search
