// SPDX-License-Identifier: Apache-2.0
#include "insight/selection.h"
#include "site/address.h"
#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/words.h"

namespace dais::site {
namespace {

void add_member(Dict& list, const archive::Member& member, const std::string& zone) {
  Dict& row = add_section(list, "MEMBER");
  set_person(row, member.person);
  std::string office = member.role.title;
  if (!member.role.seat.empty()) office += (office.empty() ? "" : ", ") + member.role.seat;
  if (member.role.start)
    office += (office.empty()        ? "since "
               : member.role.current ? ", since "
                                     : ", from ") +
              short_date(*member.role.start, zone);
  if (member.role.end && !member.role.current)
    office += (office.empty() ? "until " : " until ") + short_date(*member.role.end, zone);
  set(row, "OFFICE", office);
}

void add_members(Dict& content, const std::vector<archive::Member>& members, const std::string& zone) {
  show(content, "NO_MEMBERS", members.empty());
  Dict* current = nullptr;
  Dict* former = nullptr;
  std::int64_t former_count = 0;
  for (const archive::Member& member : members) {
    Dict*& list = member.role.current ? current : former;
    if (list == nullptr) list = &add_section(content, member.role.current ? "CURRENT" : "FORMER");
    if (!member.role.current) ++former_count;
    add_member(*list, member, zone);
  }
  if (former != nullptr) set(*former, "COUNT", with_commas(former_count));
}

/// One line of figures, with the way to all of them.
Status add_record(Dict& content, const Visit& visit, const std::string& id) {
  const auto record = visit.reader.record();
  if (!record) return fail(record.error());
  const auto body = (*record)->find_body(id);
  if (!body) return {};
  const insight::Selection selection{.body = body};
  const auto votes = static_cast<std::int64_t>(insight::select_vote_events(**record, selection).size());
  const auto roll_calls = static_cast<std::int64_t>(insight::select_roll_calls(**record, selection).size());
  if (votes == 0 && roll_calls == 0) return {};
  const insight::Selection contested{.body = body, .contested = insight::Contested::kOnly};
  Dict& part = add_section(content, "RECORD");
  set(part, "VOTES", counted(votes, "vote", "votes"));
  set(part, "VOTES_HREF", Address("/votes").with("body", id).str());
  set(part, "CONTESTED",
      with_commas(static_cast<std::int64_t>(insight::select_vote_events(**record, contested).size())));
  set(part, "CONTESTED_HREF", Address("/votes").with("body", id).with("contested", "true").str());
  set(part, "ROLL_CALLS", counted(roll_calls, "roll call", "roll calls"));
  set(part, "RECORD_HREF", "/bodies/" + id + "/record");
  return {};
}

}  // namespace

Result<http::Response> body_page(const Visit& visit) {
  auto led = lead_on(visit, "body", "/bodies");
  if (!led) return fail(led.error());
  if (*led) return **led;
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  const archive::Paging paging = parameters.paging();
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const Result<archive::BodyView> view = visit.reader.body(visit.request.param("id"), paging);
  if (!view) return fail(view.error());
  const archive::BodySummary& body = view->summary;
  const std::string path = "/bodies/" + body.ref.id;

  Page page(visit.site, "body.tpl", body.ref.name);
  page.under("/bodies").canonical(path);
  page.describe(body.description.empty() ? "Meetings and members of " + body.ref.name + "." : body.description);
  Dict& content = page.content();
  add_banner(content, view->provenance, body.timezone);
  set(content, "KIND", body.classification.empty() ? "Body" : body.classification);
  set(content, "NAME", body.ref.name);
  set(content, "ID", body.ref.id);
  show_text(content, "DESCRIBED", body.description);
  set(content, "COUNTS", counted(body.event_count, "meeting", "meetings"));
  show(content, "INACTIVE", !body.is_active);
  add_meetings(content, "UPCOMING", view->upcoming);
  show(content, "NO_MEETINGS", view->events.items.empty());
  if (!view->events.items.empty()) {
    Dict& list = add_section(content, "MEETINGS");
    for (const archive::EventSummary& event : view->events.items) add_meeting_row(add_section(list, "MEETING"), event);
    add_paging(list, Address(path), paging, view->events.next);
  }
  add_members(content, view->members, body.timezone);
  if (auto ok = add_record(content, visit, body.ref.id); !ok) return fail(ok.error());
  set(content, "COVERAGE_HREF", Address("/coverage").with("body", body.ref.id).str());
  add_provenance(content, view->provenance, body.timezone, path);
  return page.finish();
}

}  // namespace dais::site
