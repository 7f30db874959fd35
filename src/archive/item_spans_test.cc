// SPDX-License-Identifier: Apache-2.0
// Where agenda items were taken up, and what matter: and vote: find by it; on each database.
#include "archive/item_spans.h"

#include <gmock/gmock.h>

#include "archive/instance.h"
#include "archive/record_fixture_test.h"
#include "archive/vote_words.h"

namespace dais::archive {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

TEST(Spans, ThatTouchOrOverlapAreOne) {
  Spans spans;
  spans.add("s", 10, 20);
  spans.add("s", 30, 40);
  spans.add("s", 20, 25);
  spans.add("s", 35, 50);
  spans.add("s", 60, 60);
  EXPECT_THAT(spans.by_session().at("s"), ElementsAre(Pair(10, 25), Pair(30, 50)));
  spans.add("s", 0, 100);
  EXPECT_THAT(spans.by_session().at("s"), ElementsAre(Pair(0, 100)));
}

TEST(Spans, WithoutOthersKeepWhatIsLeft) {
  Spans spans;
  spans.add("s", 0, 100);
  spans.add("t", 5, 6);
  Spans others;
  others.add("s", 10, 20);
  others.add("s", 90, 200);
  others.add("t", 0, 10);
  const Spans left = spans.without(others);
  EXPECT_THAT(left.by_session(), ElementsAre(Pair("s", ElementsAre(Pair(0, 10), Pair(20, 90)))));
}

TEST(VoteWords, AreOutcomesOrNames) {
  EXPECT_EQ(outcome_asked({"passed"}), AskedOutcome::kPassed);
  EXPECT_EQ(outcome_asked({"unanimously"}), AskedOutcome::kUnanimous);
  EXPECT_FALSE(outcome_asked({"ann"}));
  EXPECT_FALSE(outcome_asked({"passed", "lee"}));
  insight::VoteEvent none;
  EXPECT_FALSE(has_outcome(none, AskedOutcome::kPassed));
  EXPECT_FALSE(has_outcome(none, AskedOutcome::kFailed));
  none.stated_passed = false;
  EXPECT_TRUE(has_outcome(none, AskedOutcome::kFailed));
}

class AskedSpans : public RecordTest {
 protected:
  void SetUp() override {
    RecordTest::SetUp();
    if (IsSkipped()) return;
    domain::Event event = council("e1", "2024-03-05T18:00");
    domain::EventItem bikes = voted("Bike lanes", {{named("Ann Lee"), "Yes"}, {named("Bo Oder"), "No"}});
    bikes.matter = domain::Matter{};
    bikes.matter->external_id = "m1";
    bikes.matter->name = "Int 2159";
    bikes.matter->title = "A local law on lanes";
    bikes.start_seconds = 100;
    domain::EventItem budget = voted("Budget", {{named("Ann Lee"), "Yes"}});
    budget.start_seconds = 200;
    domain::EventItem untimed;
    untimed.name = "Trees";
    untimed.matter = domain::Matter{};
    untimed.matter->external_id = "m2";
    untimed.matter->name = "Res 7";
    event.items = std::vector<domain::EventItem>{bikes, budget, untimed};
    event.sessions.push_back(
        spoken("00:01.000 --> 00:05.000\nThe harbour before all.\n\n"
               "01:45.000 --> 01:50.000\nThe harbour with lanes.\n\n"
               "03:25.000 --> 03:30.000\nThe harbour and the budget.\n"));
    take({{"one", {event}}});
  }
  SearchView search(const std::string& text) {
    SearchRequest request;
    request.text = text;
    request.sort = "oldest";
    return reader()->search(request).value();
  }
  std::vector<double> starts(const std::string& text) {
    std::vector<double> out;
    for (const SearchHit& hit : search(text).hits) out.push_back(hit.start_seconds);
    return out;
  }
};

TEST_P(AskedSpans, AMatterIsHeardWhereItsItemWasTakenUp) {
  EXPECT_THAT(starts("harbour"), ElementsAre(1, 105, 205));
  EXPECT_THAT(starts("harbour matter:2159"), ElementsAre(105));
  EXPECT_THAT(starts("harbour matter:\"local law\""), ElementsAre(105));
  EXPECT_THAT(starts("harbour matter:nobody"), IsEmpty());
}

TEST_P(AskedSpans, WhereNobodyKnowsTheTimeTheWholeMeetingIsMeant) {
  EXPECT_THAT(starts("harbour matter:\"res 7\""), ElementsAre(1, 105, 205));
}

TEST_P(AskedSpans, VotesAreAskedForByOutcomeAndByName) {
  EXPECT_THAT(starts("harbour vote:contested"), ElementsAre(105));
  EXPECT_THAT(starts("harbour vote:unanimous"), ElementsAre(205));
  EXPECT_THAT(starts("harbour vote:oder"), ElementsAre(105));
  EXPECT_THAT(starts("harbour vote:\"ann lee\""), ElementsAre(105, 205));
  EXPECT_THAT(starts("harbour vote:lee vote:contested"), ElementsAre(105));
}

TEST_P(AskedSpans, SaysWhatNamesNoKindOrVote) {
  EXPECT_EQ(search("harbour vote:no").understood,
            "passages where anyone said “harbour”, voted no (“no” is no outcome and nobody's name: write passed, "
            "failed, unanimous, contested, tied or a name)");
  EXPECT_EQ(search("harbour kind:meeting").understood,
            "passages where anyone said “harbour”, of kind meeting (“meeting” is no kind: write one of moment, person, "
            "matter, item, document)");
  EXPECT_THAT(search("harbour vote:oder kind:moment").understood, Not(HasSubstr("write")));
}

TEST_P(AskedSpans, WhatIsLeftOutIsLeftOut) { EXPECT_THAT(starts("harbour -vote:contested"), ElementsAre(1, 205)); }

INSTANTIATE_TEST_SUITE_P(Databases, AskedSpans, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
