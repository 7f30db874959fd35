// SPDX-License-Identifier: Apache-2.0
// Waiting for SIGTERM and SIGINT, so that a server drains instead of dying.
#pragma once

#include <chrono>
#include <optional>

#include "base/result.h"

namespace dais::os {

/// While one of these lives, SIGTERM and SIGINT wait in a descriptor instead of ending the process.
/// REQUIRES: made before any other thread is started (threads inherit the mask), and at most one at a time.
class StopSignals {
 public:
  static Result<StopSignals> block();
  ~StopSignals();
  StopSignals(StopSignals&& other) noexcept;
  StopSignals& operator=(StopSignals&&) = delete;
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  /// The signal that came; waits for it.
  int wait();
  /// The same, giving up after `longest`.
  std::optional<int> wait_for(std::chrono::milliseconds longest);
  /// Readable when a signal waits; for an event loop.
  [[nodiscard]] int descriptor() const { return fd_; }

 private:
  explicit StopSignals(int fd) : fd_(fd) {}
  int fd_ = -1;
};

/// A peer that hangs up becomes an error of the write (EPIPE) instead of a signal that ends the process.
void ignore_broken_pipes();

}  // namespace dais::os
