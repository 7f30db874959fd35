// SPDX-License-Identifier: Apache-2.0
// Wakes the workers of this process when there may be something to do. A ring that nobody waited for is kept for the
// next who would wait, so that none is missed between looking and waiting. Used from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace dais::pipeline {

class Bell {
 public:
  /// How many rings there were; taken before looking for work.
  std::uint64_t count() const {
    const std::scoped_lock lock(mutex_);
    return rings_;
  }

  void ring() {
    {
      const std::scoped_lock lock(mutex_);
      ++rings_;
    }
    changed_.notify_all();
  }

  /// Until a ring after the `seen`th, or the end of `longest`.
  void wait(std::uint64_t seen, std::chrono::milliseconds longest) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, longest, [&] { return rings_ != seen; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t rings_ = 0;
};

}  // namespace dais::pipeline
