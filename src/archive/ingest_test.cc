// SPDX-License-Identifier: Apache-2.0
// One run of a source: documents taken, passed over, refused, cut off; what the next run and the doctor know of it. On
// both databases.
#include "archive/ingest.h"

#include <filesystem>

#include <gmock/gmock.h>

#include "archive/checkup.h"
#include "archive/dump.h"
#include "archive/record_fixture_test.h"
#include "os/files.h"

namespace dais::archive {
namespace {

class TakingIn : public RecordTest {};

TEST_P(TakingIn, TakenTwiceChangesNothing) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("Ann Lee"), "Aye"}, {named("Bo Cruz"), "Nay"}})};
  const Summary first = take({{"a.json", {event}}});
  EXPECT_EQ(first.tables.at("event").added, 1);
  EXPECT_EQ(first.tables.at("vote").added, 2);
  const Summary second = take({{"a.json", {event}}});
  for (const auto& [table, counts] : second.tables) {
    EXPECT_EQ(counts.added + counts.changed + counts.withdrawn, 0) << table;
  }
  EXPECT_TRUE(reader()->event(id("event", "1")).value().provenance.changes.empty());
}

TEST_P(TakingIn, ARunThatWasCutOffIsNoted) {
  config::Source source;
  source.name = "supplier";
  source.kind = "legislator";
  config_.sources = {source};
  Ingest::open(place_->folder(), config_, {"supplier", Effect::kWrite, nullptr}).value().reset();
  const auto texts = [this] {
    std::string all;
    for (const Finding& finding : check_up(place_->folder(), config_)) all += finding.text + "\n";
    return all;
  };
  EXPECT_THAT(texts(), testing::HasSubstr("ended early: it was cut off in its midst"));
  take({}, "supplier");
  EXPECT_THAT(texts(), testing::HasSubstr("source \"supplier\": last run to its end"));
}

TEST_P(TakingIn, ATranscriptWhoseFileIsLostComesBackWithItsDocument) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.sessions = {spoken("00:00:00.000 --> 00:00:05.000\nThe harbour bridge is closed.\n")};
  take_as({{"a", {event}}}, "same");
  EXPECT_EQ(take_as({{"a", {event}}}, "same").documents_unchanged, 1);
  std::filesystem::remove_all(place_->folder() + "/data/blobs");
  EXPECT_EQ(take_as({{"a", {event}}}, "same").documents, 1);
  EXPECT_TRUE(reader()->transcript_json(id("event", "1"), 0));
  EXPECT_EQ(take_as({{"a", {event}}}, "same").documents_unchanged, 1);
}

TEST_P(TakingIn, ADocumentWithARefusedPartIsReadAgain) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.sessions = {spoken("no times at all")};
  EXPECT_EQ(take_as({{"a", {event}}}, "same").refusals.size(), 1U);
  EXPECT_EQ(take_as({{"a", {event}}}, "same").refusals.size(), 1U);
}

TEST_P(TakingIn, TwoDocumentsOfOneMeetingAreNamed) {
  const domain::Event event = council("1", "2024-03-05T19:00:00");
  EXPECT_EQ(take({{"a", {event}}, {"b", {event}}}).warnings,
            std::vector<std::string>{"b: the same event as in a; what is read last holds"});
}

TEST_P(TakingIn, WhatAWholeReadNoLongerShowsIsWithdrawnNotDeleted) {
  take({{"a", {council("1", "2024-03-05T19:00:00")}}, {"b", {council("2", "2024-03-12T19:00:00")}}}, "folder",
       sources::Coverage::kWhole);
  const std::string gone = id("event", "2", "folder");
  take({{"a", {council("1", "2024-03-05T19:00:00")}}}, "folder", sources::Coverage::kPart);
  EXPECT_FALSE(reader()->event(gone).value().summary.withdrawn);
  const Summary summary = take({{"a", {council("1", "2024-03-05T19:00:00")}}}, "folder", sources::Coverage::kWhole);
  EXPECT_EQ(summary.tables.at("event").withdrawn, 1);
  EXPECT_TRUE(reader()->event(gone).value().summary.withdrawn);
  EXPECT_EQ(reader()->events({}, {}).value().total, 1);
}

TEST_P(TakingIn, ARefusedRecordLeavesTheRestAndSaysWhy) {
  domain::Event no_time;
  no_time.body.name = "Council";
  domain::Event bad_zone = council("2", "2024-03-05T19:00:00");
  bad_zone.timezone = "Europe/Atlantis";
  const Summary summary = take({{"a", {no_time}}, {"b", {bad_zone}}, {"c", {council("3", "2024-03-06T19:00:00")}}});
  ASSERT_EQ(summary.refusals.size(), 2U);
  EXPECT_EQ(summary.refusals[0].error.message, "an event without a time: neither it nor a session of it says when");
  EXPECT_EQ(summary.refusals[1].error.message, "timezone: \"Europe/Atlantis\" is no IANA time zone");
  EXPECT_EQ(reader()->events({}, {}).value().total, 1);
}

TEST_P(TakingIn, CaptionsAreFoundWhenIngestReturnsAndFollowTheirCorrection) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  domain::Session session;
  session.caption = domain::Caption{
      "a.vtt", "WEBVTT\n\n00:10.000 --> 00:14.000\n<v Ann Lee>The harbour bridge is closed for repairs.\n"};
  event.sessions = {session};
  event.items = {voted("Res 1", {{named("Ann Lee", "7"), "Aye"}})};
  take({{"a", {event}}});
  auto found = reader()->search({.text = "harbour bridge"}).value();
  ASSERT_EQ(found.hits.size(), 1U);
  EXPECT_DOUBLE_EQ(found.hits[0].start_seconds, 10.0);
  EXPECT_EQ(found.hits[0].speaker.id, id("person", "7"));
  event.sessions[0].caption->content =
      "WEBVTT\n\n00:10.000 --> 00:14.000\n<v Ann Lee>The harbour tunnel is closed for repairs.\n";
  take({{"a", {event}}});
  EXPECT_EQ(reader()->search({.text = "\"harbour bridge\""}).value().total, 0);
  EXPECT_EQ(reader()->search({.text = "\"harbour tunnel\""}).value().total, 1);
}

TEST_P(TakingIn, FormsOfAWordAreThoseOfTheTranscriptsLanguageElseOfTheInstances) {
  const auto meeting = [](const std::string& id, const std::string& head) {
    domain::Event event = council(id, "2024-03-05T19:00:00");
    domain::Session session;
    session.caption = domain::Caption{
        id + ".vtt",
        "WEBVTT\n" + head + "\n00:10.000 --> 00:14.000\n<v Ann Lee>Los vecinos votaron ayer por la noche.\n"};
    event.sessions = {session};
    return event;
  };
  take({{"a", {meeting("1", "Language: es\n")}}, {"b", {meeting("2", "")}}});
  EXPECT_EQ(reader()->search({.text = "votar"}).value().total, 1);
  config_.instance.language = "es";
  // What was taken in before follows.
  take({{"c", {meeting("3", "")}}});
  EXPECT_EQ(reader()->search({.text = "votar"}).value().total, 3);
}

TEST_P(TakingIn, ADryRunWritesNothing) {
  auto ingest = Ingest::open(place_->folder(), config_, {"ingest", Effect::kDryRun, nullptr}).value();
  ASSERT_TRUE(ingest->wants("a", "1"));
  ingest->take({"a", "1", {council("1", "2024-03-05T19:00:00")}});
  EXPECT_EQ(ingest->finish(sources::Coverage::kWhole).value().tables.at("event").added, 1);
  ingest.reset();
  EXPECT_EQ(reader()->events({}, {}).value().total, 0);
}

TEST_P(TakingIn, OneWriterAtATime) {
  const auto first = Ingest::open(place_->folder(), config_, {"ingest", Effect::kWrite, nullptr}).value();
  const auto second = Ingest::open(place_->folder(), config_, {"ingest", Effect::kWrite, nullptr});
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::kConflict);
}

TEST_P(TakingIn, ADryRunCountsAsTheRunWould) {
  const auto run = [this](Effect effect) {
    auto ingest = Ingest::open(place_->folder(), config_, {"ingest", effect, nullptr}).value();
    for (const char* day : {"2024-03-05T19:00:00", "2024-03-12T19:00:00"}) {
      domain::Event event = council(day, day);
      event.items = {voted("Res 1", {{named("Ann Lee", "7"), "Aye"}, {named("Bo Cruz", "8"), "Nay"}})};
      (*ingest).take({day, day, {event}});
    }
    return ingest->finish(sources::Coverage::kPart).value();
  };
  const Summary tried = run(Effect::kDryRun);
  const Summary done = run(Effect::kWrite);
  for (const char* table : {"event", "event_item", "vote", "person", "body"})
    EXPECT_EQ(tried.tables.at(table).added, done.tables.at(table).added) << table;
  EXPECT_EQ(done.tables.at("person").added, 2);
}

TEST_P(TakingIn, TheDumpIsTheSameForTheSameRecords) {
  setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res, \"quoted\"", {{named("Ann Lee"), "Aye"}})};
  take({{"a", {event}}});
  const std::string dir = place_->folder() + "/dump";
  ASSERT_TRUE(dump_archive(place_->folder(), config_, dir).has_value());
  unsetenv("SOURCE_DATE_EPOCH");
  EXPECT_EQ(os::read_file(dir + "/body.csv", 10'000).value(),
            "id,source,external_id,first_seen,last_changed,withdrawn,name,sort_key,description,classification,is_"
            "active,start_at,end_at\n" +
                reader()->bodies({}).value().items[0].ref.id +
                ",ingest,,2023-11-14T22:13:20Z,2023-11-14T22:13:20Z,,Council,council,,,,,\n");
  EXPECT_NE(os::read_file(dir + "/event_item.csv", 10'000).value().find("\"Res, \"\"quoted\"\"\""), std::string::npos);
}

TEST_P(TakingIn, WhatASourceRemembersIsKeptWithItsDocuments) {
  const IngestOptions options{"town", Effect::kWrite, nullptr};
  {
    auto ingest = Ingest::open(place_->folder(), config_, options).value();
    EXPECT_TRUE(ingest->memory().empty());
    ingest->take({"events/1", "d", {council("1", "2024-03-05T19:00:00")}, {{"event/1", "seen"}}});
    domain::Event nameless = council("2", "2024-03-06T19:00:00");
    nameless.body.name = "";
    ingest->take({"events/2", "d", {nameless}, {{"event/2", "seen"}}});
    ingest->remember("mark", "not kept: the run is killed");
  }
  {
    auto ingest = Ingest::open(place_->folder(), config_, options).value();
    EXPECT_EQ(ingest->memory(), (sources::Memory{{"event/1", "seen"}}));
    ingest->remember("mark", "5");
    ingest->remember("event/1", "");
    ASSERT_TRUE(ingest->finish(sources::Coverage::kPart));
  }
  EXPECT_EQ(Ingest::open(place_->folder(), config_, options).value()->memory(), (sources::Memory{{"mark", "5"}}));
  EXPECT_TRUE(Ingest::open(place_->folder(), config_, {"other", Effect::kWrite, nullptr}).value()->memory().empty());
}

TEST_P(TakingIn, ASourceMayWithdrawADocumentAndBringItBack) {
  const std::string source = "town";
  take({{"events/1", {council("1", "2024-03-05T19:00:00")}}}, source);
  auto ingest = Ingest::open(place_->folder(), config_, {source, Effect::kWrite, nullptr}).value();
  ingest->withdraw("events/1");
  ingest->withdraw("events/9");
  EXPECT_EQ(ingest->finish(sources::Coverage::kPart).value().tables.at("event").withdrawn, 1);
  ingest.reset();
  EXPECT_TRUE(reader()->event(id("event", "1", source)).value().provenance.withdrawn);
  take({{"events/1", {council("1", "2024-03-05T19:00:00")}}}, source);
  EXPECT_FALSE(reader()->event(id("event", "1", source)).value().provenance.withdrawn);
}

TEST_P(TakingIn, TheDoctorKnowsHowTheLastRunEnded) {
  config_.sources.push_back({.name = "town", .kind = "legistar"});
  auto ingest = Ingest::open(place_->folder(), config_, {"town", Effect::kWrite, nullptr}).value();
  ingest->requests({{"answered", 7}, {"cut short", 2}});
  ingest->refuse({"events/1", Error{ErrorCode::kUnavailable, "answers 500"}});
  ingest->note("Persons: 1 and 2 are both called \"Ann\"");
  ASSERT_TRUE(ingest->finish(fail(ErrorCode::kUnavailable, "the server stopped answering")));
  ingest.reset();
  std::string all;
  for (const Finding& finding : check_up(place_->folder(), config_)) all += finding.text + "\n";
  EXPECT_NE(all.find("ended early: the server stopped answering"), std::string::npos) << all;
  EXPECT_NE(all.find("source \"town\": events/1: answers 500"), std::string::npos) << all;
  EXPECT_NE(all.find("are both called"), std::string::npos) << all;
  ingest = Ingest::open(place_->folder(), config_, {"town", Effect::kWrite, nullptr}).value();
  ingest->requests({{"answered", 7}, {"cut short", 2}});
  ASSERT_TRUE(ingest->finish(sources::Coverage::kPart));
  ingest.reset();
  all.clear();
  for (const Finding& finding : check_up(place_->folder(), config_)) all += finding.text + "\n";
  EXPECT_NE(all.find(", with 9 requests (2 cut short)"), std::string::npos) << all;
  EXPECT_EQ(all.find("ended early"), std::string::npos) << all;
}

INSTANTIATE_TEST_SUITE_P(Both, TakingIn, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
