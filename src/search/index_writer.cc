// SPDX-License-Identifier: Apache-2.0
// The writing half of the index. Changes gather in memory (what grows large is written, beside what comes next, to a
// file that nobody reads yet);
// commit() writes them as one more segment and then the manifest that names it: a process killed at any time leaves the
// last commit. Small segments are merged in the background as they become many.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <random>

#include "base/invariant.h"
#include "os/files.h"
#include "search/index.h"
#include "search/merger.h"
#include "search/merging.h"
#include "search/segment_builder.h"
#include "search/snapshot.h"

namespace dais::search {
namespace {

std::int64_t date_in_utc(Instant start) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(start)};
  return int{day.year()} * 10'000 + static_cast<int>(unsigned{day.month()}) * 100 +
         static_cast<int>(unsigned{day.day()});
}

/// 20230119 of "2023-01-19"; 0 where it is not such a date.
std::int64_t date_number(std::string_view date) {
  std::int64_t number = 0;
  int digits = 0;
  for (const char c : date) {
    if (c >= '0' && c <= '9') {
      number = number * 10 + (c - '0');
      ++digits;
    } else if (c != '-') {
      return 0;
    }
  }
  return digits == 8 ? number : 0;
}

std::string new_birth() {
  std::random_device random;
  return std::to_string((std::uint64_t{random()} << 32U) | random());
}

SessionHead head_of(const SessionText& session) {
  const std::int64_t given = date_number(session.date);
  return {session.session_id,
          session.event_id,
          session.body_id,
          session.body_name,
          session.version,
          std::int64_t{session.start.time_since_epoch().count()},
          given != 0 ? given : date_in_utc(session.start),
          session.year,
          session.language};
}

class IndexWriter final : public Writer {
 public:
  IndexWriter(const std::string& folder, WriterLimits limits) : folder_(folder), limits_(limits), merger_(folder) {}

  Status put(const SessionText& session) override {
    invariant(session.transcript != nullptr, "a session to be indexed has a transcript");
    if (Status begun = begin(); !begun) return begun;
    take_out(session.session_id);
    places_[session.session_id] = {kNew, static_cast<std::uint32_t>(builder_.sessions())};
    versions_[session.session_id] = session.version;
    builder_.add(head_of(session), session);
    return builder_.weight() < limits_.most_in_memory ? Status{} : begin_sealing();
  }

  Status remove(std::string_view session_id) override {
    if (Status begun = begin(); !begun) return begun;
    take_out(std::string(session_id));
    versions_.erase(std::string(session_id));
    return {};
  }

  Status commit() override {
    if (!lock_) return {};
    const Status written = write();
    lock_.reset();
    // What could not be written is not held: the next look at versions() says what is missing.
    if (!written) forget();
    if (written && !to_be_merged(snapshot_).empty()) merger_.begin();
    return written;
  }

  Status settle() override {
    invariant(!lock_, "all is committed before merging is waited for");
    return merger_.wait();
  }

  Result<std::map<std::string, std::string>> versions() override {
    if (Status read = look(); !read) return fail(read.error());
    return versions_;
  }

  Result<std::string> version(std::string_view session_id) override {
    if (Status read = look(); !read) return fail(read.error());
    const auto found = versions_.find(std::string(session_id));
    return found == versions_.end() ? "" : found->second;
  }

 private:
  /// In the builder, not in a segment yet.
  static constexpr std::size_t kNew = SIZE_MAX;
  struct PlaceOfSession {
    std::size_t segment = 0;
    std::uint32_t number = 0;
  };

  Status write() {
    if (Status begun = begin_sealing(); !begun) return begun;
    if (Status sealed = end_sealing(); !sealed) return sealed;
    if (Status put = publish(); !put) return put;
    remove_unnamed_files(folder_, snapshot_.manifest);
    return {};
  }

  void forget() {
    identity_.clear();
    builder_ = {};
    gone_from_builder_.clear();
  }

  Status begin() {
    if (lock_) return {};
    merger_.give_way();
    auto lock = wait_for_writers_lock(folder_);
    if (!lock) return fail(std::move(lock.error()));
    if (Status read = load(); !read) return read;
    lock_ = std::move(*lock);
    return {};
  }

  /// What the index holds, with what this writer has not committed yet.
  Status look() { return lock_ ? Status{} : load(); }

  Status load() {
    const std::string identity = manifest_identity(folder_);
    if (identity == identity_ && !identity.empty()) return {};
    std::vector<std::string> damaged;
    auto snapshot = load_what_holds(folder_, damaged);
    if (!snapshot) return fail(std::move(snapshot.error()));
    snapshot_ = std::move(*snapshot);
    if (snapshot_.manifest.birth.empty()) snapshot_.manifest.birth = new_birth();
    identity_ = identity;
    places_.clear();
    versions_.clear();
    for (std::size_t s = 0; s < snapshot_.segments.size(); ++s) {
      const auto& sessions = snapshot_.segments[s]->sessions();
      for (std::uint32_t number = 0; number < sessions.size(); ++number) {
        if (snapshot_.manifest.segments[s].gone.contains(number)) continue;
        places_[sessions[number].head.id] = {s, number};
        versions_[sessions[number].head.id] = sessions[number].head.version;
      }
    }
    return {};
  }

  void take_out(const std::string& session_id) {
    const auto found = places_.find(session_id);
    if (found == places_.end()) return;
    (found->second.segment == kNew ? gone_from_builder_ : snapshot_.manifest.segments[found->second.segment].gone)
        .insert(found->second.number);
    places_.erase(found);
  }

  /// What was gathered becomes a segment's file, which the next manifest names.
  /// What was gathered becomes a segment's file, which the next manifest names, while more is gathered.
  Status begin_sealing() {
    if (Status sealed = end_sealing(); !sealed) return sealed;
    if (builder_.sessions() == 0) return {};
    const std::string name = segment_name(snapshot_.manifest.next_name++);
    snapshot_.manifest.segments.push_back({name, std::exchange(gone_from_builder_, {})});
    snapshot_.segments.push_back(nullptr);
    for (auto& [id, place] : places_) {
      if (place.segment == kNew) place.segment = snapshot_.segments.size() - 1;
    }
    sealing_ =
        std::async(std::launch::async, [file = folder_ + "/" + name, builder = std::exchange(builder_, {})]() mutable {
          return write_segment(file, std::move(builder));
        });
    return {};
  }

  Status end_sealing() {
    if (!sealing_.valid()) return {};
    auto sealed = sealing_.get();
    if (!sealed) {
      forget();
      lock_.reset();
      return fail(std::move(sealed.error()));
    }
    snapshot_.segments.back() = std::move(*sealed);
    return {};
  }

  Status publish() {
    ++snapshot_.manifest.generation;
    Status put = put_manifest(folder_, snapshot_.manifest);
    if (put) identity_ = manifest_identity(folder_);
    return put;
  }

  std::string folder_;
  WriterLimits limits_;
  Merger merger_;  ///< is waited for when the lock is let go already
  std::optional<os::FileLock> lock_;  ///< held from the first change to commit()
  Snapshot snapshot_;
  std::string identity_;
  SegmentBuilder builder_;
  std::future<Result<std::shared_ptr<const Segment>>> sealing_;  ///< the last of the snapshot's
  std::set<std::uint32_t> gone_from_builder_;
  std::map<std::string, PlaceOfSession> places_;
  std::map<std::string, std::string> versions_;
};

}  // namespace

Status commit_and_settle(Writer& writer) {
  Status committed = writer.commit();
  return committed ? writer.settle() : committed;
}

Result<std::unique_ptr<Writer>> open_writer(const std::string& folder, WriterLimits limits) {
  if (Status made = os::ensure_folder(folder); !made) return fail(std::move(made.error()));
  auto writer = std::make_unique<IndexWriter>(folder, limits);
  if (auto read = writer->versions(); !read) return fail(std::move(read.error()));
  return writer;
}

}  // namespace dais::search
