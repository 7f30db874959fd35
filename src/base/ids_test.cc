// SPDX-License-Identifier: Apache-2.0
#include "base/ids.h"

#include <gtest/gtest.h>

namespace dais {
namespace {

TEST(Ids, AreTheSameForTheSamePartsOnEveryMachine) {
  EXPECT_EQ(make_id({"event", "nyc", "19019"}), make_id({"event", "nyc", "19019"}));
  EXPECT_EQ(make_id({"event", "nyc", "19019"}).size(), 13U);
}

TEST(Ids, KeepPartsApart) {
  EXPECT_NE(make_id({"ab", "c"}), make_id({"a", "bc"}));
  EXPECT_NE(make_id({"a", ""}), make_id({"a"}));
}

}  // namespace
}  // namespace dais
