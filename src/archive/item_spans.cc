// SPDX-License-Identifier: Apache-2.0
#include "archive/item_spans.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace dais::archive {
namespace {

using store::text_of;

struct Start {
  std::string item_id;
  std::string session_id;
  double seconds = 0;
};

struct Meeting {
  std::vector<std::pair<std::string, double>> sessions;  ///< id and end, the first recording first
  std::vector<Start> starts;
  std::vector<std::string> items;
};

using Meetings = std::unordered_map<std::string, Meeting>;

Status add_sessions(store::Database& database, const std::vector<std::string>& event_ids, Meetings& meetings) {
  const Result<store::Rows> rows = database.query(
      "select s.event_id, s.id, s.clip_end_seconds from session s where s.withdrawn is null and s.event_id " +
          database.in_list("$1") + " order by s.event_id, s.session_index, s.id",
      {database.list_value(event_ids)});
  if (!rows) return fail(rows.error());
  for (const store::Row& row : *rows)
    meetings[text_of(row[0])].sessions.emplace_back(text_of(row[1]),
                                                    store::maybe_real(row[2]).value_or(kEndOfRecording));
  return {};
}

Status add_items(store::Database& database, const std::vector<std::string>& event_ids, Meetings& meetings) {
  const Result<store::Rows> rows = database.query(
      "select i.event_id, i.id, i.start_seconds, t.session_id, t.start_seconds from event_item i "
      "left join item_time t on t.event_item_id = i.id where i.withdrawn is null and i.event_id " +
          database.in_list("$1"),
      {database.list_value(event_ids)});
  if (!rows) return fail(rows.error());
  for (const store::Row& row : *rows) {
    Meeting& meeting = meetings[text_of(row[0])];
    const std::string item = text_of(row[1]);
    meeting.items.push_back(item);
    // What a source states is within the meeting's first recording.
    if (const auto stated = store::maybe_real(row[2]); stated && !meeting.sessions.empty()) {
      meeting.starts.push_back({item, meeting.sessions.front().first, *stated});
    } else if (!store::is_null(row[3])) {
      meeting.starts.push_back({item, text_of(row[3]), store::real_of(row[4])});
    }
  }
  return {};
}

void add_whole(Spans& spans, const Meeting& meeting) {
  for (const auto& [session, end] : meeting.sessions) spans.add(session, 0, end);
}

void add_item(Spans& spans, const Meeting& meeting, const std::string& item) {
  const auto start = std::ranges::find(meeting.starts, item, &Start::item_id);
  if (start == meeting.starts.end()) return add_whole(spans, meeting);
  double end = kEndOfRecording;
  for (const auto& [session, its_end] : meeting.sessions) {
    if (session == start->session_id) end = its_end;
  }
  for (const Start& other : meeting.starts) {
    if (other.session_id == start->session_id && other.seconds > start->seconds) end = std::min(end, other.seconds);
  }
  spans.add(start->session_id, start->seconds, end);
}

Result<std::set<std::string>> events_of_items(store::Database& database, const std::vector<std::string>& item_ids) {
  const Result<store::Rows> rows = database.query(
      "select distinct event_id from event_item where id " + database.in_list("$1"), {database.list_value(item_ids)});
  if (!rows) return fail(rows.error());
  std::set<std::string> events;
  for (const store::Row& row : *rows) events.insert(text_of(row[0]));
  return events;
}

}  // namespace

void Spans::add(const std::string& session_id, double from, double to) {
  if (to <= from) return;
  OfSession& spans = by_session_[session_id];
  const auto first = std::ranges::find_if(spans, [&](const auto& span) { return span.second >= from; });
  auto last = first;
  for (; last != spans.end() && last->first <= to; ++last) {
    from = std::min(from, last->first);
    to = std::max(to, last->second);
  }
  spans.insert(spans.erase(first, last), {from, to});
}

Spans Spans::without(const Spans& others) const {
  Spans out;
  for (const auto& [session, spans] : by_session_) {
    const auto taken = others.by_session_.find(session);
    for (auto [from, to] : spans) {
      if (taken != others.by_session_.end()) {
        for (const auto& [begin, end] : taken->second) {
          if (end <= from || begin >= to) continue;
          out.add(session, from, begin);
          from = end;
        }
      }
      out.add(session, from, to);
    }
  }
  return out;
}

Result<Spans> load_spans(store::Database& database, const AskedItems& asked) {
  Spans spans;
  auto events = events_of_items(database, asked.item_ids);
  if (!events) return fail(std::move(events.error()));
  events->insert(asked.event_ids.begin(), asked.event_ids.end());
  const std::vector<std::string> event_ids(events->begin(), events->end());
  Meetings meetings;
  if (Status added = add_sessions(database, event_ids, meetings); !added) return fail(std::move(added.error()));
  if (Status added = add_items(database, event_ids, meetings); !added) return fail(std::move(added.error()));
  for (const std::string& event : asked.event_ids) add_whole(spans, meetings[event]);
  const std::unordered_set<std::string> wanted(asked.item_ids.begin(), asked.item_ids.end());
  for (const auto& [event, meeting] : meetings) {
    for (const std::string& item : meeting.items) {
      if (wanted.contains(item)) add_item(spans, meeting, item);
    }
  }
  return spans;
}

Result<Spans> load_all_spans(store::Database& database) {
  const Result<store::Rows> rows = database.query("select id, clip_end_seconds from session where withdrawn is null");
  if (!rows) return fail(rows.error());
  Spans spans;
  for (const store::Row& row : *rows)
    spans.add(text_of(row[0]), 0, store::maybe_real(row[1]).value_or(kEndOfRecording));
  return spans;
}

}  // namespace dais::archive
