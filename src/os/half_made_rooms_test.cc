// SPDX-License-Identifier: Apache-2.0
// A room whose starter was killed before it told the program to go on: made here with bubblewrap's own way to wait.
#include "os/half_made_rooms.h"

#include <gtest/gtest.h>

#include "os/files.h"
#include "os/subprocess.h"

namespace dais::os {
namespace {

constexpr const char* kLeaveOne = R"sh(
mkfifo "$1/word"
setsid bwrap --unshare-pid --ro-bind / / --block-fd 9 true "$1/input" 9<>"$1/word" &
starter=$!
while [ -z "$(cat /proc/$starter/task/$starter/children)" ]; do :; done
kill -9 $starter
wait $starter
true
)sh";

TEST(HalfMadeRooms, AreEndedWhereTheyAreOfThisFolderAndTheirStarterIsGone) {
  const TempDir folder = TempDir::make().value();
  const TempDir other = TempDir::make().value();
  Command probe;
  probe.argv = {"bwrap", "--unshare-pid", "--ro-bind", "/", "/", "true"};
  if (const auto works = run(probe); !works || !works->succeeded()) GTEST_SKIP() << "bubblewrap makes no rooms here";
  Command leave;
  leave.argv = {"sh", "-c", kLeaveOne, "sh", folder.path()};
  const auto left = run(leave);
  ASSERT_TRUE(left && left->succeeded()) << left->error_tail;
  EXPECT_EQ(end_half_made_rooms(other.path()), 0);
  EXPECT_EQ(end_half_made_rooms(folder.path()), 1);
}

}  // namespace
}  // namespace dais::os
