// SPDX-License-Identifier: Apache-2.0
// When a failed request is worth another attempt, and after how long.
#pragma once

#include <chrono>
#include <optional>

#include "base/result.h"
#include "net/client.h"

namespace dais::net {

/// What one attempt came to.
struct Attempt {
  Result<Response> answer;
  std::chrono::milliseconds retry_after{0};  ///< as the server asked; 0: it did not
  bool connected = true;                     ///< false: no byte of the request can have reached anybody
};

/// How long to wait before the next attempt; nothing where `attempt`, the `number`th (from 1), is final.
std::optional<std::chrono::milliseconds> wait_before_retry(const Attempt& attempt, int number, const Limits& limits);

/// The same for `request`, which may want no other attempt, or none once it may have been received.
std::optional<std::chrono::milliseconds> wait_before_retry(const Attempt& attempt, int number, const Request& request,
                                                           const Limits& limits);

}  // namespace dais::net
