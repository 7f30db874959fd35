// SPDX-License-Identifier: Apache-2.0
// phrases: learns what is said in many meetings, for suggestions while a query is typed.
#include <boost/json.hpp>

#include "archive/kept_transcript.h"
#include "archive/phrases.h"
#include "archive/transcript_text.h"
#include "json/json.h"
#include "os/files.h"
#include "pipeline/steps.h"
#include "store/blobs.h"

namespace dais::pipeline {
namespace {

/// Newest first; what was said longer ago suggests less, and the time it takes is bounded.
constexpr std::int64_t kMostMeetings = 2000;

Result<std::vector<std::string>> load_transcripts(store::Database& database) {
  const Result<store::Rows> rows = database.query(
      "select t.text_blob from transcript t join session s on s.id = t.session_id join event e on e.id = s.event_id "
      "where s.withdrawn is null and e.withdrawn is null and t.text_blob is not null and " +
          archive::kIsShown + " order by e.start_at desc, s.id limit $1",
      {kMostMeetings});
  if (!rows) return fail(rows.error());
  std::vector<std::string> blobs;
  for (const store::Row& row : *rows) blobs.push_back(store::text_of(row[0]));
  return blobs;
}

Result<Done> learn(const Premises& premises, JobContext& job) {
  const auto transcripts = load_transcripts(job.database());
  if (!transcripts) return fail(transcripts.error());
  const archive::Places places = premises.places();
  const store::Blobs blobs(places.blobs);
  std::int64_t read = 0;
  const auto read_one = [&](std::size_t nth, const std::function<void(std::string_view)>& take) -> Status {
    if (job.cancelled()) return fail(ErrorCode::kTimeout, "stopped");
    job.progress(++read, static_cast<std::int64_t>(2 * transcripts->size()));
    const Result<std::string> packed = blobs.text((*transcripts)[nth]);
    const auto transcript = packed ? archive::unpack_transcript(*packed) : fail(packed.error());
    // A lost or damaged file is named by `dais doctor`; the others are learned from.
    if (!transcript) return {};
    for (const domain::Sentence& sentence : transcript->sentences) take(sentence.text);
    return {};
  };
  const auto phrases = archive::learn_phrases(transcripts->size(), read_one);
  if (!phrases) return fail(phrases.error());
  if (Status written = os::write_file_atomically(places.phrases, archive::write_phrases(*phrases)); !written)
    return fail(ErrorCode::kStorage, written.error().message);
  Done done;
  done.output = json::write(boost::json::object{{"recordings", transcripts->size()}, {"phrases", phrases->size()}});
  return done;
}

}  // namespace

Kind phrases_step(const Premises& premises) {
  Kind kind;
  kind.name = "phrases";
  kind.time_limit = std::chrono::hours(1);
  kind.at_once = 1;
  kind.place = Place::kHome;
  kind.run = [&premises](JobContext& job) { return learn(premises, job); };
  return kind;
}

}  // namespace dais::pipeline
