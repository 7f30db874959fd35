// SPDX-License-Identifier: Apache-2.0
#include "sources/legislator_source.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "domain/vote_class.h"
#include "os/files.h"
#include "sources/gathering_sink.h"
#include "sources/legislator_records.h"

namespace dais::sources {
namespace {

namespace fs = std::filesystem;
using domain::Event;
using domain::Matter;
using domain::Person;

constexpr const char* kZone = "America/New_York";

/// A folder of the layout, for one test.
class LegislatorSource : public testing::Test {
 protected:
  void SetUp() override { folder_.emplace(os::TempDir::make().value()); }

  void put(const std::string& path, const std::string& text) const {
    const fs::path whole = fs::path(folder_->path()) / path;
    fs::create_directories(whole.parent_path());
    std::ofstream(whole, std::ios::binary) << text;
  }
  Result<Coverage> read(const Window& window = {}) {
    return make_legislator_source(folder_->path(), kZone)->read(window, sink_);
  }
  std::string path() const { return folder_->path(); }

  GatheringSink sink_;

 private:
  std::optional<os::TempDir> folder_;
};

const char* const kIntroduction =
    R"json({"ID": 7, "File": "Int 0001-2022", "Name": "Bike lanes", "Title": "A Local Law on bike lanes",
  "TypeName": "Introduction", "StatusName": "Enacted", "BodyID": 2, "BodyName": "Committee", "Text": "Be it enacted",
  "IntroDate": "2022-01-20T00:00:00Z", "PassedDate": "2022-03-01T00:00:00Z", "EnactmentDate": "0001-01-01T00:00:00Z",
  "LastModified": "2022-03-02T10:00:00Z", "LocalLaw": "2022/016", "Summary": "",
  "Sponsors": [{"ID": 11, "Slug": "ann", "FullName": "Ann "}, {"ID": 0, "Slug": "", "FullName": ""}],
  "Attachments": [{"ID": 5, "Name": "Bill", "Link": "https://example.org/bill.pdf"}, {"ID": 6, "Name": "x", "Link": "javascript:alert(1)"}],
  "History": [{"ID": 100, "Date": "2022-01-20T13:30:00Z", "Action": "Approved by Council", "BodyID": 1, "BodyName": "City Council",
    "EventID": 50, "PassedFlagName": "Pass", "Votes": [{"ID": 11, "FullName": "Ann ", "Vote": "Affirmative "},
      {"ID": 12, "FullName": "Bo", "Vote": ""}, {"ID": 0, "FullName": " ", "Vote": "Negative"}]}]})json";

TEST_F(LegislatorSource, ReadsAMatterWithItsHistoryAndVotes) {
  put("introduction/2022/0001.json", kIntroduction);
  ASSERT_EQ(read().value(), Coverage::kWhole);
  const auto matters = sink_.all<Matter>();
  ASSERT_EQ(matters.size(), 1U);
  const Matter& matter = matters[0];
  EXPECT_EQ(matter.external_id, "7");
  EXPECT_EQ(matter.name, "Int 0001-2022");
  EXPECT_EQ(matter.title, "Bike lanes");
  EXPECT_EQ(matter.text, "A Local Law on bike lanes\n\nBe it enacted");
  EXPECT_EQ(matter.summary, std::nullopt);
  EXPECT_EQ(matter.enactment_number, "2022/016");
  EXPECT_EQ(matter.body->external_id, "2");
  ASSERT_EQ(matter.actions->size(), 1U);
  EXPECT_EQ(matter.actions->at(0).external_id, "100");
  EXPECT_EQ(matter.actions->at(0).event_external_id, "50");
  EXPECT_EQ(matter.actions->at(0).outcome, "Pass");
  ASSERT_EQ(matter.actions->at(0).votes->size(), 2U);
  EXPECT_EQ(matter.actions->at(0).votes->at(0).value, "Affirmative");
  EXPECT_EQ(matter.actions->at(0).votes->at(1).value, "");
}

TEST_F(LegislatorSource, ReadsTheFalseZOfAHistoryAsTheWallClock) {
  put("introduction/2022/0001.json", kIntroduction);
  ASSERT_TRUE(read());
  const Matter matter = sink_.all<Matter>().at(0);
  EXPECT_EQ(format_utc(*matter.actions->at(0).date), "2022-01-20T18:30:00Z");
  EXPECT_EQ(format_with_offset(*matter.introduced, kZone), "2022-01-20T00:00:00-05:00");
}

TEST_F(LegislatorSource, TakesTheYearOneForNoDate) {
  put("introduction/2022/0001.json", kIntroduction);
  ASSERT_TRUE(read());
  EXPECT_EQ(sink_.all<Matter>().at(0).enacted, std::nullopt);
  put("events/2022/1.json", R"json({"ID": 1, "BodyName": "Council", "Date": "0001-01-01T00:00:00Z"})json");
  ASSERT_TRUE(read());
  EXPECT_EQ(sink_.refusals.back(), "events/2022/1.json: $.Date: a meeting needs its date");
}

TEST_F(LegislatorSource, LeavesOutPersonZeroAndNamesAVoteOfNobody) {
  put("introduction/2022/0001.json", kIntroduction);
  ASSERT_TRUE(read());
  const Matter matter = sink_.all<Matter>().at(0);
  ASSERT_EQ(matter.sponsors->size(), 1U);
  EXPECT_EQ(matter.sponsors->at(0).name, "Ann");
  EXPECT_EQ(sink_.refusals,
            (std::vector<std::string>{"introduction/2022/0001.json: $.Attachments[1].Link: links of the scheme "
                                      "\"javascript:\" are not taken, only http and https",
                                      "introduction/2022/0001.json: $.History[0].Votes[2]: a vote of nobody"}));
}

TEST_F(LegislatorSource, TakesAMatterOfTwoFilesFromTheFirstFolder) {
  put("resolution/2022/0001.json", R"json({"ID": 7, "File": "Res 0001-2022", "Name": "the same"})json");
  put("introduction/2022/0001.json", kIntroduction);
  ASSERT_EQ(read().value(), Coverage::kWhole);
  ASSERT_EQ(sink_.all<Matter>().size(), 1U);
  EXPECT_EQ(sink_.all<Matter>().at(0).name, "Int 0001-2022");
  EXPECT_EQ(sink_.refusals.back(),
            "resolution/2022/0001.json: matter 7 was already read from introduction/2022/0001.json");
}

TEST_F(LegislatorSource, ReadsPeopleBeforeMattersBeforeEvents) {
  put("events/2022/1.json", R"json({"ID": 1, "BodyName": "Council", "Date": "2022-01-20T13:30:00-05:00"})json");
  put("introduction/2022/0001.json", kIntroduction);
  put("people/ann.json", R"json({"ID": 11, "FullName": "Ann "})json");
  put("resubmit/2022.json", "not read");
  ASSERT_TRUE(read());
  EXPECT_EQ(sink_.asked,
            (std::vector<std::string>{"people/ann.json", "introduction/2022/0001.json", "events/2022/1.json"}));
  EXPECT_EQ(sink_.last_done, 3U);
  EXPECT_EQ(sink_.last_total, 3U);
}

TEST_F(LegislatorSource, ReadsAPersonWithTheRolesOfTheOfficeRecords) {
  put("people/ann.json",
      R"json({"ID": 11, "FullName": "Ann Bee ", "IsActive": false, "Email": "a@b.example", "WWW": "https://b.example",
    "OfficeRecords": [{"ID": 3, "BodyID": 1, "BodyName": "City Council", "Title": "Council Member",
      "Start": "2022-01-01T00:00:00Z", "End": "0001-01-01T00:00:00Z"}]})json");
  ASSERT_TRUE(read());
  const Person person = sink_.all<Person>().at(0);
  EXPECT_EQ(person.external_id, "11");
  EXPECT_EQ(person.name, "Ann Bee");
  EXPECT_EQ(person.is_active, false);
  ASSERT_EQ(person.roles->size(), 1U);
  EXPECT_EQ(person.roles->at(0).body->name, "City Council");
  EXPECT_EQ(format_with_offset(*person.roles->at(0).start, kZone), "2022-01-01T00:00:00-05:00");
  EXPECT_EQ(person.roles->at(0).end, std::nullopt);
}

const char* const kEvent =
    R"json({"ID": 50, "BodyID": 1, "BodyName": "City Council", "Date": "2022-01-20T13:30:00-05:00",
  "AgendaStatusName": "Deferred", "AgendaFile": "https://example.org/a.pdf", "InSiteURL": "https://example.org/m",
  "VideoPath": "https://example.org/v1.mp4", "Media": "v2.mp4", "Comment": "Jointly",
  "Items": [
    {"ID": 101, "Title": "Second", "AgendaSequence": 1, "MinutesSequence": 2, "PassedFlagName": "Fail", "ActionName": "Voted",
      "ActionText": "approved by Roll Call.", "MatterID": 7, "MatterFile": "Int 1", "MatterName": "old name", "MatterStatus": "Old"},
    {"ID": 100, "Title": "Roll Call", "AgendaSequence": 0, "MinutesSequence": 1,
      "RollCall": [{"ID": 11, "FullName": "Ann", "Value": "Present "}]},
    {"ID": 102, "Title": " ", "AgendaSequence": 0, "MinutesSequence": 3, "MinutesNote": "Also here: Bo", "MatterID": 9,
      "MatterFile": "T2022-1", "MatterType": "Oversight", "MatterStatus": "Filed"}]})json";

TEST_F(LegislatorSource, ReadsAnEventInTheOrderOfItsMinutes) {
  put("introduction/2022/0001.json", kIntroduction);
  put("events/2022/50.json", kEvent);
  ASSERT_TRUE(read());
  const Event event = sink_.all<Event>().at(0);
  EXPECT_EQ(format_utc(*event.start), "2022-01-20T18:30:00Z");
  EXPECT_EQ(event.status, "Deferred");
  EXPECT_EQ(event.source_uri, "https://example.org/m");
  EXPECT_EQ(event.comment, "Jointly\n\nRecording: v2.mp4");
  ASSERT_EQ(event.sessions.size(), 1U);
  EXPECT_EQ(event.sessions[0].media_uri, "https://example.org/v1.mp4");
  ASSERT_EQ(event.items->size(), 3U);
  EXPECT_EQ(event.items->at(0).external_id, "100");
  EXPECT_EQ(event.items->at(0).roll_call->at(0).value, "Present");
  EXPECT_EQ(event.items->at(1).decision, "Fail");
  EXPECT_EQ(event.items->at(1).method, "Roll Call");
  EXPECT_EQ(event.items->at(1).index, 1);
  EXPECT_EQ(event.items->at(2).name, "Also here: Bo");
}

TEST_F(LegislatorSource, LeavesAMatterToItsOwnFile) {
  put("introduction/2022/0001.json", kIntroduction);
  put("events/2022/50.json", kEvent);
  ASSERT_TRUE(read());
  const Event event = sink_.all<Event>().at(0);
  EXPECT_EQ(event.items->at(1).matter->external_id, "7");
  EXPECT_EQ(event.items->at(1).matter->title, std::nullopt);
  EXPECT_EQ(event.items->at(1).matter->status, std::nullopt);
  EXPECT_EQ(event.items->at(2).matter->matter_type, "Oversight");
  EXPECT_EQ(event.items->at(2).matter->status, "Filed");
}

TEST_F(LegislatorSource, ReadsNothingTwice) {
  put("introduction/2022/0001.json", kIntroduction);
  put("events/2022/50.json", kEvent);
  ASSERT_TRUE(read());
  EXPECT_EQ(sink_.documents.size(), 2U);
  ASSERT_TRUE(read());
  EXPECT_EQ(sink_.documents.size(), 2U);
  put("events/2022/50.json", std::string(kEvent) + "\n");
  ASSERT_TRUE(read());
  EXPECT_EQ(sink_.documents.size(), 3U);
}

TEST_F(LegislatorSource, NamesABrokenFileAndGoesOn) {
  put("events/2022/1.json", "{\n\"ID\": oops}");
  put("events/2022/2.json", "[1]");
  put("events/2022/50.json", kEvent);
  EXPECT_EQ(read().value(), Coverage::kPart);
  EXPECT_EQ(sink_.all<Event>().size(), 1U);
  EXPECT_EQ(sink_.refusals, (std::vector<std::string>{"events/2022/1.json: line 2, column 7: not JSON: syntax error",
                                                      "events/2022/2.json: $: should be an object"}));
}

TEST_F(LegislatorSource, NamesAFolderThatIsNotThereOrNotOfThisLayout) {
  EXPECT_EQ(read().error().message,
            path() + ": has none of the folders people, introduction, resolution, land_use and events");
  EXPECT_EQ(make_legislator_source("/nowhere", kZone)->read({}, sink_).error().message,
            "/nowhere: there is no such folder");
}

TEST_F(LegislatorSource, ReadsTheEventsAndTheTouchedMattersOfAWindow) {
  put("introduction/2022/0001.json", kIntroduction);
  put("events/2022/50.json", kEvent);
  const auto at = [](const char* text) { return parse_instant(text, kZone).value(); };
  EXPECT_EQ(read({at("2022-01-21"), {}}).value(), Coverage::kPart);
  EXPECT_EQ(sink_.all<Event>().size(), 0U);
  EXPECT_EQ(sink_.all<Matter>().size(), 1U);  // changed on March 2nd
  sink_ = {};
  ASSERT_TRUE(read({at("2022-04-01"), {}}));
  EXPECT_EQ(sink_.documents.size(), 0U);
  ASSERT_TRUE(read({at("2022-01-20"), at("2022-01-21")}));
  EXPECT_EQ(sink_.documents.size(), 2U);
}

TEST(LegislatorPeek, FindsTheLeadingIdAndNothingElse) {
  EXPECT_EQ(legislator::peek_id("{\n  \"ID\" : 71714,\"x\":1}"), "71714");
  EXPECT_EQ(legislator::peek_id("\xEF\xBB\xBF{\"ID\":5"), "5");
  EXPECT_EQ(legislator::peek_id("{\"GUID\": \"x\", \"ID\": 5}"), "");
  EXPECT_EQ(legislator::peek_id("{\"ID\": \"5\"}"), "");
  EXPECT_EQ(legislator::peek_id(""), "");
}

/// The two years of New York's council, against counts that an independent program made of the same files.
class NewYorkData : public testing::Test {
 protected:
  void SetUp() override {
    const char* root = std::getenv("DAIS_SOURCE_DIR");
    folder_ = (fs::path(root != nullptr ? root : ".") / "../shared/data/nyc").lexically_normal().string();
    if (!fs::exists(folder_ + "/truth-dev.json")) GTEST_SKIP() << "../shared/data/nyc is not there";
    truth_ = json::parse(os::read_file(folder_ + "/truth-dev.json", 1U << 30U).value()).value();
    ASSERT_EQ(make_legislator_source(folder_, kZone)->read({}, sink_).value(), Coverage::kWhole);
  }
  std::size_t count(const char* key) { return truth_.at("counts").at(key).to_number<std::size_t>(); }

  std::string folder_;
  boost::json::value truth_;
  GatheringSink sink_;
};

TEST_F(NewYorkData, HasTheCountsOfTheTruthFile) {
  const auto events = sink_.all<Event>();
  std::size_t items = 0, with_matter = 0, flagged = 0, roll_calls = 0, roll_rows = 0, deferred = 0, without_items = 0,
              joined = 0;
  std::set<std::string> event_ids, item_ids, item_events;
  for (const Event& event : events) {
    event_ids.insert(event.external_id);
    deferred += event.status == "Deferred" ? 1 : 0;
    without_items += event.items->empty() ? 1 : 0;
    items += event.items->size();
    for (const auto& item : *event.items) {
      item_ids.insert(item.external_id);
      with_matter += item.matter ? 1 : 0;
      flagged += item.decision ? 1 : 0;
      if (!item.roll_call) continue;
      ++roll_calls;
      roll_rows += item.roll_call->size();
    }
  }
  std::map<std::string, std::size_t> votes_by_value;
  std::size_t votes = 0, vote_events = 0, history = 0, not_in_set = 0, votes_in_set = 0;
  for (const Matter& matter : sink_.all<Matter>()) {
    for (const auto& action : *matter.actions) {
      ++history;
      joined += item_ids.contains(action.external_id) ? 1 : 0;
      if (!action.votes || action.votes->empty()) continue;
      ++vote_events;
      votes += action.votes->size();
      const bool in_set = event_ids.contains(action.event_external_id);
      not_in_set += in_set ? 0 : 1;
      votes_in_set += in_set ? action.votes->size() : 0;
      for (const auto& vote : *action.votes) ++votes_by_value[vote.value];
    }
  }
  EXPECT_EQ(events.size(), count("events"));
  EXPECT_EQ(event_ids.size(), count("events"));
  EXPECT_EQ(deferred, count("events_deferred"));
  EXPECT_EQ(without_items, count("events_without_items"));
  EXPECT_EQ(items, count("items"));
  EXPECT_EQ(item_ids.size(), count("items"));
  EXPECT_EQ(with_matter, count("items_with_matter"));
  EXPECT_EQ(flagged, count("items_flagged"));
  EXPECT_EQ(joined, count("items_joined_to_history"));
  EXPECT_EQ(roll_calls, count("rollcall_items"));
  EXPECT_EQ(roll_rows, count("rollcall_rows"));
  EXPECT_EQ(sink_.all<Person>().size(), count("people_files"));
  EXPECT_EQ(sink_.all<Matter>().size(), count("matters"));
  EXPECT_EQ(vote_events, count("vote_events"));
  EXPECT_EQ(votes, count("votes"));
  EXPECT_EQ(not_in_set, count("vote_events_event_not_in_set"));
  EXPECT_EQ(votes_in_set, count("votes_event_in_set"));
  EXPECT_EQ(history, count("history_entries"));
  for (const auto& choice : truth_.at("vote_choices").as_object()) {
    EXPECT_EQ(votes_by_value[std::string(choice.key())], choice.value().to_number<std::size_t>()) << choice.key();
  }
  EXPECT_EQ(votes_by_value.size(), truth_.at("vote_choices").as_object().size());
}

TEST_F(NewYorkData, HasTheEventsOfEachBodyAndTheRolesOfThePeople) {
  std::map<std::string, std::size_t> bodies;
  for (const Event& event : sink_.all<Event>()) ++bodies[event.body.name];
  for (const auto& body : truth_.at("event_bodies").as_object()) {
    EXPECT_EQ(bodies[std::string(body.key())], body.value().to_number<std::size_t>()) << body.key();
  }
  EXPECT_EQ(bodies.size(), truth_.at("event_bodies").as_object().size());
  std::size_t roles = 0;
  for (const Person& person : sink_.all<Person>()) roles += person.roles->size();
  EXPECT_EQ(roles, truth_.at("n_office_records").to_number<std::size_t>());
}

TEST_F(NewYorkData, HasEachMatterAndEachVoteEventAsTheTruthStatesThem) {
  std::map<std::string, Matter> matters;
  for (const Matter& matter : sink_.all<Matter>()) matters.emplace(matter.external_id, matter);
  for (const auto& expected : truth_.at("matters").as_array()) {
    const auto& found = matters.at(std::to_string(expected.at("id").as_int64()));
    EXPECT_EQ(found.name, expected.at("file").as_string());
    EXPECT_EQ(found.status, std::string(expected.at("status").as_string()));
    EXPECT_EQ(format_local(*found.introduced, kZone, "%F"), expected.at("intro_date").as_string());
    EXPECT_EQ(found.sponsors->size() + expected.at("sponsor_id0").to_number<std::size_t>(),
              expected.at("sponsors").to_number<std::size_t>() + expected.at("sponsor_id0").to_number<std::size_t>());
  }
  for (const auto& expected : truth_.at("vote_events").as_array()) {
    const auto& matter = matters.at(std::to_string(expected.at("matter_id").as_int64()));
    const std::string id = std::to_string(expected.at("history_id").as_int64());
    const auto action = std::find_if(matter.actions->begin(), matter.actions->end(),
                                     [&](const auto& a) { return a.external_id == id; });
    ASSERT_NE(action, matter.actions->end());
    EXPECT_EQ(format_local(*action->date, kZone, "%FT%TZ"), expected.at("date").as_string());
    std::map<std::string, std::size_t> tally;
    for (const auto& vote : *action->votes) ++tally[std::string(domain::name_of(domain::classify_vote(vote.value)))];
    for (const auto& row : expected.at("tally").as_object()) {
      EXPECT_EQ(tally[std::string(row.key())], row.value().to_number<std::size_t>()) << id << " " << row.key();
    }
  }
}

TEST_F(NewYorkData, RefusesTheDuplicateMatterAndNothingElse) {
  EXPECT_EQ(sink_.refusals,
            std::vector<std::string>{
                "resolution/2023/1142.json: matter 71714 was already read from introduction/2023/1142.json"});
}

TEST_F(NewYorkData, IsNotReadTwice) {
  const std::size_t documents = sink_.documents.size();
  ASSERT_TRUE(make_legislator_source(folder_, kZone)->read({}, sink_));
  EXPECT_EQ(sink_.documents.size(), documents);
}

}  // namespace
}  // namespace dais::sources
