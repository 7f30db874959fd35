// SPDX-License-Identifier: Apache-2.0
#include "net/retry.h"

namespace dais::net {
namespace {

bool may_pass(const Attempt& attempt) {
  if (!attempt.answer) {
    const ErrorCode code = attempt.answer.error().code;
    return code == ErrorCode::kUnavailable || code == ErrorCode::kTimeout;
  }
  switch (attempt.answer->status) {
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::optional<std::chrono::milliseconds> wait_before_retry(const Attempt& attempt, int number, const Limits& limits) {
  if (number >= limits.max_attempts || !may_pass(attempt)) return std::nullopt;
  if (attempt.retry_after > limits.max_retry_after) return std::nullopt;
  const auto backoff = limits.first_backoff * (1LL << static_cast<unsigned>(std::min(number - 1, 20)));
  return std::max(attempt.retry_after, std::chrono::duration_cast<std::chrono::milliseconds>(backoff));
}

std::optional<std::chrono::milliseconds> wait_before_retry(const Attempt& attempt, int number, const Request& request,
                                                           const Limits& limits) {
  if (request.persistence == Persistence::kOnce) return std::nullopt;
  if (request.method == Method::kPost && request.repeat == Repeat::kUntilReceived && attempt.connected)
    return std::nullopt;
  if (request.stop && request.stop()) return std::nullopt;
  return wait_before_retry(attempt, number, limits);
}

}  // namespace dais::net
