// SPDX-License-Identifier: Apache-2.0
// Clips that readers ask for: made by threads of its own, a few at a time, kept in a folder of limited size. Asking
// never waits, so that it may be done on a server's threads; who asks again a moment later finds the clip. May be used
// from several threads.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "config/config.h"
#include "media/decoding.h"

namespace dais::media {

class ClipShelf {
 public:
  /// Nothing is looked for or made until the first clip is asked for.
  ClipShelf(std::string folder, config::Recordings config);
  /// Ends what is under way.
  ~ClipShelf();
  ClipShelf(const ClipShelf&) = delete;
  ClipShelf& operator=(const ClipShelf&) = delete;

  enum class State { kReady, kMaking, kBusy };
  struct Answer {
    State state = State::kMaking;
    std::string path;  ///< kReady
  };
  /// `recording` is a file that never changes (a blob). kBadRequest: longer than clip_max_seconds, or no span at all;
  /// the error of a clip that could not be made is told once, and the next who asks has it tried again.
  Result<Answer> ask(const std::string& recording, const Span& span);

 private:
  struct Order {
    std::string recording;
    Span span;
    std::string path;
  };

  void work();
  Status make(const Order& order);
  void trim(const std::string& newest) const;
  [[nodiscard]] bool is_stopping();
  [[nodiscard]] std::string path_for(const std::string& recording, const Span& span) const;

  const std::string folder_;
  const config::Recordings config_;
  std::unique_ptr<os::Sandbox> sandbox_;
  std::once_flag sandbox_once_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Order> orders_;
  std::set<std::string> under_way_;  ///< paths ordered or being made
  std::map<std::string, Error> failures_;
  std::vector<std::thread> threads_;
  bool stopping_ = false;
};

}  // namespace dais::media
