// SPDX-License-Identifier: Apache-2.0
// Giving jobs out and keeping their leases.
#include <algorithm>

#include "base/digest.h"
#include "pipeline/queue_transaction.h"

namespace dais::pipeline {

using store::instant_of;
using store::integer_of;
using store::of;
using store::text_of;

namespace {

/// The first job of each lane, best first. Lanes are found by leaps through the index, so that the cost goes with the
/// number of lanes and not of jobs.
constexpr std::string_view kHeads =
    "with recursive lanes(lane) as ("
    "select (select lane from job where state = 'ready' order by lane limit 1) "
    "union all "
    "select (select j.lane from job j where j.state = 'ready' and j.lane > lanes.lane order by j.lane limit 1) "
    "from lanes where lanes.lane is not null) "
    "select j.lane, j.kind, j.host from lanes join job j on j.id = (select h.id from job h where h.lane = lanes.lane "
    "and h.state = 'ready' order by h.priority desc, h.run_at, h.id limit 1) "
    "order by j.priority desc, j.run_at, j.id";

constexpr std::string_view kCountKind = "select count(*) from job where state = 'running' and kind = $1";
constexpr std::string_view kCountLane = "select count(*) from job where state = 'running' and lane = $1";

std::string claim_sql(store::Engine engine) {
  return "update job set state = 'running', attempt = attempt + 1, fence = fence + 1, worker = $2, "
         "started_at = cast($3 as bigint), lease_until = $4, "
         "deadline = cast($3 as bigint) + case when time_limit > 0 then time_limit else cast($5 as bigint) end, "
         "progress_done = 0, progress_total = 0, log = null, log_tail = null "
         "where id = (select id from job where lane = $1 and state = 'ready' order by priority desc, run_at, id "
         "limit 1" +
         std::string(engine == store::Engine::kPostgres ? " for update skip locked" : "") +
         ") returning id, run_id, kind, title, args, host, step_key, attempt, max_attempts, fence, ready_at, "
         "started_at, lease_until, deadline";
}

Claim claim_of(const store::Row& row) {
  Claim claim;
  claim.job = JobId(integer_of(row[0]));
  claim.run = RunId(integer_of(row[1]));
  claim.kind = text_of(row[2]);
  claim.title = text_of(row[3]);
  claim.args = text_of(row[4]);
  claim.host = text_of(row[5]);
  claim.step_key = text_of(row[6]);
  claim.attempt = static_cast<int>(integer_of(row[7]));
  claim.max_attempts = static_cast<int>(integer_of(row[8]));
  claim.fence = Fence(integer_of(row[9]));
  claim.ready_at = instant_of(row[10]);
  claim.started_at = instant_of(row[11]);
  claim.lease_until = instant_of(row[12]);
  claim.deadline = instant_of(row[13]);
  return claim;
}

}  // namespace

Result<std::optional<Claim>> Queue::claim(const std::string& worker, const KindRules& rules) {
  while (true) {
    auto claimed = claim_once(worker, rules);
    if (!claimed || !*claimed || (*claimed)->step_key.empty()) return claimed;
    const auto step = known_step((*claimed)->step_key);
    if (!step) return dais::fail(step.error());
    if (!*step) return claimed;
    const Status done = in_transaction([&]() -> Status {
      const auto ended = end_job((*claimed)->job, (*claimed)->fence, {.state = state::kUnchanged, .output = **step});
      return ended ? Status{} : dais::fail(ended.error());
    });
    if (!done) return dais::fail(done.error());
  }
}

Result<std::optional<Claim>> Queue::claim_once(const std::string& worker, const KindRules& rules) {
  const auto heads = database_.query(kHeads);
  if (!heads) return dais::fail(heads.error());
  for (const store::Row& head : *heads) {
    const std::string kind = text_of(head[1]);
    const auto rule = rules.find(kind);
    if (rule == rules.end()) continue;
    const std::string lane = text_of(head[0]);
    const bool limited = rule->second.at_once > 0 || rule->second.at_once_per_host > 0;
    auto claimed = limited ? claim_within_limits(lane, worker, rule->second, kind, text_of(head[2]))
                           : claim_in(lane, worker, rule->second);
    if (!claimed || *claimed) return claimed;
  }
  return std::nullopt;
}

Result<std::optional<Claim>> Queue::claim_within_limits(const std::string& lane, const std::string& worker,
                                                        const KindRule& rule, const std::string& kind,
                                                        const std::string& host) {
  const auto is_full = [this](std::string_view count, const std::string& of_what, int limit) -> Result<bool> {
    if (limit == 0) return false;
    const auto rows = database_.query(count, {of_what});
    if (!rows) return dais::fail(rows.error());
    return integer_of((*rows)[0][0]) >= limit;
  };
  const int per_host = host.empty() ? 0 : rule.at_once_per_host;
  const auto room = [&]() -> Result<bool> {
    const auto kind_full = is_full(kCountKind, kind, rule.at_once);
    if (!kind_full || *kind_full) return kind_full.map([](bool full) { return !full; });
    return is_full(kCountLane, lane, per_host).map([](bool full) { return !full; });
  };
  // Most often there is none, and that is seen without a lock.
  if (const auto glance = room(); !glance || !*glance) {
    if (!glance) return dais::fail(glance.error());
    return std::nullopt;
  }
  return in_transaction([&]() -> Result<std::optional<Claim>> {
    if (database_.engine() == store::Engine::kPostgres) {
      // Who counts and takes does so alone among those who take of this kind.
      const Digest digest = sha256("dais " + kind);
      std::int64_t key = 0;
      for (std::size_t i = 0; i < 7; ++i) key = key << 8 | digest.at(i);
      if (const auto locked = database_.query("select pg_advisory_xact_lock($1)", {of(key)}); !locked)
        return dais::fail(locked.error());
    }
    const auto still = room();
    if (!still) return dais::fail(still.error());
    if (!*still) return std::nullopt;
    return claim_in(lane, worker, rule);
  });
}

Result<std::optional<Claim>> Queue::claim_in(const std::string& lane, const std::string& worker, const KindRule& rule) {
  static const std::string kOnSqlite = claim_sql(store::Engine::kSqlite);
  static const std::string kOnPostgres = claim_sql(store::Engine::kPostgres);
  const Instant at = now();
  const auto rows =
      database_.query(database_.engine() == store::Engine::kPostgres ? kOnPostgres : kOnSqlite,
                      {lane, worker, of(at), of(at + options_.lease), of(std::int64_t{rule.time_limit.count()})});
  if (!rows) return dais::fail(rows.error());
  if (rows->empty()) return std::nullopt;
  return claim_of(rows->front());
}

Result<std::vector<Beat>> Queue::beat(const std::vector<Pulse>& pulses) {
  constexpr std::string_view kRenew =
      "update job set lease_until = case when cast($3 as bigint) > lease_until then cast($3 as bigint) else "
      "lease_until end, progress_done = $4, progress_total = $5 "
      "where id = $1 and fence = $2 and state = 'running' returning cancel_asked";
  std::vector<Beat> beats;
  const Instant at = now();
  for (const Pulse& pulse : pulses) {
    const Instant until = at < pulse.deadline ? at + options_.lease : Instant{};
    const auto rows = database_.query(
        kRenew, {of(number(pulse.job)), of(number(pulse.fence)), of(until), of(pulse.done), of(pulse.total)});
    if (!rows) return dais::fail(rows.error());
    beats.push_back({pulse.job, rows->empty(), !rows->empty() && integer_of((*rows)[0][0]) != 0});
  }
  return beats;
}

Status Queue::note_log(const Claim& claim) {
  return database_.execute(
      "update job set log = $3, log_tail = $4 where id = $1 and fence = $2",
      {of(number(claim.job)), of(number(claim.fence)), store::of_text(claim.log), store::of_text(claim.log_tail)});
}

}  // namespace dais::pipeline
