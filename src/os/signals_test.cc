// SPDX-License-Identifier: Apache-2.0
#include "os/signals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

namespace dais::os {
namespace {

TEST(StopSignals, AreHandedToTheOneWhoWaits) {
  StopSignals signals = StopSignals::block().value();
  EXPECT_EQ(signals.wait_for(std::chrono::milliseconds{0}), std::nullopt);
  ::kill(::getpid(), SIGTERM);
  EXPECT_EQ(signals.wait(), SIGTERM);
  ::kill(::getpid(), SIGINT);
  EXPECT_EQ(signals.wait_for(std::chrono::seconds{5}), SIGINT);
}

TEST(StopSignals, EndTheProcessAgainWhenNobodyWaits) {
  {
    const auto signals = StopSignals::block();
  }
  EXPECT_EXIT(::raise(SIGTERM), ::testing::KilledBySignal(SIGTERM), "");
}

}  // namespace
}  // namespace dais::os
