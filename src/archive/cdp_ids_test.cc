// SPDX-License-Identifier: Apache-2.0
#include "archive/cdp_ids.h"

#include <gtest/gtest.h>

#include "base/time.h"

namespace dais::archive {
namespace {

// Facts read from CDP's unit tests and from ids in use on its sites.
TEST(CdpIds, AreThoseOfCdpsOwnTestsAndSites) {
  EXPECT_EQ(cdp_id_of_name("Full Council"), "4346a8351006");
  EXPECT_EQ(cdp_id_of_name("M. Lorena González"), "e54faa3434c9");
  EXPECT_EQ(cdp_id_of_name("Inf 1656"), "1e575caea0b9");
  EXPECT_EQ(cdp_id_of_name("Body A"), "0a8a8e139258");
  EXPECT_EQ(cdp_id_of_name("Body B"), "1535fef479ff");
  EXPECT_EQ(cdp_id_of_name("Kshama Sawant"), "3b4321918b73");
  EXPECT_EQ(cdp_id_of_name("Governance and Education Committee"), "698ba00dfe84");
  EXPECT_EQ(cdp_id_of_name("Res 32029"), "a5dae0358d16");
  EXPECT_EQ(cdp_id_of_name("CB 120172"), "f8f243934834");
  EXPECT_EQ(cdp_id_of_name("Daniel Strauss"), "051d21034209");
  EXPECT_EQ(cdp_id_of_name("CB 119858"), "3d710569dd8e");
  EXPECT_EQ(cdp_id_of_name("Teresa Mosqueda"), "975edb7a71f6");
  EXPECT_EQ(cdp_id_of_name("Position 9"), "3e57b6c25e80");
  EXPECT_EQ(cdp_id_of_name("abc"), "b1889f2ff94c");
}

TEST(CdpIds, OfALongNameUseTheLongPickle) {
  EXPECT_NE(cdp_id_of_name(std::string(255, 'a')), cdp_id_of_name(std::string(256, 'a')));
}

TEST(CdpIds, OfAnEventComeFromItsBodyAndTime) {
  const Instant start = parse_instant("2021-08-16T07:42:10.318Z", "UTC").value();
  EXPECT_EQ(cdp_id_of_event(cdp_id_of_name("Full Council"), start + std::chrono::microseconds(957)), "6291946d4094");
}

}  // namespace
}  // namespace dais::archive
