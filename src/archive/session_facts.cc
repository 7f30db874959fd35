// SPDX-License-Identifier: Apache-2.0
#include "archive/session_facts.h"

#include <unordered_map>

#include "archive/kept_transcript.h"
#include "archive/names.h"
#include "archive/transcript_text.h"

namespace dais::archive {
namespace {

using store::text_of;

constexpr char kSessions[] =
    "select s.id, e.id, b.name, e.start_at, e.timezone, s.media_uri, s.media_blob, s.caption_uri, "
    "s.clip_start_seconds, s.clip_end_seconds, "
    "e.source, e.external_id, (select count(*) from event_item i where i.event_id = e.id and i.withdrawn is null), "
    "(select max(i.last_changed) from event_item i where i.event_id = e.id), exists "
    "(select 1 from session f where f.event_id = e.id and f.withdrawn is null and f.session_index < s.session_index) "
    "from session s join event e on e.id = s.event_id left join body b on b.id = e.body_id "
    "where s.withdrawn is null and e.withdrawn is null and ($1 = '' or s.id = $2) order by e.start_at desc, s.id";

const std::string kTranscripts =
    "select t.session_id, t.id, t.source, t.kind, t.caption_uri, t.text_blob, t.end_seconds, t.fault from transcript t "
    "where t.withdrawn is null and ($1 = '' or t.session_id = $2) order by t.session_id, " +
    best_first("t");

SessionFacts session_of(const store::Row& row) {
  SessionFacts facts;
  facts.session_id = text_of(row[0]);
  facts.event_id = text_of(row[1]);
  facts.event_start = store::instant_of(row[3]);
  facts.title = text_of(row[2]) + ", " + single_spaced(format_local(facts.event_start, text_of(row[4]), "%B %e, %Y"));
  facts.media_uri = text_of(row[5]);
  facts.media_blob = text_of(row[6]);
  facts.caption_uri = text_of(row[7]);
  facts.clip_start_seconds = store::real_of(row[8]);
  facts.clip_end_seconds = store::maybe_real(row[9]);
  facts.event_source = text_of(row[10]);
  facts.event_external_id = text_of(row[11]);
  const std::int64_t items = store::integer_of(row[12]);
  const bool is_first = store::integer_of(row[14]) == 0;
  if (items > 0 && is_first)
    facts.items_version = std::to_string(items) + "@" + std::to_string(store::integer_of(row[13]));
  return facts;
}

TranscriptFacts transcript_of(const store::Row& row) {
  return {text_of(row[1]), text_of(row[2]), transcript_kind_of(text_of(row[3])),
          text_of(row[4]), text_of(row[5]), store::real_of(row[6]),
          text_of(row[7])};
}

Result<std::vector<SessionFacts>> load(store::Database& database, const std::string& session_id) {
  const Result<store::Rows> sessions = database.query(kSessions, {session_id, session_id});
  if (!sessions) return fail(sessions.error());
  std::vector<SessionFacts> out;
  std::unordered_map<std::string, std::size_t> place;
  for (const store::Row& row : *sessions) {
    place.emplace(text_of(row[0]), out.size());
    out.push_back(session_of(row));
  }
  const Result<store::Rows> transcripts = database.query(kTranscripts, {session_id, session_id});
  if (!transcripts) return fail(transcripts.error());
  for (const store::Row& row : *transcripts) {
    const auto found = place.find(text_of(row[0]));
    if (found != place.end()) out[found->second].transcripts.push_back(transcript_of(row));
  }
  auto recordings = load_recordings(database, session_id);
  if (!recordings) return fail(std::move(recordings.error()));
  for (Recording& recording : *recordings) {
    const auto found = place.find(recording.session_id);
    if (found != place.end()) out[found->second].recording = std::move(recording);
  }
  return out;
}

}  // namespace

Result<std::vector<SessionFacts>> load_session_facts(store::Database& database) { return load(database, ""); }

Result<std::optional<SessionFacts>> load_session_facts(store::Database& database, const std::string& session_id) {
  auto found = load(database, session_id);
  if (!found) return fail(std::move(found.error()));
  return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

}  // namespace dais::archive
