// SPDX-License-Identifier: Apache-2.0
// recording: brings a recording here, looks at what it is, and makes what is kept of it: sound, picture, waveform.
#include <filesystem>

#include <boost/json.hpp>

#include "base/digest.h"
#include "json/json.h"
#include "media/convert.h"
#include "media/fetch.h"
#include "media/probe.h"
#include "media/thumbnail.h"
#include "media/waveform.h"
#include "os/files.h"
#include "pipeline/step_session.h"
#include "pipeline/wanted.h"
#include "sources/client.h"
#include "store/blobs.h"

namespace dais::pipeline {
namespace {

namespace fs = std::filesystem;
using archive::Recording;
using archive::SessionFacts;

/// Another time, with the same recording.
bool may_go_better(ErrorCode code) {
  return code == ErrorCode::kStorage || code == ErrorCode::kIo || code == ErrorCode::kUnavailable;
}

/// One recording in the making.
class Making {
 public:
  Making(const Premises& premises, JobContext& job, SessionFacts facts)
      : premises_(premises),
        job_(job),
        facts_(std::move(facts)),
        wishes_(wishes_of(premises.config)),
        keep_(keep_now(facts_, wishes_, job.queue().now())),
        blobs_(premises.places().blobs),
        tools_(media::tools_for(premises.sandbox, premises.config.recordings)) {
    tools_.cancelled = [&job] { return job.cancelled(); };
    row_.session_id = facts_.session_id;
    row_.uri = facts_.media_uri;
    row_.made_from = recording_made_from(facts_, wishes_);
    row_.made_at = job.queue().now();
  }

  Result<Done> run() {
    auto made = make();
    if (!made && made.error().code == ErrorCode::kBadInput) {
      if (Status told = tell_readers(made.error().message); !told) return fail(std::move(told.error()));
    }
    return made;
  }

 private:
  Result<Done> make() {
    const auto file = find_file();
    if (!file && file.error().code == ErrorCode::kNotFound) return only_a_link(file.error().message);
    if (!file) return fail(file.error());
    file_ = *file;
    if (Status looked = look(*file); !looked) return fail(looked.error());
    if (Status kept = keep(*file); !kept) return fail(kept.error());
    std::error_code ignored;
    if (!fetched_into_.empty()) fs::remove_all(fetched_into_, ignored);
    return done("made");
  }

  /// What cannot be read is not read by a browser either. The step fails all the same, and is tried again later: the
  /// row is made from nothing. What an earlier step kept stays as it is.
  Status tell_readers(const std::string& message) {
    if (facts_.recording && !facts_.recording->made_from.empty()) return {};
    Recording unread;
    unread.session_id = row_.session_id;
    unread.uri = row_.uri;
    unread.made_at = row_.made_at;
    unread.note = archive::without_place(message, {file_, facts_.media_uri});
    auto transaction = store::Transaction::begin(job_.database());
    if (!transaction) return fail(std::move(transaction.error()));
    if (Status kept = archive::keep_recording(job_.database(), unread); !kept) return kept;
    return transaction->commit();
  }

  [[nodiscard]] media::Span span() const { return {facts_.clip_start_seconds, facts_.clip_end_seconds}; }

  /// The file that came with the record, what is kept of another meeting's in the same recording, or a new fetch.
  Result<std::string> find_file() {
    if (!facts_.media_blob.empty()) return blobs_.path_of(facts_.media_blob);
    const auto kept = kept_elsewhere();
    if (!kept) return fail(kept.error());
    if (!kept->empty()) return *kept;
    return fetch();
  }

  Result<std::string> kept_elsewhere() {
    const Result<store::Rows> rows = job_.database().query(
        "select media_blob, content_hash, bytes from recording where uri = $1 and media_blob is not null",
        {facts_.media_uri});
    if (!rows) return fail(rows.error());
    for (const store::Row& row : *rows) {
      const Result<std::string> path = blobs_.path_of(store::text_of(row[0]));
      if (!path) continue;
      row_.media_blob = store::text_of(row[0]);
      row_.content_hash = store::text_of(row[1]);
      row_.bytes = store::integer_of(row[2]);
      return *path;
    }
    return std::string();
  }

  Result<std::string> fetch() {
    const auto client = sources::make_client(premises_.config);
    if (!client) return fail(client.error());
    // Not the job's own folder: what a try that broke off has left is used by the next.
    fetched_into_ = premises_.places().data + "/unfinished/recordings/" + sha256_hex(facts_.media_uri).substr(0, 24);
    if (Status made = os::ensure_folder(fetched_into_); !made) return fail(made.error());
    if (Status paced = job_.pace(job_.claim().host, premises_.config.net.requests_per_second); !paced)
      return fail(paced.error());
    media::Watch watch;
    watch.on_bytes = [this](std::uint64_t done, std::uint64_t total) {
      job_.progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
    };
    watch.log = [this](const std::string& line) { job_.log(line); };
    auto fetched =
        media::fetch_recording(**client, tools_, premises_.config.recordings, facts_.media_uri, fetched_into_, watch);
    if (!fetched) return fail(std::move(fetched.error()));
    job_.log("fetched " + std::to_string(fetched->bytes) + " bytes");
    row_.content_hash = fetched->sha256;
    row_.bytes = static_cast<std::int64_t>(fetched->bytes);
    return fetched->path;
  }

  Status look(const std::string& file) {
    Result<media::Facts> seen = media::probe(tools_, file);
    if (!seen) return fail(std::move(seen.error()));
    media_ = std::move(*seen);
    row_.has_video = media_.picture.has_value();
    if (media_.seconds > 0) row_.duration_seconds = media_.seconds;
    if (media_.picture) {
      row_.width = media_.picture->width;
      row_.height = media_.picture->height;
    }
    return {};
  }

  Status keep(const std::string& file) {
    const Result<std::string> folder = job_.folder();
    if (!folder) return fail(folder.error());
    if (Status made = make_picture(file, *folder); !made) return made;
    if (Status made = make_sound(file, *folder); !made) return made;
    if (keep_ != "video" || !facts_.media_blob.empty() || !row_.media_blob.empty()) return {};
    Result<std::string> kept = blobs_.put_file(file);
    if (!kept) return fail(std::move(kept.error()));
    row_.media_blob = std::move(*kept);
    return {};
  }

  Status make_picture(const std::string& file, const std::string& folder) {
    if (!media_.picture) return {};
    const std::string jpeg = folder + "/thumbnail.jpg";
    const auto chosen = media::thumbnail(tools_, file, media_, jpeg, span());
    if (!chosen) {
      if (may_go_better(chosen.error().code)) return fail(chosen.error());
      // A recording whose picture is black is a recording all the same.
      job_.log("no picture: " + name_recording(chosen.error().message, premises_.places().data, facts_));
      return {};
    }
    job_.log("picture taken at " + std::to_string(chosen->at) + " s");
    return keep_as(row_.thumbnail_blob, jpeg);
  }

  Status make_sound(const std::string& file, const std::string& folder) {
    if (!media_.sound) {
      job_.log("it has no sound");
      return {};
    }
    const std::string wav = folder + "/sound.wav";
    if (Status made = media::extract_audio(tools_, file, wav); !made) return made;
    const auto peaks = media::waveform(wav);
    if (!peaks) return fail(peaks.error());
    const Result<std::string> drawn = blobs_.put_text(json::write(boost::json::array(peaks->begin(), peaks->end())));
    if (!drawn) return fail(drawn.error());
    row_.waveform_blob = *drawn;
    if (!row_.duration_seconds) {
      if (const auto seconds = media::wav_seconds(wav)) row_.duration_seconds = *seconds;
    }
    const bool to_be_heard = !wishes_.recognisers.empty() && !has_good_transcript(facts_);
    if (keep_ != "audio" && (keep_ == "video" || !to_be_heard)) return {};
    const std::string sound = folder + "/sound.opus";
    if (Status made = media::opus(tools_, file, sound); !made) return made;
    return keep_as(row_.audio_blob, sound);
  }

  Status keep_as(std::string& name, const std::string& file) {
    Result<std::string> kept = blobs_.put_file(file);
    if (!kept) return fail(std::move(kept.error()));
    name = std::move(*kept);
    return {};
  }

  Result<Done> only_a_link(const std::string& why) {
    job_.log("it stays a link: " + why);
    row_.note = archive::without_place(why, {facts_.media_uri});
    return done("a link only");
  }

  Result<Done> done(const char* outcome) {
    Done out;
    boost::json::object output{{"outcome", outcome}};
    if (row_.duration_seconds) output["seconds"] = *row_.duration_seconds;
    if (row_.bytes) output["bytes"] = *row_.bytes;
    if (!row_.note.empty()) output["why"] = row_.note;
    out.output = json::write(output);
    out.effect = [row = row_](store::Database& database) { return archive::keep_recording(database, row); };
    return out;
  }

  const Premises& premises_;
  JobContext& job_;
  SessionFacts facts_;
  Wishes wishes_;
  std::string keep_;
  store::Blobs blobs_;
  media::Tools tools_;
  media::Facts media_;
  Recording row_;
  std::string file_;  ///< that was looked at
  std::string fetched_into_;
};

}  // namespace

Kind recording_step(const Premises& premises) {
  Kind kind;
  kind.name = "recording";
  kind.code_version = kRecordingVersion;
  kind.time_limit = std::chrono::hours(8);
  kind.at_once_per_host = 1;
  kind.run = on_session(premises, [&premises](JobContext& job, SessionFacts facts) {
    return Making(premises, job, std::move(facts)).run();
  });
  return kind;
}

}  // namespace dais::pipeline
