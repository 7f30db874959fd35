// SPDX-License-Identifier: Apache-2.0
#include "pipeline/worker.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "pipeline/job_context.h"

namespace dais::pipeline {

using store::of;

namespace {

std::string name_of_this_process() {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  return std::string(host.data()) + ":" + std::to_string(getpid()) + ":" +
         std::to_string(std::random_device{}() % 10'000);
}

/// A worker of this machine whose process has ended: after a crash its jobs need not wait for their leases to end.
bool is_gone(const std::string& worker) {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  const std::string here = std::string(host.data()) + ":";
  if (!worker.starts_with(here)) return false;
  const long process = std::strtol(worker.c_str() + here.size(), nullptr, 10);
  return process > 0 && ::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH;
}

KindRules rules_of(const Registry& registry, Place place) {
  KindRules rules;
  for (const Kind& kind : registry.kinds()) {
    if (place == Place::kAnywhere && kind.place == Place::kHome) continue;
    rules.emplace(kind.name, KindRule{kind.time_limit, kind.at_once, kind.at_once_per_host});
  }
  return rules;
}

class Crew final : public Worker {
 public:
  Crew(WorkerOptions options, const Registry& registry, Bell& bell)
      : options_(std::move(options)),
        registry_(registry),
        bell_(bell),
        rules_(rules_of(registry, options_.place)),
        presence_(options_.say) {
    for (const Kind& kind : registry.kinds()) policies_.emplace(kind.name, kind.retries);
  }
  ~Crew() override { Crew::stop(); }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  void begin(store::Engine engine) {
    for (int i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { work(); });
    keeper_ = std::jthread([this] { keep(); });
    if (engine == store::Engine::kPostgres) listener_ = std::jthread([this] { listen(); });
  }

  void stop() override {
    ending_.begin();
    {
      const std::scoped_lock lock(mutex_);
      for (Attempt* attempt : running_) attempt->ask_to_stop(Stop::kWorkerEnds);
    }
    bell_.ring();
    threads_.clear();
    // Leases are kept until the last job has ended.
    idle_.begin();
    bell_.ring();
    if (keeper_.joinable()) keeper_.join();
    if (listener_.joinable()) listener_.join();
  }

  const std::string& name() const override { return options_.name; }
  int busy() const override {
    const std::scoped_lock lock(mutex_);
    return static_cast<int>(running_.size());
  }

 private:
  Connection connect() {
    return {options_.open, {.lease = options_.lease, .clock = options_.clock, .bell = &bell_}, presence_};
  }

  void work();
  void do_job(Connection& connection, const Claim& claim);
  static Result<Done> run_guarded(const Kind& kind, Attempt& attempt);
  void settle(Connection& connection, Attempt& attempt, const Kind& kind, const Result<Done>& outcome);
  void tell(const Attempt& attempt, const Result<Done>& outcome) const;
  Status end(Queue& queue, Attempt& attempt, const Kind& kind, const Result<Done>& outcome);

  void note_fault(Connection& connection, const Error& error);
  void keep();
  Status keep_once(Queue& queue, std::chrono::steady_clock::time_point& next_beat);
  Status beat(Queue& queue);
  Status sign_on(Queue& queue);
  void listen();

  const WorkerOptions options_;
  const Registry& registry_;
  Bell& bell_;
  const KindRules rules_;
  std::map<std::string, RetryPolicy, std::less<>> policies_;
  Presence presence_;
  bool looked_for_the_dead_ = false;  ///< of the keeper's thread
  Ending ending_;
  Ending idle_;
  mutable std::mutex mutex_;
  std::set<Attempt*> running_;
  std::vector<std::jthread> threads_;
  std::jthread keeper_;
  std::jthread listener_;
};

void Crew::work() {
  Connection connection = connect();
  while (!ending_.has_begun()) {
    const std::uint64_t seen = bell_.count();
    Queue* queue = connection.queue();
    if (queue == nullptr) {
      ending_.wait_for(options_.patience);
      continue;
    }
    const auto claimed = queue->claim(options_.name, rules_);
    if (!claimed) {
      note_fault(connection, claimed.error());
      ending_.wait_for(options_.patience);
    } else if (*claimed) {
      do_job(connection, **claimed);
    } else {
      bell_.wait(seen, options_.poll);
    }
  }
}

void Crew::do_job(Connection& connection, const Claim& claim) {
  const Kind& kind = *registry_.find(claim.kind);
  Attempt attempt(claim, options_, connection, ending_);
  {
    const std::scoped_lock lock(mutex_);
    running_.insert(&attempt);
  }
  if (ending_.has_begun()) attempt.ask_to_stop(Stop::kWorkerEnds);
  const Result<Done> outcome = run_guarded(kind, attempt);
  settle(connection, attempt, kind, outcome);
  const std::scoped_lock lock(mutex_);
  running_.erase(&attempt);
}

/// One of the three borders where an exception stops (design, section 6).
Result<Done> Crew::run_guarded(const Kind& kind, Attempt& attempt) {
  try {
    return kind.run(attempt);
  } catch (const std::exception& error) {
    return dais::fail(ErrorCode::kInternal, std::string("a bug: ") + error.what());
  }
}

void Crew::settle(Connection& connection, Attempt& attempt, const Kind& kind, const Result<Done>& outcome) {
  if (!outcome) attempt.log("ended: " + outcome.error().message);
  while (true) {
    Queue* queue = connection.queue();
    if (queue != nullptr) {
      const Status ended = end(*queue, attempt, kind, outcome);
      if (ended) return tell(attempt, outcome);
      if (ended.error().code == ErrorCode::kConflict) {
        presence_.say(attempt.claim().title + ": the result came too late and is refused: " + ended.error().message);
        return;
      }
      if (connection.still_answers(ended.error())) {
        // The effect was refused, not the connection: that is how the attempt ended.
        attempt.log("ended: " + ended.error().message);
        const auto failed = queue->fail(attempt.with_log(), {ended.error(), attempt.asked_wait()}, kind.retries);
        if (failed || failed.error().code == ErrorCode::kConflict || connection.still_answers(failed.error())) return;
      }
    }
    // What was worked out is worth waiting for, but not for who wants to end: the lease runs out and it is done again.
    if (ending_.wait_for(options_.patience)) return;
  }
}

/// A line for the operator's log: what was done, or why it was not.
void Crew::tell(const Attempt& attempt, const Result<Done>& outcome) const {
  if (!options_.say) return;
  const Claim& claim = attempt.claim();
  const std::string& title = claim.title.empty() ? claim.kind : claim.title;
  options_.say(outcome ? "done: " + title : "not done: " + title + ": " + outcome.error().message);
}

Status Crew::end(Queue& queue, Attempt& attempt, const Kind& kind, const Result<Done>& outcome) {
  const Claim claim = attempt.with_log();
  if (outcome) return queue.finish(claim, *outcome);
  Error error = outcome.error();
  switch (attempt.stop()) {
    case Stop::kWorkerEnds:
      return queue.give_back(claim);
    case Stop::kCancelled:
      return queue.end_cancelled(claim);
    case Stop::kLeaseLost:
      return dais::fail(ErrorCode::kConflict, error.message);
    case Stop::kDeadline:
      error = {ErrorCode::kTimeout, "over its time limit: " + error.message};
      break;
    case Stop::kNo:
      break;
  }
  const auto next = queue.fail(claim, {std::move(error), attempt.asked_wait()}, kind.retries);
  return next ? Status{} : dais::fail(next.error());
}

/// A database that answers and takes nothing (a full disk) is waited for like one that is away.
void Crew::note_fault(Connection& connection, const Error& error) {
  if (connection.still_answers(error) && error.code == ErrorCode::kStorage) presence_.is_away(error, presence_.seen());
}

void Crew::keep() {
  Connection connection = connect();
  auto next_beat = std::chrono::steady_clock::now();
  while (!idle_.has_begun()) {
    const std::uint64_t seen = bell_.count();
    Queue* queue = connection.queue();
    Milliseconds rest = options_.patience;
    if (queue != nullptr) {
      const Status kept = keep_once(*queue, next_beat);
      if (kept) {
        const auto due = queue->next_due();
        rest = options_.poll;
        if (due && *due) rest = std::clamp(Milliseconds(**due - queue->now()), Milliseconds(0), rest);
      } else {
        note_fault(connection, kept.error());
      }
    }
    bell_.wait(seen, rest);
    // Under load the bell rings all the time.
    idle_.wait_for(Milliseconds(20));
  }
  if (Queue* queue = connection.queue(); queue != nullptr)
    static_cast<void>(queue->database().execute("delete from worker where name = $1", {options_.name}));
}

Status Crew::keep_once(Queue& queue, std::chrono::steady_clock::time_point& next_beat) {
  const auto due = queue.next_due();
  if (!due) return dais::fail(due.error());
  if (*due && **due <= queue.now()) {
    if (const auto woken = queue.wake_due(); !woken) return dais::fail(woken.error());
  }
  if (std::chrono::steady_clock::now() >= next_beat) {
    if (Status beaten = beat(queue); !beaten) return beaten;
    // It was written to, so it is neither away nor full.
    presence_.is_back();
    next_beat = std::chrono::steady_clock::now() + options_.beat;
  }
  if (!looked_for_the_dead_) {
    if (Status released = queue.release_leases(is_gone); !released) return released;
    looked_for_the_dead_ = true;
  }
  const auto reaped = queue.reap(policies_);
  return reaped ? Status{} : dais::fail(reaped.error());
}

Status Crew::beat(Queue& queue) {
  if (Status signed_on = sign_on(queue); !signed_on) return signed_on;
  std::vector<Pulse> pulses;
  std::vector<Claim> logs;
  {
    const std::scoped_lock lock(mutex_);
    for (Attempt* attempt : running_) {
      pulses.push_back(attempt->pulse());
      if (attempt->has_unnoted_log()) logs.push_back(attempt->with_log());
    }
  }
  for (const Claim& claim : logs) {
    if (Status noted = queue.note_log(claim); !noted) return noted;
  }
  const auto beats = queue.beat(pulses);
  if (!beats) return dais::fail(beats.error());
  const std::scoped_lock lock(mutex_);
  for (const Beat& found : *beats) {
    const auto attempt = std::ranges::find(running_, found.job, [](const Attempt* one) { return one->claim().job; });
    // It may have ended between.
    if (attempt == running_.end()) continue;
    if (found.lost) (*attempt)->ask_to_stop(Stop::kLeaseLost);
    if (found.cancelled) (*attempt)->ask_to_stop(Stop::kCancelled);
  }
  return {};
}

Status Crew::sign_on(Queue& queue) {
  return queue.database().execute(
      "insert into worker (name, place, threads, started_at, seen_at) values ($1, $2, $3, $4, $4) "
      "on conflict (name) do update set seen_at = excluded.seen_at",
      {options_.name, std::string(options_.place == Place::kHome ? "home" : "anywhere"), of(options_.threads),
       of(queue.now())});
}

void Crew::listen() {
  Connection connection = connect();
  while (!idle_.has_begun()) {
    if (connection.queue() == nullptr) {
      idle_.wait_for(options_.patience);
      continue;
    }
    const auto heard = connection.database().wait_for_notice(kJobsChannel, options_.poll);
    if (!heard) {
      connection.still_answers(heard.error());
      idle_.wait_for(options_.patience);
    } else if (*heard) {
      bell_.ring();
    }
  }
}

/// What a process that was killed left in the folder of work; a day is longer than any job lasts.
void remove_leavings(const std::string& folder) {
  std::error_code code;
  const auto before = std::filesystem::file_time_type::clock::now() - std::chrono::hours(24);
  for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
    std::error_code gone;
    if (entry.last_write_time(gone) < before) std::filesystem::remove_all(entry.path(), gone);
  }
}

}  // namespace

Result<std::unique_ptr<Worker>> Worker::start(WorkerOptions options, const Registry& registry, Bell& bell) {
  if (options.name.empty()) options.name = name_of_this_process();
  const auto first = options.open();
  if (!first) return dais::fail(first.error());
  if (!options.data.empty()) remove_leavings(options.data + "/jobs");
  const store::Engine engine = (*first)->engine();
  auto crew = std::make_unique<Crew>(std::move(options), registry, bell);
  crew->begin(engine);
  return crew;
}

}  // namespace dais::pipeline
