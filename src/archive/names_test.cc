// SPDX-License-Identifier: Apache-2.0
#include "archive/names.h"

#include <gtest/gtest.h>

namespace dais::archive {
namespace {

TEST(Names, AreSingleSpaced) { EXPECT_EQ(single_spaced("  Ann \t Lee "), "Ann Lee"); }

TEST(Names, OfPeopleAreInOrderOfTheFamily) {
  EXPECT_EQ(sort_key_of_person("Ann Lee"), "lee ann lee");
  EXPECT_EQ(sort_key_of_person("Rafael Salamanca, Jr."), "salamanca rafael salamanca, jr.");
  EXPECT_EQ(sort_key_of_person("Carmen N. De La Rosa"), "de la rosa carmen n. de la rosa");
  EXPECT_EQ(sort_key_of_person("John Quincy Adams III"), "adams john quincy adams iii");
  EXPECT_EQ(sort_key_of_person("Cher"), "cher");
  EXPECT_EQ(sort_key_of_person("Jr."), "jr.");
  EXPECT_EQ(sort_key_of_person(""), "");
}

}  // namespace
}  // namespace dais::archive
