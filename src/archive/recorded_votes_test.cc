// SPDX-License-Identifier: Apache-2.0
// Votes of persons: corrected, withdrawn, unknown to us, given twice, or without their meeting. On both databases.
#include "archive/record_fixture_test.h"

namespace dais::archive {
namespace {

class RecordedVotes : public RecordTest {};

TEST_P(RecordedVotes, ACorrectedVoteReplacesTheOldOneAndKeepsIt) {
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

TEST_P(RecordedVotes, AVoteValueNobodyKnowsIsKeptAsWritten) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("Ann Lee"), "Aye with reservations"}})};
  take({{"a", {event}}});
  const std::string vote = reader()->event(id("event", "1")).value().items[0].votes[0].ref.id;
  const VoteEventView view = reader()->vote(vote).value();
  EXPECT_EQ(view.rows[0].value, "Aye with reservations");
  EXPECT_EQ(view.rows[0].vote_class, domain::VoteClass::kUnrecognised);
}

TEST_P(RecordedVotes, AWordThatTheOperatorTeachesChangesTheVotesThatAreThere) {
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

TEST_P(RecordedVotes, TheVotesOfAMeetingAreOneSourcesAndCountedOnce) {
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

TEST_P(RecordedVotes, AVoteThatIsTakenOutIsShownAsWithdrawn) {
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

TEST_P(RecordedVotes, APersonWhoVotesTwiceOnOneItemIsNamedAndBothAreKept) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("Ann Lee", "7"), "Aye"}, {named("Ann Lee", "7"), "Nay"}})};
  EXPECT_EQ(take({{"a", {event}}}).warnings,
            std::vector<std::string>{"a: Ann Lee votes more than once on one item; all are kept"});
  EXPECT_EQ(reader()->event(id("event", "1")).value().items[0].votes[0].tally.rows(), 2);
}

TEST_P(RecordedVotes, HowAVoteWasTakenIsReadFromTheMinutes) {
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

TEST_P(RecordedVotes, AVoteWhoseMeetingTheArchiveLacksIsKept) {
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

INSTANTIATE_TEST_SUITE_P(Both, RecordedVotes, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
