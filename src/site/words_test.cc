// SPDX-License-Identifier: Apache-2.0
#include "site/words.h"

#include <gtest/gtest.h>

#include "site/address.h"
#include "site/marking.h"

namespace dais::site {
namespace {

using domain::VoteClass;

archive::VoteEventSummary vote(std::string stated, std::int64_t yes, std::int64_t no, archive::Majority majority) {
  archive::VoteEventSummary out;
  out.stated_outcome = std::move(stated);
  out.tally.by_class.at(static_cast<std::size_t>(VoteClass::kYes)) = yes;
  out.tally.by_class.at(static_cast<std::size_t>(VoteClass::kNo)) = no;
  out.majority = majority;
  return out;
}

TEST(TallySentence, SaysTheOutcomeThenTheNumbers) {
  EXPECT_EQ(tally_sentence(vote("Passed", 31, 20, archive::Majority::kYes)), "Passed 31 to 20.");
  EXPECT_EQ(tally_sentence(vote("", 3, 1, archive::Majority::kYes)), "More yes than no: 3 to 1.");
  EXPECT_EQ(tally_sentence(vote("", 1, 3, archive::Majority::kNo)), "More no than yes: 1 to 3.");
  EXPECT_EQ(tally_sentence(vote("", 2, 2, archive::Majority::kTie)), "As many yes as no: 2 to 2.");
  EXPECT_EQ(tally_sentence(vote("", 0, 0, archive::Majority::kTie)),
            "No outcome stated; no individual votes were recorded.");
}

TEST(TallySentence, KeepsEveryClassApart) {
  archive::VoteEventSummary out = vote("Passed", 5, 0, archive::Majority::kYes);
  for (const VoteClass each :
       {VoteClass::kAbstain, VoteClass::kAbsent, VoteClass::kConflict, VoteClass::kNonvoting, VoteClass::kBlank}) {
    out.tally.by_class.at(static_cast<std::size_t>(each)) = 1;
  }
  out.method = archive::VoteMethod::kRollCall;
  EXPECT_EQ(
      tally_sentence(out),
      "Passed 5 to 0; 1 abstained; 1 absent; 1 recused or in conflict; 1 not voting; 1 without a value; roll call.");
}

TEST(Dates, AreInTheZoneTheyWereHeldIn) {
  const Instant evening = parse_instant("2024-03-06T02:30:00Z", "UTC").value();
  EXPECT_EQ(long_date(evening, "America/Chicago"), "Tuesday, March 5, 2024");
  EXPECT_EQ(short_date(evening, "Europe/Berlin"), "Mar 6, 2024");
  EXPECT_EQ(clock_time(evening, "America/Chicago"), "8:30 PM CST");
  EXPECT_EQ(machine_date(evening, "America/Chicago"), "2024-03-05T20:30:00-06:00");
  EXPECT_EQ(long_date(evening, "Nowhere/Land"), "Wednesday, March 6, 2024");
}

TEST(Dates, MidnightStandsForNoTime) {
  const Instant day = parse_instant("2024-03-06", "America/Chicago").value();
  EXPECT_EQ(clock_time(day, "America/Chicago"), "");
  EXPECT_EQ(machine_date(day, "America/Chicago"), "2024-03-06");
  EXPECT_EQ(weekday_and_time(day, "America/Chicago"), "Wednesday");
}

TEST(Numbers, AreWrittenForPeople) {
  EXPECT_EQ(with_commas(0), "0");
  EXPECT_EQ(with_commas(999), "999");
  EXPECT_EQ(with_commas(1000), "1,000");
  EXPECT_EQ(with_commas(1234567), "1,234,567");
  EXPECT_EQ(with_commas(-123456), "-123,456");
  EXPECT_EQ(counted(1, "vote", "votes"), "1 vote");
  EXPECT_EQ(spoken_duration(29), "");
  EXPECT_EQ(spoken_duration(3600), "1 h");
  EXPECT_EQ(spoken_duration(3729), "1 h 2 min");
}

TEST(WordsOfPath, AreThoseOfItsLastPart) {
  EXPECT_EQ(words_of_path("/events/bike-lane_orders.html"), "bike lane orders html");
  EXPECT_EQ(words_of_path("/"), "");
  EXPECT_EQ(words_of_path("/a/--b--/"), "b");
}

TEST(Address, EscapesWhatItIsGivenAndLeavesOutWhatIsEmpty) {
  EXPECT_EQ(Address("/search").with("q", "a&b=c d#é").with("body", "").with("t", "1.5").fragment("here").str(),
            "/search?q=a%26b%3Dc%20d%23%C3%A9&t=1.5#here");
  EXPECT_EQ(Address("/events/x?s=0&t=9").with("q", "bike").str(), "/events/x?s=0&t=9&q=bike");
}

TEST(OutsideLink, JumpsWhereTheSiteCan) {
  EXPECT_EQ(outside_link("https://youtu.be/abc", 90.7).url, "https://youtu.be/abc?t=90s");
  EXPECT_EQ(outside_link("https://www.youtube.com/watch?v=a#x", 90).url, "https://www.youtube.com/watch?v=a&t=90s");
  EXPECT_EQ(outside_link("https://vimeo.com/7", 90).url, "https://vimeo.com/7#t=90s");
  EXPECT_FALSE(outside_link("https://notyoutube.com/watch?v=a", 90).jumps);
  EXPECT_EQ(outside_link("https://youtu.be/abc", 0).url, "https://youtu.be/abc");
}

TEST(Origins, AreHostsAndNothingElse) {
  EXPECT_EQ(origin_of("https://a.example:8443/b?c"), "https://a.example:8443");
  EXPECT_EQ(origin_of("http://[::1]/x"), "http://[::1]");
  EXPECT_EQ(origin_of("javascript:alert(1)//http://x"), "");
  EXPECT_EQ(origin_of("https://a b;c/"), "");
  EXPECT_EQ(origin_of("/media/x"), "");
  EXPECT_TRUE(is_web_link("/media/x"));
  EXPECT_FALSE(is_web_link("//evil.example/x"));
  EXPECT_FALSE(is_web_link("data:text/html,x"));
}

std::string shown(const std::vector<Part>& parts) {
  std::string out;
  for (const Part& part : parts) out += part.emphasis == Emphasis::kMarked ? "[" + part.text + "]" : part.text;
  return out;
}

TEST(Marker, FindsWordsByStemAndPhrasesAsSaid) {
  Marker marker({"bike lanes", "tax", "zon*", "2159"});
  EXPECT_EQ(shown(marker.split("Bike lanes, TAXES and a bike lane.")), "[Bike lanes], [TAXES] and a bike lane.");
  EXPECT_EQ(shown(marker.split("Zoning by twenty one fifty nine")), "[Zoning] by [twenty one fifty nine]");
  EXPECT_EQ(shown(marker.split("nothing")), "nothing");
  EXPECT_TRUE(marker.split("").empty());
  EXPECT_TRUE(Marker({" ", ""}).looks_for_nothing());
}

TEST(SnippetParts, UnderstandMarksAndNothingElse) {
  EXPECT_EQ(shown(parts_of_snippet("a &lt;b&gt; <mark>c &amp; d</mark> e&#39;s")), "a <b> [c & d] e's");
  EXPECT_EQ(shown(parts_of_snippet("<img src=x><mark>open")), "<img src=x>[open]");
  EXPECT_TRUE(parts_of_snippet("").empty());
}

}  // namespace
}  // namespace dais::site
