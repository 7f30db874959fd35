// SPDX-License-Identifier: Apache-2.0
#include "search/merger.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <system_error>
#include <utility>

#include "search/merging.h"

namespace dais::search {
namespace {

constexpr auto kPatience = std::chrono::seconds(60);
constexpr auto kCourtesy = std::chrono::milliseconds(500);
constexpr auto kBetweenTries = std::chrono::milliseconds(5);
constexpr std::string_view kUnfinished = "/unfinished.merge";

/// What of the merged segments was removed or replaced since they were read, by the numbers of the new segment.
std::set<std::uint32_t> gone_since(const Segment& old, const std::set<std::uint32_t>& before,
                                   const std::set<std::uint32_t>& now, std::uint32_t& next) {
  std::set<std::uint32_t> gone;
  for (std::uint32_t number = 0; number < old.sessions().size(); ++number) {
    if (before.contains(number)) continue;
    if (now.contains(number)) gone.insert(next);
    ++next;
  }
  return gone;
}

class Merge {
 public:
  Merge(const std::string& folder, std::atomic<bool>& wants_lock, Snapshot snapshot, std::vector<std::size_t> some)
      : folder_(folder), wants_lock_(wants_lock), snapshot_(std::move(snapshot)), some_(std::move(some)) {}

  /// A damaged segment is left out of the index, and named: its sessions are put in again by whoever compares
  /// versions().
  Status run() {
    SegmentBuilder builder;
    for (const std::size_t number : some_) {
      const Status added = builder.add_all(*snapshot_.segments[number], snapshot_.manifest.segments[number].gone);
      if (!added) return leave_out_damaged(added);
    }
    const bool is_empty = builder.sessions() == 0;
    if (!is_empty) {
      const Status written = os::write_file_atomically(folder_ + std::string(kUnfinished), builder.bytes());
      if (!written) return fail(ErrorCode::kStorage, written.error().message);
    }
    auto held = lock();
    if (!held) return fail(std::move(held.error()));
    auto now = newest();
    if (!now) return fail(std::move(now.error()));
    return *now ? publish(std::move(**now), is_empty) : Status{};
  }

 private:
  const ManifestSegment& named(std::size_t number) const { return snapshot_.manifest.segments[number]; }

  static auto find(Manifest& manifest, const std::string& name) {
    return std::ranges::find(manifest.segments, name, &ManifestSegment::name);
  }

  /// Nothing where it is no longer the index whose segments were read.
  Result<std::optional<Manifest>> newest() const {
    auto manifest = read_manifest(folder_);
    if (!manifest || !*manifest) return manifest;
    const bool is_same =
        (*manifest)->birth == snapshot_.manifest.birth && std::ranges::all_of(some_, [&](std::size_t number) {
          return find(**manifest, named(number).name) != (*manifest)->segments.end();
        });
    return is_same ? std::move(manifest) : std::optional<Manifest>();
  }

  Status publish(Manifest manifest, bool is_empty) const {
    ManifestSegment merged;
    std::uint32_t next = 0;
    for (const std::size_t number : some_) {
      const auto old = find(manifest, named(number).name);
      merged.gone.merge(gone_since(*snapshot_.segments[number], named(number).gone, old->gone, next));
      manifest.segments.erase(old);
    }
    if (!is_empty) {
      merged.name = segment_name(manifest.next_name++);
      const std::string file = folder_ + "/" + merged.name;
      std::error_code problem;
      std::filesystem::rename(folder_ + std::string(kUnfinished), file, problem);
      if (problem) return fail(ErrorCode::kStorage, file + ": " + problem.message());
      // A power cut must not leave a manifest that names what is not there.
      if (Status synced = os::sync_folder(folder_); !synced) return fail(ErrorCode::kStorage, synced.error().message);
      manifest.segments.push_back(std::move(merged));
    }
    return replace(std::move(manifest));
  }

  Status replace(Manifest manifest) const {
    ++manifest.generation;
    Status put = put_manifest(folder_, manifest);
    if (put) remove_unnamed_files(folder_, manifest);
    return put;
  }

  Status leave_out_damaged(const Status& why) const {
    auto held = lock();
    if (!held) return fail(std::move(held.error()));
    auto now = newest();
    if (!now) return fail(std::move(now.error()));
    if (!*now) return {};
    bool some = false;
    for (const std::size_t number : some_) {
      if (snapshot_.segments[number]->verify()) continue;
      (*now)->segments.erase(find(**now, named(number).name));
      some = true;
    }
    if (!some) return why;
    Status replaced = replace(std::move(**now));
    return replaced ? why : replaced;
  }

  Result<os::FileLock> lock() const {
    wants_lock_ = true;
    auto lock = wait_for_writers_lock(folder_);
    wants_lock_ = false;
    return lock;
  }

  const std::string& folder_;
  std::atomic<bool>& wants_lock_;
  Snapshot snapshot_;
  std::vector<std::size_t> some_;
};

/// Of a merge that was killed, also while its file was written under another name. REQUIRES: `merging` is held.
void remove_unfinished(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.find(kUnfinished.substr(1)) != std::string::npos) std::filesystem::remove(entry.path(), ignored);
  }
}

}  // namespace

Result<os::FileLock> wait_for_writers_lock(const std::string& folder) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (true) {
    auto lock = os::FileLock::acquire(folder + "/lock", "dais");
    const bool is_held = !lock && lock.error().code == ErrorCode::kConflict;
    if (!is_held || std::chrono::steady_clock::now() >= until) return lock;
    std::this_thread::sleep_for(kBetweenTries);
  }
}

Merger::~Merger() {
  if (thread_.joinable()) thread_.join();
}

void Merger::begin() {
  {
    const std::lock_guard lock(mutex_);
    again_ = running_;
    if (running_) return;
    running_ = true;
  }
  if (thread_.joinable()) thread_.join();
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error& problem) {
    const std::lock_guard lock(mutex_);
    running_ = false;
    ended_ = fail(ErrorCode::kInternal, folder_ + ": merging: " + problem.what());
  }
}

/// A thread's exception would end the process; what could not be merged is merged another time.
void Merger::run() {
  while (true) {
    Status ended;
    try {
      ended = merge_all();
    } catch (const std::exception& problem) {
      ended = fail(ErrorCode::kInternal, folder_ + ": merging: " + problem.what());
    }
    const std::lock_guard lock(mutex_);
    ended_ = std::move(ended);
    if (!std::exchange(again_, false)) {
      running_ = false;
      return;
    }
  }
}

Status Merger::merge_all() {
  const auto lock = os::FileLock::acquire(folder_ + "/merging", "dais");
  if (!lock) return lock.error().code == ErrorCode::kConflict ? Status{} : fail(lock.error());
  remove_unfinished(folder_);
  while (true) {
    std::vector<std::string> damaged;
    auto snapshot = load_what_holds(folder_, damaged);
    if (!snapshot) return fail(std::move(snapshot.error()));
    auto some = to_be_merged(*snapshot);
    if (some.empty()) return {};
    const Status merged = Merge(folder_, wants_lock_, std::move(*snapshot), std::move(some)).run();
    remove_unfinished(folder_);
    if (!merged) return merged;
  }
}

void Merger::give_way() const {
  const auto until = std::chrono::steady_clock::now() + kCourtesy;
  while (wants_lock_ && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(kBetweenTries);
}

Status Merger::wait() {
  if (thread_.joinable()) thread_.join();
  const std::lock_guard lock(mutex_);
  return ended_;
}

}  // namespace dais::search
