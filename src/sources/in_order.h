// SPDX-License-Identifier: Apache-2.0
// Many pieces of work at once, their results used one after another in the order of the pieces, by the thread that
// calls. No more than `window` pieces are begun and not yet used, so that memory is bounded however many there are.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "base/invariant.h"

namespace dais::sources {

/// How much of the work may go on at one time.
struct AtOnce {
  std::size_t workers = 1;
  std::size_t window = 1;  ///< at least `workers`
};

/// `work(i)` runs on any of the workers and must not throw; `use(i, result)` runs here, for i = 0 … count - 1.
template <typename Work, typename Use>
void in_order(std::size_t count, AtOnce at_once, Work work, Use use) {
  using Piece = decltype(work(std::size_t{0}));
  invariant(at_once.workers > 0 && at_once.window >= at_once.workers, "there is room for every worker");
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::size_t, Piece> done;
  std::size_t next = 0;
  std::size_t used = 0;
  const auto labour = [&] {
    for (;;) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return next >= count || next < used + at_once.window; });
      if (next >= count) return;
      const std::size_t mine = next++;
      lock.unlock();
      Piece piece = work(mine);
      lock.lock();
      done.emplace(mine, std::move(piece));
      lock.unlock();
      changed.notify_all();
    }
  };
  std::vector<std::jthread> workers;
  const std::size_t hands = std::min(at_once.workers, count);
  workers.reserve(hands);
  for (std::size_t i = 0; i < hands; ++i) workers.emplace_back(labour);
  for (std::size_t i = 0; i < count; ++i) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return done.contains(i); });
    auto node = done.extract(i);
    lock.unlock();
    use(i, std::move(node.mapped()));
    lock.lock();
    used = i + 1;
    lock.unlock();
    changed.notify_all();
  }
}

}  // namespace dais::sources
