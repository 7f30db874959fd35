// SPDX-License-Identifier: Apache-2.0
// Makes few large segments of many small ones while others go on writing: in a thread of its own, under a lock of its
// own, and under the writers' lock only for the moment in which the manifest is replaced. Killed at any time it leaves
// the index as it was, and a file that the next one removes.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>

#include "base/result.h"
#include "os/files.h"

namespace dais::search {

/// Waits a minute for another writer of the same index; kConflict names it.
Result<os::FileLock> wait_for_writers_lock(const std::string& folder);

/// Belongs to one thread.
class Merger {
 public:
  explicit Merger(std::string folder) : folder_(std::move(folder)) {}
  ~Merger();
  Merger(const Merger&) = delete;
  Merger& operator=(const Merger&) = delete;

  /// Merges what became of the index, after what was begun before. Does not wait. A merge by another process is left
  /// to it.
  void begin();
  /// Waits until it is done, and says how it ended.
  Status wait();
  /// Where what was merged waits for the writers' lock: lets it have that, for a moment. REQUIRES: the caller has not.
  void give_way() const;

 private:
  void run();
  Status merge_all();

  std::string folder_;
  std::thread thread_;
  std::atomic<bool> wants_lock_ = false;
  std::mutex mutex_;  ///< of what follows
  bool running_ = false;
  bool again_ = false;
  Status ended_;
};

}  // namespace dais::search
