// SPDX-License-Identifier: Apache-2.0
#include "archive/unfound.h"

#include <gtest/gtest.h>

#include "os/files.h"

namespace dais::archive {
namespace {

class UnfoundTest : public ::testing::Test {
 protected:
  static Instant at(const std::string& text) { return parse_instant(text, "UTC").value(); }
  std::vector<Unfound> kept() { return load_unfound(file_).value(); }

  os::TempDir dir_ = os::TempDir::make().value();
  std::string file_ = dir_.path() + "/unfound.jsonl";
};

TEST_F(UnfoundTest, OneTextHoweverTypedIsCountedOnce) {
  {
    UnfoundLog log(file_, 10);
    log.count("Zeppelin  FÉES", at("2026-11-20T23:00:00Z"));
    log.count(" zeppelin fees ", at("2026-11-21T01:00:00Z"));
    log.count("other", at("2026-11-20T23:00:00Z"));
  }
  EXPECT_EQ(kept(), (std::vector<Unfound>{{"zeppelin fees", 2, "2026-11-21"}, {"other", 1, "2026-11-20"}}));
}

TEST_F(UnfoundTest, WhatMayNameSomebodyIsNotKept) {
  EXPECT_EQ(unfound_text("ann@example.org"), "");
  EXPECT_EQ(unfound_text("call 555-123-4567"), "");
  EXPECT_EQ(unfound_text(std::string(kLongestUnfound + 1, 'x')), "");
  EXPECT_EQ(unfound_text("Int 2159"), "int 2159");
  EXPECT_EQ(unfound_text(" \n "), "");
}

TEST_F(UnfoundTest, IsWrittenOnceAMinuteAndNotWithEachSearch) {
  UnfoundLog log(file_, 10);
  log.count("one", at("2026-11-20T10:00:00Z"));
  EXPECT_EQ(kept().size(), 1U);
  log.count("two", at("2026-11-20T10:00:30Z"));
  EXPECT_EQ(kept().size(), 1U);
  log.count("three", at("2026-11-20T10:01:00Z"));
  EXPECT_EQ(kept().size(), 3U);
}

TEST_F(UnfoundTest, TwoProcessesAddToOneFile) {
  UnfoundLog first(file_, 10);
  UnfoundLog second(file_, 10);
  first.count("one", at("2026-11-20T10:00:00Z"));
  second.count("one", at("2026-11-21T10:00:00Z"));
  first.count("one", at("2026-11-20T10:02:00Z"));
  EXPECT_EQ(kept(), (std::vector<Unfound>{{"one", 3, "2026-11-21"}}));
}

TEST_F(UnfoundTest, LeastAndLongestAgoGoesWhereThereAreTooMany) {
  {
    UnfoundLog log(file_, 2);
    log.count("old", at("2026-11-19T10:00:00Z"));
    log.count("often", at("2026-11-19T10:00:00Z"));
    log.count("often", at("2026-11-19T10:02:00Z"));
    log.count("new", at("2026-11-20T10:00:00Z"));
  }
  EXPECT_EQ(kept(), (std::vector<Unfound>{{"often", 2, "2026-11-19"}, {"new", 1, "2026-11-20"}}));
}

TEST_F(UnfoundTest, NothingIsKeptWhereThatIsSwitchedOff) {
  {
    UnfoundLog log(file_, 0);
    log.count("one", at("2026-11-20T10:00:00Z"));
  }
  EXPECT_EQ(kept(), std::vector<Unfound>());
}

TEST_F(UnfoundTest, DamagedFileIsNamedWithItsLineAndBegunAnew) {
  ASSERT_TRUE(os::write_file_atomically(file_, "{\"text\":\"a\",\"count\":1,\"last_day\":\"2026-01-01\"}\n{",
                                        os::Durable::kNo));
  const auto damaged = load_unfound(file_);
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().message.find(file_ + ":2: "), 0U) << damaged.error().message;
  UnfoundLog log(file_, 10);
  log.count("one", at("2026-11-20T10:00:00Z"));
  EXPECT_EQ(kept(), (std::vector<Unfound>{{"one", 1, "2026-11-20"}}));
}

}  // namespace
}  // namespace dais::archive
