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

}  // namespace

std::vector<Finding> findings_of(const QueueState& queue, const std::vector<RunRow>& failed, Instant now) {
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
  for (const RunRow& run : failed) {
    findings.push_back({Health::kBad, "run " + std::to_string(number(run.id)) + ", " + run.title + ", failed",
                        "dais runs show " + std::to_string(number(run.id)) + " says why; dais runs again " +
                            std::to_string(number(run.id)) + " does it again"});
  }
  return findings;
}

Result<std::vector<Finding>> check_up(const std::string& url) {
  const auto database = store::open_database(url, store::Access::kReadOnly);
  if (!database) return dais::fail(database.error());
  RunsReader reader(**database);
  const auto queue = reader.queue();
  if (!queue) return dais::fail(queue.error());
  std::vector<RunRow> failed;
  const auto last =
      (*database)->query("select max(id) from run where state in ('succeeded', 'failed') group by kind, source");
  if (!last) return dais::fail(last.error());
  for (const store::Row& row : *last) {
    const auto run = reader.run(RunId(store::integer_of(row[0])));
    if (!run) return dais::fail(run.error());
    if (run->run.state == "failed") failed.push_back(run->run);
  }
  const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  auto findings = findings_of(*queue, failed, now);
  const auto sizes = sizes_of(**database);
  if (!sizes) return dais::fail(sizes.error());
  findings.push_back(*sizes);
  return findings;
}

}  // namespace dais::pipeline
