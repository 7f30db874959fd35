// SPDX-License-Identifier: Apache-2.0
// Passages like one another: those with the words that tell the passage from others.
#include "archive/study.h"
#include "site/marking.h"
#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/words.h"

namespace dais::site {
namespace {

constexpr int kMostSessions = 1'000;
constexpr int kMostSeconds = 1'000'000;

void add_hit(Dict& into, const archive::SearchHit& hit, const std::string& query) {
  Dict& row = add_section(into, "HIT");
  set(row, "HREF", Address(hit.url).with("q", query).fragment("here").str());
  set(row, "SPEAKER", hit.speaker.name.empty() ? "Speaker not named," : hit.speaker.name);
  set(row, "CLOCK", format_clock(hit.start_seconds));
  set(row, "EVENT", hit.event.ref.id);
  set(row, "BODY", hit.event.body.name);
  set_date(row, "DATE", hit.event.start, hit.event.timezone);
  set(row, "LIKE_HREF", like_address(hit.event.ref.id, hit.session, hit.start_seconds));
  add_parts(include(row, "SNIPPET", "parts.tpl"), parts_of_snippet(hit.snippet_html));
}

}  // namespace

Result<http::Response> like_page(const Visit& visit) {
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  const std::string event = parameters.text("event");
  const int session = parameters.whole_number("s", 0, kMostSessions).value_or(0);
  const int seconds = parameters.whole_number("t", 0, kMostSeconds).value_or(0);
  if (event.empty()) parameters.refuse("event", "missing; the id of a meeting");
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const auto view = visit.reader.like(event, session, seconds);
  if (!view) return fail(view.error());
  Page page(visit.site, "like.tpl", "More like this passage");
  page.under("/search").keep_out_of_indexes();
  Dict& content = page.content();
  set(content, "TEXT", view->text);
  set(content, "HREF", Address(view->url).fragment("here").str());
  set(content, "CLOCK", format_clock(view->start_seconds));
  set(content, "EVENT", view->event.ref.id);
  set(content, "BODY", view->event.body.name);
  set_date(content, "DATE", view->event.start, view->event.timezone);
  std::string list;
  for (const std::string& word : view->words) list += (list.empty() ? "" : ", ") + word;
  if (!list.empty()) {
    Dict& words = add_section(content, "WORDS");
    set(words, "LIST", list);
    set(words, "SEARCH_HREF", Address("/search").with("q", view->found.text).str());
  }
  if (view->found.hits.empty()) {
    content.ShowSection("NOTHING");
    return page.finish();
  }
  Dict& hits = add_section(content, "HITS");
  set(hits, "TOTAL", counted(std::ssize(view->found.hits), "passage", "passages"));
  for (const archive::SearchHit& hit : view->found.hits) add_hit(hits, hit, view->found.text);
  return page.finish();
}

}  // namespace dais::site
