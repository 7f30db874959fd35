// SPDX-License-Identifier: Apache-2.0
#include "pipeline/schedule.h"

#include <algorithm>
#include <thread>

#include "base/cron.h"
#include "pipeline/connection.h"
#include "pipeline/job_context.h"

namespace dais::pipeline {

using store::of;
using store::text_of;

namespace {

constexpr std::size_t kMostBackfilled = 100;

Result<Cron> cron_of(const Schedule& schedule) {
  auto cron = Cron::parse(schedule.cron, schedule.zone);
  if (!cron) return dais::fail(std::move(cron.error()).at("schedule \"" + schedule.cron + "\" of " + schedule.name));
  return cron;
}

Status set_schedule(Queue& queue, const Schedule& schedule) {
  const auto cron = cron_of(schedule);
  if (!cron) return dais::fail(cron.error());
  store::Database& database = queue.database();
  const auto there = database.query("select spec, zone from schedule where name = $1", {schedule.name});
  if (!there) return dais::fail(there.error());
  const Instant now = queue.now();
  if (there->empty()) {
    const auto first = schedule.first == Schedule::First::kAtOnce ? std::optional(now) : cron->next_after(now);
    return database.execute(
        "insert into schedule (name, spec, zone, next_at) values ($1, $2, $3, $4) on conflict (name) do nothing",
        {schedule.name, schedule.cron, schedule.zone, of(first)});
  }
  if (text_of((*there)[0][0]) == schedule.cron && text_of((*there)[0][1]) == schedule.zone) return {};
  return database.execute("update schedule set spec = $2, zone = $3, next_at = $4 where name = $1",
                          {schedule.name, schedule.cron, schedule.zone, of(cron->next_after(now))});
}

/// The times from `due` on that are over; only the last where they are made up for as one.
std::vector<Instant> missed_times(const Schedule& schedule, const Cron& cron, Instant due, Instant now) {
  std::vector<Instant> times = {due};
  for (auto next = cron.next_after(due); next && *next <= now; next = cron.next_after(*next)) {
    if (schedule.catch_up == CatchUp::kOnce) {
      times.back() = *next;
      // Years of minutes are not walked: what matters is the last, and that is close to now.
      if (now - *next > std::chrono::days(2)) next = now - std::chrono::days(2);
    } else if (times.size() < kMostBackfilled) {
      times.push_back(*next);
    } else {
      break;
    }
  }
  return times;
}

/// Starts the schedule's missed times in one transaction that nobody else started them in.
Status start_one(Queue& queue, const Schedule& schedule, const Cron& cron, Instant due) {
  store::Database& database = queue.database();
  const Instant now = queue.now();
  const std::vector<Instant> times = missed_times(schedule, cron, due, now);
  Result<store::Transaction> transaction = store::Transaction::begin(database);
  if (!transaction) return dais::fail(std::move(transaction.error()));
  const auto mine =
      database.query("update schedule set next_at = $3, last_due = $4 where name = $1 and next_at = $2 returning name",
                     {schedule.name, of(due), of(cron.next_after(std::max(now, times.back()))), of(times.back())});
  if (!mine) return dais::fail(mine.error());
  if (mine->empty()) return {};
  RunId run = RunId::kNone;
  for (const Instant time : times) {
    std::vector<NewJob> jobs = schedule.jobs(time);
    for (NewJob& job : jobs) {
      if (times.size() > 1 && !job.unique_key.empty()) job.unique_key += " of " + format_utc(time);
    }
    const auto started = queue.add_run(schedule.run, std::move(jobs));
    if (!started) return dais::fail(started.error());
    run = *started;
  }
  if (Status noted =
          database.execute("update schedule set last_run = $2 where name = $1", {schedule.name, of(number(run))});
      !noted)
    return noted;
  if (Status done = transaction->commit(); !done) return done;
  queue.announce();
  return {};
}

class Clockwork final : public Scheduler {
 public:
  Clockwork(SchedulerOptions options, std::vector<Schedule> schedules)
      : options_(std::move(options)), schedules_(std::move(schedules)), presence_(options_.say) {
    thread_ = std::jthread([this] { run(); });
  }
  ~Clockwork() override { Clockwork::stop(); }
  Clockwork(const Clockwork&) = delete;
  Clockwork& operator=(const Clockwork&) = delete;

  void stop() override {
    ending_.begin();
    if (thread_.joinable()) thread_.join();
  }

 private:
  void run() {
    // The clock may be set, and another process may start a schedule: look again after a while in any case.
    constexpr Milliseconds kLongestRest = std::chrono::seconds(10);
    Connection connection(options_.open, options_.queue, presence_);
    Milliseconds rest{0};
    while (!ending_.wait_for(rest)) {
      rest = options_.patience;
      Queue* queue = connection.queue();
      if (queue == nullptr) continue;
      const auto next = start_due(*queue, schedules_);
      if (!next) {
        connection.still_answers(next.error());
        continue;
      }
      rest = kLongestRest;
      if (*next) rest = std::clamp(Milliseconds(**next - queue->now()), Milliseconds(1), kLongestRest);
    }
  }

  SchedulerOptions options_;
  const std::vector<Schedule> schedules_;
  Presence presence_;
  Ending ending_;
  std::jthread thread_;
};

}  // namespace

Status set_schedules(Queue& queue, const std::vector<Schedule>& schedules) {
  Result<store::Transaction> transaction = store::Transaction::begin(queue.database());
  if (!transaction) return dais::fail(std::move(transaction.error()));
  const auto there = queue.database().query("select name from schedule");
  if (!there) return dais::fail(there.error());
  for (const store::Row& row : *there) {
    if (std::ranges::find(schedules, text_of(row[0]), &Schedule::name) != schedules.end()) continue;
    if (Status gone = queue.database().execute("delete from schedule where name = $1", {row[0]}); !gone) return gone;
  }
  for (const Schedule& schedule : schedules) {
    if (Status set = set_schedule(queue, schedule); !set) return set;
  }
  return transaction->commit();
}

Result<std::optional<Instant>> start_due(Queue& queue, const std::vector<Schedule>& schedules) {
  const auto rows = queue.database().query("select name, next_at from schedule where next_at is not null");
  if (!rows) return dais::fail(rows.error());
  std::optional<Instant> next;
  for (const store::Row& row : *rows) {
    const auto schedule = std::ranges::find(schedules, text_of(row[0]), &Schedule::name);
    if (schedule == schedules.end()) continue;
    Instant due = store::instant_of(row[1]);
    if (due <= queue.now()) {
      const auto cron = cron_of(*schedule);
      if (!cron) return dais::fail(cron.error());
      if (Status started = start_one(queue, *schedule, *cron, due); !started) return dais::fail(started.error());
      const auto later = cron->next_after(queue.now());
      if (!later) continue;
      due = *later;
    }
    next = next ? std::min(*next, due) : due;
  }
  return next;
}

Result<std::unique_ptr<Scheduler>> Scheduler::start(SchedulerOptions options, std::vector<Schedule> schedules) {
  const auto database = options.open();
  if (!database) return dais::fail(database.error());
  Queue queue(**database, options.queue);
  if (Status set = set_schedules(queue, schedules); !set) return dais::fail(set.error());
  return std::make_unique<Clockwork>(std::move(options), std::move(schedules));
}

}  // namespace dais::pipeline
