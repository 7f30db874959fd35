// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "site/event_parts.h"
#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/words.h"

namespace dais::site {
namespace {

struct EventQuestion {
  std::optional<int> session;
  std::optional<MomentTime> time;
  std::string text;
};

EventQuestion read_question(Parameters& parameters) {
  constexpr int kMostSessions = 999;
  EventQuestion out;
  out.session = parameters.whole_number("s", 0, kMostSessions);
  out.text = parameters.text("q");
  const std::string time = parameters.text("t");
  if (time.empty()) return out;
  const Result<MomentTime> parsed = parse_moment_time(time);
  if (parsed) {
    out.time = *parsed;
  } else {
    constexpr std::size_t kNamePart = 3;  // "t: "
    parameters.refuse("t", std::string_view(parsed.error().message).substr(kNamePart));
  }
  return out;
}

/// The session asked for; without one, the first that can be read, heard, or is there at all.
Result<const archive::SessionView*> choose_session(const archive::EventView& event, const EventQuestion& question) {
  const auto& sessions = event.sessions;
  if (question.session) {
    const auto found = std::ranges::find(sessions, *question.session, &archive::SessionView::index);
    if (found != sessions.end()) return &*found;
    if (sessions.empty() && *question.session == 0) return nullptr;
    return fail(ErrorCode::kBadRequest,
                "s: this meeting has " +
                    counted(static_cast<std::int64_t>(sessions.size()), "recording", "recordings") +
                    ", counted from 0");
  }
  if (sessions.empty()) return nullptr;
  const auto readable =
      std::ranges::find_if(sessions, [](const auto& session) { return session.transcript != nullptr; });
  if (readable != sessions.end()) return &*readable;
  const auto heard =
      std::ranges::find_if(sessions, [](const auto& session) { return session.media != archive::MediaKind::kNone; });
  return heard != sessions.end() ? &*heard : &sessions.front();
}

void add_tags(Dict& content, const archive::EventSummary& event) {
  const std::string_view state = state_words(event.state);
  if (state.empty() && event.status.empty()) return;
  Dict& tags = add_section(content, "TAGS");
  show_text(tags, "STRONG", state);
  if (event.status != state) show_text(tags, "WEAK", event.status);
}

void add_actions(Dict& content, const archive::EventView& view) {
  const std::string agenda = is_web_link(view.agenda_uri) ? view.agenda_uri : "";
  const std::string minutes = is_web_link(view.minutes_uri) ? view.minutes_uri : "";
  if (agenda.empty() && minutes.empty() && view.previous_id.empty() && view.next_id.empty()) return;
  Dict& actions = add_section(content, "ACTIONS");
  show_text(actions, "AGENDA_LINK", agenda, "URL");
  show_text(actions, "MINUTES_LINK", minutes, "URL");
  for (const auto& [what, note] :
       {std::pair<std::string, std::string>{"Agenda document", view.agenda_note}, {"Minutes", view.minutes_note}}) {
    if (!note.empty()) set(add_section(content, "PAPER_NOTE"), "TEXT", what + ". " + file_note(note));
  }
  show_text(actions, "PREVIOUS", view.previous_id, "PREVIOUS_ID");
  show_text(actions, "NEXT", view.next_id, "NEXT_ID");
}

void add_head(Dict& content, const archive::EventView& view) {
  const archive::EventSummary& event = view.summary;
  Dict& body = add_section(content, event.body.id.empty() ? "BODY_PLAIN" : "BODY_LINK");
  set(body, "BODY_ID", event.body.id);
  set(body, "BODY", event.body.name);
  set(content, "HEADING", meeting_title(event));
  set(content, "DATE_ISO", machine_date(event.start, event.timezone));
  set(content, "DATE_TEXT", weekday_and_time(event.start, event.timezone));
  show_text(content, "LOCATION", event.location);
  show_text(content, "DURATION", spoken_duration(event.duration_seconds));
  add_tags(content, event);
  show_text(content, "COMMENT", event.comment);
  add_actions(content, view);
}

void add_jumps(Dict& content, const Place& place) {
  Dict* list = nullptr;
  const auto jump = [&](std::string_view target, std::string_view label) {
    if (list == nullptr) list = &add_section(content, "JUMPS");
    Dict& row = add_section(*list, "JUMP");
    set(row, "TARGET", target);
    set(row, "LABEL", label);
  };
  const auto& items = place.event.items;
  if (!items.empty()) jump("agenda", "Agenda (" + with_commas(static_cast<std::int64_t>(items.size())) + ")");
  if (!place.event.attendance.empty()) jump("attendance", "Attendance");
  if (place.transcript() != nullptr) jump("transcript", "Transcript");
}

void add_session_tabs(Dict& content, const Place& place) {
  const auto& sessions = place.event.sessions;
  if (sessions.size() < 2) return;
  Dict& tabs = add_section(content, "SESSIONS");
  for (const archive::SessionView& session : sessions) {
    Dict& tab = add_section(tabs, "TAB");
    set(tab, "N", std::to_string(session.index));
    const std::string clock = clock_time(session.start, place.event.summary.timezone);
    set(tab, "LABEL", "Recording " + std::to_string(session.index + 1) + (clock.empty() ? "" : ", " + clock));
    show(tab, "ON", &session == place.session);
  }
}

/// The words that a search for `text` in this meeting looks for.
Result<std::vector<std::string>> terms_of(const Visit& visit, const Place& place) {
  if (place.text.empty() || place.transcript() == nullptr) return std::vector<std::string>();
  archive::SearchRequest request;
  request.text = place.text;
  request.event_id = place.event.summary.ref.id;
  request.paging.limit = 1;
  const Result<archive::SearchView> found = visit.reader.search(request);
  if (!found) return fail(found.error());
  return found->terms;
}

Place place_of(const archive::EventView& view, const archive::SessionView* session, EventQuestion question) {
  Place place{view, session, question.time, std::move(question.text), std::nullopt};
  if (place.time && place.transcript() != nullptr) place.sentence = sentence_at(*place.transcript(), place.time->start);
  return place;
}

std::string description_of(const archive::EventView& view) {
  std::string out = meeting_title(view.summary) + ": ";
  if (view.summary.has_transcript) out += "transcript, ";
  if (view.summary.has_recording) out += "recording, ";
  return out + counted(static_cast<std::int64_t>(view.items.size()), "agenda item", "agenda items") + ", " +
         counted(view.summary.vote_count, "vote", "votes") + ".";
}

/// Whether anything was done with the meeting's recordings. To look through the jobs takes long in a large archive: it
/// is done only where nothing came of them.
bool has_runs(const Visit& visit, const archive::EventView& view) {
  if (visit.site.operations == nullptr || view.sessions.empty()) return false;
  const auto came_of = [](const archive::SessionView& session) {
    return session.media != archive::MediaKind::kNone || session.transcript != nullptr;
  };
  if (std::ranges::any_of(view.sessions, came_of)) return true;
  pipeline::RunsFilter filter;
  filter.event = view.summary.ref.id;
  filter.limit = 1;
  const auto found =
      visit.site.operations->read([&filter](pipeline::RunsReader& reader) { return reader.runs(filter); });
  return found && found->total > 0;
}

}  // namespace

Result<http::Response> event_page(const Visit& visit) {
  auto led = lead_on(visit, "event", "/events");
  if (!led) return fail(led.error());
  if (*led) return **led;
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  EventQuestion question = read_question(parameters);
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const Result<archive::EventView> view = visit.reader.event(visit.request.param("id"));
  if (!view) return fail(view.error());
  const Result<const archive::SessionView*> session = choose_session(*view, question);
  if (!session) return fail(session.error());
  const Place place = place_of(*view, *session, std::move(question));
  const Result<std::vector<std::string>> terms = terms_of(visit, place);
  if (!terms) return fail(terms.error());

  Page page(visit.site, "event.tpl", meeting_title(view->summary));
  page.under("/events").canonical(place.path()).describe(description_of(*view)).play_from(media_origin(place));
  page.picture(place.session != nullptr && !place.session->thumbnail.empty() ? place.session->thumbnail
                                                                             : view->summary.thumbnail);
  Dict& content = page.content();
  set(content, "ID", view->summary.ref.id);
  set(content, "SELF", place.path());
  set(content, "SESSION", std::to_string(place.session != nullptr ? place.session->index : 0));
  add_banner(content, view->provenance, view->summary.timezone);
  add_head(content, *view);
  add_jumps(content, place);
  add_session_tabs(content, place);
  add_player(content, place);
  add_asked(content, place);
  add_clip(content, visit.site, place);
  add_citation(content, visit.site, place);
  add_agenda(content, place);
  add_attendance(content, view->attendance);
  add_transcript(content, place, *terms);
  Dict& provenance = add_provenance(content, view->provenance, view->summary.timezone, place.path());
  if (has_runs(visit, *view))
    show_text(provenance, "RUNS", Address("/runs").with("event", view->summary.ref.id).str(), "HREF");
  page.data_set(recording_data(visit.site, place));
  return page.finish();
}

}  // namespace dais::site
