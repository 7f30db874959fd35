// SPDX-License-Identifier: Apache-2.0
#include "os/notify.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>

#include "os/descriptor.h"
#include "os/files.h"

namespace dais::os {
namespace {

/// What a service manager does: a datagram socket, and the environment that tells of it.
class Manager : public ::testing::Test {
 protected:
  void SetUp() override {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = folder_.path() + "/notify";
    std::memcpy(address.sun_path, path.data(), path.size());
    ASSERT_EQ(::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
  }
  void TearDown() override {
    for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) ::unsetenv(name);
  }
  std::string heard() {
    char buffer[256];
    const ssize_t size = ::recv(socket_.get(), buffer, sizeof buffer, MSG_DONTWAIT);
    return size < 0 ? "nothing" : std::string(buffer, static_cast<std::size_t>(size));
  }

  TempDir folder_ = TempDir::make().value();
  Descriptor socket_{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
};

TEST_F(Manager, HearsTheStateAsItWasSaid) {
  EXPECT_EQ(tell_service_manager("READY=1\nSTATUS=All well"), Told::kYes);
  EXPECT_EQ(heard(), "READY=1\nSTATUS=All well");
}

TEST_F(Manager, IsNoneWhereNobodyAsks) {
  ::unsetenv("NOTIFY_SOCKET");
  EXPECT_EQ(tell_service_manager("READY=1"), Told::kNobodyAsks);
}

TEST_F(Manager, ThatIsGoneIsNamed) {
  ::setenv("NOTIFY_SOCKET", "/nowhere/at/all", 1);
  const auto told = tell_service_manager("READY=1");
  ASSERT_FALSE(told.has_value());
  EXPECT_EQ(told.error().message, "NOTIFY_SOCKET: /nowhere/at/all: No such file or directory");
  ::setenv("NOTIFY_SOCKET", "relative", 1);
  EXPECT_FALSE(tell_service_manager("READY=1").has_value());
}

TEST_F(Manager, OfAnAbstractNameIsReached) {
  const std::string name = "dais-notify-test-" + std::to_string(::getpid());
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  ASSERT_EQ(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), length), 0);
  ::setenv("NOTIFY_SOCKET", ("@" + name).c_str(), 1);
  EXPECT_EQ(tell_service_manager("STOPPING=1"), Told::kYes);
  char buffer[32];
  EXPECT_EQ(::recv(socket.get(), buffer, sizeof buffer, MSG_DONTWAIT), 10);
}

TEST_F(Manager, WatchesOnlyTheProcessItMeans) {
  EXPECT_EQ(watchdog_interval(), std::nullopt);
  ::setenv("WATCHDOG_USEC", "30000000", 1);
  EXPECT_EQ(watchdog_interval(), std::chrono::seconds(30));
  ::setenv("WATCHDOG_PID", "1", 1);
  EXPECT_EQ(watchdog_interval(), std::nullopt);
  ::setenv("WATCHDOG_PID", std::to_string(::getpid()).c_str(), 1);
  EXPECT_EQ(watchdog_interval(), std::chrono::seconds(30));
  ::setenv("WATCHDOG_USEC", "soon", 1);
  EXPECT_EQ(watchdog_interval(), std::nullopt);
}

TEST_F(Manager, HearsOfAServiceFromReadyToStopping) {
  StopSignals signals = StopSignals::block().value();
  ::setenv("WATCHDOG_USEC", "2000", 1);
  // Well once, then not: the watchdog is to hear of the first only.
  int asked = 0;
  const int signal = wait_as_a_service(signals, [&asked] {
    if (++asked == 3) ::kill(::getpid(), SIGTERM);
    return asked == 1;
  });
  EXPECT_EQ(signal, SIGTERM);
  EXPECT_EQ(heard(), "READY=1");
  EXPECT_EQ(heard(), "WATCHDOG=1");
  EXPECT_EQ(heard(), "STOPPING=1");
  EXPECT_EQ(heard(), "nothing");
}

}  // namespace
}  // namespace dais::os
