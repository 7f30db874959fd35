// SPDX-License-Identifier: Apache-2.0
#include "deployment/shell_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dais::deployment {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ShellWords, ArePartedByBlanks) {
  EXPECT_THAT(shell_words("whisper-cli -f  {audio}\t-l en ").value(),
              ElementsAre("whisper-cli", "-f", "{audio}", "-l", "en"));
  EXPECT_THAT(shell_words("  ").value(), IsEmpty());
}

TEST(ShellWords, KeepWhatIsQuotedTogether) {
  EXPECT_THAT(shell_words(R"("/srv/my tools/hear" --prompt='a "b" \c' {audio})").value(),
              ElementsAre("/srv/my tools/hear", R"(--prompt=a "b" \c)", "{audio}"));
  EXPECT_THAT(shell_words(R"(a\ b "c \"d\" \e" '' f\\g)").value(), ElementsAre("a b", R"(c "d" \e)", "", R"(f\g)"));
}

TEST(ShellWords, NameAQuoteThatIsNotClosed) {
  EXPECT_EQ(shell_words("hear 'all of it").error().message, "has a quote (') that is not closed");
  EXPECT_EQ(shell_words("hear \"all").error().message, "has a quote (\") that is not closed");
  EXPECT_THAT(shell_words("last\\").value(), ElementsAre("last\\"));
}

}  // namespace
}  // namespace dais::deployment
