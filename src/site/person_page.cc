// SPDX-License-Identifier: Apache-2.0
#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/words.h"

namespace dais::site {
namespace {

using domain::VoteClass;

std::optional<VoteClass> class_of(std::string_view name) {
  for (const VoteClass each : domain::kVoteClasses) {
    if (domain::name_of(each) == name) return each;
  }
  return std::nullopt;
}

struct VoteQuestion {
  archive::VoteFilter filter;
  archive::Paging paging;
  std::string class_name;
  std::string from;
  std::string to;
};

VoteQuestion read_question(Parameters& parameters, const http::Request& request) {
  VoteQuestion out;
  out.class_name =
      parameters.choice("class", {"yes", "no", "abstain", "absent", "conflict", "nonvoting", "blank", "unrecognised"});
  out.filter.vote_class = class_of(out.class_name);
  out.filter.body_id = parameters.text("body");
  out.filter.from = parameters.date("from", DayEdge::kStart);
  out.filter.to = parameters.date("to", DayEdge::kEnd);
  out.from = request.query_value("from").value_or("");
  out.to = request.query_value("to").value_or("");
  out.paging = parameters.paging();
  return out;
}

Address& add_filters(Address& address, const VoteQuestion& question) {
  return address.with("class", question.class_name)
      .with("body", question.filter.body_id)
      .with("from", question.from)
      .with("to", question.to);
}

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

void add_roles(Dict& content, const archive::PersonView& view) {
  show(content, "NO_ROLES", view.roles.empty());
  if (view.roles.empty()) return;
  Dict& list = add_section(content, "ROLES");
  for (const archive::RoleView& role : view.roles) {
    Dict& row = add_section(list, "ROLE");
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
  for (const archive::MatterSummary& matter : view.sponsored) add_matter_row(add_section(list, "MATTER"), matter);
  if (view.summary.sponsored_count <= static_cast<std::int64_t>(view.sponsored.size())) return;
  Dict& all = add_section(content, "ALL_SPONSORED");
  set(all, "HREF", Address("/matters").with("sponsor", view.summary.ref.id).str());
  set(all, "TEXT", "All " + counted(view.summary.sponsored_count, "matter", "matters"));
}

void add_vote(Dict& list, const archive::PersonVote& vote) {
  const archive::VoteEventSummary& event = vote.vote_event;
  Dict& row = add_section(list, "VOTE");
  set(row, "ISO", machine_date(event.date, event.timezone));
  set(row, "DATE", short_date(event.date, event.timezone));
  set(row, "VOTE_ID", event.ref.id);
  const std::string question = question_of(event);
  set(row, "QUESTION", question);
  if (event.matter_title != question) show_text(row, "ABOUT", event.matter_title);
  set(row, "CLASS", domain::name_of(vote.vote_class));
  set(row, "LABEL", class_label(vote.vote_class));
  if (vote.value != class_label(vote.vote_class)) show_text(row, "AS_WRITTEN", vote.value);
  set(row, "TALLY", action_and_tally(event));
}

Status add_votes(const Visit& visit, Dict& content, const archive::PersonView& view, const VoteQuestion& question) {
  set(content, "TALLY_WORDS", tally_words(view.tally));
  if (view.tally.rows() == 0) return {};
  const std::string path = "/people/" + view.summary.ref.id;
  Dict& part = add_section(content, "HAS_VOTES");
  Options classes;
  for (const VoteClass each : domain::kVoteClasses) {
    if (view.tally.of(each) > 0 || domain::name_of(each) == question.class_name)
      classes.emplace_back(domain::name_of(each), class_label(each));
  }
  add_options(part, "CLASS_OPTION", classes, question.class_name);
  if (auto ok = add_body_options(part, visit.reader, question.filter.body_id); !ok) return ok;
  set(part, "FROM", question.from);
  set(part, "TO", question.to);
  set(part, "COUNT", counted(view.votes.total, "vote", "votes"));
  Address csv("/api/v1" + path + "/votes.csv");
  set(part, "CSV_HREF", add_filters(csv, question).str());
  show(part, "NO_VOTES", view.votes.items.empty());
  if (!view.votes.items.empty()) {
    Dict& list = add_section(part, "VOTES");
    for (const archive::PersonVote& vote : view.votes.items) add_vote(list, vote);
  }
  Address here(path);
  add_paging(part, add_filters(here, question), question.paging, view.votes.next);
  return {};
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
  const VoteQuestion question = read_question(parameters, visit.request);
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const Result<archive::PersonView> view =
      visit.reader.person(visit.request.param("id"), question.filter, question.paging);
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
  if (auto ok = add_votes(visit, content, *view, question); !ok) return fail(ok.error());
  add_provenance(content, view->provenance, view->timezone, path);
  return page.finish();
}

}  // namespace dais::site
