// SPDX-License-Identifier: Apache-2.0
// The source "legistar" over a small town's API, in process: a table of rows that answers as the vendor's server does.
#include "sources/legistar_source.h"

#include <gtest/gtest.h>

#include <functional>
#include <mutex>

#include "json/json.h"
#include "os/files.h"
#include "sources/gathering_sink.h"

namespace dais::sources {
namespace {

using boost::json::array;
using boost::json::object;

/// Rows by path ("Events/1", "Persons"); what is not in the table is a 404.
class TownServer : public net::Client {
 public:
  Result<net::Response> get(const net::Request& request) override {
    const std::lock_guard lock(mutex_);
    const std::string path = request.url.substr(request.url.find("/town/") + 6);
    asked.push_back(path);
    net::Response response;
    response.url = request.url;
    response.status = 200;
    if (fault) {
      if (auto wrong = fault(path, response)) return *wrong;
    }
    const auto found = rows.find(path.substr(0, path.find('?')));
    if (found == rows.end()) {
      response.status = 404;
      return response;
    }
    const bool later_page = path.find("$skip=") != std::string::npos;
    response.body = later_page && found->second.is_array() && !found->second.get_array().empty()
                        ? boost::json::serialize(array{found->second.get_array().back()})
                        : boost::json::serialize(found->second);
    return response;
  }
  std::size_t times(const std::string& start) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(asked, [&](const auto& path) { return path.starts_with(start); }));
  }

  std::map<std::string, boost::json::value> rows;
  std::vector<std::string> asked;
  /// An answer in place of the table's; nothing: the table answers.
  std::function<std::optional<Result<net::Response>>(const std::string& path, net::Response response)> fault;

 private:
  std::mutex mutex_;
};

boost::json::value parsed(const char* text) { return boost::json::parse(text); }

class LegistarSource : public testing::Test {
 protected:
  void SetUp() override {
    config_.name = "town";
    config_.kind = "legistar";
    config_.client = "town";
    config_.base_url = "https://api.example/v1/";
    config_.requests_per_second = 1000;
    config_.retry_seconds = 0.005;
    auto& rows = server_.rows;
    rows["Bodies"] = parsed(R"([{"BodyId": 1, "BodyName": "Council", "BodyTypeName": "Primary"}])");
    rows["Persons"] =
        parsed(R"([{"PersonId": 11, "PersonFullName": "Ann Lee"}, {"PersonId": 12, "PersonFullName": "Bo Cruz"}])");
    rows["OfficeRecords"] = parsed(R"([{"OfficeRecordId": 3, "OfficeRecordPersonId": 11, "OfficeRecordTitle": "Member",
        "OfficeRecordBodyId": 1, "OfficeRecordBodyName": "Council", "OfficeRecordStartDate": "2022-01-01T00:00:00"}])");
    const auto matter = parsed(R"({"MatterId": 7, "MatterFile": "Int 1", "MatterName": "On trees", "MatterVersion": "A",
        "MatterLastModifiedUtc": "2024-01-05T10:00:00.1"})");
    rows["Matters"] = array{matter};
    rows["Matters/7"] = matter;
    rows["Matters/7/Sponsors"] = parsed(R"([{"MatterSponsorNameId": 11, "MatterSponsorName": "Ann Lee"}])");
    rows["Matters/7/Histories"] = parsed(R"([{"MatterHistoryId": 100, "MatterHistoryEventId": 50,
        "MatterHistoryActionName": "Approved", "MatterHistoryActionDate": "2024-01-10T13:00:00",
        "MatterHistoryPassedFlagName": "Pass"}])");
    rows["Matters/7/Attachments"] = array{};
    rows["Matters/7/Versions"] = parsed(R"([{"Key": "70", "Value": "A"}])");
    rows["Matters/7/Texts/70"] = parsed(R"({"MatterTextPlain": "Plant trees."})");
    rows["EventItems/100/Votes"] =
        parsed(R"([{"VotePersonId": 11, "VotePersonName": "Ann Lee", "VoteValueName": "Aye "},
        {"VotePersonId": 12, "VotePersonName": "Bo Cruz", "VoteValueName": "Nay"}])");
    rows["EventItems/101/RollCalls"] = parsed(R"([{"RollCallPersonId": 11, "RollCallPersonName": "Ann Lee",
        "RollCallValueName": "Present"}])");
    rows["Events/50"] = parsed(R"({"EventId": 50, "EventBodyId": 1, "EventBodyName": "Council", "EventTime": "1:30 PM",
        "EventDate": "2024-01-10T00:00:00", "EventLastModifiedUtc": "2024-01-11T10:00:00", "EventItems": [
          {"EventItemId": 101, "EventItemTitle": "Roll Call", "EventItemRollCallFlag": 1, "EventItemMinutesSequence": 1},
          {"EventItemId": 100, "EventItemTitle": "On trees", "EventItemPassedFlagName": "Pass", "EventItemMatterId": 7,
           "EventItemMatterFile": "Int 1", "EventItemMatterName": "On trees", "EventItemMinutesSequence": 2},
          {"EventItemId": 102, "EventItemTitle": "A message", "EventItemMatterId": 8, "EventItemMatterFile": "M 1",
           "EventItemMatterName": "Message", "EventItemMinutesSequence": 3, "EventItemVideoIndex": 95,
           "EventItemMatterAttachments": [{"MatterAttachmentId": 5, "MatterAttachmentName": "Letter",
             "MatterAttachmentHyperlink": "https://town.example/letter.pdf"}]}]})");
    rows["Events"] = array{rows["Events/50"]};
    rows["Persons/11/Votes"] = parsed(R"([{"VotePersonId": 11, "VoteValueName": "Aye", "VoteEventItemId": 100}])");
    rows["Persons/12/Votes"] = parsed(R"([{"VotePersonId": 12, "VoteValueName": "Nay", "VoteEventItemId": 100}])");
  }

  Result<Coverage> read(const Window& window = {}) {
    auto source = make_legistar_source(config_, {folder_.path(), "America/New_York", server_});
    if (!source) return fail(source.error());
    return (*source)->read(window, sink_);
  }
  Result<Coverage> read_again() {
    sink_.begin_next_run();
    server_.asked.clear();
    return read();
  }
  object& event() { return server_.rows["Events/50"].as_object(); }

  os::TempDir folder_ = os::TempDir::make().value();
  config::Source config_;
  TownServer server_;
  GatheringSink sink_;
};

TEST_F(LegistarSource, ReadsPeopleMattersAndMeetings) {
  ASSERT_EQ(read().value(), Coverage::kPart);
  EXPECT_EQ(sink_.refusals, std::vector<std::string>{});
  ASSERT_EQ(sink_.all<domain::Person>().size(), 2U);
  EXPECT_EQ(sink_.all<domain::Person>()[0].roles->at(0).title, "Member");
  const auto matter = sink_.all<domain::Matter>().at(0);
  EXPECT_EQ(matter.text, "Plant trees.");
  ASSERT_EQ(matter.actions->at(0).votes->size(), 2U);
  EXPECT_EQ(matter.actions->at(0).votes->at(0).value, "Aye");
  const auto event = sink_.all<domain::Event>().at(0);
  EXPECT_EQ(format_utc(*event.start), "2024-01-10T18:30:00Z");
  EXPECT_EQ(event.body.classification, "Primary");
  EXPECT_EQ(event.items->at(0).roll_call->at(0).value, "Present");
  // The votes came with the matter, which has a record of its own; the message has none, and its files stay with it.
  EXPECT_EQ(event.items->at(1).votes, std::nullopt);
  EXPECT_EQ(event.items->at(1).matter->title, std::nullopt);
  EXPECT_EQ(event.items->at(2).matter->title, "Message");
  EXPECT_EQ(event.items->at(2).files->at(0).uri, "https://town.example/letter.pdf");
  EXPECT_EQ(event.items->at(2).start_seconds, 95.0);
  EXPECT_EQ(sink_.outcomes.at("answered"), server_.asked.size());
}

TEST_F(LegistarSource, AsksNothingTwiceOfWhatWasTakenBeforeItWasKilled) {
  ASSERT_TRUE(read());
  // Killed before its end: what goes with the documents is kept, what is said at the end is not.
  for (const char* key : {"completed", "listed", "mark/events", "mark/matters"}) sink_.remembered.erase(key);
  ASSERT_TRUE(read_again());
  EXPECT_EQ(server_.times("Matters/7"), 0U);
  EXPECT_EQ(server_.times("Events/50"), 0U);
  EXPECT_EQ(server_.times("EventItems"), 0U);
}

TEST_F(LegistarSource, FindsAnAmendedVoteOfARecentMeeting) {
  ASSERT_TRUE(read());
  ASSERT_TRUE(read_again());
  EXPECT_EQ(sink_.documents.size(), 0U);
  server_.rows["EventItems/100/Votes"].as_array()[1].as_object()["VoteValueName"] = "Aye";
  server_.rows["Persons/12/Votes"].as_array()[0].as_object()["VoteValueName"] = "Aye";
  config_.sweep = 0;
  ASSERT_TRUE(read_again());
  const auto events = sink_.all<domain::Event>();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].items->at(1).votes->at(1).value, "Aye");
}

TEST_F(LegistarSource, LooksAtOlderRecordsAFewAtATime) {
  ASSERT_TRUE(read());
  server_.rows["Matters/7/Histories"].as_array()[0].as_object()["MatterHistoryActionName"] = "Vetoed";
  config_.sweep = 0;
  ASSERT_TRUE(read_again());
  EXPECT_EQ(sink_.all<domain::Matter>().size(), 0U);
  config_.sweep = 1;
  ASSERT_TRUE(read_again());
  EXPECT_EQ(sink_.all<domain::Matter>().at(0).actions->at(0).action, "Vetoed");
}

TEST_F(LegistarSource, WithdrawsWhatIsGoneAndNothingInAnOutage) {
  ASSERT_TRUE(read());
  server_.fault = [](const std::string& path, net::Response response) -> std::optional<Result<net::Response>> {
    if (!path.starts_with("Events/50")) return std::nullopt;
    response.url = "https://api.example/Error.aspx";
    response.body = "<!DOCTYPE html><html>Sorry</html>";
    return response;
  };
  ASSERT_TRUE(read_again());
  EXPECT_EQ(sink_.withdrawn, std::vector<std::string>{});
  ASSERT_EQ(sink_.refusals.size(), 1U);
  EXPECT_NE(sink_.refusals[0].find("redirects to an error page, which is an outage (asked 6 times)"),
            std::string::npos);
  server_.fault = [](const std::string& path, net::Response response) -> std::optional<Result<net::Response>> {
    if (!path.starts_with("Events/50")) return std::nullopt;
    response.status = 410;
    return response;
  };
  ASSERT_TRUE(read_again());
  EXPECT_EQ(sink_.withdrawn, std::vector<std::string>{"events/50"});
}

TEST_F(LegistarSource, AsksAgainForAnswersThatAreCutShort) {
  int times = 0;
  server_.fault = [&](const std::string& path, net::Response response) -> std::optional<Result<net::Response>> {
    if (!path.starts_with("Matters/7/Histories") || ++times > 2) return std::nullopt;
    response.body = times == 1 ? "" : R"([{"MatterHistoryId": 1)";
    return response;
  };
  ASSERT_TRUE(read());
  EXPECT_EQ(sink_.refusals, std::vector<std::string>{});
  EXPECT_EQ(sink_.outcomes.at("empty"), 1U);
  EXPECT_EQ(sink_.outcomes.at("cut short"), 1U);
  EXPECT_EQ(sink_.notes.size(), 2U);
}

TEST_F(LegistarSource, TakesDotNetsCastErrorForNoVotesAndAnyOtherForAFailure) {
  const auto answer_with = [this](const char* message) {
    server_.fault = [message](const std::string& path, net::Response response) -> std::optional<Result<net::Response>> {
      if (!path.starts_with("EventItems/100/Votes")) return std::nullopt;
      response.status = 500;
      response.body = boost::json::serialize(object{{"ExceptionMessage", message}});
      return response;
    };
  };
  answer_with("The cast to value type 'System.Int32' failed because the materialized value is null.");
  ASSERT_TRUE(read());
  EXPECT_EQ(sink_.refusals, std::vector<std::string>{});
  EXPECT_EQ(sink_.outcomes.at("none (500)"), 1U);
  sink_ = {};
  answer_with("Timeout expired.");
  ASSERT_TRUE(read());
  // Neither the matter nor the meeting is taken without its votes; both are asked for again the next time.
  ASSERT_EQ(sink_.refusals.size(), 2U);
  EXPECT_NE(sink_.refusals[0].find("Timeout expired"), std::string::npos);
  EXPECT_EQ(sink_.all<domain::Matter>().size(), 0U);
  EXPECT_EQ(sink_.remembered.count("matter/7"), 0U);
}

TEST_F(LegistarSource, SendsTheTokenAndShowsItNowhere) {
  ASSERT_TRUE(os::write_file_atomically(folder_.path() + "/token", " s3cret\n"));
  config_.token_file = "token";
  server_.fault = [](const std::string& path, net::Response response) -> std::optional<Result<net::Response>> {
    if (path.find("token=s3cret") == std::string::npos || path.starts_with("Events?")) {
      response.status = 403;
      return response;
    }
    return std::nullopt;
  };
  const auto done = read();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kForbidden);
  EXPECT_EQ(done.error().message.find("s3cret"), std::string::npos);
  EXPECT_NE(done.error().message.find("does not accept the token of token_file"), std::string::npos);
}

TEST_F(LegistarSource, ReadsTheListAnewWhereRowsVanishWhilePaging) {
  array all;
  for (int id = 1; id <= 6; ++id) all.push_back(object{{"PersonId", id}, {"PersonFullName", "P" + std::to_string(id)}});
  bool removed = false;
  server_.fault = [&](const std::string& path, net::Response response) -> std::optional<Result<net::Response>> {
    if (!path.starts_with("Persons?")) return std::nullopt;
    const std::size_t at = path.find("$skip=");
    const std::size_t skip = at == std::string::npos ? 0 : std::stoul(path.substr(at + 6));
    if (skip > 0 && !removed) {
      all.erase(all.begin());
      removed = true;
    }
    array page;
    for (std::size_t i = skip; i < std::min(skip + 3, all.size()); ++i) page.push_back(all[i]);
    response.body = boost::json::serialize(page);
    return response;
  };
  ASSERT_TRUE(read());
  const auto people = sink_.all<domain::Person>();
  ASSERT_EQ(people.size(), 5U);
  EXPECT_EQ(people[0].external_id, "2");
  ASSERT_EQ(sink_.notes.size(), 1U);
  EXPECT_EQ(sink_.notes[0], "Persons: the list changed while it was read, and was read anew");
}

TEST_F(LegistarSource, NamesWhatTheConfigurationLacks) {
  config_.client = "";
  EXPECT_EQ(read().error().message,
            "[[source]] \"town\": kind \"legistar\" needs a client, the council's name at the vendor");
  config_.client = "town";
  config_.token_file = "none";
  EXPECT_EQ(read().error().code, ErrorCode::kBadConfig);
}

}  // namespace
}  // namespace dais::sources
