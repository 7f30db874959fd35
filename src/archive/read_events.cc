// SPDX-License-Identifier: Apache-2.0
// Meetings: lists, and one with its sessions, transcript, agenda, votes and attendance.
#include <algorithm>
#include <array>

#include "archive/catalog_reader.h"
#include "archive/kept_transcript.h"
#include "archive/media_kind.h"
#include "archive/meeting_state.h"
#include "archive/names.h"
#include "archive/transcript_text.h"

namespace dais::archive {

using store::integer_of;
using store::Row;
using store::Rows;
using store::text_of;

namespace {

const std::string kEventColumns =
    "select e.id, e.external_id, e.body_id, b.name, b.external_id, e.start_at, e.timezone, e.status, e.location, "
    "e.comment, e.withdrawn, "
    "(select count(*) from session s where s.event_id = e.id and s.withdrawn is null and coalesce(s.media_uri, "
    "s.media_blob) is not null), "
    "(select max(case when t.fault is null then t.end_seconds else 0 end) from transcript t join session s on s.id = "
    "t.session_id "
    " where s.event_id = e.id and s.withdrawn is null and " +
    kIsShown +
    "), "
    "(select count(*) from event_item i where i.event_id = e.id and i.withdrawn is null), "
    "(select count(*) from vote_event v where v.event_id = e.id and v.withdrawn is null), "
    "(select r.thumbnail_blob from recording r join session s on s.id = r.session_id where s.event_id = e.id and "
    "s.withdrawn is null and r.thumbnail_blob is not null order by s.session_index limit 1) "
    "from event e left join body b on b.id = e.body_id ";

EventSummary event_of(const Row& row) {
  EventSummary event;
  event.ref = {text_of(row[0]), "", text_of(row[1])};
  event.body = {text_of(row[2]), text_of(row[3]), text_of(row[4])};
  event.start = store::instant_of(row[5]);
  event.timezone = text_of(row[6]);
  event.status = text_of(row[7]);
  event.location = text_of(row[8]);
  event.comment = text_of(row[9]);
  event.withdrawn = !store::is_null(row[10]);
  event.has_recording = integer_of(row[11]) > 0;
  event.has_transcript = !store::is_null(row[12]);
  event.duration_seconds = store::real_of(row[12]);
  event.item_count = integer_of(row[13]);
  event.vote_count = integer_of(row[14]);
  if (const std::string picture = text_of(row[15]); !picture.empty()) event.thumbnail = "/media/" + picture;
  event.state = state_of(event.status, event.start, now());
  event.ref.name = event.body.name + ", " + single_spaced(format_local(event.start, event.timezone, "%B %e, %Y"));
  return event;
}

constexpr char kHasRecording[] =
    "exists (select 1 from session s where s.event_id = e.id and s.withdrawn is null and coalesce(s.media_uri, "
    "s.media_blob) is not null)";
constexpr char kHasTranscript[] =
    "exists (select 1 from transcript t join session s on s.id = t.session_id where s.event_id = e.id and t.withdrawn "
    "is null)";
constexpr char kHasVotes[] = "exists (select 1 from vote_event v where v.event_id = e.id and v.withdrawn is null)";

Result<Conditions> conditions_of(const EventFilter& filter) {
  Conditions conditions;
  conditions.add("e.withdrawn is null and e.start_at is not null");
  if (!filter.body_id.empty()) conditions.add("e.body_id = $?", filter.body_id);
  if (filter.from) conditions.add("e.start_at >= $?", store::of(*filter.from));
  if (filter.to) conditions.add("e.start_at < $?", store::of(*filter.to));
  if (filter.when == "past") conditions.add("e.start_at <= $?", store::of(now()));
  if (filter.when == "upcoming") conditions.add("e.start_at > $?", store::of(now()));
  if (filter.has == "recording") conditions.add(kHasRecording);
  if (filter.has == "transcript") conditions.add(kHasTranscript);
  if (filter.has == "votes") conditions.add(kHasVotes);
  return conditions;
}

AgendaItem item_of(const Row& row) {
  AgendaItem item;
  item.id = text_of(row[0]);
  item.index = static_cast<int>(integer_of(row[1]));
  item.agenda_number = text_of(row[2]);
  item.name = text_of(row[3]);
  item.description = text_of(row[4]);
  item.action = text_of(row[5]);
  item.decision = text_of(row[6]);
  item.start_seconds = store::maybe_real(row[7]);
  item.withdrawn = !store::is_null(row[8]);
  item.matter = {text_of(row[9]), text_of(row[10]), text_of(row[11])};
  item.matter_type = text_of(row[12]);
  item.matter_title = text_of(row[13]);
  return item;
}

void add_speaker(SessionView& session, const std::string& label, const Speakers& speakers, Instant when) {
  const auto before = std::ranges::find(session.identified, label, &Identified::label);
  if (before != session.identified.end()) {
    session.speakers.push_back({before->person.id, label, ""});
    return;
  }
  const KnownPerson* person = label.empty() ? nullptr : speakers.find(label, when);
  session.speakers.push_back({person == nullptr ? "" : person->id, label, ""});
  if (person != nullptr) {
    session.identified.push_back({label, {person->id, person->name, ""}, speakers.evidence(label, when)});
  }
}

AgendaItem* find_item(EventView& view, const std::string& id) {
  const auto found = std::ranges::find(view.items, id, &AgendaItem::id);
  return found == view.items.end() ? nullptr : &*found;
}

}  // namespace

Result<std::vector<EventSummary>> CatalogReader::event_summaries(const std::string& where_and_order,
                                                                 const store::Params& params) {
  const Result<Rows> rows = database_->query(kEventColumns + where_and_order, params);
  if (!rows) return fail(rows.error());
  std::vector<EventSummary> events;
  events.reserve(rows->size());
  for (const Row& row : *rows) events.push_back(event_of(row));
  return events;
}

Result<std::vector<EventSummary>> CatalogReader::events_of_ids(const Ids& ids) {
  return event_summaries("where e.id " + database_->in_list("$1"), {database_->list_value(ids)});
}

Result<Page<EventSummary>> CatalogReader::events(const EventFilter& filter, const Paging& paging) {
  Result<Conditions> conditions = conditions_of(filter);
  if (!conditions) return fail(conditions.error());
  const Result<std::int64_t> total = count("select count(*) from event e " + conditions->where(), conditions->params());
  if (!total) return fail(total.error());
  const bool soonest_first = filter.when == "upcoming";
  if (!paging.cursor.empty()) {
    const Result<Cursor> cursor = decode_cursor(ListOf::kEvents, paging.cursor);
    if (!cursor) return fail(cursor.error());
    const std::string at = conditions->parameter(store::integer_of(cursor->key));
    const std::string id = conditions->parameter(cursor->id);
    const std::string beyond = soonest_first ? ">" : "<";
    conditions->add("(e.start_at " + beyond + " " + at + " or (e.start_at = " + at + " and e.id > " + id + "))");
  }
  const std::string where = conditions->where();
  const std::string limit = conditions->parameter(static_cast<std::int64_t>(paging.limit + 1));
  auto events =
      event_summaries(where + " order by e.start_at " + (soonest_first ? "asc" : "desc") + ", e.id limit " + limit,
                      conditions->params());
  if (!events) return fail(std::move(events.error()));
  return cut_page(ListOf::kEvents, std::move(*events), paging.limit, *total,
                  [](const EventSummary& event) { return Cursor{store::of(event.start), event.ref.id}; });
}

Result<EventView> CatalogReader::event(const std::string& id) {
  auto found = event_summaries("where e.id = $1", {id});
  if (!found) return fail(std::move(found.error()));
  if (found->empty()) return fail(ErrorCode::kNotFound, "event " + id + ": no such meeting");
  EventView view;
  view.summary = std::move(found->front());
  const Result<Rows> links =
      database_->query("select agenda_uri, minutes_uri, source_uri from event where id = $1", {id});
  if (!links) return fail(links.error());
  view.agenda_uri = text_of(links->front()[0]);
  view.minutes_uri = text_of(links->front()[1]);
  Result<Provenance> provenance = this->provenance(store::tables::kEvent, id, text_of(links->front()[2]));
  if (!provenance) return fail(std::move(provenance.error()));
  view.provenance = std::move(*provenance);
  for (const auto add : {&CatalogReader::add_sessions, &CatalogReader::add_recordings, &CatalogReader::add_transcripts,
                         &CatalogReader::add_items, &CatalogReader::add_item_moments, &CatalogReader::add_item_files,
                         &CatalogReader::add_document_notes, &CatalogReader::add_item_votes,
                         &CatalogReader::add_attendance, &CatalogReader::add_neighbours}) {
    if (Status added = (this->*add)(view); !added) return fail(added.error());
  }
  return view;
}

Status CatalogReader::add_sessions(EventView& view) {
  const Result<const Speakers*> known = speakers();
  if (!known) return fail(known.error());
  const Result<Rows> rows = database_->query(
      "select s.id, s.session_index, s.start_at, s.media_uri, s.media_blob, s.caption_uri, s.clip_start_seconds, "
      "s.clip_end_seconds, "
      "(select t.text_blob from transcript t where t.session_id = s.id and " +
          kIsShown + "), (select " + stated_confidence("t") + " from transcript t where t.session_id = s.id and " +
          kIsShown +
          ") "
          "from session s where s.event_id = $1 and s.withdrawn is null order by s.session_index, s.id",
      {view.summary.ref.id});
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows) {
    SessionView session;
    session.id = text_of(row[0]);
    session.index = static_cast<int>(integer_of(row[1]));
    session.start = store::maybe_instant(row[2]).value_or(view.summary.start);
    const std::string kept = text_of(row[4]);
    session.media_uri = kept.empty() ? text_of(row[3]) : "/media/" + kept;
    session.media = media_kind_of(session.media_uri);
    if (!kept.empty()) session.kept_media = session.media_uri;
    session.caption_uri = text_of(row[5]);
    session.clip_start_seconds = store::real_of(row[6]);
    session.clip_end_seconds = store::maybe_real(row[7]);
    if (const std::string blob = text_of(row[8]); !blob.empty()) {
      const Result<std::string> packed = blobs_.text(blob);
      Result<domain::Transcript> transcript = packed ? unpack_transcript(*packed) : fail(packed.error());
      // A lost or damaged file (dais doctor names it) must not take the meeting's agenda and votes with it.
      if (!transcript) {
        view.sessions.push_back(std::move(session));
        continue;
      }
      transcript->confidence = store::real_of(row[9]);
      for (const domain::Sentence& sentence : transcript->sentences) {
        add_speaker(session, sentence.speaker, **known, view.summary.start);
      }
      session.transcript = std::make_shared<const domain::Transcript>(std::move(*transcript));
    }
    view.sessions.push_back(std::move(session));
  }
  return {};
}

Status CatalogReader::add_transcripts(EventView& view) {
  const Result<Rows> rows = database_->query(
      "select t.session_id, t.id, t.generator, t.kind, " + stated_confidence("t") +
          ", coalesce(t.created_at, t.first_seen), t.fault "
          "from transcript t join session s on s.id = t.session_id where s.event_id = $1 and t.withdrawn is null order "
          "by " +
          best_first("t"),
      {view.summary.ref.id});
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows) {
    const auto session = std::ranges::find(view.sessions, text_of(row[0]), &SessionView::id);
    if (session == view.sessions.end()) continue;
    session->transcripts.push_back({text_of(row[1]), text_of(row[2]), transcript_kind_of(text_of(row[3])),
                                    store::real_of(row[4]), store::instant_of(row[5]), text_of(row[6])});
  }
  return {};
}

Status CatalogReader::add_items(EventView& view) {
  const Result<Rows> rows = database_->query(
      "select i.id, i.place, i.agenda_number, i.name, i.description, i.action, i.decision, i.start_seconds, "
      "i.withdrawn, "
      "m.id, m.name, m.external_id, m.matter_type, m.title "
      "from event_item i left join matter m on m.id = i.matter_id where i.event_id = $1 order by i.place, i.id",
      {view.summary.ref.id});
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows) view.items.push_back(item_of(row));
  return {};
}

Status CatalogReader::add_item_files(EventView& view) {
  const Result<Rows> rows = database_->query(
      "select event_item_id, name, uri from event_item_file where event_id = $1 and withdrawn is null order by "
      "event_item_id, place",
      {view.summary.ref.id});
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows) {
    if (AgendaItem* item = find_item(view, text_of(row[0]))) item->files.push_back({text_of(row[1]), text_of(row[2])});
  }
  return {};
}

Status CatalogReader::add_item_votes(EventView& view) {
  const Result<Rows> places =
      database_->query("select id, event_item_id from vote_event where event_id = $1", {view.summary.ref.id});
  if (!places) return fail(places.error());
  auto votes =
      vote_summaries("where v.event_id = $1 and v.withdrawn is null order by v.voted_at, v.id", {view.summary.ref.id});
  if (!votes) return fail(std::move(votes.error()));
  for (VoteEventSummary& vote : *votes) {
    const auto place = std::ranges::find_if(*places, [&](const Row& row) { return text_of(row[0]) == vote.ref.id; });
    if (AgendaItem* item = find_item(view, text_of((*place)[1]))) item->votes.push_back(std::move(vote));
  }
  return {};
}

Status CatalogReader::add_attendance(EventView& view) {
  const Result<Rows> rows = database_->query(
      "select coalesce(p.same_as, p.id), coalesce(head.name, p.name), p.external_id, a.value from attendance a "
      "join person p on p.id = a.person_id left join person head on head.id = p.same_as "
      "join event_item i on i.id = a.event_item_id "
      "where a.event_id = $1 and a.withdrawn is null order by i.place, a.event_item_id, a.place",
      {view.summary.ref.id});
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows)
    view.attendance.push_back({{text_of(row[0]), text_of(row[1]), text_of(row[2])}, text_of(row[3])});
  return {};
}

Status CatalogReader::add_neighbours(EventView& view) {
  const store::Params params = {view.summary.body.id, store::of(view.summary.start), view.summary.ref.id};
  const Result<Rows> previous = database_->query(
      "select id from event where body_id = $1 and withdrawn is null and (start_at < $2 or (start_at = $2 and id < "
      "$3)) "
      "order by start_at desc, id desc limit 1",
      params);
  if (!previous) return fail(previous.error());
  const Result<Rows> next = database_->query(
      "select id from event where body_id = $1 and withdrawn is null and (start_at > $2 or (start_at = $2 and id > "
      "$3)) "
      "order by start_at, id limit 1",
      params);
  if (!next) return fail(next.error());
  if (!previous->empty()) view.previous_id = text_of(previous->front()[0]);
  if (!next->empty()) view.next_id = text_of(next->front()[0]);
  return {};
}

}  // namespace dais::archive
