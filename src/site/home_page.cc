// SPDX-License-Identifier: Apache-2.0
#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/words.h"

namespace dais::site {
namespace {

void add_figure(Dict& into, std::int64_t number, std::string_view singular, std::string_view plural,
                std::string_view href) {
  if (number == 0) return;
  Dict& figure = add_section(into, "FIGURE");
  set(figure, "WHAT", number == 1 ? singular : plural);
  Dict& text = add_section(figure, href.empty() ? "NO_LINK" : "HREF_LINK");
  set(text, "NUMBER", with_commas(number));
  set(text, "HREF", href);
}

void add_holdings(Dict& content, const archive::Holdings& held, std::string_view zone) {
  if (held.events == 0) return;
  Dict& part = add_section(content, "HOLDINGS");
  add_figure(part, held.events, "meeting", "meetings", "/events");
  add_figure(part, held.events_with_transcript, "with a transcript", "with a transcript", "/events?has=transcript");
  add_figure(part, held.transcript_hours, "hour to search", "hours to search", "/search");
  add_figure(part, held.matters, "matter", "matters", "/matters");
  add_figure(part, held.votes, "vote of a member", "votes of members", "");
  add_figure(part, held.people, "person", "people", "/people");
  if (!held.first_event || !held.last_event) return;
  Dict& span = add_section(part, "SPAN");
  set(span, "FIRST_ISO", machine_date(*held.first_event, zone));
  set(span, "FIRST", long_date(*held.first_event, zone));
  set(span, "LAST_ISO", machine_date(*held.last_event, zone));
  set(span, "LAST", long_date(*held.last_event, zone));
}

void add_bodies(Dict& content, const std::vector<archive::BodySummary>& bodies) {
  if (bodies.empty()) return;
  Dict& part = add_section(content, "BODIES");
  for (const archive::BodySummary& body : bodies) {
    Dict& row = add_section(part, "BODY");
    set(row, "ID", body.ref.id);
    set(row, "NAME", body.ref.name);
    set(row, "COUNTS", counted(body.event_count, "meeting", "meetings"));
  }
}

}  // namespace

Result<http::Response> home_page(const Visit& visit) {
  if (auto ok = Parameters(visit.request, visit.site.config.instance.timezone).check(); !ok) return fail(ok.error());
  const Result<archive::HomeView> view = visit.reader.home();
  if (!view) return fail(view.error());
  const config::Instance& instance = visit.site.config.instance;
  Page page(visit.site, "home.tpl", "");
  page.canonical("/").without_header_search();
  page.describe(instance.about.empty() ? "Search what was said and decided in the meetings of " + instance.name + "."
                                       : instance.about);
  Dict& content = page.content();
  set(content, "HEADLINE", instance.name);
  show_text(content, "ABOUT", instance.about, "ABOUT_TEXT");
  show(content, "EMPTY", view->holdings.events == 0);
  add_meetings(content, "NEWEST", view->newest);
  show(content, "NO_NEWEST", view->newest.empty());
  add_meetings(content, "UPCOMING", view->upcoming);
  show(content, "NO_UPCOMING", view->upcoming.empty());
  if (!view->recent_votes.empty()) {
    Dict& votes = add_section(content, "VOTES");
    for (const archive::VoteEventSummary& vote : view->recent_votes) add_vote_row(add_section(votes, "VOTE"), vote);
  }
  add_bodies(content, view->bodies);
  add_holdings(content, view->holdings, instance.timezone);
  return page.finish();
}

Result<http::Response> help_page(const Visit& visit) {
  if (auto ok = Parameters(visit.request, visit.site.config.instance.timezone).check(); !ok) return fail(ok.error());
  Page page(visit.site, "help.tpl", "How to search and cite");
  page.under("/help").canonical("/help").describe("How to search what was said, the keys, how to link and cite.");
  return page.finish();
}

}  // namespace dais::site
