// SPDX-License-Identifier: Apache-2.0
#include "archive/kept_transcript.h"

#include <algorithm>
#include <map>

#include <boost/json.hpp>

#include "archive/merge.h"
#include "archive/transcript_text.h"
#include "base/ids.h"

namespace dais::archive {
namespace {

/// "SPEAKER" → number of turns, as a JSON object: which labels a transcript has, without opening it.
std::string speakers_json(const domain::Transcript& transcript) {
  std::map<std::string, std::int64_t> turns;
  std::string previous;
  for (const domain::Sentence& sentence : transcript.sentences) {
    const bool new_turn = sentence.turn_start || sentence.speaker != previous;
    if (new_turn && !sentence.speaker.empty()) ++turns[sentence.speaker];
    previous = sentence.speaker;
  }
  boost::json::object out;
  for (const auto& [speaker, count] : turns) out[speaker] = count;
  return boost::json::serialize(out);
}

double end_seconds_of(const domain::Transcript& transcript) {
  constexpr double kMillisecondsInSecond = 1000;
  domain::Milliseconds end = 0;
  for (const domain::Sentence& sentence : transcript.sentences) end = std::max(end, sentence.end);
  return static_cast<double>(end) / kMillisecondsInSecond;
}

}  // namespace

Result<KeptTranscript> keep_text(store::Blobs& blobs, const std::string& session_id,
                                 const domain::Transcript& transcript, const TranscriptOrigin& origin) {
  const Result<std::string> text = blobs.put_text(pack_transcript(transcript));
  if (!text) return fail(text.error());
  const Result<std::string> original = blobs.put_text(origin.original);
  if (!original) return fail(original.error());
  return KeptTranscript{
      make_id({"transcript", session_id, *text, *original}),
      {session_id, transcript.generator, transcript.confidence, std::string(name_of(transcript.kind)),
       store::of_text(transcript.language), store::of(transcript.created), store::of_text(origin.caption_uri), *text,
       *original, store::of(origin.is_cdp), store::of(static_cast<std::int64_t>(transcript.sentences.size())),
       store::of(end_seconds_of(transcript)), speakers_json(transcript), store::Value{}}};
}

Status put_transcript(store::Database& database, const std::string& source, const KeptTranscript& transcript) {
  Merge merge(database, source, now());
  merge.put(store::tables::kTranscript, transcript.id, "", transcript.fields);
  merge.complete(store::tables::kTranscript, "session_id", store::text_of(transcript.fields.front()));
  if (const auto written = merge.flush(); !written) return fail(written.error());
  return announce(database);
}

Status set_fault(store::Database& database, const std::string& transcript_id, const std::string& fault) {
  Merge merge(database, "", now());
  merge.set(store::tables::kTranscript, transcript_id, "fault", store::of_text(fault));
  if (const auto written = merge.flush(); !written) return fail(written.error());
  return announce(database);
}

Status announce(store::Database& database) {
  return database.execute("update meta set value = value + 1 where key = 'generation'");
}

}  // namespace dais::archive
