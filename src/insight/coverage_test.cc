// SPDX-License-Identifier: Apache-2.0
#include "insight/coverage.h"

#include <gtest/gtest.h>

#include "insight/small_record.h"

namespace dais::insight {
namespace {

struct Held {
  SmallRecord small{1, 2};
  Index first = small.meeting(0, 10);
  Index second = small.meeting(0, 20);
  Index off = small.meeting(0, 30, Standing::kCalledOff);
  Index coming = small.meeting(0, 100);
  Index elsewhere = small.meeting(1, 400);
};

TEST(Coverage, CountsWhatHeldMeetingsHave) {
  Held held;
  held.small.builder.add_part(held.first, Part::kMinutes);
  held.small.builder.add_presence(held.first, 0, "Present");
  VoteEvent event;
  event.meeting = held.second;
  held.small.vote("Y", 0, 20, event);
  const Record record = held.small.builder.finish();
  const auto rows = coverage(record, day(50));
  ASSERT_EQ(rows.size(), 2U);
  const Coverage& council = rows[0];
  EXPECT_EQ(council.year, 1970);
  EXPECT_EQ(council.meetings, 4);
  EXPECT_EQ(council.called_off, 1);
  EXPECT_EQ(council.upcoming, 1);
  EXPECT_EQ(council.held, 2);
  EXPECT_EQ(council.has(Part::kMinutes), 1);
  EXPECT_EQ(council.lacks(Part::kMinutes), 1);
  EXPECT_EQ(council.waited_days(Part::kMinutes), 30);
  EXPECT_EQ(council.has(Part::kRollCall), 1);
  EXPECT_EQ(council.has(Part::kVotes), 1);
  EXPECT_EQ(council.waited_days(Part::kRecording), 40);
  EXPECT_EQ(rows[1].upcoming, 1);
  EXPECT_EQ(sum(rows).meetings, 5);
  EXPECT_EQ(sum(rows).waited_days(Part::kRecording), 40);
  EXPECT_EQ(coverage(record, day(50), 1).size(), 1U);
}

TEST(Coverage, NamesTheMeetingsThatLackAPartNewestFirst) {
  Held held;
  const Record record = held.small.builder.finish();
  const auto missing = gaps(record, day(50), Part::kRecording);
  ASSERT_EQ(missing.size(), 2U);
  EXPECT_EQ(missing[0].meeting, held.second);
  EXPECT_EQ(missing[0].days, 30);
  EXPECT_TRUE(gaps(record, day(50), Part::kRecording, 1).empty());
}

}  // namespace
}  // namespace dais::insight
