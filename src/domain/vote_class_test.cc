// SPDX-License-Identifier: Apache-2.0
#include "domain/vote_class.h"

#include <map>
#include <vector>

#include <gtest/gtest.h>

namespace dais::domain {
namespace {

using enum VoteClass;

// As cities write them. The Council Data Project drops plain "Absent", "Abstain", "Aye" and "Nay", and reads
// "Not Voting" as a no.
const std::map<VoteClass, std::vector<std::string>> kAsWritten = {
    {kYes,
     {"Affirmative", "Aye", "AYE", "Yea", "Yes", "yes ", "For", "In Favor", "In favour", "Support", "Concur", "Approve",
      "Approved", "Y", "Ayes"}},
    {kNo,
     {"Negative", "Nay", "NAY", "No", "N", "Opposed", "Oppose", "Against", "Reject", "Rejected", "Dissent",
      "Disapprove", "In Opposition"}},
    {kAbstain,
     {"Abstain", "Abstained", "Abstention", "Abstain (Non-Voting)", "Abstain (Approve)", "Abstain (Reject)", "Present",
      "Present - Not Voting"}},
    {kAbsent,
     {"Absent",
      "Excused",
      "Medical",
      "Parental ",
      "Parental",
      "Maternity",
      "Paternity",
      "Bereavement",
      "Jury Duty",
      "Not Present",
      "Absent (Non-Voting)",
      "Absent (Approve)",
      "Absent (Reject)",
      "Absent-Excused",
      "Absent, Excused",
      "Excused Absence",
      "Unexcused",
      "Sick Leave",
      "Leave of Absence",
      "Out of Room",
      "Left Early",
      "Military Leave"}},
    {kConflict, {"Recused", "Recuse", "Recusal", "Conflict", "Conflict of Interest", "Disqualified"}},
    {kNonvoting,
     {"Non-voting", "Nonvoting", "Non-Voting Member", "Not Voting", "Ineligible", "Ineligible to Vote", "Did Not Vote",
      "No Vote", "Vacant"}},
    {kBlank, {"", " ", "-"}},
    {kUnrecognised, {"Aye with reservations", "Maybe", "N/A", "1", "Yes*", "Sí", "Approve/Reject"}},
};

TEST(VoteClass, KnowsWhatCitiesWrite) {
  for (const auto& [vote_class, values] : kAsWritten) {
    for (const std::string& value : values)
      EXPECT_EQ(name_of(classify_vote(value)), name_of(vote_class)) << "\"" << value << '"';
  }
}

TEST(VoteClass, CaseBlanksAndMarksBetweenWordsDoNotCount) {
  for (const char* value :
       {"not voting", "NOT VOTING", " Not  Voting ", "Not-Voting", "Not \xE2\x80\x93 Voting", "Not Voting."})
    EXPECT_EQ(name_of(classify_vote(value)), "nonvoting") << value;
}

TEST(VoteMapping, WhatIsTaughtComesBeforeTheTable) {
  VoteMapping mapping;
  EXPECT_EQ(mapping.classify("Present"), kAbstain);
  EXPECT_EQ(mapping.teach("Present", kNonvoting), std::nullopt);
  EXPECT_EQ(mapping.classify("PRESENT"), kNonvoting);
  EXPECT_EQ(mapping.teach("present", kYes), kNonvoting);
  EXPECT_EQ(mapping.classify("Present"), kYes);
  EXPECT_EQ(mapping.classify("Nay"), kNo);
  EXPECT_EQ(mapping.classify("Perhaps"), kUnrecognised);
}

}  // namespace
}  // namespace dais::domain
