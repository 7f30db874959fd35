// SPDX-License-Identifier: Apache-2.0
#include "archive/kept_transcript.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "archive/merge.h"
#include "archive/transcript_text.h"
#include "base/ids.h"
#include "speech/captions.h"

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

/// "case t.kind when 'human' then 1.000 …"
std::string usual_confidence_of(const std::string& table) {
  using enum domain::TranscriptKind;
  std::string out = "case " + table + ".kind";
  for (const auto kind : {kHuman, kCaptions, kMachine, kDraft})
    out += fmt::format(" when '{}' then {:.3f}", name_of(kind), speech::usual_confidence(kind));
  return out + " else 0 end";
}

}  // namespace

std::string stated_confidence(const std::string& table) {
  return fmt::format(
      "case when {0}.confidence = 0 then null "
      "when ({0}.generator like 'Captions, as %' or {0}.generator like 'Whisper, as %') "
      "and {0}.generator not like '% as cdptools transcript' then null "
      "when {0}.caption_uri is null and {0}.kind in ('machine', 'draft') and {0}.confidence in (0.6, 0.2) then null "
      "else {0}.confidence end",
      table);
}

std::string best_first(const std::string& table) {
  return fmt::format(
      "case when {0}.fault is null then 0 else 1 end, "
      "case {0}.kind when 'human' then 0 when 'captions' then 1 when 'machine' then 2 else 3 end, "
      "coalesce({1}, {2}) desc, coalesce({0}.created_at, {0}.first_seen) desc, {0}.id",
      table, stated_confidence(table), usual_confidence_of(table));
}

Result<KeptTranscript> keep_text(store::Blobs& blobs, const std::string& session_id,
                                 const domain::Transcript& transcript, const TranscriptOrigin& origin) {
  const Result<std::string> text = blobs.put_text(pack_transcript(transcript));
  if (!text) return fail(text.error());
  const Result<std::string> original = blobs.put_text(origin.original);
  if (!original) return fail(original.error());
  const store::Value confidence = transcript.confidence > 0 ? store::Value(transcript.confidence) : store::Value();
  return KeptTranscript{
      make_id({"transcript", session_id, *text, *original}),
      {session_id, transcript.generator, confidence, std::string(name_of(transcript.kind)),
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
