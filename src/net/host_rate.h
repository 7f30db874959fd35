// SPDX-License-Identifier: Apache-2.0
// How often one host may be asked: a token bucket each, holding one second's worth. Knows no clock, so that tests need
// none. May be used from several threads.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace dais::net {

class HostRate {
 public:
  using Clock = std::chrono::steady_clock;
  /// REQUIRES: per_second > 0.
  explicit HostRate(double per_second);
  /// Takes the next place in `host`'s row; how long to wait for it.
  Clock::duration reserve(const std::string& host, Clock::time_point now);

 private:
  struct Bucket {
    double tokens;
    Clock::time_point filled;
  };
  double per_second_;
  double capacity_;
  std::mutex mutex_;
  std::map<std::string, Bucket> buckets_;
};

}  // namespace dais::net
