// SPDX-License-Identifier: Apache-2.0
// sweep: lets go of what is no longer to be kept: sound and pictures by [recordings], files that nothing names any
// more, and what tries that broke off have left.
#include <filesystem>

#include <boost/json.hpp>

#include "archive/blobs_in_use.h"
#include "json/json.h"
#include "pipeline/steps.h"
#include "pipeline/wanted.h"
#include "store/blobs.h"

namespace dais::pipeline {
namespace {

namespace fs = std::filesystem;

/// Sound that was kept to be heard by a recogniser, after it was.
constexpr auto kRestOfSound = std::chrono::hours(48);
/// A file that nothing names may be about to be named.
constexpr auto kRestOfFile = std::chrono::hours(48);
constexpr auto kRestOfWork = std::chrono::hours(24 * 7);

/// The recording with what is to go taken out; nothing where all of it stays.
std::optional<archive::Recording> let_go(const archive::SessionFacts& facts, const Wishes& wishes, Instant now) {
  if (!facts.recording) return std::nullopt;
  archive::Recording left = *facts.recording;
  const std::string keep = keep_now(facts, wishes, now);
  if (keep != "video") left.media_blob.clear();
  const bool is_heard = has_good_transcript(facts) || wishes.recognisers.empty();
  if (keep == "link" && is_heard && now - left.made_at > kRestOfSound) left.audio_blob.clear();
  const bool same = left.media_blob == facts.recording->media_blob && left.audio_blob == facts.recording->audio_blob;
  return same ? std::nullopt : std::optional(left);
}

std::size_t clear_work(const std::string& folder) {
  std::size_t cleared = 0;
  std::error_code error;
  const auto before = fs::file_time_type::clock::now() - kRestOfWork;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    std::error_code ignored;
    if (entry.last_write_time(ignored) < before && !ignored) {
      fs::remove_all(entry.path(), ignored);
      ++cleared;
    }
  }
  return cleared;
}

Result<Done> sweep(const Premises& premises, JobContext& job) {
  const auto sessions = archive::load_session_facts(job.database());
  if (!sessions) return fail(sessions.error());
  const Wishes wishes = wishes_of(premises.config);
  const Instant now = job.queue().now();
  std::vector<archive::Recording> changed;
  for (const archive::SessionFacts& facts : *sessions) {
    if (auto left = let_go(facts, wishes, now)) changed.push_back(std::move(*left));
  }
  const auto in_use = archive::blobs_in_use(job.database());
  if (!in_use) return fail(in_use.error());
  store::Blobs blobs(premises.places().blobs);
  const auto swept = blobs.sweep(*in_use, now - kRestOfFile);
  if (!swept) return fail(swept.error());
  const std::string unfinished = premises.places().data + "/unfinished/";
  const std::size_t cleared = clear_work(unfinished + "recordings") + clear_work(unfinished + "answers");
  Done done;
  done.output = json::write(boost::json::object{{"recordings_let_go", changed.size()},
                                                {"files_removed", swept->files},
                                                {"bytes_freed", swept->bytes},
                                                {"broken_off_tries", cleared}});
  done.effect = [changed = std::move(changed)](store::Database& database) -> Status {
    for (const archive::Recording& recording : changed) {
      if (Status kept = archive::keep_recording(database, recording); !kept) return kept;
    }
    return {};
  };
  return done;
}

}  // namespace

Kind sweep_step(const Premises& premises) {
  Kind kind;
  kind.name = "sweep";
  kind.time_limit = std::chrono::hours(2);
  kind.at_once = 1;
  kind.place = Place::kHome;
  kind.run = [&premises](JobContext& job) { return sweep(premises, job); };
  return kind;
}

}  // namespace dais::pipeline
