// SPDX-License-Identifier: Apache-2.0
#include "archive/publication.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

#include "archive/data_shelf.h"
#include "archive/instance.h"
#include "store/database.h"

namespace dais::archive {
namespace {

/// How long a visitor waits for the first version.
constexpr std::chrono::seconds kPatience{25};
/// How often a server looks whether the next version is due.
constexpr std::chrono::seconds kLookEvery{60};
/// Visitors come first.
constexpr int kNiceness = 10;

}  // namespace

struct Publication::State {
  State(std::string dir, const config::Config& the_config)
      : instance_dir(std::move(dir)), config(the_config), shelf(instance_dir, the_config) {}

  Result<bool> is_due() {
    const auto versions = shelf.versions();
    if (!versions) return fail(versions.error());
    if (versions->empty()) return false;  // nobody has asked yet
    const DataVersion& newest = versions->back();
    const std::chrono::duration<double> age = std::chrono::system_clock::now() - newest.made_at;
    if (age < std::chrono::duration<double, std::ratio<3600>>(config.data.every_hours)) return false;
    auto database = store::open_database(places_of(instance_dir, config).catalog, store::Access::kReadOnly);
    if (!database) return fail(std::move(database.error()));
    const Result<std::int64_t> generation = (*database)->generation();
    if (!generation) return fail(generation.error());
    return *generation != newest.generation;
  }

  void work(const std::stop_token& stop) {
    static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness));
    while (!stop.stop_requested()) {
      bool asked = false;
      {
        std::unique_lock held(mutex);
        wake.wait_for(held, stop, kLookEvery, [this] { return wanted; });
        asked = std::exchange(wanted, false);
      }
      if (stop.stop_requested()) return;
      const Result<bool> due = asked ? Result<bool>(true) : is_due();
      if (due && !*due) continue;
      const auto made = due ? shelf.publish(stop) : Result<DataVersion>(fail(due.error()));
      const bool worth_saying = !made && made.error().code != ErrorCode::kConflict && !stop.stop_requested();
      if (worth_saying && on_problem) on_problem(made.error());
      const std::scoped_lock held(mutex);
      ++rounds;
      done.notify_all();
    }
  }

  /// Asks the thread for a version and waits for it.
  void wait_for_first() {
    std::unique_lock held(mutex);
    const std::uint64_t before = rounds;
    wanted = true;
    wake.notify_all();
    done.wait_for(held, kPatience, [&] { return rounds != before; });
  }

  Result<SharedData> load(const DataVersion& version) {
    const std::scoped_lock held(mutex);
    SharedData& known = loaded[version.version];
    if (known == nullptr || known->version.made_at != version.made_at) {
      Result<PublishedData> data = shelf.load(version);
      if (!data) return fail(std::move(data.error()));
      known = std::make_shared<const PublishedData>(std::move(*data));
    }
    return known;
  }

  std::string instance_dir;
  const config::Config& config;
  DataShelf shelf;
  std::function<void(const Error&)> on_problem;
  std::mutex mutex;
  std::condition_variable_any wake;
  std::condition_variable_any done;
  bool wanted = false;       ///< guarded by mutex, like the next two
  std::uint64_t rounds = 0;
  std::map<std::string, SharedData> loaded;
  std::atomic<bool> somebody_waits = false;
  std::jthread worker;  ///< last: it is stopped and joined before the rest goes
};

Publication::Publication(std::string instance_dir, const config::Config& config)
    : state_(std::make_unique<State>(std::move(instance_dir), config)) {}
Publication::~Publication() = default;

void Publication::make_in_background(std::function<void(const Error&)> on_problem) {
  state_->on_problem = std::move(on_problem);
  state_->worker = std::jthread([state = state_.get()](const std::stop_token& stop) { state->work(stop); });
}

Result<DataVersion> Publication::publish() { return state_->shelf.publish({}); }

Result<std::vector<DataVersion>> Publication::versions() {
  auto versions = state_->shelf.versions();
  if (versions) std::ranges::reverse(*versions);
  return versions;
}

Result<SharedData> Publication::newest() {
  auto known = state_->shelf.versions();
  if (!known) return fail(known.error());
  if (known->empty()) {
    // One visitor waits; the others are told to come back, lest all workers of a server wait.
    if (state_->somebody_waits.exchange(true))
      return fail(ErrorCode::kUnavailable, "the first version of the open data is being made; try again in a minute");
    Status made;
    if (state_->worker.joinable()) {
      state_->wait_for_first();
    } else if (const auto published = publish(); !published) {
      made = fail(published.error());
    }
    state_->somebody_waits = false;
    if (!made) return fail(made.error());
    known = state_->shelf.versions();
    if (!known) return fail(known.error());
    if (known->empty())
      return fail(ErrorCode::kUnavailable, "the first version of the open data is being made; try again in a minute");
  }
  return state_->load(known->back());
}

Result<SharedData> Publication::find(const std::string& version) {
  const auto known = state_->shelf.versions();
  if (!known) return fail(known.error());
  const auto found = std::ranges::find(*known, version, &DataVersion::version);
  if (found == known->end()) return fail(ErrorCode::kNotFound, "no version " + version + " of the open data");
  if (!found->kept)
    return fail(ErrorCode::kGone, "version " + version + " of the open data is no longer kept; /data/ has the newest");
  return state_->load(*found);
}

}  // namespace dais::archive
