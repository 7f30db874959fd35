// SPDX-License-Identifier: Apache-2.0
// What kind of fault ended an attempt, and whether and when a job is tried again: by kind of fault, with a wait that
// doubles and is spread at random over its whole length, so that many who failed together do not come back together.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/error_table.h"

namespace dais::pipeline {

using Milliseconds = std::chrono::milliseconds;

enum class Fault {
  kUnavailable,  ///< a server or a tool does not answer
  kTimeout,      ///< over its time limit, or an answer took too long
  kBadInput,     ///< what was read is not what it should be: trying again reads the same
  kStorage,      ///< the catalog, the disk, or a lock that somebody holds
  kLost,         ///< the worker went away
  kInternal,     ///< a bug of ours
};

Fault fault_of(ErrorCode code);
std::string_view name_of(Fault fault);

struct RetryRule {
  int attempts = 1;  ///< that may end with this fault before the job has failed; 1: the first is final
  Milliseconds first{std::chrono::seconds{10}};
  Milliseconds longest{std::chrono::hours{1}};
};

struct RetryPolicy {
  RetryRule unavailable{12, std::chrono::seconds{30}, std::chrono::hours{2}};
  RetryRule timeout{4, std::chrono::minutes{1}, std::chrono::hours{1}};
  RetryRule bad_input{1, {}, {}};
  RetryRule storage{200, std::chrono::seconds{5}, std::chrono::minutes{5}};
  RetryRule lost{20, std::chrono::seconds{1}, std::chrono::minutes{1}};
  RetryRule internal{2, std::chrono::minutes{1}, std::chrono::hours{1}};

  [[nodiscard]] const RetryRule& of(Fault fault) const;
};

/// How long to wait after the `nth` attempt (from 1) that ended with this fault; nothing where that was the last.
/// `spread` is a random number of 0 … 1. `asked`: how long the server asked to be left alone (Retry-After), or 0.
std::optional<Milliseconds> wait_after(const RetryRule& rule, int nth, double spread, Milliseconds asked);

}  // namespace dais::pipeline
