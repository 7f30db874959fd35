// SPDX-License-Identifier: Apache-2.0
#include "archive/check_decoding.h"

#include <gtest/gtest.h>

namespace dais::archive {
namespace {

std::vector<Finding> findings_for(const config::Recordings& config, os::Walls walls) {
  std::vector<Finding> findings;
  check_decoding(config, {walls, 3, true, walls == os::Walls::kFilters ? "No permissions" : ""}, findings);
  return findings;
}

TEST(CheckDecoding, SaysWhichWallsAreInForce) {
  EXPECT_TRUE(
      findings_for({}, os::Walls::kRooms).back().text.starts_with("recordings are decoded in a room of their own"));
  const auto filters = findings_for({}, os::Walls::kFilters);
  EXPECT_EQ(filters.back().text, "bubblewrap does not work here: No permissions");
  EXPECT_EQ(findings_for({}, os::Walls::kLimitsOnly).back().health, Health::kNote);
}

TEST(CheckDecoding, SaysThatNothingIsDecodedWhereWallsAreRequiredAndMissing) {
  config::Recordings config;
  config.sandbox = "require";
  EXPECT_EQ(findings_for(config, os::Walls::kLimitsOnly).back().health, Health::kBad);
  EXPECT_EQ(findings_for(config, os::Walls::kRooms).back().health, Health::kGood);
}

TEST(CheckDecoding, NamesAToolThatIsMissing) {
  config::Recordings config;
  config.fetch_command = {"dais-no-such-tool", "{url}", "{output}"};
  const auto findings = findings_for(config, os::Walls::kRooms);
  EXPECT_EQ(findings.at(findings.size() - 2).text, "dais-no-such-tool is not installed");
}

}  // namespace
}  // namespace dais::archive
