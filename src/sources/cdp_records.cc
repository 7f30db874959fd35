// SPDX-License-Identifier: Apache-2.0
#include "sources/cdp_records.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "sources/cdp_people.h"

namespace dais::sources::cdp {
namespace {

using domain::Attendance;
using domain::Body;
using domain::Event;
using domain::EventItem;
using domain::File;
using domain::Session;
using domain::Vote;

std::optional<Attendance> read_attendance(const Fields& fields, const Body& body) {
  const json::View named = fields.at("person");
  if (!named.is_object() || !Fields(named, fields.zone(), fields.problems()).text("name")) {
    fields.problems().add(named["name"], ErrorCode::kBadInput,
                          "a roll call of nobody: the name of the person is not given");
    return std::nullopt;
  }
  auto person = read_person(Fields(named, fields.zone(), fields.problems()), &body);
  return Attendance{std::move(*person), fields.text_or_empty("value")};
}

/// CDP requires minutes_item.name; where there is only a matter, its name is what is called up.
std::optional<std::string> read_item_name(const Fields& fields, const std::optional<domain::Matter>& matter) {
  const json::View item = fields.at("minutes_item");
  if (auto name = Fields(item, fields.zone(), fields.problems()).text("name")) return name;
  if (matter) return matter->name;
  fields.problems().add(item["name"], ErrorCode::kBadInput, "is required, and is not given");
  return std::nullopt;
}

std::optional<double> read_start_seconds(const Fields& fields) {
  auto seconds = fields.number("start_seconds");
  if (!seconds || *seconds >= 0) return seconds;
  fields.problems().add(fields.at("start_seconds"), ErrorCode::kBadInput, "a place before the start of the recording");
  return std::nullopt;
}

std::optional<EventItem> read_item(const Fields& fields, const Body& body) {
  EventItem item;
  item.matter = read_object(fields, "matter", [&](const Fields& matter) { return read_matter(matter, &body); });
  auto name = read_item_name(fields, item.matter);
  if (!name) return std::nullopt;
  item.name = std::move(*name);
  const Fields minutes_item(fields.at("minutes_item"), fields.zone(), fields.problems());
  item.description = minutes_item.text("description");
  // CDP has an id for the item as such; an id of its place in this meeting is Dais's addition and goes first.
  item.external_id = fields.text("external_source_id").value_or(minutes_item.text_or_empty("external_source_id"));
  item.index = fields.integer("index");
  item.agenda_number = fields.text("agenda_number");
  item.action = fields.text("action");
  item.decision = fields.text("decision");
  item.method = fields.text("method");
  item.start_seconds = read_start_seconds(fields);
  item.files = read_list<File>(fields, "supporting_files", read_file);
  item.votes = read_list<Vote>(fields, "votes", [&](const Fields& vote) { return read_vote(vote, &body); });
  item.roll_call =
      read_list<Attendance>(fields, "roll_call", [&](const Fields& row) { return read_attendance(row, body); });
  return item;
}

std::optional<double> read_clip_time(const Fields& fields, std::string_view key) {
  const auto text = fields.text(key);
  if (!text) return std::nullopt;
  const auto seconds = parse_clip_time(*text);
  if (!seconds)
    fields.problems().add(fields.at(key), ErrorCode::kBadInput,
                          "should be [[hours:]minutes:]seconds, is \"" + *text + "\"");
  return seconds;
}

void read_clip(const Fields& fields, Session& session) {
  session.clip_start_seconds = read_clip_time(fields, "video_start_time");
  session.clip_end_seconds = read_clip_time(fields, "video_end_time");
  if (!session.clip_end_seconds || *session.clip_end_seconds > session.clip_start_seconds.value_or(-1)) return;
  fields.problems().add(fields.at("video_end_time"), ErrorCode::kBadInput,
                        "the session ends (" + fields.text_or_empty("video_end_time") + ") before it starts (" +
                            fields.text_or_empty("video_start_time") + "); both times are left out");
  session.clip_start_seconds.reset();
  session.clip_end_seconds.reset();
}

/// CDP requires a session's time; where the event has its own, it may be left out.
std::optional<Instant> read_session_start(const Fields& fields, const std::optional<Instant>& event_start) {
  const json::View view = fields.at("session_datetime");
  const std::size_t before = fields.problems().all().size();
  auto start = fields.time("session_datetime");
  const bool named = fields.problems().all().size() > before;
  if (!start && !named && (!event_start || view.present())) {
    fields.problems().add(view, ErrorCode::kBadInput,
                          "is required, and is not given; a year before 1000 stands for no date");
  }
  return start;
}

Session read_session(const Fields& fields, const std::optional<Instant>& event_start) {
  Session session;
  session.external_id = fields.text_or_empty("external_source_id");
  session.index = fields.integer("session_index").value_or(-1);
  session.start = read_session_start(fields, event_start);
  session.media_uri = with_scheme(fields.text_or_empty("video_uri"));
  session.caption_uri = fields.text("caption_uri");
  if (session.caption_uri) session.caption_uri = with_scheme(std::move(*session.caption_uri));
  read_clip(fields, session);
  return session;
}

/// Each session has a number of its own, from 0: what is missing, negative or taken gets the first that is free.
void number_sessions(const Fields& fields, std::vector<Session>& sessions) {
  const std::vector<json::View> views = session_views(fields.view());
  std::set<int> taken;
  std::vector<Session*> unnumbered;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    const int index = sessions[i].index;
    if (index >= 0 && taken.insert(index).second) continue;
    unnumbered.push_back(&sessions[i]);
    if (index < 0) continue;
    fields.problems().add(views[i]["session_index"], ErrorCode::kBadInput,
                          "another session has the number " + std::to_string(index) + "; the next free one is taken");
  }
  int next = 0;
  for (Session* session : unnumbered) {
    while (!taken.insert(next).second) ++next;
    session->index = next;
  }
}

std::optional<Instant> first_start(const std::vector<Session>& sessions) {
  std::optional<Instant> first;
  for (const Session& session : sessions) {
    if (session.start && (!first || *session.start < *first)) first = session.start;
  }
  return first;
}

/// The zone that the event's local times are in; the instance's where the event names none, or none that exists.
std::optional<std::string> read_zone(const Fields& fields) {
  auto zone = fields.text("timezone");
  if (!zone || is_time_zone(*zone)) return zone;
  fields.problems().add(fields.at("timezone"), ErrorCode::kBadInput,
                        "unknown time zone \"" + *zone + "\"; times are read in " + std::string(fields.zone()));
  return std::nullopt;
}

void read_event_texts(const Fields& fields, Event& event) {
  event.external_id = fields.text_or_empty("external_source_id");
  event.location = fields.text("location");
  event.status = fields.text("status");
  event.comment = fields.text("comment");
  event.agenda_uri = fields.link("agenda_uri");
  event.minutes_uri = fields.link("minutes_uri");
  event.source_uri = fields.link("source_uri");
  event.static_thumbnail_uri = fields.link("static_thumbnail_uri");
  event.hover_thumbnail_uri = fields.link("hover_thumbnail_uri");
}

std::optional<domain::Record> read_event(const Fields& outer) {
  Event event;
  event.timezone = read_zone(outer);
  const std::string zone = event.timezone.value_or(std::string(outer.zone()));
  const Fields fields(outer.view(), zone, outer.problems());
  auto body = read_object(fields, "body", read_body);
  if (!body) return std::nullopt;
  event.body = std::move(*body);
  read_event_texts(fields, event);
  event.start = fields.time("event_datetime");
  event.start_microseconds = fields.microseconds_beyond_time("event_datetime");
  const auto read = [&](const Fields& session) -> std::optional<Session> { return read_session(session, event.start); };
  event.sessions = read_list<Session>(fields, "sessions", read).value_or(std::vector<Session>{});
  number_sessions(fields, event.sessions);
  if (!event.start && !first_start(event.sessions)) {
    fields.problems().add(fields.view(), ErrorCode::kBadInput,
                          "the event has no date: neither event_datetime nor a session's session_datetime");
    return std::nullopt;
  }
  event.items = read_list<EventItem>(fields, "event_minutes_items",
                                     [&](const Fields& item) { return read_item(item, event.body); });
  return event;
}

template <typename Record>
std::optional<domain::Record> as_record(std::optional<Record> record) {
  if (!record) return std::nullopt;
  return domain::Record(std::move(*record));
}

}  // namespace

std::vector<json::View> session_views(const json::View& event) {
  std::vector<json::View> views;
  const json::View list = event["sessions"];
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list.at(i).is_object()) views.push_back(list.at(i));
  }
  return views;
}

std::optional<double> parse_clip_time(std::string_view text) {
  double seconds = 0;
  for (int parts = 1; parts <= 3; ++parts) {
    const std::size_t colon = text.find(':');
    const std::string_view part = text.substr(0, colon);
    const std::string_view digits = colon == std::string_view::npos ? "0123456789." : "0123456789";
    double number = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number, std::chars_format::fixed);
    if (part.empty() || part.size() > 12 || part.find_first_not_of(digits) != std::string_view::npos)
      return std::nullopt;
    if (error != std::errc{} || end != part.data() + part.size() || (parts > 1 && number >= 60)) return std::nullopt;
    seconds = seconds * 60 + number;
    if (colon == std::string_view::npos) return seconds;
    text.remove_prefix(colon + 1);
  }
  return std::nullopt;
}

std::optional<domain::Record> read_record(const Fields& fields) {
  if (!fields.view().is_object()) {
    fields.problems().add(fields.view(), ErrorCode::kBadInput, "should be an event: an object with a \"body\"");
    return std::nullopt;
  }
  if (fields.at("body").present()) return read_event(fields);
  if (fields.at("person").is_object()) {
    return as_record(read_object(fields, "person", [](const Fields& person) { return read_person(person, nullptr); }));
  }
  if (fields.at("matter").is_object()) {
    return as_record(read_object(fields, "matter", [](const Fields& matter) { return read_matter(matter, nullptr); }));
  }
  fields.problems().add(fields.at("body"), ErrorCode::kBadInput,
                        "no CDP ingestion JSON: there is no \"body\" (an event), \"person\" or \"matter\"");
  return std::nullopt;
}

}  // namespace dais::sources::cdp
