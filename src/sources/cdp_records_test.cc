// SPDX-License-Identifier: Apache-2.0
#include "sources/cdp_records.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::sources::cdp {
namespace {

using domain::Event;
using domain::Matter;
using domain::Person;

/// What came out of a text, and what was named.
struct Outcome {
  std::optional<domain::Record> record;
  std::vector<std::string> problems;

  [[nodiscard]] const Event& event() const { return std::get<Event>(record.value()); }
};

Outcome read(std::string_view text, std::string_view zone = "America/New_York") {
  const auto value = json::parse(text).value();
  Problems problems("f.json");
  Outcome outcome;
  outcome.record = read_record(Fields(json::View(value), zone, problems));
  for (const Refusal& refusal : problems.all())
    outcome.problems.push_back(refusal.where + ": " + refusal.error.message);
  return outcome;
}

using Names = std::vector<std::string>;

/// An event with one session and whatever else is given.
std::string event_with(const std::string& more) {
  return R"({"body": {"name": "Full Council"}, "sessions": [{"session_datetime": 1669845600.0, "video_uri": "https://v.example/1.mp4", "session_index": 0}])" +
         (more.empty() ? "" : ", " + more) + "}";
}

TEST(CdpEvent, ReadsTheMinimalExample) {
  const auto got = read(event_with(R"("event_minutes_items": null, "agenda_uri": null, "external_source_id": 17)"));
  EXPECT_EQ(got.problems, Names{});
  const Event& event = got.event();
  EXPECT_EQ(event.external_id, "17");
  EXPECT_EQ(event.body.name, "Full Council");
  EXPECT_EQ(event.body.is_active, std::nullopt);
  EXPECT_EQ(event.start, std::nullopt);
  EXPECT_EQ(event.items, std::nullopt);
  ASSERT_EQ(event.sessions.size(), 1U);
  EXPECT_EQ(format_utc(*event.sessions[0].start), "2022-11-30T22:00:00Z");
  EXPECT_EQ(event.sessions[0].media_uri, "https://v.example/1.mp4");
}

TEST(CdpEvent, NeedsABodyWithAName) {
  EXPECT_EQ(read(R"({"body": {"name": "  "}, "sessions": []})").problems,
            Names{"f.json: $.body.name: is required, and is not given"});
  EXPECT_EQ(read(R"({"body": "Council", "sessions": []})").problems, Names{"f.json: $.body: should be an object"});
  EXPECT_EQ(read(R"({"sessions": []})").problems,
            Names{"f.json: $.body: no CDP ingestion JSON: there is no \"body\" (an event), \"person\" or \"matter\""});
  EXPECT_EQ(read("3").problems, Names{"f.json: $: should be an event: an object with a \"body\""});
}

TEST(CdpEvent, NeedsADate) {
  EXPECT_EQ(read(R"({"body": {"name": "B"}, "sessions": []})").problems,
            Names{"f.json: $: the event has no date: neither event_datetime nor a session's session_datetime"});
  const auto got = read(R"({"body": {"name": "B"}, "sessions": [], "event_datetime": "2024-07-01T18:00:00"})");
  EXPECT_EQ(got.problems, Names{});
  EXPECT_EQ(format_utc(*got.event().start), "2024-07-01T22:00:00Z");
}

TEST(CdpEvent, TakesTheYearOneForNoDate) {
  const auto got =
      read(R"({"body": {"name": "B", "start_datetime": "0001-01-01T00:00:00Z", "end_datetime": -62135596800},
    "sessions": [{"session_datetime": "0001-01-01T00:00:00", "session_index": 0},
                 {"session_datetime": "2024-01-01T10:00:00Z", "session_index": 1}]})");
  EXPECT_EQ(got.event().body.start, std::nullopt);
  EXPECT_EQ(got.event().body.end, std::nullopt);
  ASSERT_EQ(got.event().sessions.size(), 2U);
  EXPECT_EQ(got.event().sessions[0].start, std::nullopt);
  EXPECT_EQ(got.problems,
            Names{"f.json: $.sessions[0].session_datetime: is required, and is not given; a year before 1000 stands "
                  "for no date"});
}

TEST(CdpEvent, NamesTimesThatAreNone) {
  const auto got = read(event_with(R"("event_datetime": "next Tuesday")"));
  EXPECT_EQ(got.problems, Names{"f.json: $.event_datetime: not an ISO 8601 date or time: \"next Tuesday\""});
  EXPECT_EQ(read(event_with(R"("event_datetime": 1669845600000)")).problems,
            Names{"f.json: $.event_datetime: not a time in POSIX seconds; milliseconds?"});
  EXPECT_EQ(read(event_with(R"("event_datetime": 1e300)")).problems.size(), 1U);
  EXPECT_EQ(read(event_with(R"("event_datetime": [1])")).problems,
            Names{"f.json: $.event_datetime: should be a time: POSIX seconds or ISO 8601"});
}

TEST(CdpEvent, ReadsLocalTimesInItsOwnZoneOrElseTheInstances) {
  EXPECT_EQ(
      format_utc(
          *read(event_with(R"("event_datetime": "2024-01-05T09:00:00", "timezone": "Europe/Paris")")).event().start),
      "2024-01-05T08:00:00Z");
  const auto got = read(event_with(R"("event_datetime": "2024-01-05T09:00:00", "timezone": "Mars/Olympus")"));
  EXPECT_EQ(format_utc(*got.event().start), "2024-01-05T14:00:00Z");
  EXPECT_EQ(got.event().timezone, std::nullopt);
  EXPECT_EQ(got.problems,
            Names{"f.json: $.timezone: unknown time zone \"Mars/Olympus\"; times are read in America/New_York"});
}

TEST(CdpEvent, IgnoresKeysItDoesNotKnow) {
  EXPECT_EQ(read(event_with(R"("weather": {"rain": true})")).problems, Names{});
}

TEST(CdpEvent, LeavesOutAFieldOfTheWrongTypeAndKeepsTheRest) {
  const auto got = read(event_with(
      R"("agenda_uri": {"x": 1}, "minutes_uri": "https://m.example", "location": ["a"], "event_minutes_items": 3)"));
  EXPECT_EQ(got.problems, (Names{"f.json: $.location: should be a text, is an array",
                                 "f.json: $.agenda_uri: should be a text, is an object",
                                 "f.json: $.event_minutes_items: should be an array"}));
  EXPECT_EQ(got.event().minutes_uri, "https://m.example");
}

TEST(CdpEvent, RefusesLinksOfOtherSchemes) {
  const auto got = read(event_with(
      R"json("agenda_uri": "javascript:alert(1)", "minutes_uri": "FILE:///etc/passwd", "source_uri": "www.example.org:8080/x")json"));
  EXPECT_EQ(got.problems,
            (Names{"f.json: $.agenda_uri: links of the scheme \"javascript:\" are not taken, only http and https",
                   "f.json: $.minutes_uri: links of the scheme \"file:\" are not taken, only http and https"}));
  EXPECT_EQ(got.event().source_uri, "https://www.example.org:8080/x");
}

TEST(CdpSession, ReadsWhereTheMeetingStandsInTheRecording) {
  const auto got = read(
      R"({"body": {"name": "B"}, "sessions": [{"session_datetime": 0, "video_uri": "https://v.example", "session_index": 0,
    "video_start_time": "1:02", "video_end_time": "99:59:59"}]})");
  EXPECT_EQ(got.problems, Names{});
  EXPECT_EQ(got.event().sessions[0].clip_start_seconds, 62);
  EXPECT_EQ(got.event().sessions[0].clip_end_seconds, 99 * 3600 + 59 * 60 + 59);
}

TEST(CdpSession, IsKeptWithoutTheTimesWhereItEndsBeforeItStarts) {
  const auto got = read(
      R"({"body": {"name": "B"}, "sessions": [{"session_datetime": 0, "video_uri": "https://v.example", "session_index": 0,
    "video_start_time": "10:00", "video_end_time": "9:59"}]})");
  EXPECT_EQ(got.problems, Names{"f.json: $.sessions[0].video_end_time: the session ends (9:59) before it starts "
                                "(10:00); both times are left out"});
  ASSERT_EQ(got.event().sessions.size(), 1U);
  EXPECT_EQ(got.event().sessions[0].clip_start_seconds, std::nullopt);
  EXPECT_EQ(got.event().sessions[0].clip_end_seconds, std::nullopt);
}

TEST(CdpSession, NumbersThemselvesWhereNumbersAreMissingOrTaken) {
  const auto got =
      read(R"({"body": {"name": "B"}, "sessions": [{"session_datetime": 0, "session_index": 1}, {"session_datetime": 0},
    7, {"session_datetime": 0, "session_index": 1}]})");
  EXPECT_EQ(
      got.problems,
      (Names{"f.json: $.sessions[2]: should be an object",
             "f.json: $.sessions[3].session_index: another session has the number 1; the next free one is taken"}));
  ASSERT_EQ(got.event().sessions.size(), 3U);
  EXPECT_EQ(got.event().sessions[0].index, 1);
  EXPECT_EQ(got.event().sessions[1].index, 0);
  EXPECT_EQ(got.event().sessions[2].index, 2);
}

TEST(CdpItem, KeepsEveryVoteAsWrittenAlsoWithoutADecisionOrAMatter) {
  const auto got = read(event_with(
      R"json("event_minutes_items": [{"minutes_item": {"name": " Inf 1656 ", "external_source_id": 9}, "matter": null, "decision": null,
    "votes": [{"person": {"name": "Ann"}, "decision": "Absent (Non-Voting)", "external_source_id": 4}, {"person": {"name": "Bo"}, "decision": "shrugged"},
              {"person": {"name": "Cy"}, "decision": null}]}])json"));
  EXPECT_EQ(got.problems, Names{});
  const auto& item = got.event().items->at(0);
  EXPECT_EQ(item.name, "Inf 1656");
  EXPECT_EQ(item.external_id, "9");
  EXPECT_EQ(item.decision, std::nullopt);
  ASSERT_EQ(item.votes->size(), 3U);
  EXPECT_EQ(item.votes->at(0).value, "Absent (Non-Voting)");
  EXPECT_EQ(item.votes->at(0).external_id, "4");
  EXPECT_EQ(item.votes->at(1).value, "shrugged");
  EXPECT_EQ(item.votes->at(2).value, "");
}

TEST(CdpItem, RefusesAVoteOfNobodyAndTakesTheOthers) {
  const auto got = read(event_with(
      R"("event_minutes_items": [{"minutes_item": {"name": "x"}, "votes": [{"person": {"name": " "}, "decision": "Approve"},
    {"decision": "Reject"}, {"person": {"name": "Ann"}, "decision": "Approve"}]}])"));
  EXPECT_EQ(got.problems, (Names{"f.json: $.event_minutes_items[0].votes[0].person.name: a vote of nobody: the name of "
                                 "the person is not given",
                                 "f.json: $.event_minutes_items[0].votes[1].person.name: a vote of nobody: the name of "
                                 "the person is not given"}));
  ASSERT_EQ(got.event().items->at(0).votes->size(), 1U);
  EXPECT_EQ(got.event().items->at(0).votes->at(0).person.name, "Ann");
}

TEST(CdpItem, NeedsANameOrAMatter) {
  const auto got = read(event_with(
      R"("event_minutes_items": [{"minutes_item": {}}, {"matter": {"name": "CB 1"}}, {"minutes_item": {"name": "z"}}])"));
  EXPECT_EQ(got.problems, Names{"f.json: $.event_minutes_items[0].minutes_item.name: is required, and is not given"});
  ASSERT_EQ(got.event().items->size(), 2U);
  EXPECT_EQ(got.event().items->at(0).name, "CB 1");
}

TEST(CdpItem, ReadsMattersFilesSponsorsAndSeats) {
  const auto got = read(event_with(
      R"("event_minutes_items": [{"minutes_item": {"name": "CB 1", "description": "d"}, "index": 3, "decision": "Passed",
    "supporting_files": [{"name": "Text", "uri": "https://f.example/t.pdf"}, {"name": "no link"}, {"uri": "https://f.example/a.pdf"}],
    "matter": {"name": "CB 1", "matter_type": "Bill", "title": "T", "result_status": "Adopted", "external_source_id": 5,
      "sponsors": [{"name": "Ann", "email": "a@b.example", "phone": 555, "is_active": true, "external_source_id": 8,
        "seat": {"name": "Position 9", "electoral_area": "Citywide", "roles": [{"title": "Chair", "start_datetime": 0}, {"title": "Member", "body": {"name": "Other"}}]}}]}}])"));
  EXPECT_EQ(got.problems,
            Names{"f.json: $.event_minutes_items[0].supporting_files[1].uri: is required, and is not given"});
  const auto& item = got.event().items->at(0);
  EXPECT_EQ(item.index, 3);
  EXPECT_EQ(item.decision, "Passed");
  EXPECT_EQ(item.description, "d");
  ASSERT_EQ(item.files->size(), 2U);
  EXPECT_EQ(item.files->at(1).name, "a.pdf");
  EXPECT_EQ(item.matter->status, "Adopted");
  EXPECT_EQ(item.matter->external_id, "5");
  const Person& sponsor = item.matter->sponsors->at(0);
  EXPECT_EQ(sponsor.phone, "555");
  EXPECT_EQ(sponsor.seat->electoral_area, "Citywide");
  ASSERT_EQ(sponsor.roles->size(), 2U);
  EXPECT_EQ(sponsor.roles->at(0).body->name, "Full Council");
  EXPECT_EQ(format_utc(*sponsor.roles->at(0).start), "1970-01-01T00:00:00Z");
  EXPECT_EQ(sponsor.roles->at(1).body->name, "Other");
}

TEST(CdpItem, ReadsWhatDaisAdds) {
  const auto got = read(event_with(
      R"("status": "Cancelled", "comment": "c", "location": "Hall", "event_minutes_items": [{"minutes_item": {"name": "x", "external_source_id": "mi"},
    "external_source_id": "place", "agenda_number": "2.", "action": "Approved", "method": "voice", "start_seconds": 12.5,
    "roll_call": [{"person": {"name": "Ann"}, "value": "Present"}, {"value": "Absent"}],
    "matter": {"name": "CB 1", "summary": "s", "text": "t", "source_uri": "https://m.example", "introduced": "2024-01-02", "enactment_number": "LL 1",
      "files": [{"name": "f", "uri": "https://f.example"}]}}])"));
  EXPECT_EQ(
      got.problems,
      Names{"f.json: $.event_minutes_items[0].roll_call[1].person.name: a roll call of nobody: the name of the person "
            "is not given"});
  EXPECT_EQ(got.event().status, "Cancelled");
  const auto& item = got.event().items->at(0);
  EXPECT_EQ(item.external_id, "place");
  EXPECT_EQ(item.agenda_number, "2.");
  EXPECT_EQ(item.action, "Approved");
  EXPECT_EQ(item.method, "voice");
  EXPECT_EQ(item.start_seconds, 12.5);
  EXPECT_EQ(item.roll_call->at(0).value, "Present");
  EXPECT_EQ(format_with_offset(*item.matter->introduced, "America/New_York"), "2024-01-02T00:00:00-05:00");
  EXPECT_EQ(item.matter->enactment_number, "LL 1");
  EXPECT_EQ(item.matter->files->size(), 1U);
}

TEST(CdpRecord, ReadsAPersonAndAMatterOfTheirOwn) {
  const auto person = read(
      R"({"person": {"name": "Ann", "external_source_id": 3, "roles": [{"title": "Member", "body": {"name": "B"}}]}})");
  EXPECT_EQ(std::get<Person>(person.record.value()).external_id, "3");
  EXPECT_EQ(std::get<Person>(person.record.value()).roles->at(0).title, "Member");
  const auto matter = read(
      R"({"matter": {"name": "CB 1", "actions": [{"date": "2024-01-02T10:00:00", "action": "Introduced", "outcome": "Pass",
    "event_external_source_id": 50, "external_source_id": 100, "body": {"name": "B"}, "votes": [{"person": {"name": "Ann"}, "decision": "Aye"}]}, {}]}})");
  EXPECT_EQ(matter.problems, Names{"f.json: $.matter.actions[1]: has neither an action nor votes"});
  const auto& action = std::get<Matter>(matter.record.value()).actions->at(0);
  EXPECT_EQ(action.external_id, "100");
  EXPECT_EQ(action.event_external_id, "50");
  EXPECT_EQ(action.votes->at(0).value, "Aye");
  EXPECT_EQ(format_utc(*action.date), "2024-01-02T15:00:00Z");
}

TEST(CdpClipTime, IsHoursMinutesSeconds) {
  EXPECT_EQ(parse_clip_time("0"), 0);
  EXPECT_EQ(parse_clip_time("75"), 75);
  EXPECT_EQ(parse_clip_time("1:30.5"), 90.5);
  EXPECT_EQ(parse_clip_time("01:00:00"), 3600);
  for (const char* bad :
       {"", ":", "1:", ":1", "1:60", "1:2:3:4", "-1", "1e3", "x", "1.5:00", "nan", "9999999999999999999"}) {
    EXPECT_EQ(parse_clip_time(bad), std::nullopt) << bad;
  }
}

RC_GTEST_PROP(CdpClipTime, IsReadBackFromAPlayersClock, ()) {
  const int seconds = *rc::gen::inRange(0, 360000);
  RC_ASSERT(parse_clip_time(format_clock(seconds)) == static_cast<double>(seconds));
}

}  // namespace
}  // namespace dais::sources::cdp
