// SPDX-License-Identifier: Apache-2.0
// Each figure against exact values, and against plain loops over the rows as they came.
#include "insight/figures.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "insight/small_record.h"

namespace dais::insight {
namespace {

using domain::VoteClass;

std::vector<std::string> shown(const std::vector<Agreement>& pairs) {
  std::vector<std::string> out;
  for (const auto& pair : pairs)
    out.push_back(std::to_string(pair.a) + std::to_string(pair.b) + " " + std::to_string(pair.same) + "/" +
                  std::to_string(pair.shared));
  return out;
}

using Lines = std::vector<std::string>;

TEST(Agreement, IsOfVoteEventsWhereBothSaidYesOrNo) {
  SmallRecord small(3, 2);
  small.vote("YYN");
  small.vote("YNA");
  small.vote("NN-", 1);
  small.vote("?YY");
  const Record record = small.builder.finish();
  EXPECT_EQ(shown(agreement(record, {})), (Lines{"01 2/3", "02 0/1", "12 1/2"}));
  EXPECT_EQ(shown(agreement(record, {.body = 1})), (Lines{"01 1/1"}));
  EXPECT_EQ(shown(agreement(record, {.contested = Contested::kOnly})), (Lines{"01 2/3", "02 0/1", "12 0/1"}));
  EXPECT_EQ(shown(agreement_with(record, {}, 1)), (Lines{"10 2/3", "12 1/2"}));
}

TEST(Agreement, NarrowsToASpanWhoseEndIsNotMeant) {
  SmallRecord small(2, 1);
  small.vote("YY", 0, 10);
  small.vote("YN", 0, 20);
  const Record record = small.builder.finish();
  EXPECT_EQ(shown(agreement(record, {.from = day(10), .to = day(20)})), (Lines{"01 1/1"}));
  EXPECT_EQ(shown(agreement(record, {.from = day(11)})), (Lines{"01 0/1"}));
}

TEST(Tallies, CountAPersonOnceAVoteEventAndTheFirstRowWins) {
  SmallRecord small(2, 1);
  const Index event = small.vote("YN", 0, 400);
  small.builder.add_vote(event, 0, VoteClass::kNo);
  small.vote("AY", 0, 800);
  const Record record = small.builder.finish();
  const auto all = tallies(record, {});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].tally.by_class, (std::array<std::int64_t, 8>{1, 0, 0, 1}));
  EXPECT_EQ(tallies(record, {.year = 1972}).at(0).tally.rows(), 1);
  const auto years = tallies(record, {}, By::kYear);
  ASSERT_EQ(years.size(), 4U);
  EXPECT_EQ(years[1].year, 1972);
  EXPECT_EQ(years[1].tally.of(VoteClass::kAbsent), 1);
}

TEST(Dissent, LeavesTiesOutOfTheBase) {
  SmallRecord small(3, 1);
  small.vote("YYN");
  small.vote("YN-");
  small.vote("NAY");
  small.vote("NNY");
  const Record record = small.builder.finish();
  const auto figures = dissent(record, {});
  ASSERT_EQ(figures.size(), 3U);
  EXPECT_EQ(figures[0].dissents, 0);
  EXPECT_EQ(figures[0].base, 2);
  EXPECT_EQ(figures[2].dissents, 2);
  EXPECT_EQ(figures[2].base, 2);
}

TEST(Attendance, CountsAPersonOnceAMeetingByTheTableOfWords) {
  SmallRecord small(2, 2);
  const Index first = small.meeting(0, 1);
  const Index second = small.meeting(1, 2);
  small.builder.add_presence(first, 0, " present ");
  small.builder.add_presence(first, 0, "Absent");
  small.builder.add_presence(first, 1, "Late");
  small.builder.add_presence(second, 0, "Remote");
  const Record record = small.builder.finish();
  const auto figures = attendance(record, {});
  ASSERT_EQ(figures.size(), 2U);
  EXPECT_EQ(figures[0].present, 2);
  EXPECT_EQ(figures[0].total, 2);
  EXPECT_EQ(figures[1].present, 0);
  EXPECT_EQ(figures[1].total, 1);
  EXPECT_EQ(attendance(record, {.body = 1}).size(), 1U);
}

TEST(Attendance, OfContestedOnlyIsOfMeetingsWithAContestedVote) {
  SmallRecord small(2, 1);
  const Index quiet = small.meeting(0, 1);
  const Index heated = small.meeting(0, 2);
  for (const Index meeting : {quiet, heated}) small.builder.add_presence(meeting, 0, "Present");
  VoteEvent event;
  event.meeting = heated;
  small.vote("YN", 0, 2, event);
  const Record record = small.builder.finish();
  const auto figures = attendance(record, {.contested = Contested::kOnly});
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_EQ(figures[0].total, 1);
}

TEST(Sponsorship, SaysWhatIsPrimeAndWhatSucceeded) {
  SmallRecord small(2, 1);
  const Index law = small.builder.add_matter({}, "Bill", " ENACTED");
  const Index shelved = small.builder.add_matter({}, "Bill", "Filed");
  const Index words = small.builder.add_matter({}, "Resolution", "Adopted");
  for (const auto& [matter, person] :
       std::vector<std::pair<Index, Index>>{{law, 1}, {law, 0}, {shelved, 0}, {words, 0}, {law, 0}})
    small.builder.add_sponsor(matter, person);
  const Record record = small.builder.finish();
  const auto figures = sponsorship(record, {});
  ASSERT_EQ(figures.size(), 3U);
  EXPECT_EQ(record.matter_types[figures[0].type], "Bill");
  EXPECT_EQ((std::array{figures[0].sponsored, figures[0].prime, figures[0].succeeded}),
            (std::array<std::int64_t, 3>{2, 1, 1}));
  EXPECT_EQ((std::array{figures[1].sponsored, figures[1].prime, figures[1].succeeded}),
            (std::array<std::int64_t, 3>{1, 1, 1}));
  EXPECT_EQ(figures[2].person, 1U);
  EXPECT_EQ(figures[2].prime, 1);
}

std::optional<Decision> decided(std::optional<bool> stated, std::string_view action, std::string_view votes) {
  SmallRecord small(3, 1);
  VoteEvent event;
  event.matter = small.builder.add_matter({}, "Bill", "");
  event.stated_passed = stated;
  small.vote(votes, 0, 1, event, action);
  return matter_results(small.builder.finish(), {}).at(0).decision;
}

TEST(MatterResults, FollowTheStatedOutcomeAndWhatTheMotionWasFor) {
  EXPECT_EQ(decided(true, "Approved, by Council", "NNN"), Decision::kPassed);
  EXPECT_EQ(decided(true, "Disapproved by Council", "YYY"), Decision::kDisapprovedOrFiled);
  EXPECT_EQ(decided(true, "Filed by Council", "YYY"), Decision::kDisapprovedOrFiled);
  EXPECT_EQ(decided(false, "Approved by Council", "YYY"), Decision::kFailed);
  EXPECT_EQ(decided({}, "Adopted", "YYN"), Decision::kPassed);
  EXPECT_EQ(decided({}, "Adopted", "YNN"), Decision::kFailed);
  EXPECT_EQ(decided({}, "Adopted", "YNA"), std::nullopt);
}

TEST(MatterResults, TakeTheLastVoteAndOfOneDayTheOneOfTheHigherNumber) {
  SmallRecord small(1, 2);
  VoteEvent event;
  event.matter = small.builder.add_matter({}, "Bill", "");
  event.external_id = "9";
  small.vote("N", 0, 5, event, "Adopted");
  event.external_id = "10";
  small.vote("Y", 0, 5, event, "Adopted");
  small.vote("N", 1, 6, event, "Adopted");
  const Record record = small.builder.finish();
  EXPECT_EQ(matter_results(record, {.body = 0}).at(0).decision, Decision::kPassed);
  EXPECT_EQ(matter_results(record, {}).at(0).decision, Decision::kFailed);
}

// ---- rows behind a figure, and plain loops

struct Chance {
  std::vector<std::string> votes;  ///< by vote event: a letter a person
  std::vector<Index> bodies;
};

Chance chance() {
  constexpr int kPersons = 6;
  const auto events = *rc::gen::inRange(0, 150);
  Chance out;
  for (int i = 0; i < events; ++i) {
    out.votes.push_back(*rc::gen::container<std::string>(kPersons, rc::gen::elementOf(std::string("YYYNNA-?"))));
    out.bodies.push_back(*rc::gen::inRange<Index>(0, 2));
  }
  return out;
}

Record record_of(const Chance& chance) {
  SmallRecord small(6, 2);
  for (std::size_t i = 0; i < chance.votes.size(); ++i)
    small.vote(chance.votes[i], chance.bodies[i], static_cast<int>(i % 50));
  return small.builder.finish();
}

bool counts(const Chance& chance, std::size_t event, const Selection& selection) {
  if (selection.body && chance.bodies[event] != *selection.body) return false;
  const bool contested = chance.votes[event].find('N') != std::string::npos;
  if (selection.contested == Contested::kOnly && !contested) return false;
  const int on_day = static_cast<int>(event % 50);
  return (!selection.from || day(on_day) >= *selection.from) && (!selection.to || day(on_day) < *selection.to);
}

Selection chosen() {
  Selection out;
  if (*rc::gen::arbitrary<bool>()) out.body = *rc::gen::inRange<Index>(0, 2);
  if (*rc::gen::arbitrary<bool>()) out.contested = Contested::kOnly;
  if (*rc::gen::arbitrary<bool>()) out.from = day(*rc::gen::inRange(0, 50));
  if (*rc::gen::arbitrary<bool>()) out.to = day(*rc::gen::inRange(0, 50));
  return out;
}

bool says(char letter) { return letter == 'Y' || letter == 'N'; }

RC_GTEST_PROP(Figures, AgreementIsWhatAPlainLoopCounts, ()) {
  const Chance chance = insight::chance();
  const Selection selection = chosen();
  const Record record = record_of(chance);
  std::map<std::pair<Index, Index>, std::pair<std::int64_t, std::int64_t>> plain;
  for (std::size_t event = 0; event < chance.votes.size(); ++event) {
    if (!counts(chance, event, selection)) continue;
    const std::string& votes = chance.votes[event];
    for (Index a = 0; a < votes.size(); ++a) {
      for (Index b = a + 1; b < votes.size(); ++b) {
        if (!says(votes[a]) || !says(votes[b])) continue;
        ++plain[{a, b}].first;
        if (votes[a] == votes[b]) ++plain[{a, b}].second;
      }
    }
  }
  const auto pairs = agreement(record, selection);
  RC_ASSERT(pairs.size() == plain.size());
  for (const Agreement& pair : pairs) {
    RC_ASSERT((plain.at({pair.a, pair.b}) == std::pair(pair.shared, pair.same)));
    VoteQuestion rows{.selection = selection, .person = pair.a, .with = pair.b};
    RC_ASSERT(static_cast<std::int64_t>(find_vote_events(record, rows).size()) == pair.shared);
    rows.accord = Accord::kSame;
    RC_ASSERT(static_cast<std::int64_t>(find_vote_events(record, rows).size()) == pair.same);
  }
}

RC_GTEST_PROP(Figures, TalliesAndDissentAreWhatAPlainLoopCounts, ()) {
  const Chance chance = insight::chance();
  const Selection selection = chosen();
  const Record record = record_of(chance);
  std::map<Index, Tally> plain;
  std::map<Index, std::pair<std::int64_t, std::int64_t>> against;
  for (std::size_t event = 0; event < chance.votes.size(); ++event) {
    if (!counts(chance, event, selection)) continue;
    const std::string& votes = chance.votes[event];
    const auto yes = std::ranges::count(votes, 'Y');
    const auto no = std::ranges::count(votes, 'N');
    for (Index person = 0; person < votes.size(); ++person) {
      const char vote = votes[person];
      if (vote == '-') continue;
      ++plain[person].by_class.at(static_cast<std::size_t>(SmallRecord::class_of(vote)));
      if (!says(vote) || yes == no) continue;
      ++against[person].second;
      if ((vote == 'Y') != (yes > no)) ++against[person].first;
    }
  }
  const auto counted = tallies(record, selection);
  RC_ASSERT(counted.size() == plain.size());
  for (const PersonTally& figure : counted) {
    RC_ASSERT(figure.tally == plain.at(figure.person));
    for (const VoteClass vote_class : domain::kVoteClasses) {
      const VoteQuestion rows{.selection = selection, .person = figure.person, .vote_class = vote_class};
      RC_ASSERT(static_cast<std::int64_t>(find_vote_events(record, rows).size()) == figure.tally.of(vote_class));
    }
  }
  const auto dissents = dissent(record, selection);
  RC_ASSERT(dissents.size() == against.size());
  for (const Dissent& figure : dissents) {
    RC_ASSERT(std::pair(figure.dissents, figure.base) == against.at(figure.person));
    const VoteQuestion rows{.selection = selection, .person = figure.person, .side = Side::kAgainstMajority};
    RC_ASSERT(static_cast<std::int64_t>(find_vote_events(record, rows).size()) == figure.dissents);
  }
}

RC_GTEST_PROP(Figures, YearsAndBodiesAddUpToTheWhole, ()) {
  const Record record = record_of(chance());
  for (const By by : {By::kYear, By::kBody}) {
    std::map<Index, std::int64_t> rows;
    for (const PersonTally& part : tallies(record, {}, by)) rows[part.person] += part.tally.rows();
    for (const PersonTally& whole : tallies(record, {})) RC_ASSERT(rows.at(whole.person) == whole.tally.rows());
  }
}

TEST(VoteQuestion, FindsByTypeAndByAStatedOutcomeThatTheRowsContradict) {
  SmallRecord small(2, 1);
  VoteEvent event;
  event.matter = small.builder.add_matter({}, "Bill", "");
  event.stated_passed = true;
  const Index odd = small.vote("NN", 0, 1, event);
  const Index fine = small.vote("YY", 0, 2, event);
  const Index other = small.vote("YY", 0, 3);
  const Record record = small.builder.finish();
  EXPECT_EQ(find_vote_events(record, {.stated = Stated::kDisagrees}), std::vector{odd});
  EXPECT_EQ(find_vote_events(record, {.matter_type = record.find_matter_type("Bill")}), (std::vector{fine, odd}));
  EXPECT_EQ(select_vote_events(record, {}), (std::vector{other, fine, odd}));
  EXPECT_EQ(record.find_matter_type("Motion"), std::nullopt);
}

}  // namespace
}  // namespace dais::insight
