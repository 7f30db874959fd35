// SPDX-License-Identifier: Apache-2.0
#include "archive/index_sync.h"

#include "archive/kept_transcript.h"
#include "archive/transcript_text.h"
#include "base/digest.h"
#include "text/languages.h"

namespace dais::archive {
namespace {

const std::string kSessions =
    "select s.id, e.id, e.body_id, b.name, e.start_at, e.timezone, t.id, t.text_blob, t.speakers "
    "from transcript t join session s on s.id = t.session_id join event e on e.id = s.event_id "
    "left join body b on b.id = e.body_id "
    "where s.withdrawn is null and e.withdrawn is null and ($1 = '' or e.id = $2) and " +
    kIsShown + " order by s.id";

/// What the index was made from: another transcript, date, body name, known speaker or language makes another version.
std::string version_of(const store::Row& row, const Speakers& speakers, const std::string& language) {
  std::string made_from =
      store::text_of(row[6]) + "|" + store::text_of(row[3]) + "|" + store::text_of(row[4]) + "|" + language;
  for (const auto& [label, turns] : turns_by_label(store::text_of(row[8]))) {
    const KnownPerson* person = speakers.find(label, store::instant_of(row[4]));
    if (person != nullptr) made_from += "|" + label + "=" + person->id;
  }
  return sha256_hex(made_from).substr(0, 16);
}

search::SessionText session_of(const store::Row& row, std::string version) {
  search::SessionText session;
  session.session_id = store::text_of(row[0]);
  session.event_id = store::text_of(row[1]);
  session.body_id = store::text_of(row[2]);
  session.body_name = store::text_of(row[3]);
  session.start = store::instant_of(row[4]);
  session.date = format_local(session.start, store::text_of(row[5]), "%Y-%m-%d");
  session.year = std::stoi(session.date.substr(0, 4));
  session.version = std::move(version);
  return session;
}

}  // namespace

Status IndexSync::load() {
  auto versions = writer_->versions();
  if (!versions) return fail(std::move(versions.error()));
  versions_ = std::move(*versions);
  return {};
}

Status IndexSync::load_event(const std::string& event_id) {
  const Result<store::Rows> sessions = database_->query("select id from session where event_id = $1", {event_id});
  if (!sessions) return fail(sessions.error());
  for (const store::Row& row : *sessions) {
    const std::string id = store::text_of(row[0]);
    Result<std::string> version = writer_->version(id);
    if (!version) return fail(std::move(version.error()));
    versions_.insert_or_assign(id, std::move(*version));
  }
  return {};
}

Status IndexSync::sync_event(const std::string& event_id, const Speakers& speakers) {
  const auto put = put_changed(event_id, speakers);
  if (!put) return fail(put.error());
  return {};
}

Status IndexSync::sync_all(const Speakers& speakers) {
  const auto wanted = put_changed("", speakers);
  if (!wanted) return fail(wanted.error());
  for (auto at = versions_.begin(); at != versions_.end();) {
    if (wanted->contains(at->first)) {
      ++at;
      continue;
    }
    if (Status removed = writer_->remove(at->first); !removed) return removed;
    at = versions_.erase(at);
  }
  return {};
}

Result<std::set<std::string>> IndexSync::put_changed(const std::string& event_id, const Speakers& speakers) {
  const Result<store::Rows> rows = database_->query(kSessions, {event_id, event_id});
  if (!rows) return fail(rows.error());
  std::set<std::string> wanted;
  for (const store::Row& row : *rows) {
    const std::string version = version_of(row, speakers, language_);
    const std::string id = store::text_of(row[0]);
    wanted.insert(id);
    const auto found = versions_.find(id);
    if (found != versions_.end() && found->second == version) continue;
    if (Status done = put(session_of(row, version), store::text_of(row[7]), speakers); !done) return fail(done.error());
    versions_.insert_or_assign(id, version);
  }
  return wanted;
}

Status IndexSync::put(search::SessionText session, const std::string& text_blob, const Speakers& speakers) {
  const Result<std::string> packed = blobs_->text(text_blob);
  if (!packed) return fail(packed.error());
  const Result<domain::Transcript> transcript = unpack_transcript(*packed);
  if (!transcript) return fail(transcript.error());
  session.transcript = &*transcript;
  session.language = text::stemmer_of(transcript->language.empty() ? language_ : transcript->language);
  for (const domain::Sentence& sentence : transcript->sentences) {
    const KnownPerson* person = sentence.speaker.empty() ? nullptr : speakers.find(sentence.speaker, session.start);
    session.speaker_person_ids.push_back(person == nullptr ? "" : person->id);
  }
  return writer_->put(session);
}

}  // namespace dais::archive
