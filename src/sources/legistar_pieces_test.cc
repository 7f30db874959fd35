// SPDX-License-Identifier: Apache-2.0
// The pieces of the source "legistar" that know no network: questions, typed times, rows, plans, and work in order.
#include <gtest/gtest.h>

#include <atomic>

#include "sources/in_order.h"
#include "sources/legistar_listing.h"
#include "sources/legistar_memory.h"
#include "sources/legistar_plan.h"
#include "sources/legistar_query.h"
#include "sources/legistar_rows.h"

namespace dais::sources::legistar {
namespace {

boost::json::object row(const char* json) { return boost::json::parse(json).as_object(); }

TEST(LegistarQuery, EscapesWhatAnAddressCannotHold) {
  EXPECT_EQ(query_of({{"$filter", "a eq 'x & y'"}, {"$skip", ""}, {"token", "s3&=ä"}}),
            "$filter=a%20eq%20'x%20%26%20y'&token=s3%26%3D%C3%A4");
}

TEST(LegistarQuery, WritesFiltersAsODataVersionThreeTakesThem) {
  EXPECT_EQ(since("EventDate", "2023-01-31T00:00:00"), "EventDate ge datetime'2023-01-31T00:00:00'");
  EXPECT_EQ(either({"a", "b"}), "(a or b)");
  EXPECT_EQ(both({"a", "", "b"}), "(a and b)");
  EXPECT_EQ(both({"", ""}), "");
  const std::vector<std::int64_t> ids = {1, 22};
  EXPECT_EQ(one_of("MatterId", ids), "MatterId eq 1 or MatterId eq 22");
  EXPECT_EQ(between("VoteEventItemId", 1, 9), "VoteEventItemId ge 1 and VoteEventItemId le 9");
}

TEST(LegistarQuery, ReadsTimesAsPeopleTypeThem) {
  const auto clock = [](std::string_view text) {
    const TypedTime time = read_typed_time(text);
    return time.understood ? with_time("2023-01-31T00:00:00", time).substr(11, 5) : std::string("?");
  };
  EXPECT_EQ(clock("1:30 PM"), "13:30");
  EXPECT_EQ(clock("10:00 AM"), "10:00");
  EXPECT_EQ(clock("12:00 AM"), "00:00");
  EXPECT_EQ(clock("12:15 p.m."), "12:15");
  EXPECT_EQ(clock("9am"), "09:00");
  EXPECT_EQ(clock("13:30"), "13:30");
  EXPECT_EQ(clock("13:30:00"), "13:30");
  EXPECT_EQ(clock("Noon"), "12:00");
  EXPECT_EQ(clock("See Agenda"), "?");
  EXPECT_EQ(clock(""), "?");
  EXPECT_EQ(clock("10"), "?");
  EXPECT_EQ(clock("25:00"), "?");
  EXPECT_EQ(clock("1:75 PM"), "?");
}

TEST(LegistarRows, KeepsATimeThatSaysNoHourInTheComment) {
  const auto event = event_of(row(R"({"EventId": 7, "EventDate": "2023-01-31T00:00:00", "EventTime": "See Agenda",
      "EventComment": "Jointly", "EventItems": []})"));
  EXPECT_EQ(event.at("Date").as_string(), "2023-01-31T00:00:00");
  EXPECT_EQ(event.at("Comment").as_string(), "Jointly\n\nTime: See Agenda");
}

TEST(LegistarRows, CallsWhoHasNoNameByNumber) {
  EXPECT_EQ(person_of(row(R"({"PersonId": 7, "PersonFullName": " "})"), {}).at("FullName").as_string(), "Person 7");
  EXPECT_EQ(person_of(row(R"({"PersonId": 7, "PersonFullName": "", "PersonLastName": "Lee"})"), {})
                .at("FullName")
                .as_string(),
            "Lee");
  const auto nobody = person_of(row(R"({"PersonId": 0, "PersonFullName": "Ann"})"), {});
  EXPECT_FALSE(nobody.contains("ID"));
}

TEST(LegistarRows, TakesSponsorsOfTheNewestVersionThePrimeSponsorFirst) {
  MatterRows rows;
  const auto sponsor = [](int id, const char* version, const char* sequence) {
    return row((R"({"MatterSponsorNameId": )" + std::to_string(id) + R"(, "MatterSponsorName": "N",
        "MatterSponsorMatterVersion": ")" +
                version + R"(", "MatterSponsorSequence": )" + sequence + "}")
                   .c_str());
  };
  rows.sponsors = {sponsor(1, "*", "null"), sponsor(2, "B", "1"), sponsor(3, "B", "null"), sponsor(4, "A", "0")};
  const auto matter = matter_of(row(R"({"MatterId": 5, "MatterFile": null, "MatterName": "On trees"})"), rows, "");
  ASSERT_EQ(matter.at("Sponsors").as_array().size(), 2U);
  EXPECT_EQ(number_in(matter.at("Sponsors").as_array()[0].as_object(), "ID"), 3);
  EXPECT_EQ(matter.at("File").as_string(), "On trees");
}

TEST(LegistarRows, LeavesOutAttachmentsThatAreNotForThePublic) {
  const auto rows = boost::json::parse(R"([{"MatterAttachmentId": 1, "MatterAttachmentShowOnInternetPage": false},
      {"MatterAttachmentId": 2, "MatterAttachmentShowOnInternetPage": true}, {"MatterAttachmentId": 3}])");
  EXPECT_EQ(attachments_of(rows.as_array()).size(), 2U);
}

TEST(LegistarRows, FindsTheVersionWhoseTextCounts) {
  const std::vector<boost::json::object> versions = {row(R"({"Key": "10", "Value": "*"})"),
                                                     row(R"({"Key": "11", "Value": "A"})"),
                                                     row(R"({"Key": "12", "Value": "B"})")};
  EXPECT_EQ(version_key(row(R"({"MatterVersion": "A"})"), versions), "11");
  EXPECT_EQ(version_key(row(R"({"MatterVersion": null})"), versions), "12");
  EXPECT_EQ(version_key(row("{}"), {}), "");
}

TEST(LegistarRows, SaysTheSameOfVotesInAnyOrderAndUnderAnyName) {
  const auto ann = row(R"({"VotePersonId": 1, "VotePersonName": "Ann", "VoteValueName": "Aye "})");
  const auto ann_lee = row(R"({"VotePersonId": 1, "VotePersonName": "Ann Lee", "VoteValueName": "Aye"})");
  const auto bo = row(R"({"VotePersonId": 2, "VotePersonName": "Bo", "VoteValueName": "Nay"})");
  EXPECT_EQ(fingerprint_of({ann, bo}, "Vote"), fingerprint_of({bo, ann_lee}, "Vote"));
  EXPECT_NE(fingerprint_of({ann}, "Vote"), fingerprint_of({ann, bo}, "Vote"));
  EXPECT_EQ(fingerprint_of({ann}, "Vote").size(), 16U);
}

TEST(LegistarMemory, ReadsBackWhatItWroteAndPassesOverTheRest) {
  Memory memory;
  memory["event/7"] = KnownEvent{"abc", 5, "def", "2023-01-31"}.text();
  memory["event/8"] = "torn";
  memory["event/x"] = "abc 5 def 2023-01-31";
  memory["matter/9"] = KnownMatter{"ghi", 6}.text();
  memory["votes/10"] = "f00";
  memory["mark/events"] = "2023-02-01T10:00:00.5";
  memory["completed"] = "77";
  memory["listed"] = "no number";
  const Remembered known = recall(memory);
  ASSERT_EQ(known.events.size(), 1U);
  EXPECT_EQ(known.events.at(7).day, "2023-01-31");
  EXPECT_EQ(known.events.at(7).content, "def");
  EXPECT_EQ(known.matters.at(9).checked, 6);
  EXPECT_EQ(known.votes.at(10), "f00");
  EXPECT_EQ(known.events_mark, "2023-02-01T10:00:00.5");
  EXPECT_EQ(known.completed, 77);
  EXPECT_EQ(known.listed, std::nullopt);
}

TEST(LegistarPlan, CountsBackFromTheNewestMeetingThatIsNotInTheFuture) {
  std::map<Number, KnownEvent> events;
  EXPECT_EQ(first_recent_day(events, "2026-11-21", 30), "2026-10-22");
  events[1] = {"", 0, "", "2023-03-05"};
  events[2] = {"", 0, "", "2022-03-05"};
  EXPECT_EQ(first_recent_day(events, "2026-11-21", 30), "2023-02-03");
  events[3] = {"", 0, "", "2027-01-01"};
  EXPECT_EQ(first_recent_day(events, "2026-11-21", 0), "2023-03-05");
}

TEST(LegistarPlan, AsksWithThreeDaysToSpare) {
  EXPECT_EQ(asked_since("2024-03-01T15:18:55.573"), "2024-02-27T15:18:55");
  EXPECT_EQ(asked_since(""), "");
  EXPECT_EQ(asked_since("soon"), "");
}

TEST(LegistarPlan, SweepsWhatWasLookedAtLongestAgoAndNoRecentMeeting) {
  Remembered known;
  known.events[1] = {"", 30, "", "2022-01-01"};
  known.events[2] = {"", 10, "", "2022-01-01"};
  known.events[3] = {"", 1, "", "2023-01-01"};
  known.matters[4] = {"", 20};
  const Sweep sweep = oldest_checked(known, "2022-12-01", 2);
  EXPECT_EQ(sweep.events, std::vector<Number>{2});
  EXPECT_EQ(sweep.matters, std::vector<Number>{4});
  EXPECT_TRUE(oldest_checked(known, "2022-12-01", 0).events.empty());
  EXPECT_EQ(oldest_checked(known, "2022-12-01", 99).events.size(), 2U);
}

TEST(InOrder, UsesResultsInTurnAndNeverRunsTooFarAhead) {
  constexpr std::size_t kCount = 500;
  std::atomic<std::size_t> used = 0;
  std::atomic<bool> too_far = false;
  std::vector<std::size_t> seen;
  in_order(
      kCount, {8, 16},
      [&](std::size_t i) {
        if (i >= used + 16) too_far = true;
        return i * 2;
      },
      [&](std::size_t i, std::size_t result) {
        EXPECT_EQ(result, i * 2);
        seen.push_back(i);
        used = i + 1;
      });
  EXPECT_EQ(seen.size(), kCount);
  EXPECT_TRUE(std::ranges::is_sorted(seen));
  EXPECT_FALSE(too_far);
  in_order(0, {1, 1}, [](std::size_t i) { return i; }, [](std::size_t, std::size_t) { FAIL(); });
}

}  // namespace
}  // namespace dais::sources::legistar
