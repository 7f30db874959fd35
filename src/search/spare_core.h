// SPDX-License-Identifier: Apache-2.0
// A long question is worked on by two threads where a core of the machine would idle otherwise; where many ask at once,
// each has one. Nothing is kept from one question to the next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>

namespace dais::search {

/// Counts the thread that made it among those at work, for as long as it lives.
class AtWork {
 public:
  AtWork();
  ~AtWork();
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;
};

/// Fewer threads are at work than the machine has cores, and so much is to be done that another is worth beginning.
bool is_worth_a_helper(std::uint64_t work, std::uint64_t least);

/// For tests: while it lives, everything is worth one.
class AlwaysHelped {
 public:
  AlwaysHelped();
  ~AlwaysHelped();
  AlwaysHelped(const AlwaysHelped&) = delete;
  AlwaysHelped& operator=(const AlwaysHelped&) = delete;
};

/// Work that another thread does meanwhile, as patiently as this one would.
class Helper {
 public:
  explicit Helper(std::function<void()> work);
  /// Waits until it is done; throws what it threw. To be called before what it works on ends.
  void wait() { done_.get(); }

 private:
  std::future<void> done_;
};

/// Calls work(i) for each number below `count`, in two threads if there is a helper; throws what it throws.
enum class Help { kNone, kWanted };
void each_in_turn(std::size_t count, Help help, const std::function<void(std::size_t)>& work);
inline Help help_with(std::uint64_t work, std::uint64_t least) {
  return is_worth_a_helper(work, least) ? Help::kWanted : Help::kNone;
}

}  // namespace dais::search
