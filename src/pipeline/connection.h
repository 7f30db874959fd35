// SPDX-License-Identifier: Apache-2.0
// A connection that comes back: opened when it is needed, dropped when it failed. What several threads know of a
// database that is away is said once when it goes and once when it is back.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"
#include "pipeline/queue.h"
#include "store/database.h"

namespace dais::pipeline {

/// Shared by the threads of a process.
class Presence {
 public:
  explicit Presence(std::function<void(std::string_view)> say) : say_(std::move(say)) {}
  /// How often it was found to be there; taken before it is tried.
  [[nodiscard]] std::uint64_t seen() const { return backs_.load(); }
  /// Not said where somebody else has found it since.
  void is_away(const Error& error, std::uint64_t seen) {
    const std::scoped_lock lock(mutex_);
    if (backs_.load() != seen) return;
    if (!away_.exchange(true)) say("the database does not answer, the pipeline waits for it: " + error.message);
  }
  void is_back() {
    const std::scoped_lock lock(mutex_);
    ++backs_;
    if (away_.exchange(false)) say("the database answers again");
  }
  void say(const std::string& text) const {
    if (say_) say_(text);
  }

 private:
  std::function<void(std::string_view)> say_;
  std::mutex mutex_;
  std::atomic<std::uint64_t> backs_ = 0;
  std::atomic<bool> away_ = false;
};

class Connection {
 public:
  using Open = std::function<Result<std::unique_ptr<store::Database>>()>;
  Connection(Open open, QueueOptions options, Presence& presence)
      : open_(std::move(open)), options_(std::move(options)), presence_(presence) {}

  /// Null while the database is away.
  Queue* queue();
  store::Database& database() { return *database_; }
  /// After a call that failed: drops the connection where it no longer answers. Whether it does.
  bool still_answers(const Error& error);

 private:
  Open open_;
  QueueOptions options_;
  Presence& presence_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<Queue> queue_;
};

}  // namespace dais::pipeline
