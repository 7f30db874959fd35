// SPDX-License-Identifier: Apache-2.0
#include "pipeline/checkup.h"

#include <algorithm>

namespace dais::pipeline {

using archive::Finding;
using archive::Health;

namespace {

std::string many(std::int64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string minutes_words(std::chrono::milliseconds span) {
  return many(std::chrono::floor<std::chrono::minutes>(span).count(), "minute");
}

Result<Finding> sizes_of(store::Database& database) {
  const auto rows = database.query(
      "select (select count(*) from job_history), (select count(*) from run), (select min(ended_at) from job_history)");
  if (!rows) return dais::fail(rows.error());
  const store::Row& row = rows->front();
  const auto oldest = store::maybe_instant(row[2]);
  return Finding{Health::kGood,
                 "the pipeline remembers " + many(store::integer_of(row[1]), "run") + " of " +
                     many(store::integer_of(row[0]), "job") +
                     (oldest ? ", the oldest of " + format_utc(*oldest).substr(0, 10) : ""),
                 ""};
}

Finding finding_of(const FailedSteps& steps) {
  const std::string run = std::to_string(number(steps.run));
  const std::string step = std::to_string(number(steps.newest));
  const std::string others =
      steps.count > 1 ? "; so did " + many(steps.count - 1, "earlier step") + " of the kind" : "";
  return {Health::kBad,
          (steps.source.empty() ? "" : "source \"" + steps.source + "\": ") + "step " + step + " of run " + run + ", " +
              (steps.title == steps.kind ? "" : steps.title + ": ") + steps.kind + ", failed: " + steps.error + others,
          "dais runs log " + step + " says more; dais runs again " + run + " --from " + step + " does it again"};
}

Result<std::vector<Finding>> read_findings(store::Database& database, Instant now) {
  RunsReader reader(database);
  const auto queue = reader.queue();
  if (!queue) return dais::fail(queue.error());
  const auto failures = reader.failures();
  if (!failures) return dais::fail(failures.error());
  auto findings = findings_of(*queue, *failures, now);
  const auto sizes = sizes_of(database);
  if (!sizes) return dais::fail(sizes.error());
  findings.push_back(*sizes);
  return findings;
}

}  // namespace

std::vector<Finding> findings_of(const QueueState& queue, const std::vector<FailedSteps>& failed, Instant now) {
  constexpr std::chrono::minutes kLongWait{15};
  constexpr std::chrono::minutes kLost{2};
  std::vector<Finding> findings;
  if (queue.oldest_ready && now - *queue.oldest_ready > kLongWait) {
    const std::string waited = minutes_words(now - *queue.oldest_ready);
    if (queue.workers.empty()) {
      findings.push_back(
          {Health::kBad, "jobs wait since " + waited + " and no worker is there", "start dais run, or dais work"});
    } else {
      findings.push_back(
          {Health::kNote, "the oldest job that could start waits since " + waited,
           "more workers (dais work on other machines, [pipeline] threads), or limits that are too low"});
    }
  }
  for (const WorkerRow& worker : queue.workers) {
    if (now - worker.seen_at <= kLost) continue;
    findings.push_back({Health::kNote,
                        "worker " + worker.name + " was last heard of " + minutes_words(now - worker.seen_at) + " ago",
                        "what it held is done by others; it is forgotten after a day"});
  }
  for (const FailedSteps& steps : failed) findings.push_back(finding_of(steps));
  return findings;
}

std::vector<Finding> check_up(const std::string& url) {
  const auto database = store::open_database(url, store::Access::kReadOnly);
  if (!database) return {};
  // The queue's clock, which no SOURCE_DATE_EPOCH sets.
  const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  auto findings = read_findings(**database, now);
  if (findings) return std::move(*findings);
  return {{Health::kBad, "what the pipeline did cannot be read: " + findings.error().message,
           "dais runs reads the same: does it say more?"}};
}

}  // namespace dais::pipeline
