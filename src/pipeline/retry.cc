// SPDX-License-Identifier: Apache-2.0
#include "pipeline/retry.h"

#include <algorithm>
#include <array>

namespace dais::pipeline {

Fault fault_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUnavailable:
      return Fault::kUnavailable;
    case ErrorCode::kTimeout:
      return Fault::kTimeout;
    case ErrorCode::kIo:
    case ErrorCode::kStorage:
    case ErrorCode::kConflict:
      return Fault::kStorage;
    case ErrorCode::kInternal:
    case ErrorCode::kCount:
      return Fault::kInternal;
    default:
      return Fault::kBadInput;
  }
}

std::string_view name_of(Fault fault) {
  constexpr std::array<std::string_view, 6> kNames = {"unavailable", "timeout", "bad input",
                                                      "storage",     "lost",    "internal"};
  return kNames.at(static_cast<std::size_t>(fault));
}

const RetryRule& RetryPolicy::of(Fault fault) const {
  switch (fault) {
    case Fault::kUnavailable:
      return unavailable;
    case Fault::kTimeout:
      return timeout;
    case Fault::kBadInput:
      return bad_input;
    case Fault::kStorage:
      return storage;
    case Fault::kLost:
      return lost;
    case Fault::kInternal:
      return internal;
  }
  return internal;
}

std::optional<Milliseconds> wait_after(const RetryRule& rule, int nth, double spread, Milliseconds asked) {
  if (nth >= rule.attempts) return std::nullopt;
  Milliseconds most = std::min(rule.first, rule.longest);
  for (int i = 1; i < nth && most < rule.longest; ++i) most = std::min(most * 2, rule.longest);
  const auto wait = Milliseconds(static_cast<std::int64_t>(static_cast<double>(most.count()) * spread));
  return std::max(wait, asked);
}

}  // namespace dais::pipeline
