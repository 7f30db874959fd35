// SPDX-License-Identifier: Apache-2.0
// Limits for tests against a server of this machine: it may be reached, and nothing is waited for long.
#pragma once

#include <chrono>

#include "net/client.h"

namespace dais::net {

inline Limits loopback_limits() {
  Limits limits;
  limits.allow_private_networks = {"127.0.0.0/8"};
  limits.requests_per_second = 10'000;
  limits.first_backoff = std::chrono::milliseconds{1};
  limits.timeout = std::chrono::seconds{10};
  return limits;
}

}  // namespace dais::net
