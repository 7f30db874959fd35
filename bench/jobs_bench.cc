// SPDX-License-Identifier: Apache-2.0
// jobs_bench URL COPY_URL rate JOBS THREADS   jobs/s of the queue, beside the bare database's with the same statements
// jobs_bench URL - latency JOBS               from added to started, 50th and 99th of 100
// jobs_bench URL - passed JOBS                as many through the queue, with retention; prints the sizes on the way
// URL is an SQLite file or a postgresql:// address, new and empty; COPY_URL another like it.
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <latch>
#include <thread>

#include "bare_database.h"
#include "pipeline/worker.h"

namespace {

using namespace dais;
using namespace dais::pipeline;
using Clock = std::chrono::steady_clock;

constexpr int kMeasuredThreads = 4;
const KindRules kRules = {{"work", {}}};

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

[[noreturn]] void die(const std::string& why) {
  std::fprintf(stderr, "jobs_bench: %s\n", why.c_str());
  std::exit(1);
}

template <typename T>
T must(Result<T> result) {
  if (!result) die(result.error().message);
  return std::move(*result);
}
void must(const Status& status) {
  if (!status) die(status.error().message);
}

std::unique_ptr<store::Database> open(const std::string& url) {
  return must(store::open_database(url, store::Access::kReadWrite));
}

void add_jobs(const std::string& url, int count) {
  const auto database = open(url);
  Queue queue(*database);
  const RunId run = must(queue.begin_run({"bench", "bench"}));
  for (int added = 0; added < count;) {
    std::vector<NewJob> jobs;
    for (int i = 0; i < 1000 && added < count; ++i, ++added) jobs.push_back({.run = run, .kind = "work"});
    static_cast<void>(must(queue.enqueue(std::move(jobs))));
  }
  if (database->engine() == store::Engine::kPostgres) must(database->run_script("analyze"));
}

/// All jobs, by `threads` connections; jobs/s.
double queue_rate(const std::string& url, int jobs, int threads) {
  std::latch ready(threads + 1);
  std::vector<std::jthread> workers;
  for (int t = 0; t < threads; ++t) {
    workers.emplace_back([&, t] {
      const auto database = open(url);
      Queue queue(*database);
      const std::string name = "w" + std::to_string(t);
      ready.arrive_and_wait();
      while (const auto claim = must(queue.claim(name, kRules))) must(queue.finish(*claim, {}));
    });
  }
  ready.arrive_and_wait();
  const auto begin = Clock::now();
  workers.clear();
  return jobs / seconds_since(begin);
}

/// The statements of one job, as the queue says them.
std::vector<bench::Said> statements_of_a_job(const std::string& url) {
  bench::Listener listener(open(url));
  Queue queue(listener, {.clock = [] { return Instant(std::chrono::milliseconds(1'700'000'000'000)); }});
  for (int i = 0; i < 2; ++i) {
    listener.forget();
    const auto claim = must(queue.claim("w", kRules));
    if (!claim) die("no job to listen to");
    must(queue.finish(*claim, {}));
  }
  return listener.said();
}

double bare_rate(const std::string& url, const std::vector<bench::Said>& statements, int jobs, int threads) {
  std::latch ready(threads + 1);
  std::atomic<int> done = 0;
  std::vector<std::jthread> workers;
  for (int t = 0; t < threads; ++t) {
    workers.emplace_back([&] {
      const auto database = bench::BareDatabase::open(url);
      ready.arrive_and_wait();
      while (database->do_job(statements)) ++done;
    });
  }
  ready.arrive_and_wait();
  const auto begin = Clock::now();
  workers.clear();
  const double rate = done.load() / seconds_since(begin);
  if (done.load() < jobs) die("the bare database did " + std::to_string(done.load()) + " jobs");
  return rate;
}

void rate(const std::string& url, const std::string& copy, int jobs, int threads) {
  add_jobs(url, jobs);
  add_jobs(copy, jobs + 2);
  const auto statements = statements_of_a_job(copy);
  const double bare = bare_rate(copy, statements, jobs, threads);
  const double ours = queue_rate(url, jobs, threads);
  std::printf("%.0f %.0f %zu\n", ours, bare, statements.size());
}

void latency(const std::string& url, int jobs) {
  std::vector<double> taken;
  std::atomic<Clock::time_point> added;
  std::atomic<int> started = 0;
  Registry registry;
  registry.add({.name = "work", .run = [&](JobContext&) -> Result<Done> {
                  taken.push_back(std::chrono::duration<double, std::milli>(Clock::now() - added.load()).count());
                  ++started;
                  started.notify_all();
                  return Done{};
                }});
  Bell bell;
  const auto worker =
      must(Worker::start({.name = "bench",
                          .threads = kMeasuredThreads,
                          .open = [url] { return store::open_database(url, store::Access::kReadWrite); },
                          .logs = LogPlace::kRows},
                         registry, bell));
  const auto database = open(url);
  // On PostgreSQL as from another machine: only the database's notice tells of it.
  const bool postgres = database->engine() == store::Engine::kPostgres;
  Queue queue(*database, {.bell = postgres ? nullptr : &bell});
  for (int i = 0; i < jobs; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    added = Clock::now();
    static_cast<void>(must(queue.enqueue({.kind = "work"})));
    started.wait(i);
  }
  std::ranges::sort(taken);
  std::printf("%.2f %.2f %.2f\n", taken[taken.size() / 2], taken[taken.size() * 99 / 100], taken.back());
}

std::int64_t size_of(const std::string& url) {
  const auto database = open(url);
  if (database->engine() == store::Engine::kPostgres)
    return store::integer_of(must(database->query("select pg_database_size(current_database())"))[0][0]);
  struct stat status{};
  return stat(url.c_str(), &status) == 0 ? status.st_size : 0;
}

void passed(const std::string& url, int jobs) {
  constexpr int kAtATime = 1000;
  const auto database = open(url);
  Queue queue(*database);
  std::vector<std::string> logs;
  for (int done = 0; done < jobs; done += kAtATime) {
    std::vector<NewJob> added(kAtATime, NewJob{.kind = "work", .args = R"({"session":"abcdefghijklm"})"});
    static_cast<void>(must(queue.enqueue(std::move(added))));
    while (const auto claim = must(queue.claim("w", kRules))) must(queue.finish(*claim, {.output = R"({"n":1})"}));
    while (must(queue.prune({.days = 90, .jobs = 5000}, 500, logs)) > 0) {
    }
    const int now = done + kAtATime;
    if (now == 10'000 || now == 100'000 || now == jobs)
      std::printf("%d %lld\n", now, static_cast<long long>(size_of(url)));
    std::fflush(stdout);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  const std::string what = argv[3];
  const int jobs = std::atoi(argv[4]);
  if (what == "rate" && argc > 5) {
    rate(argv[1], argv[2], jobs, std::atoi(argv[5]));
  } else if (what == "latency") {
    latency(argv[1], jobs);
  } else if (what == "passed") {
    passed(argv[1], jobs);
  } else {
    return 2;
  }
  return 0;
}
