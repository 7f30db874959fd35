// SPDX-License-Identifier: Apache-2.0
// Who tells that something stopped. Two kinds of trouble: the last run of a kind (and source) failed for good; a source
// has brought nothing new for longer than its habit. Each is told once when it begins and once when it is over, by mail
// and webhook, by a job, so that a mail server that is down is tried again.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "net/client.h"
#include "pipeline/worker.h"

namespace dais::pipeline {

/// How long a source may be silent, from the gaps between its news: three times what nine in ten of them stay under,
/// and never less than three days. With fewer than five gaps nothing is known of its habit: two weeks.
std::chrono::milliseconds longest_silence(std::vector<std::chrono::milliseconds> gaps);

/// To be called in the transaction that writes what a gather brought: `records` that are new or changed.
Status note_news(store::Database& database, const std::string& source, Instant at, std::int64_t records);

/// Looks for troubles that began or are over; adds a job of kind "tell" for each. How many were added. In one
/// transaction with it.
Result<std::size_t> watch(Queue& queue, const config::Config& config);

/// The kinds "watch" (looks) and "tell" (mail and webhook; nothing where neither is configured).
void add_alarm_kinds(Registry& registry, const config::Config& config, net::Client& client);

}  // namespace dais::pipeline
