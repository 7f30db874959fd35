// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/person_figures.h"
#include "site/vote_asking.h"
#include "site/words.h"

namespace dais::site {
namespace {

using domain::VoteClass;

std::string tally_words(const archive::Tally& tally) {
  if (tally.rows() == 0) return "No vote by this person is in the archive.";
  std::string out = "Of " + counted(tally.rows(), "recorded vote", "recorded votes");
  const char* separator = ": ";
  for (const VoteClass each : domain::kVoteClasses) {
    if (tally.of(each) == 0) continue;
    out += separator + with_commas(tally.of(each)) + " “" + std::string(class_label(each)) + "”";
    separator = ", ";
  }
  return out + ".";
}

std::string role_time(const archive::RoleView& role, std::string_view zone) {
  if (role.start && role.end) return short_date(*role.start, zone) + " to " + short_date(*role.end, zone);
  if (role.start) return (role.current ? "since " : "from ") + short_date(*role.start, zone);
  if (role.end) return "until " + short_date(*role.end, zone);
  return role.current ? "now" : "";
}

constexpr std::size_t kRolesShown = 8;
constexpr std::size_t kMattersShown = 8;

void add_roles(Dict& content, const archive::PersonView& view) {
  show(content, "NO_ROLES", view.roles.empty());
  if (view.roles.empty()) return;
  Dict* list = &add_section(content, "ROLES");
  std::size_t shown = 0;
  for (const archive::RoleView& role : view.roles) {
    if (shown++ == kRolesShown) {
      list = &add_section(content, "MORE_ROLES");
      set(*list, "COUNT", with_commas(static_cast<std::int64_t>(view.roles.size() - kRolesShown)));
    }
    Dict& row = add_section(*list, "ROLE");
    set(row, "TITLE", role.title.empty() ? "Office" : role.title);
    if (!role.body.id.empty()) {
      Dict& body = add_section(row, "BODY");
      set(body, "ID", role.body.id);
      set(body, "NAME", role.body.name);
    }
    show_text(row, "SEAT", role.seat);
    set(row, "WHEN", role_time(role, view.timezone));
  }
}

void add_sponsored(Dict& content, const archive::PersonView& view) {
  show(content, "NO_SPONSORED", view.sponsored.empty());
  if (view.sponsored.empty()) return;
  Dict& list = add_section(content, "SPONSORED");
  const std::size_t shown = std::min(view.sponsored.size(), kMattersShown);
  for (std::size_t i = 0; i < shown; ++i) add_matter_row(add_section(list, "MATTER"), view.sponsored[i]);
  if (view.summary.sponsored_count <= static_cast<std::int64_t>(shown)) return;
  Dict& all = add_section(content, "ALL_SPONSORED");
  set(all, "HREF", Address("/matters").with("sponsor", view.summary.ref.id).str());
  set(all, "TEXT", "All " + counted(view.summary.sponsored_count, "matter", "matters"));
}

void add_vote(Dict& list, const archive::PersonVote& vote) {
  Dict& row = add_section(list, "VOTE");
  set_vote_cells(row, vote.vote_event);
  set_cast(row, vote.vote_class, vote.value);
}

Status add_votes(const Visit& visit, Dict& content, const archive::PersonView& view, const insight::Record& record,
                 const VoteAsking& asking, const archive::Paging& paging) {
  set(content, "TALLY_WORDS", tally_words(view.tally));
  if (view.tally.rows() == 0) return {};
  const std::string path = "/people/" + view.summary.ref.id;
  Dict& part = add_section(content, "HAS_VOTES");
  if (auto ok = add_filter_form(part, visit, record, asking, Offered::kVotesOfPerson, path + "#votes"); !ok) return ok;
  set(part, "COUNT", counted(view.votes.total, "vote", "votes"));
  Address csv("/api/v1" + path + "/votes.csv");
  set(part, "CSV_HREF", add_vote_asking(csv, asking).str());
  show(part, "NO_VOTES", view.votes.items.empty());
  if (!view.votes.items.empty()) {
    Dict& list = add_section(part, "VOTES");
    for (const archive::PersonVote& vote : view.votes.items) add_vote(list, vote);
  }
  Address here(path);
  add_paging(part, add_vote_asking(here, asking), paging, view.votes.next);
  return {};
}

void add_moments(Dict& content, const archive::PersonView& view) {
  if (view.moments.empty()) return;
  Dict& list = add_section(content, "SAID");
  set(list, "SAID_ALL", Address("/search").with("person", view.summary.ref.id).with("sort", "newest").str());
  for (const archive::SearchHit& hit : view.moments) {
    Dict& row = add_section(list, "MOMENT");
    set(row, "HREF", hit.url + "#here");
    set(row, "WORDS", hit.text);
    set(row, "BODY_NAME", hit.event.body.name);
    set(row, "ISO", machine_date(hit.event.start, hit.event.timezone));
    set(row, "DATE", short_date(hit.event.start, hit.event.timezone));
    set(row, "CLOCK", format_clock(hit.start_seconds));
    show_text(row, "KNOWN_BY", hit.speaker_evidence);
  }
}

void add_contacts(Dict& content, const archive::PersonView& view) {
  show_text(content, "EMAIL", view.email);
  show_text(content, "PHONE", view.phone);
  if (is_web_link(view.website)) show_text(content, "WEBSITE", view.website, "URL");
  // A link, not an image: pages load nothing from elsewhere.
  if (is_web_link(view.picture_uri)) show_text(content, "PICTURE", view.picture_uri, "URL");
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace

Result<http::Response> person_page(const Visit& visit) {
  auto led = lead_on(visit, "person", "/people");
  if (!led) return fail(led.error());
  if (*led) return **led;
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  const VoteAsking asking = read_vote_asking(parameters, visit.request);
  const archive::Paging paging = parameters.paging();
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const auto record = visit.reader.record();
  if (!record) return fail(record.error());
  const Result<archive::PersonView> view = visit.reader.person(visit.request.param("id"), asking.filter, paging);
  if (!view) return fail(view.error());
  const archive::PersonSummary& person = view->summary;
  const std::string path = "/people/" + person.ref.id;

  Page page(visit.site, "person.tpl", person.ref.name);
  page.under("/people").canonical(path).describe("Offices, votes and words of " + person.ref.name + ".");
  Dict& content = page.content();
  add_banner(content, view->provenance, view->timezone);
  set(content, "ID", person.ref.id);
  set(content, "NAME", person.ref.name);
  const std::string office = person.title + (person.title.empty() || person.seat.empty() ? "" : ", ") + person.seat;
  set(content, "OFFICE",
      (office.empty() ? "Person" : office) + (person.is_active || office.empty() ? "" : " (no longer in office)"));
  show_text(content, "ALIASES", joined(view->also_known_as));
  if (person.spoken_count > 0)
    show_text(content, "SPOKEN", Address("/search").with("person", person.ref.id).str(), "SAID_HREF");
  add_contacts(content, *view);
  add_roles(content, *view);
  add_sponsored(content, *view);
  add_person_figures(content, **record, *view);
  add_moments(content, *view);
  if (auto ok = add_votes(visit, content, *view, **record, asking, paging); !ok) return fail(ok.error());
  add_provenance(content, view->provenance, view->timezone, path);
  return page.finish();
}

}  // namespace dais::site
