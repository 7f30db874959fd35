// SPDX-License-Identifier: Apache-2.0
#include "os/use_lock.h"

#include <gtest/gtest.h>

#include <fstream>

#include "os/files.h"

namespace dais::os {
namespace {

class UseLocks : public testing::Test {
 protected:
  [[nodiscard]] std::string path() const { return folder_.path() + "/use.lock"; }
  const std::string me_ = " (process " + std::to_string(::getpid()) + ")";

 private:
  TempDir folder_ = TempDir::make().value();
};

TEST_F(UseLocks, ManyUseAFolderAndWhoWantsItAloneIsToldWhoTheyAre) {
  auto site = UseLock::join(path(), "dais serve");
  const auto worker = UseLock::join(path(), "dais work");
  ASSERT_TRUE(site);
  ASSERT_TRUE(worker);
  const auto refused = UseLock::alone(path(), "dais restore");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_EQ(refused.error().message, path() + ": held by dais serve" + me_ + ", dais work" + me_);
  const UseLock moved = std::move(*site);
  EXPECT_FALSE(UseLock::alone(path(), "dais restore"));
}

TEST_F(UseLocks, WhoHasItAloneKeepsOthersOutUntilItGoes) {
  {
    const auto restore = UseLock::alone(path(), "dais restore");
    ASSERT_TRUE(restore);
    EXPECT_EQ(UseLock::join(path(), "dais run").error().message, path() + ": held by dais restore" + me_);
    EXPECT_FALSE(UseLock::alone(path(), "dais restore"));
  }
  EXPECT_TRUE(UseLock::join(path(), "dais run"));
  EXPECT_TRUE(UseLock::alone(path(), "dais restore"));
}

TEST_F(UseLocks, WhoWasKilledIsNeitherInTheWayNorNamed) {
  std::ofstream(path()) << "dais run (process 2147483646)\nno such line\n";
  const auto site = UseLock::join(path(), "dais serve");
  ASSERT_TRUE(site);
  EXPECT_EQ(UseLock::alone(path(), "dais restore").error().message, path() + ": held by dais serve" + me_);
}

TEST_F(UseLocks, AFolderThatIsNotThereIsNamed) {
  EXPECT_EQ(UseLock::join(path() + "/none/use.lock", "dais run").error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace dais::os
