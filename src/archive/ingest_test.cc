// SPDX-License-Identifier: Apache-2.0
// The rules of the record (docs/architecture.md), seen through what goes in and what a Reader shows, on both databases.
#include "archive/ingest.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive/cdp_ids.h"
#include "archive/checkup.h"
#include "archive/dump.h"
#include "archive/reader.h"
#include "base/digest.h"
#include "harness/fresh_catalog.h"

namespace dais::archive {
namespace {

using harness::Backend;

Instant at(const char* text) { return parse_instant(text, "America/New_York").value(); }

domain::Person named(const std::string& name, const std::string& external_id = "") {
  domain::Person person;
  person.name = name;
  person.external_id = external_id;
  return person;
}

domain::Event council(const std::string& external_id, const char* when) {
  domain::Event event;
  event.external_id = external_id;
  event.body.name = "Council";
  event.start = at(when);
  return event;
}

domain::EventItem voted(const std::string& name, std::vector<std::pair<domain::Person, std::string>> votes) {
  domain::EventItem item;
  item.name = name;
  item.decision = "Passed";
  item.votes.emplace();
  for (auto& [person, value] : votes) item.votes->push_back({"", person, value});
  return item;
}

domain::Session spoken(const std::string& cues) {
  domain::Session session;
  session.caption = domain::Caption{"a.vtt", "WEBVTT\n\n" + cues};
  return session;
}

class Record : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    if (!harness::is_there(GetParam())) GTEST_SKIP() << "no PostgreSQL: DAIS_TEST_POSTGRES is not set";
    place_ = std::make_unique<harness::FreshCatalog>(GetParam());
    config_.instance.timezone = "America/New_York";
    if (GetParam() == Backend::kPostgres) config_.database.url = place_->url();
  }

  struct Doc {
    std::string key;
    std::vector<domain::Record> records;
  };
  /// One run of a source. The digest of a document is its turn, unless `digest` is given.
  Summary take(std::vector<Doc> docs, const std::string& source = "ingest",
               sources::Coverage coverage = sources::Coverage::kPart) {
    auto ingest = Ingest::open(place_->folder(), config_, {source, Effect::kWrite, nullptr}).value();
    for (Doc& doc : docs) {
      const std::string digest = std::to_string(++turn_);
      if (ingest->wants(doc.key, digest)) (*ingest).take({doc.key, digest, std::move(doc.records)});
    }
    return ingest->finish(coverage).value();
  }
  /// One run in which every document has the given digest.
  Summary take_as(std::vector<Doc> docs, const std::string& digest) {
    auto ingest = Ingest::open(place_->folder(), config_, {"ingest", Effect::kWrite, nullptr}).value();
    for (Doc& doc : docs) {
      if (ingest->wants(doc.key, digest)) (*ingest).take({doc.key, digest, std::move(doc.records)});
    }
    return ingest->finish(sources::Coverage::kPart).value();
  }
  std::unique_ptr<Reader> reader() { return open_reader(place_->folder(), config_).value(); }
  std::string id(const std::string& kind, const std::string& external_id, const std::string& source = "ingest") {
    return reader()->resolve(source, kind, external_id).value();
  }
  std::vector<PersonSummary> people() { return reader()->people({}, {}).value().items; }

  std::unique_ptr<harness::FreshCatalog> place_;
  config::Config config_;
  int turn_ = 0;
};

TEST_P(Record, TakenTwiceChangesNothing) {
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

TEST_P(Record, NullNeverOverwritesAndAChangeKeepsTheOldValue) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.location = "Town Hall";
  event.agenda_uri = "https://a.example/agenda.pdf";
  take({{"a", {event}}});
  event.location.reset();
  event.agenda_uri = "https://a.example/agenda-2.pdf";
  take({{"a", {event}}});
  const EventView view = reader()->event(id("event", "1")).value();
  EXPECT_EQ(view.summary.location, "Town Hall");
  EXPECT_EQ(view.agenda_uri, "https://a.example/agenda-2.pdf");
  ASSERT_EQ(view.provenance.changes.size(), 1U);
  EXPECT_EQ(view.provenance.changes[0].field, "agenda_uri");
  EXPECT_EQ(view.provenance.changes[0].old_value, "https://a.example/agenda.pdf");
  EXPECT_EQ(view.provenance.changes[0].new_value, "https://a.example/agenda-2.pdf");
}

TEST_P(Record, AnItemNoLongerListedIsWithdrawnAndComesBack) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  domain::EventItem roof;
  roof.name = "Roof";
  domain::EventItem pool;
  pool.name = "Pool";
  event.items = {roof, pool};
  take({{"a", {event}}});
  event.items = {roof};
  EXPECT_EQ(take({{"a", {event}}}).tables.at("event_item").withdrawn, 1);
  EventView view = reader()->event(id("event", "1")).value();
  ASSERT_EQ(view.items.size(), 2U);
  EXPECT_FALSE(view.items[0].withdrawn);
  EXPECT_TRUE(view.items[1].withdrawn);
  event.items.reset();
  EXPECT_FALSE(take({{"a", {event}}}).tables.contains("event_item"));
  event.items = {roof, pool};
  take({{"a", {event}}});
  EXPECT_FALSE(reader()->event(id("event", "1")).value().items[1].withdrawn);
}

TEST_P(Record, ACorrectedVoteReplacesTheOldOneAndKeepsIt) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("Ann Lee", "7"), "Aye"}})};
  take({{"a", {event}}});
  (*event.items)[0].votes->front().value = "Nay";
  take({{"a", {event}}});
  const EventView view = reader()->event(id("event", "1")).value();
  ASSERT_EQ(view.items[0].votes.size(), 1U);
  EXPECT_EQ(view.items[0].votes[0].tally.of(domain::VoteClass::kYes), 0);
  EXPECT_EQ(view.items[0].votes[0].tally.of(domain::VoteClass::kNo), 1);
  EXPECT_TRUE(view.items[0].votes[0].outcome_disagrees);
}

TEST_P(Record, AVoteValueNobodyKnowsIsKeptAsWritten) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("Ann Lee"), "Aye with reservations"}})};
  take({{"a", {event}}});
  const std::string vote = reader()->event(id("event", "1")).value().items[0].votes[0].ref.id;
  const VoteEventView view = reader()->vote(vote).value();
  EXPECT_EQ(view.rows[0].value, "Aye with reservations");
  EXPECT_EQ(view.rows[0].vote_class, domain::VoteClass::kUnrecognised);
}

TEST_P(Record, AWordThatTheOperatorTeachesChangesTheVotesThatAreThere) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("Ann Lee"), "Aye with reservations"}, {named("Bo Cruz"), "Present"}})};
  take({{"a", {event}}});
  config_.votes.yes = {"aye, with reservations"};
  config_.votes.nonvoting = {"PRESENT"};
  const Summary taught = take({});
  EXPECT_EQ(taught.warnings, std::vector<std::string>{"2 votes are of another class now, as dais.toml has it"});
  const Tally tally = reader()->event(id("event", "1")).value().items[0].votes[0].tally;
  EXPECT_EQ(tally.of(domain::VoteClass::kYes), 1);
  EXPECT_EQ(tally.of(domain::VoteClass::kNonvoting), 1);
  config_.votes = {};
  take({});
  EXPECT_EQ(reader()->event(id("event", "1")).value().items[0].votes[0].tally.of(domain::VoteClass::kYes), 0);
}

TEST_P(Record, TheVotesOfAMeetingAreOneSourcesAndCountedOnce) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("Ann Lee", "7"), "Aye"}, {named("Bo Cruz", "8"), "Nay"}})};
  take({{"a", {event}}}, "supplier");
  domain::Event again = event;
  again.location = "Town Hall";
  (*again.items)[0].votes->pop_back();
  const Summary second = take({{"a", {again}}}, "history");
  EXPECT_EQ(second.warnings, std::vector<std::string>{
                                 "1 agenda or history of a matter is another source's, and kept as that one gives it"});
  const EventView view = reader()->event(id("event", "1", "supplier")).value();
  EXPECT_EQ(id("event", "1", "history"), view.summary.ref.id);
  EXPECT_EQ(view.summary.location, "Town Hall");
  ASSERT_EQ(view.items.size(), 1U);
  EXPECT_FALSE(view.items[0].withdrawn);
  EXPECT_EQ(view.items[0].votes[0].tally.rows(), 2);
}

TEST_P(Record, TwoMeetingsOfOneHourAreToldApartByTheirNumberAtAnotherSource) {
  take({{"a", {council("1", "2024-03-05T19:00:00")}}, {"b", {council("2", "2024-03-05T19:00:00")}}}, "supplier");
  take({{"b", {council("2", "2024-03-05T19:00:00")}}, {"a", {council("1", "2024-03-05T19:00:00")}}}, "history");
  EXPECT_EQ(reader()->events({}, {}).value().total, 2);
  EXPECT_EQ(id("event", "1", "history"), id("event", "1", "supplier"));
  EXPECT_EQ(id("event", "2", "history"), id("event", "2", "supplier"));
}

TEST_P(Record, ARunThatWasCutOffIsNoted) {
  config::Source source;
  source.name = "supplier";
  source.kind = "legislator";
  config_.sources = {source};
  Ingest::open(place_->folder(), config_, {"supplier", Effect::kWrite, nullptr}).value().reset();
  const auto texts = [this] {
    std::string all;
    for (const Finding& finding : check_up(place_->folder(), config_).value()) all += finding.text + "\n";
    return all;
  };
  EXPECT_THAT(texts(), testing::HasSubstr("ended early: it was cut off in its midst"));
  take({}, "supplier");
  EXPECT_THAT(texts(), testing::HasSubstr("source \"supplier\": last run to its end"));
}

TEST_P(Record, AVoteThatIsTakenOutIsShownAsWithdrawn) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("Ann Lee", "7"), "Aye"}, {named("Bo Cruz", "8"), "Nay"}})};
  take({{"a", {event}}});
  const std::string vote = reader()->event(id("event", "1")).value().items[0].votes[0].ref.id;
  (*event.items)[0].votes->pop_back();
  take({{"a", {event}}});
  const VoteEventView view = reader()->vote(vote).value();
  EXPECT_EQ(view.rows.size(), 1U);
  ASSERT_EQ(view.provenance.changes.size(), 1U);
  EXPECT_EQ(view.provenance.changes[0].field, "vote of Bo Cruz");
  EXPECT_EQ(view.provenance.changes[0].old_value, "Nay");
  EXPECT_EQ(view.provenance.changes[0].new_value, "(withdrawn by its source)");
}

TEST_P(Record, ATranscriptWhoseFileIsLostComesBackWithItsDocument) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.sessions = {spoken("00:00:00.000 --> 00:00:05.000\nThe harbour bridge is closed.\n")};
  take_as({{"a", {event}}}, "same");
  EXPECT_EQ(take_as({{"a", {event}}}, "same").documents_unchanged, 1);
  std::filesystem::remove_all(place_->folder() + "/data/blobs");
  EXPECT_EQ(take_as({{"a", {event}}}, "same").documents, 1);
  EXPECT_TRUE(reader()->transcript_json(id("event", "1"), 0));
  EXPECT_EQ(take_as({{"a", {event}}}, "same").documents_unchanged, 1);
}

TEST_P(Record, ADocumentWithARefusedPartIsReadAgain) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.sessions = {spoken("no times at all")};
  EXPECT_EQ(take_as({{"a", {event}}}, "same").refusals.size(), 1U);
  EXPECT_EQ(take_as({{"a", {event}}}, "same").refusals.size(), 1U);
}

TEST_P(Record, TwoDocumentsOfOneMeetingAreNamed) {
  const domain::Event event = council("1", "2024-03-05T19:00:00");
  EXPECT_EQ(take({{"a", {event}}, {"b", {event}}}).warnings,
            std::vector<std::string>{"b: the same event as in a; what is read last holds"});
}

TEST_P(Record, APersonWhoVotesTwiceOnOneItemIsNamedAndBothAreKept) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("Ann Lee", "7"), "Aye"}, {named("Ann Lee", "7"), "Nay"}})};
  EXPECT_EQ(take({{"a", {event}}}).warnings,
            std::vector<std::string>{"a: Ann Lee votes more than once on one item; all are kept"});
  EXPECT_EQ(reader()->event(id("event", "1")).value().items[0].votes[0].tally.rows(), 2);
}

TEST_P(Record, AMatterAndAPersonAreFoundByNameInTheSearch) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 12-2024", {{named("Ann Lee", "7"), "Aye"}})};
  (*event.items)[0].matter = domain::Matter{.external_id = "m1", .name = "Res 12-2024"};
  take({{"a", {event}}});
  const SearchView by_number = reader()->search({.text = "res 12-2024"}).value();
  ASSERT_EQ(by_number.matters.size(), 1U);
  EXPECT_EQ(by_number.matters[0].ref.name, "Res 12-2024");
  const SearchView by_name = reader()->search({.text = "lee"}).value();
  ASSERT_EQ(by_name.people.size(), 1U);
  EXPECT_EQ(by_name.people[0].ref.name, "Ann Lee");
}

TEST_P(Record, TwoPersonsOfOneNameStayTwo) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {
      voted("Res 1", {{named("Ann Lee", "7"), "Aye"}, {named("Ann Lee", "8"), "Nay"}, {named("Ann Lee"), "Aye"}})};
  take({{"a", {event}}});
  // The bare name fits both and is joined to neither.
  EXPECT_EQ(people().size(), 3U);
}

TEST_P(Record, ABareNameJoinsTheOnePersonItFitsInWhateverOrder) {
  domain::Event first = council("1", "2024-03-05T19:00:00");
  first.items = {voted("Res 1", {{named("Ann  LEE"), "Aye"}})};
  domain::Event second = council("2", "2024-03-12T19:00:00");
  second.items = {voted("Res 2", {{named("Ann Lee", "7"), "Nay"}})};
  take({{"a", {first}}});
  take({{"b", {second}}});
  ASSERT_EQ(people().size(), 1U);
  EXPECT_EQ(people()[0].ref.id, id("person", "7"));
  EXPECT_EQ(people()[0].vote_count, 2);
  // A namesake comes: the bare name no longer says who is meant.
  domain::Event third = council("3", "2024-03-19T19:00:00");
  third.items = {voted("Res 3", {{named("Ann Lee", "8"), "Aye"}})};
  take({{"c", {third}}});
  EXPECT_EQ(people().size(), 3U);
}

TEST_P(Record, AnAliasJoinsTwoSpellingsReversibly) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("Gale A. Brewer", "7"), "Aye"}}),
                 voted("Res 2", {{named("Gale Brewer"), "Nay"}})};
  take({{"a", {event}}});
  ASSERT_EQ(people().size(), 2U);
  const std::string other = people()[0].ref.id == id("person", "7") ? people()[1].ref.id : people()[0].ref.id;
  config_.aliases = {{"Gale A. Brewer", {"Gale Brewer"}}};
  take({});
  ASSERT_EQ(people().size(), 1U);
  EXPECT_EQ(people()[0].vote_count, 2);
  EXPECT_EQ(reader()->person(id("person", "7"), {}, {}).value().also_known_as, std::vector<std::string>{"Gale Brewer"});
  const Located moved = reader()->locate("person", other).value();
  EXPECT_TRUE(moved.moved);
  EXPECT_EQ(moved.id, id("person", "7"));
  config_.aliases.clear();
  take({});
  EXPECT_EQ(people().size(), 2U);
}

TEST_P(Record, AMatterOnlyMentionedIsNotListedUntilItSpeaksForItself) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  domain::EventItem item;
  item.name = "Oversight";
  item.matter.emplace();
  item.matter->standing = domain::Standing::kMentioned;
  item.matter->external_id = "55";
  item.matter->name = "T2024-1";
  item.matter->title = "Mentioned title";
  event.items = {item};
  take({{"a", {event}}});
  EXPECT_EQ(reader()->matters({}, {}).value().total, 0);
  EXPECT_EQ(reader()->matter(id("matter", "55")).value().summary.title, "Mentioned title");
  domain::Matter own = *item.matter;
  own.standing = domain::Standing::kStated;
  own.title = "Its own title";
  take({{"m", {own}}});
  event.comment = "changed";
  take({{"a", {event}}});
  EXPECT_EQ(reader()->matters({}, {}).value().total, 1);
  EXPECT_EQ(reader()->matter(id("matter", "55")).value().summary.title, "Its own title");
}

TEST_P(Record, HowAVoteWasTakenIsReadFromTheMinutes) {
  domain::Matter matter;
  matter.external_id = "9";
  matter.name = "Int 9";
  domain::MatterAction called;
  called.external_id = "900";
  called.description = "A motion was made that this be Approved approved by consent Roll Call.";
  called.votes = {{"", named("Ann Lee", "7"), "Affirmative"}};
  domain::MatterAction silent = called;
  silent.external_id = "901";
  silent.description = "This was Approved by Committee";
  matter.actions = {called, silent};
  take({{"m", {matter}}});
  EXPECT_EQ(reader()->vote(id("vote_event", "900")).value().summary.method, VoteMethod::kRollCall);
  EXPECT_EQ(reader()->vote(id("vote_event", "901")).value().summary.method, VoteMethod::kUnknown);
}

TEST_P(Record, AVoteWhoseMeetingTheArchiveLacksIsKept) {
  domain::Matter matter;
  matter.external_id = "9";
  matter.name = "Int 9";
  domain::MatterAction action;
  action.external_id = "900";
  action.event_external_id = "77";
  action.action = "Approved";
  action.outcome = "Pass";
  action.date = at("2024-01-10T10:00:00");
  action.votes = {{"", named("Ann Lee", "7"), "Affirmative"}};
  matter.actions = {action};
  take({{"m", {matter}}});
  const VoteEventView vote = reader()->vote(id("vote_event", "900")).value();
  EXPECT_TRUE(vote.summary.event.id.empty());
  EXPECT_EQ(vote.rows.size(), 1U);
  EXPECT_EQ(people()[0].vote_count, 1);
  // The meeting comes later, with the agenda item of the same id.
  domain::Event event = council("77", "2024-01-10T10:00:00");
  domain::EventItem item;
  item.external_id = "900";
  item.name = "Int 9";
  event.items = {item};
  take({{"e", {event}}});
  const EventView view = reader()->event(id("event", "77")).value();
  ASSERT_EQ(view.items[0].votes.size(), 1U);
  EXPECT_EQ(reader()->vote(id("vote_event", "900")).value().summary.event.id, id("event", "77"));
}

TEST_P(Record, WhatAWholeReadNoLongerShowsIsWithdrawnNotDeleted) {
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

TEST_P(Record, TwoSourcesOfOneMeetingShareIt) {
  take({{"a", {council("1", "2024-03-05T19:00:00")}}}, "first");
  domain::Event same = council("x9", "2024-03-05T19:00:00");
  same.location = "Town Hall";
  take({{"b", {same}}}, "second");
  EXPECT_EQ(reader()->events({}, {}).value().total, 1);
  EXPECT_EQ(id("event", "1", "first"), id("event", "x9", "second"));
  // Two meetings of one hour that one source tells apart stay two.
  take({{"c", {council("2", "2024-03-05T19:00:00")}}}, "first");
  EXPECT_EQ(reader()->events({}, {}).value().total, 2);
}

TEST_P(Record, AnItemTakenUpTwiceIsTwoItems) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  domain::EventItem comment;
  comment.name = "Public Comment";
  event.items = {comment, comment};
  take({{"a", {event}}});
  EXPECT_EQ(reader()->event(id("event", "1")).value().items.size(), 2U);
}

TEST_P(Record, ASecondTermUnderOneTitleIsARoleOfItsOwn) {
  domain::Person person = named("Ann Lee", "7");
  domain::Body body;
  body.name = "Council";
  person.roles = {
      {{"", "Member", body, at("2018-01-01"), at("2021-12-31")}, {"", "Member", body, at("2022-01-01"), {}}}};
  take({{"p", {person}}});
  const auto roles = reader()->person(id("person", "7"), {}, {}).value().roles;
  ASSERT_EQ(roles.size(), 2U);
  EXPECT_TRUE(roles[0].current);
  EXPECT_FALSE(roles[1].current);
}

TEST_P(Record, ARefusedRecordLeavesTheRestAndSaysWhy) {
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

TEST_P(Record, CaptionsAreFoundWhenIngestReturnsAndFollowTheirCorrection) {
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

TEST_P(Record, CdpIdsLeadToOurs) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("M. Lorena González"), "Approve"}})};
  take({{"a", {event}}});
  const Located person = reader()->locate("person", "e54faa3434c9").value();
  EXPECT_TRUE(person.moved);
  EXPECT_EQ(person.id, people()[0].ref.id);
  const std::string cdp_event = cdp_id_of_event(cdp_id_of_name("Council"), *event.start);
  EXPECT_EQ(reader()->locate("event", cdp_event).value().id, id("event", "1"));
  EXPECT_EQ(reader()->locate("event", "ffffffffffff").error().code, ErrorCode::kNotFound);
}

TEST_P(Record, ADryRunWritesNothing) {
  auto ingest = Ingest::open(place_->folder(), config_, {"ingest", Effect::kDryRun, nullptr}).value();
  ASSERT_TRUE(ingest->wants("a", "1"));
  ingest->take({"a", "1", {council("1", "2024-03-05T19:00:00")}});
  EXPECT_EQ(ingest->finish(sources::Coverage::kWhole).value().tables.at("event").added, 1);
  ingest.reset();
  EXPECT_EQ(reader()->events({}, {}).value().total, 0);
}

TEST_P(Record, OneWriterAtATime) {
  const auto first = Ingest::open(place_->folder(), config_, {"ingest", Effect::kWrite, nullptr}).value();
  const auto second = Ingest::open(place_->folder(), config_, {"ingest", Effect::kWrite, nullptr});
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::kConflict);
}

TEST_P(Record, ADryRunCountsAsTheRunWould) {
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

TEST_P(Record, ACursorGoesOnInItsOwnListOnly) {
  take({{"a", {council("1", "2024-03-05T19:00:00"), council("2", "2024-03-12T19:00:00")}}});
  const std::string next = reader()->events({}, {1, ""}).value().next;
  EXPECT_TRUE(reader()->events({}, {1, next}));
  EXPECT_EQ(reader()->people({}, {1, next}).error().code, ErrorCode::kBadRequest);
  EXPECT_EQ(reader()->search({.text = "x", .paging = {1, next}}).error().code, ErrorCode::kBadRequest);
}

TEST_P(Record, PagesOfAListShowEachRowOnce) {
  std::vector<Doc> docs;
  for (int i = 0; i < 25; ++i) {
    // Several at one instant, so that the id must break ties.
    docs.push_back({"d" + std::to_string(i),
                    {council(std::to_string(i), i % 2 == 0 ? "2024-03-05T19:00:00" : "2024-03-06T19:00:00")}});
  }
  take(docs);
  std::set<std::string> seen;
  Paging paging{7, ""};
  std::size_t shown = 0;
  do {
    const auto page = reader()->events({}, paging).value();
    EXPECT_EQ(page.total, 25);
    for (const EventSummary& event : page.items) seen.insert(event.ref.id);
    shown += page.items.size();
    paging.cursor = page.next;
  } while (!paging.cursor.empty());
  EXPECT_EQ(seen.size(), 25U);
  EXPECT_EQ(shown, 25U);
  EXPECT_EQ(reader()->events({}, {7, "rubbish"}).error().code, ErrorCode::kBadRequest);
}

TEST_P(Record, TheDumpIsTheSameForTheSameRecords) {
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

TEST_P(Record, WhatASourceRemembersIsKeptWithItsDocuments) {
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

TEST_P(Record, ASourceMayWithdrawADocumentAndBringItBack) {
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

TEST_P(Record, TheDoctorKnowsHowTheLastRunEnded) {
  config_.sources.push_back({.name = "town", .kind = "legistar"});
  auto ingest = Ingest::open(place_->folder(), config_, {"town", Effect::kWrite, nullptr}).value();
  ingest->requests({{"answered", 7}, {"cut short", 2}});
  ingest->refuse({"events/1", Error{ErrorCode::kUnavailable, "answers 500"}});
  ingest->note("Persons: 1 and 2 are both called \"Ann\"");
  ASSERT_TRUE(ingest->finish(fail(ErrorCode::kUnavailable, "the server stopped answering")));
  ingest.reset();
  std::string all;
  for (const Finding& finding : check_up(place_->folder(), config_).value()) all += finding.text + "\n";
  EXPECT_NE(all.find("ended early: the server stopped answering"), std::string::npos) << all;
  EXPECT_NE(all.find("source \"town\": events/1: answers 500"), std::string::npos) << all;
  EXPECT_NE(all.find("are both called"), std::string::npos) << all;
  ingest = Ingest::open(place_->folder(), config_, {"town", Effect::kWrite, nullptr}).value();
  ingest->requests({{"answered", 7}, {"cut short", 2}});
  ASSERT_TRUE(ingest->finish(sources::Coverage::kPart));
  ingest.reset();
  all.clear();
  for (const Finding& finding : check_up(place_->folder(), config_).value()) all += finding.text + "\n";
  EXPECT_NE(all.find(", with 9 requests (2 cut short)"), std::string::npos) << all;
  EXPECT_EQ(all.find("ended early"), std::string::npos) << all;
}

INSTANTIATE_TEST_SUITE_P(Both, Record, testing::Values(Backend::kSqlite, Backend::kPostgres),
                         [](const auto& info) { return harness::name_of(info.param); });

}  // namespace
}  // namespace dais::archive
