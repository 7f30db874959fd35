// SPDX-License-Identifier: Apache-2.0
// job_worker URL DATA seed FIRST TREES   adds that many trees of six jobs each, numbered from FIRST on
// job_worker URL DATA work               does jobs until none is left, then ends
// Each job counts, by its effect, how often it happened: table made.
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string_view>
#include <thread>

#include "pipeline/worker.h"

namespace {

using namespace dais;
using namespace dais::pipeline;
using std::chrono::milliseconds;

Result<std::unique_ptr<store::Database>> open(const std::string& url) {
  return store::open_database(url, store::Access::kReadWrite);
}

/// $1 of what: the tree's number and the job's letter.
Status count_it(store::Database& database, const std::string& what) {
  return database.execute(
      "insert into made (what, times) values ($1, 1) on conflict (what) do update set times = made.times + 1", {what});
}

/// What must have happened before the job of this letter starts.
std::string_view needs_of(char letter) {
  switch (letter) {
    case 'b':
    case 'c':
      return "a";
    case 'd':
      return "bc";
    case 'e':
      return "d";
    case 'f':
      return "b";
    default:
      return "";
  }
}

Status check_order(JobContext& job) {
  std::string what = job.args();
  for (const char needed : needs_of(what.back())) {
    what.back() = needed;
    const auto there = job.database().query("select times from made where what = $1", {what});
    if (!there) return fail(there.error());
    if (there->empty()) return fail(ErrorCode::kBadInput, job.args() + " began before " + what);
  }
  return {};
}

Result<Done> count(JobContext& job) {
  if (Status in_order = check_order(job); !in_order) return fail(in_order.error());
  const std::string what = job.args();
  static thread_local std::mt19937 random(std::random_device{}());
  // Long enough that kills fall into work as well as into transactions.
  std::this_thread::sleep_for(milliseconds(random() % 4));
  if (job.cancelled()) return fail(ErrorCode::kTimeout, "stopped");
  Done done{.output = "\"" + what + "\"",
            .effect = [what](store::Database& database) { return count_it(database, what); }};
  if (what.ends_with('b')) done.follow_ups.push_back({.kind = "count", .args = what.substr(0, what.size() - 1) + 'f'});
  return done;
}

Status seed(Queue& queue, int first, int trees) {
  if (Status made =
          queue.database().run_script("create table if not exists made (what text primary key, times bigint not null)");
      !made)
    return made;
  for (int tree = first; tree < first + trees; ++tree) {
    const auto what = [tree](char letter) { return std::to_string(tree) + letter; };
    const std::string key = "tree " + std::to_string(tree);
    const auto run = queue.enqueue_run(
        {"tree", key}, {{.kind = "count", .args = what('a'), .unique_key = key},
                        {.kind = "count", .args = what('b'), .needs = {after_nth(0)}},
                        {.kind = "count", .args = what('c'), .needs = {after_nth(0)}},
                        {.kind = "count", .args = what('d'), .needs = {after_nth(1), after_nth(2)}},
                        {.kind = "count", .args = what('e'), .needs = {after_nth(3, When::kAllEnded)}}});
    if (!run) return fail(run.error());
  }
  return {};
}

Status work(const std::string& url, const std::string& data) {
  Registry registry;
  registry.add({.name = "count", .retries = {.lost = {1000, milliseconds(1), milliseconds(5)}}, .run = count});
  Bell bell;
  const auto worker =
      Worker::start({.name = {},
                     .threads = 2,
                     .open = [url] { return open(url); },
                     .data = data,
                     .lease = milliseconds(400),
                     .beat = milliseconds(100),
                     .poll = milliseconds(50),
                     .patience = milliseconds(20),
                     .say = [](std::string_view text) { std::fprintf(stderr, "%s\n", std::string(text).c_str()); }},
                    registry, bell);
  if (!worker) return fail(worker.error());
  const auto database = open(url);
  if (!database) return fail(database.error());
  while (true) {
    const auto left = (*database)->query("select count(*) from job");
    if (!left) return fail(left.error());
    if (store::integer_of((*left)[0][0]) == 0) return {};
    std::this_thread::sleep_for(milliseconds(20));
  }
}

int run(const std::string& url, const std::string& data, std::string_view what, int first, int trees) {
  const auto database = open(url);
  Status done;
  if (!database) {
    done = fail(database.error());
  } else if (what == "seed") {
    Queue queue(**database);
    done = seed(queue, first, trees);
  } else {
    done = work(url, data);
  }
  if (done) return 0;
  std::fprintf(stderr, "%s\n", done.error().message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  return run(argv[1], argv[2], argv[3], argc > 5 ? std::atoi(argv[4]) : 0, argc > 5 ? std::atoi(argv[5]) : 0);
}
