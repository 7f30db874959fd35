// SPDX-License-Identifier: Apache-2.0
// How long one question may take. Whoever asks makes a Patience; the loops beneath it, in the same thread, look at it
// where they may be long. A question that takes too long to be matched is refused; one that takes too long to be ranked
// is answered with the best of what was looked at.
#pragma once

#include <chrono>

#include "base/result.h"

namespace dais::search {

class Patience {
 public:
  explicit Patience(std::chrono::milliseconds for_matching, std::chrono::milliseconds for_all);
  Patience(const Patience&) = delete;
  Patience& operator=(const Patience&) = delete;

  /// kBadRequest, in the visitor's words, once matching has taken too long; nothing where nobody is waiting.
  static Status for_matching();
  /// Whether ranking is to end.
  static bool is_over();

  /// Of this thread; null where nobody is waiting.
  static const Patience* current();
  /// Another thread's, for as long as it lives.
  class Lent {
   public:
    explicit Lent(const Patience* patience);
    ~Lent();
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;

   private:
    const Patience* before_;
  };

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point matched_until_;
  Clock::time_point until_;
  Lent lent_;
};

}  // namespace dais::search
