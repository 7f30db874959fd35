// SPDX-License-Identifier: Apache-2.0
#include "archive/spoken_names.h"

#include <gtest/gtest.h>

namespace dais::archive {
namespace {

using Names = std::vector<std::string>;

TEST(SpokenNames, SayTheNumberWithoutItsZerosAndYear) {
  EXPECT_EQ(spoken_names("Res 0387-2022", "Resolution"),
            (Names{"Res 0387-2022", "Res 387", "Res number 387", "Resolution 387", "Resolution number 387"}));
  EXPECT_EQ(spoken_names("24-017", "Ordinance"), (Names{"24-017", "Ordinance 24", "Ordinance number 24"}));
  EXPECT_EQ(spoken_names("Res. 100", ""), (Names{"Res. 100", "Res 100", "Res number 100"}));
}

TEST(SpokenNames, ANameWithoutANumberHasNone) {
  EXPECT_TRUE(spoken_names("Budget", "Report").empty());
  EXPECT_TRUE(spoken_query("", "").empty());
}

TEST(SpokenNames, AsAQueryAnyOfThemWillDo) {
  EXPECT_EQ(spoken_query("Bill 7\"", ""), "\"Bill 7\" OR \"Bill number 7\"");
}

}  // namespace
}  // namespace dais::archive
