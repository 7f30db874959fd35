// SPDX-License-Identifier: Apache-2.0
#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/words.h"

namespace dais::site {
namespace {

void add_fact(Dict& content, std::string_view what, std::string_view text, const std::string& href = {}) {
  if (text.empty()) return;
  Dict& fact = add_section(content, "FACT");
  set(fact, "WHAT", what);
  Dict& value = add_section(fact, href.empty() ? "NO_LINK" : "LINK");
  set(value, "TEXT", text);
  set(value, "HREF", href);
}

void add_day(Dict& content, std::string_view what, const std::optional<Instant>& day, std::string_view zone) {
  if (!day) return;
  Dict& fact = add_section(content, "FACT");
  set(fact, "WHAT", what);
  Dict& when = add_section(fact, "WHEN");
  set(when, "ISO", machine_date(*day, zone));
  set(when, "TEXT", long_date(*day, zone));
}

void add_facts(Dict& content, const archive::MatterView& view) {
  const archive::MatterSummary& matter = view.summary;
  add_fact(content, "Status", matter.status);
  add_fact(content, "In control", view.body.name, view.body.id.empty() ? "" : "/bodies/" + view.body.id);
  add_day(content, "Introduced", matter.introduced, matter.timezone);
  add_day(content, "Passed", view.passed, matter.timezone);
  add_day(content, "Enacted", view.enacted, matter.timezone);
  add_fact(content, "Enactment number", view.enactment_number);
}

void add_place(Dict& row, const archive::MatterActionView& action) {
  if (action.body.name.empty() && action.event.name.empty()) return;
  const std::string href = !action.event.id.empty()  ? "/events/" + action.event.id
                           : !action.body.id.empty() ? "/bodies/" + action.body.id
                                                     : "";
  Dict& where = add_section(row, "WHERE");
  Dict& name = add_section(where, href.empty() ? "UNLINKED" : "LINKED");
  set(name, "HREF", href);
  set(name, "TEXT", action.body.name.empty() ? action.event.name : action.body.name);
}

void add_moments(Dict& row, const archive::MatterView& view, const std::string& event_id) {
  for (const archive::SearchHit& hit : view.moments) {
    if (event_id.empty() || hit.event.ref.id != event_id) continue;
    Dict& moment = add_section(row, "MOMENT");
    set(moment, "HREF", hit.url + "#here");
    set(moment, "CLOCK", format_clock(hit.start_seconds));
    show_text(moment, "SPEAKER", hit.speaker.name);
    set(moment, "WORDS", hit.text);
  }
}

void add_actions(Dict& content, const archive::MatterView& view) {
  show(content, "NO_ACTIONS", view.actions.empty());
  if (view.actions.empty()) return;
  Dict& list = add_section(content, "ACTIONS");
  std::string shown_event;  // several actions of one meeting share its moments
  for (const archive::MatterActionView& action : view.actions) {
    Dict& row = add_section(list, "ACTION");
    if (action.event.id != shown_event) add_moments(row, view, action.event.id);
    shown_event = action.event.id;
    set(row, "ISO", machine_date(action.date, view.summary.timezone));
    set(row, "DATE", short_date(action.date, view.summary.timezone));
    set(row, "WHAT", action.action.empty() ? "On the agenda" : action.action);
    show_text(row, "OUTCOME", action.outcome);
    add_place(row, action);
    show_text(row, "DESCRIPTION", action.description);
    if (!action.vote) continue;
    Dict& vote = add_section(row, "VOTE");
    set(vote, "VOTE_ID", action.vote->ref.id);
    set(vote, "TALLY", tally_sentence(*action.vote));
    show(vote, "VOTE_DISAGREES", action.vote->outcome_disagrees);
  }
}

void add_earlier_texts(Dict& content, const archive::MatterView& view) {
  if (view.earlier_texts.empty()) return;
  Dict& list = add_section(content, "VERSIONS");
  set(list, "COUNT", counted(static_cast<std::int64_t>(view.earlier_texts.size()), "earlier text", "earlier texts"));
  for (const archive::TextVersion& text : view.earlier_texts) {
    Dict& version = add_section(list, "VERSION");
    set(version, "ISO", machine_date(text.until, view.summary.timezone));
    set(version, "UNTIL", short_date(text.until, view.summary.timezone));
    set(version, "OLD_TEXT", text.text);
  }
}

void add_sponsors(Dict& content, const std::vector<archive::Ref>& sponsors) {
  show(content, "NO_SPONSORS", sponsors.empty());
  if (sponsors.empty()) return;
  Dict& list = add_section(content, "SPONSORS");
  for (const archive::Ref& sponsor : sponsors) {
    Dict& row = add_section(list, "SPONSOR");
    set_person(row, sponsor);
    show(row, "PRIME", &sponsor == &sponsors.front() && sponsors.size() > 1);
  }
}

}  // namespace

Result<http::Response> matter_page(const Visit& visit) {
  auto led = lead_on(visit, "matter", "/matters");
  if (!led) return fail(led.error());
  if (*led) return **led;
  if (auto ok = Parameters(visit.request, visit.site.config.instance.timezone).check(); !ok) return fail(ok.error());
  const Result<archive::MatterView> view = visit.reader.matter(visit.request.param("id"));
  if (!view) return fail(view.error());
  const archive::MatterSummary& matter = view->summary;
  const std::string path = "/matters/" + matter.ref.id;

  Page page(visit.site, "matter.tpl", matter.ref.name);
  page.under("/matters").canonical(path).describe(matter.title.empty() ? matter.ref.name : matter.title);
  Dict& content = page.content();
  add_banner(content, view->provenance, matter.timezone);
  set(content, "EYEBROW", matter.matter_type.empty() ? "Matter" : matter.matter_type);
  set(content, "NAME", matter.ref.name);
  if (matter.title != matter.ref.name) show_text(content, "TITLED", matter.title);
  set(content, "SAID_HREF", Address("/search").with("q", '"' + matter.ref.name + '"').str());
  if (view->summary_text != matter.title) show_text(content, "SUMMARY", view->summary_text);
  add_facts(content, *view);
  add_actions(content, *view);
  add_sponsors(content, view->sponsors);
  add_files(content, view->files);
  show_text(content, "TEXT_OF_IT", view->text);
  add_earlier_texts(content, *view);
  add_provenance(content, view->provenance, matter.timezone, path);
  return page.finish();
}

}  // namespace dais::site
