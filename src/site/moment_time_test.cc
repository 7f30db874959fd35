// SPDX-License-Identifier: Apache-2.0
#include "site/moment_time.h"

#include <gtest/gtest.h>

namespace dais::site {
namespace {

double start_of(const char* text) { return parse_moment_time(text).value().start; }

TEST(MomentTime, ReadsEveryFormThatIsWrittenInAddresses) {
  EXPECT_EQ(start_of("90"), 90);
  EXPECT_EQ(start_of("90.5"), 90.5);
  EXPECT_EQ(start_of("90s"), 90);
  EXPECT_EQ(start_of("0"), 0);
  EXPECT_EQ(start_of("1h2m3s"), 3723);
  EXPECT_EQ(start_of("1h"), 3600);
  EXPECT_EQ(start_of("2m3"), 123);
  EXPECT_EQ(start_of("1:02:03"), 3723);
  EXPECT_EQ(start_of("2:03"), 123);
}

TEST(MomentTime, LeavesOutWhatStoodAfterALinkInText) {
  EXPECT_EQ(start_of("165)"), 165);
  EXPECT_EQ(start_of("1h2m3s)."), 3723);
  EXPECT_EQ(parse_moment_time("90,120;").value().end, 120);
  EXPECT_FALSE(parse_moment_time(")."));
}

TEST(MomentTime, ReadsARange) {
  const MomentTime range = parse_moment_time("90,2m").value();
  EXPECT_EQ(range.start, 90);
  EXPECT_EQ(range.end, 120);
  EXPECT_EQ(parse_moment_time("90").value().end, std::nullopt);
}

TEST(MomentTime, RefusesWhatIsNoPlaceInARecording) {
  for (const char* wrong : {"", "abc", "-1", "1e5", "nan", "inf", "1h2h", "1s2m", "90,80", ",5", "1:60", "1:2:3:4",
                            "1.2.3", "90 ", "3600001", "99999999999999999999", "0x10", "1m,2m,3m", "+5"}) {
    const Result<MomentTime> parsed = parse_moment_time(wrong);
    ASSERT_FALSE(parsed) << wrong;
    EXPECT_EQ(parsed.error().code, ErrorCode::kBadRequest) << wrong;
    EXPECT_TRUE(parsed.error().message.starts_with("t: ")) << wrong;
  }
}

TEST(MomentTime, SecondsAreWrittenWithoutNeedlessDigits) {
  EXPECT_EQ(format_seconds(90), "90");
  EXPECT_EQ(format_seconds(123.4), "123.4");
  EXPECT_EQ(format_seconds(0.0004), "0");
  EXPECT_EQ(format_seconds(100), "100");
  EXPECT_EQ(format_seconds(3725.125), "3725.125");
}

}  // namespace
}  // namespace dais::site
