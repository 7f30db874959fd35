// SPDX-License-Identifier: Apache-2.0
#include "search/suggestion.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::search {
namespace {

TEST(EditDistance, CountsChangesOfCharacters) {
  EXPECT_EQ(edit_distance("committee", "comittee", 2), 1U);
  EXPECT_EQ(edit_distance("budget", "bugdet", 2), 1U) << "neighbours swapped";
  EXPECT_EQ(edit_distance("東京", "東都", 2), 1U);
  EXPECT_EQ(edit_distance("a", "", 2), 1U);
  EXPECT_EQ(edit_distance("snow", "budget", 2), 3U);
}

RC_GTEST_PROP(EditDistance, IsTheSameBothWays, ()) {
  const auto word = [] { return *rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c')); };
  const std::string a = word();
  const std::string b = word();
  RC_ASSERT(edit_distance(a, b, 5) == edit_distance(b, a, 5));
  RC_ASSERT((edit_distance(a, b, 5) == 0) == (a == b));
}

}  // namespace
}  // namespace dais::search
