// SPDX-License-Identifier: Apache-2.0
#include "insight/tally.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace dais::insight {
namespace {

using domain::VoteClass;
using enum domain::VoteClass;

TEST(Tally, CountsEachClassApart) {
  const std::vector votes = {kYes, kNo, kYes, kAbstain, kAbsent, kConflict, kNonvoting, kBlank, kUnrecognised, kYes};
  const Tally counted = tally(votes);
  EXPECT_EQ(counted.by_class, (std::array<std::int64_t, 8>{3, 1, 1, 1, 1, 1, 1, 1}));
  EXPECT_EQ(counted.of(kYes), 3);
  EXPECT_EQ(counted.rows(), 10);
}

TEST(Tally, OfNobodyIsEmpty) {
  EXPECT_EQ(tally({}).rows(), 0);
  EXPECT_EQ(majority(tally({})), Majority::kTie);
}

TEST(Majority, IsOfYesAndNoAlone) {
  EXPECT_EQ(majority(tally(std::vector{kYes, kAbsent, kAbsent, kAbstain})), Majority::kYes);
  EXPECT_EQ(majority(tally(std::vector{kYes, kNo, kNo})), Majority::kNo);
  EXPECT_EQ(majority(tally(std::vector{kYes, kNo, kBlank})), Majority::kTie);
  EXPECT_EQ(majority(tally(std::vector{kAbsent, kConflict})), Majority::kTie);
}

TEST(StatedPassed, KnowsTheWordsOfBothOutcomes) {
  for (const auto* word : {"Pass", "Passed", "Adopted", "Approved", "Carried", " pass ", "PASSED"}) {
    EXPECT_EQ(stated_passed(word), std::optional(true)) << word;
  }
  for (const auto* word : {"Fail", "Failed", "Rejected", "Lost", "Defeated", "\tLOST"}) {
    EXPECT_EQ(stated_passed(word), std::optional(false)) << word;
  }
}

TEST(StatedPassed, GuessesNothing) {
  for (const auto* word : {"", "  ", "Held", "Passed to committee", "Filed", "Withdrawn", "Not passed"}) {
    EXPECT_EQ(stated_passed(word), std::nullopt) << word;
  }
}

TEST(Disagrees, WhereStatedOutcomeAndRowsDiffer) {
  EXPECT_FALSE(disagrees(true, Majority::kYes));
  EXPECT_TRUE(disagrees(true, Majority::kTie));
  EXPECT_TRUE(disagrees(true, Majority::kNo));
  EXPECT_TRUE(disagrees(false, Majority::kYes));
  EXPECT_FALSE(disagrees(false, Majority::kTie));
  EXPECT_FALSE(disagrees(false, Majority::kNo));
  for (const auto said : {Majority::kYes, Majority::kNo, Majority::kTie}) EXPECT_FALSE(disagrees(std::nullopt, said));
}

RC_GTEST_PROP(Tally, LosesNoRow, (std::vector<std::uint8_t> numbers)) {
  std::vector<VoteClass> votes;
  for (const auto number : numbers) votes.push_back(domain::kVoteClasses.at(number % domain::kVoteClasses.size()));
  const Tally counted = tally(votes);
  RC_ASSERT(counted.rows() == static_cast<std::int64_t>(votes.size()));
  for (const auto vote_class : domain::kVoteClasses) {
    RC_ASSERT(counted.of(vote_class) == std::count(votes.begin(), votes.end(), vote_class));
  }
}

}  // namespace
}  // namespace dais::insight
