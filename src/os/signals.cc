// SPDX-License-Identifier: Apache-2.0
#include "os/signals.h"

#include <poll.h>
#include <sys/signalfd.h>

#include <csignal>
#include <utility>

#include "os/descriptor.h"

namespace dais::os {
namespace {

sigset_t stop_set() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

}  // namespace

Result<StopSignals> StopSignals::block() {
  const sigset_t set = stop_set();
  const int fd = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (fd < 0) return fail_errno("signals", errno);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return StopSignals(fd);
}

StopSignals::StopSignals(StopSignals&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

StopSignals::~StopSignals() {
  if (fd_ < 0) return;
  ::close(fd_);
  const sigset_t set = stop_set();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

int StopSignals::wait() {
  for (;;) {
    if (const auto signal = wait_for(std::chrono::hours{1})) return *signal;
  }
}

std::optional<int> StopSignals::wait_for(std::chrono::milliseconds longest) {
  pollfd waiting{fd_, POLLIN, 0};
  if (::poll(&waiting, 1, static_cast<int>(longest.count())) <= 0) return std::nullopt;
  signalfd_siginfo info{};
  if (::read(fd_, &info, sizeof info) != static_cast<ssize_t>(sizeof info)) return std::nullopt;
  return static_cast<int>(info.ssi_signo);
}

void ignore_broken_pipes() { std::signal(SIGPIPE, SIG_IGN); }

}  // namespace dais::os
