// SPDX-License-Identifier: Apache-2.0
#include "deployment/cost.h"

#include <gtest/gtest.h>

namespace dais::deployment {
namespace {

TEST(Cost, OfALinkedArchiveIsTheMachine) {
  const Cost cost = cost_of({50, 2, Kept::kLink, Speech::kNone});
  EXPECT_DOUBLE_EQ(cost.hours, 100);
  EXPECT_DOUBLE_EQ(cost.text_gb, 0.05);
  EXPECT_DOUBLE_EQ(cost.recordings_gb, 0);
  EXPECT_DOUBLE_EQ(cost.disk_gb, 8.05);
  EXPECT_DOUBLE_EQ(cost.machine_dollars, 6);
  EXPECT_DOUBLE_EQ(cost.machine_dollars_after_five, 6);
  EXPECT_DOUBLE_EQ(cost.speech_dollars, 0);
}

TEST(Cost, GrowsWithWhatIsKept) {
  // 100 h of 24 kb/s are 1.08 GB; of 1 Mb/s, 45 GB.
  EXPECT_DOUBLE_EQ(cost_of({50, 2, Kept::kAudio, Speech::kNone}).recordings_gb, 1.08);
  const Cost video = cost_of({50, 2, Kept::kVideo, Speech::kNone});
  EXPECT_DOUBLE_EQ(video.recordings_gb, 45);
  // 53.05 GB in the first year, 233.25 after five: 13.05 and 193.25 above the 40 of the machine.
  EXPECT_DOUBLE_EQ(video.machine_dollars, 6 + 13.05 * 0.05);
  EXPECT_DOUBLE_EQ(video.machine_dollars_after_five, 6 + 193.25 * 0.05);
}

TEST(Cost, OfSpeechDependsOnWhoRecognisesIt) {
  EXPECT_DOUBLE_EQ(cost_of({50, 2, Kept::kLink, Speech::kPaidService}).speech_dollars, 36);
  EXPECT_DOUBLE_EQ(cost_of({50, 2, Kept::kLink, Speech::kOwnServer}).speech_hours, 100.0 / 11);
  EXPECT_DOUBLE_EQ(cost_of({50, 2, Kept::kLink, Speech::kOwnMachine}).speech_hours, 50);
}

}  // namespace
}  // namespace dais::deployment
