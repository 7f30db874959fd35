// SPDX-License-Identifier: Apache-2.0
// Following a search: its address says all there is to know, so nobody needs an account. A page that says what it would
// have brought, and the search as Atom, JSON Feed and iCalendar. A followed search wants all of its words, where a
// search that finds little is content with some.
#include <algorithm>

#include "site/address.h"
#include "site/feeds.h"
#include "site/pages.h"
#include "site/parameters.h"
#include "site/words.h"

namespace dais::site {
namespace {

constexpr std::size_t kMostEntries = 50;
constexpr std::chrono::days kMonth{30};

struct Followed {
  archive::SearchRequest request;
  std::string query;  ///< "?q=…" of all of its addresses

  [[nodiscard]] std::string address(std::string_view path) const { return std::string(path) + query; }
};

Result<Followed> read_followed(const Visit& visit) {
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  Followed out;
  out.request.text = parameters.text("q");
  out.request.body_id = parameters.text("body");
  out.request.person_id = parameters.text("person");
  out.request.event_id = parameters.text("event");
  out.request.sort = "newest";
  out.request.words = archive::WordsWanted::kAll;
  out.request.paging.limit = kMostEntries;
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const bool anything = !out.request.text.empty() || !out.request.body_id.empty() || !out.request.person_id.empty() ||
                        !out.request.event_id.empty();
  if (!anything) return fail(ErrorCode::kBadRequest, "q: say what to follow, as in a search");
  out.query = Address("")
                  .with("q", out.request.text)
                  .with("body", out.request.body_id)
                  .with("person", out.request.person_id)
                  .with("event", out.request.event_id)
                  .str();
  return out;
}

std::string title_of(const Visit& visit, const archive::SearchView& view) {
  return visit.site.config.instance.name + ": " + view.understood;
}

std::string who_and_when(const archive::SearchHit& hit) {
  const std::string who = hit.speaker.name.empty() ? "" : hit.speaker.name + ", ";
  return who + hit.event.body.name + ", " + short_date(hit.event.start, hit.event.timezone);
}

Instant said_at(const archive::SearchHit& hit) {
  return hit.event.start + std::chrono::milliseconds(static_cast<std::int64_t>(hit.start_seconds * 1000));
}

Result<Feed> feed_of(const Visit& visit, std::string_view path) {
  const Result<Followed> followed = read_followed(visit);
  if (!followed) return fail(followed.error());
  const Result<archive::SearchView> view = visit.reader.search(followed->request);
  if (!view) return fail(view.error());
  const std::string& site = visit.site.config.instance.public_url;
  Feed feed;
  feed.id = urn_of({site, followed->query});
  feed.title = title_of(visit, *view);
  feed.page_url = absolute(visit.site, followed->address("/search"));
  feed.self_url = absolute(visit.site, followed->address(path));
  for (const archive::SearchHit& hit : view->hits) {
    feed.entries.push_back({.id = urn_of({site, hit.url}),
                            .url = absolute(visit.site, hit.url),
                            .title = who_and_when(hit),
                            .author = hit.speaker.name,
                            .at = said_at(hit),
                            .text = hit.text});
  }
  std::ranges::stable_sort(feed.entries, std::ranges::greater{}, &FeedEntry::at);
  return feed;
}

http::Response as_file(std::string content, const char* content_type) {
  http::Response response;
  response.content_type = content_type;
  response.body = std::move(content);
  response.headers.emplace_back("Cache-Control", "no-cache");
  add_safety_headers(response);
  return response;
}

CalendarMeeting meeting_of(const Visit& visit, const archive::EventSummary& event, const std::string& path) {
  return {.id = event.ref.id,
          .url = absolute(visit.site, path),
          .title = event.body.name,
          .start = event.start,
          .duration_seconds = event.duration_seconds,
          .location = event.location,
          .text = event.comment,
          .is_cancelled = event.state == archive::EventState::kCancelled};
}

/// Meetings that matched, each once, with how often; then those to come.
Result<std::vector<CalendarMeeting>> meetings_of(const Visit& visit, const Followed& followed,
                                                 const archive::SearchView& view) {
  std::vector<CalendarMeeting> meetings;
  std::vector<std::int64_t> moments;
  for (const archive::SearchHit& hit : view.hits) {
    const auto known = std::ranges::find(meetings, hit.event.ref.id, &CalendarMeeting::id);
    if (known == meetings.end()) {
      const std::string path = Address("/events/" + hit.event.ref.id).with("q", followed.request.text).str();
      meetings.push_back(meeting_of(visit, hit.event, path));
      moments.push_back(1);
    } else {
      ++moments[static_cast<std::size_t>(known - meetings.begin())];
    }
  }
  for (std::size_t i = 0; i < meetings.size(); ++i)
    meetings[i].text = counted(moments[i], "moment", "moments") + ": " + view.understood;
  if (followed.request.body_id.empty()) return meetings;
  archive::EventFilter coming;
  coming.body_id = followed.request.body_id;
  coming.when = "upcoming";
  const auto events = visit.reader.events(coming, {kMostEntries, ""});
  if (!events) return fail(events.error());
  for (const archive::EventSummary& event : events->items)
    meetings.push_back(meeting_of(visit, event, "/events/" + event.ref.id));
  return meetings;
}

struct LastMonth {
  std::int64_t moments = 0;
  Instant until;
};

/// Of the 30 days that end with the newest meeting whose words are known; nothing where there is none.
Result<std::optional<LastMonth>> last_month(const Visit& visit, archive::SearchRequest request) {
  archive::EventFilter with_words;
  with_words.has = "transcript";
  const auto newest = visit.reader.events(with_words, {1, ""});
  if (!newest) return fail(newest.error());
  if (newest->items.empty()) return std::optional<LastMonth>();
  const Instant until = newest->items.front().start;
  request.from = until - kMonth;
  request.paging.limit = 1;
  const auto view = visit.reader.search(request);
  if (!view) return fail(view.error());
  return std::optional(LastMonth{view->total, until});
}

}  // namespace

Result<http::Response> search_atom(const Visit& visit) {
  const Result<Feed> feed = feed_of(visit, "/search.atom");
  if (!feed) return fail(feed.error());
  return as_file(atom_of(*feed), "application/atom+xml; charset=utf-8");
}

Result<http::Response> search_json_feed(const Visit& visit) {
  const Result<Feed> feed = feed_of(visit, "/search.json");
  if (!feed) return fail(feed.error());
  return as_file(json_feed_of(*feed), "application/feed+json; charset=utf-8");
}

Result<http::Response> search_calendar(const Visit& visit) {
  const Result<Followed> followed = read_followed(visit);
  if (!followed) return fail(followed.error());
  const Result<archive::SearchView> view = visit.reader.search(followed->request);
  if (!view) return fail(view.error());
  const auto meetings = meetings_of(visit, *followed, *view);
  if (!meetings) return fail(meetings.error());
  std::string host = visit.site.config.instance.public_url;
  host = host.substr(std::min(host.size(), host.find("://") == std::string::npos ? 0 : host.find("://") + 3));
  host = host.substr(0, host.find('/'));
  return as_file(calendar_of(title_of(visit, *view), host.empty() ? "dais" : host, *meetings),
                 "text/calendar; charset=utf-8");
}

Result<http::Response> follow_page(const Visit& visit) {
  const Result<Followed> followed = read_followed(visit);
  if (!followed) return fail(followed.error());
  const Result<archive::SearchView> view = visit.reader.search(followed->request);
  if (!view) return fail(view.error());
  const auto month = last_month(visit, followed->request);
  if (!month) return fail(month.error());
  Page page(visit.site, "follow.tpl", "Follow a search");
  page.under("/search").keep_out_of_indexes().describe("Addresses that tell of new " + view->understood + ".");
  page.feed(title_of(visit, *view), followed->address("/search.atom"));
  Dict& content = page.content();
  set(content, "UNDERSTOOD", view->understood);
  set(content, "SEARCH", followed->address("/search"));
  if (*month) {
    const config::Instance& instance = visit.site.config.instance;
    Dict& part = add_section(content, "MONTH");
    set(part, "MOMENTS", counted((*month)->moments, "moment", "moments"));
    set_date(part, "UNTIL", (*month)->until, instance.timezone);
  }
  for (const auto& [path, name, use] :
       {std::tuple{"/search.atom", "Atom", "for a feed reader: each moment, newest first"},
        std::tuple{"/search.json", "JSON Feed", "the same, for programs"},
        std::tuple{"/search.ics", "Calendar",
                   "for a calendar: the meetings that "
                   "matched, and, of one body, those to come"}}) {
    Dict& row = add_section(content, "FEED");
    set(row, "HREF", followed->address(path));
    set(row, "ADDRESS", absolute(visit.site, followed->address(path)));
    set(row, "NAME", name);
    set(row, "USE", use);
  }
  return page.finish();
}

}  // namespace dais::site
