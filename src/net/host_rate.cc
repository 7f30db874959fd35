// SPDX-License-Identifier: Apache-2.0
#include "net/host_rate.h"

#include <algorithm>
#include <cmath>

#include "base/invariant.h"

namespace dais::net {

HostRate::HostRate(double per_second) : per_second_(per_second), capacity_(std::max(1.0, std::floor(per_second))) {
  invariant(per_second > 0, "a rate is above 0");
}

HostRate::Clock::duration HostRate::reserve(const std::string& host, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  auto [entry, is_new] = buckets_.try_emplace(host, Bucket{capacity_, now});
  Bucket& bucket = entry->second;
  const std::chrono::duration<double> passed = std::max(now - bucket.filled, Clock::duration::zero());
  bucket.tokens = std::min(capacity_, bucket.tokens + passed.count() * per_second_);
  bucket.filled = std::max(now, bucket.filled);
  bucket.tokens -= 1;
  if (bucket.tokens >= 0) return Clock::duration::zero();
  // Below zero stands how many are in the row before us.
  return std::chrono::ceil<Clock::duration>(std::chrono::duration<double>(-bucket.tokens / per_second_));
}

}  // namespace dais::net
