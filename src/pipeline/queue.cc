// SPDX-License-Identifier: Apache-2.0
// The clock, the announcements and the counters of runs.
#include "pipeline/queue.h"

#include "pipeline/queue_transaction.h"

namespace dais::pipeline {

using store::integer_of;
using store::of;

Queue::Queue(store::Database& database, QueueOptions options)
    : database_(database), options_(std::move(options)), random_(options_.seed) {
  if (options_.seed == 0) random_.seed(std::random_device{}());
  if (options_.clock || database_.engine() == store::Engine::kSqlite) return;
  // Leases of several machines go by one clock: the database's.
  const auto rows =
      database_.query("select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as milliseconds");
  // A database that is away now will be asked for more than the time.
  if (rows) offset_ = store::instant_of((*rows)[0][0]) - now();
}

Instant Queue::now() const {
  if (options_.clock) return options_.clock();
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()) + offset_;
}

void Queue::announce() {
  if (made_ready_ > 0 && options_.bell != nullptr) options_.bell->ring();
  made_ready_ = 0;
}

Status Queue::close_books() {
  constexpr std::string_view kUpdate =
      "update run set jobs = jobs + cast($2 as bigint), unfinished = unfinished + cast($3 as bigint), "
      "succeeded = succeeded + cast($4 as bigint), unchanged = unchanged + cast($5 as bigint), "
      "failed = failed + cast($6 as bigint), skipped = skipped + cast($7 as bigint), "
      "cancelled = cancelled + cast($8 as bigint), "
      "ended_at = case when unfinished + cast($3 as bigint) = 0 then cast($9 as bigint) end, "
      "state = case when unfinished + cast($3 as bigint) > 0 then 'running' "
      "when failed + cast($6 as bigint) > 0 then 'failed' "
      "when cancelled + cast($8 as bigint) > 0 then 'cancelled' else 'succeeded' end "
      "where id = $1";
  for (const auto& [run, tally] : tallies_) {
    std::int64_t ended = 0;
    for (const auto& [state, count] : tally.ended) ended += count;
    const auto count_of = [&tally](std::string_view state) {
      const auto found = tally.ended.find(state);
      return of(found == tally.ended.end() ? std::int64_t{0} : found->second);
    };
    if (Status done = database_.execute(
            kUpdate, {of(number(run)), of(tally.added), of(tally.added - ended), count_of(state::kSucceeded),
                      count_of(state::kUnchanged), count_of(state::kFailed), count_of(state::kSkipped),
                      count_of(state::kCancelled), of(now())});
        !done)
      return done;
  }
  tallies_.clear();
  return made_ready_ > 0 ? database_.notify(kJobsChannel) : Status{};
}

Result<Milliseconds> Queue::take_turn(const std::string& host, double per_second) {
  // One column does what a bucket of one token would: the time from which the host is free again (GCRA, as in ITU-T
  // I.371).
  const auto interval = static_cast<std::int64_t>(1000.0 / per_second);
  const std::int64_t at = now().time_since_epoch().count();
  const auto rows = database_.query(
      "insert into host_pace (host, free_at) values ($1, cast($2 as bigint) + cast($3 as bigint)) "
      "on conflict (host) do update set free_at = case when host_pace.free_at > cast($2 as bigint) "
      "then host_pace.free_at else cast($2 as bigint) end + cast($3 as bigint) returning free_at",
      {host, of(at), of(interval)});
  if (!rows) return dais::fail(rows.error());
  return Milliseconds(integer_of((*rows)[0][0]) - interval - at);
}

}  // namespace dais::pipeline
