// SPDX-License-Identifier: Apache-2.0
// The lists: meetings, people, matters, bodies.
#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/words.h"

namespace dais::site {
namespace {

const std::string& zone_of(const Visit& visit) { return visit.site.config.instance.timezone; }

void add_people_cards(Dict& content, const std::vector<archive::PersonSummary>& people) {
  if (people.empty()) return;
  Dict& list = add_section(content, "LIST");
  for (const archive::PersonSummary& person : people) {
    Dict& card = add_section(list, "PERSON");
    set(card, "ID", person.ref.id);
    set(card, "NAME", person.ref.name);
    show_text(card, "OFFICE", person.title + (person.title.empty() || person.seat.empty() ? "" : ", ") + person.seat);
    std::string counts = person.vote_count > 0 ? counted(person.vote_count, "vote", "votes") : "";
    if (person.spoken_count > 0)
      counts += (counts.empty() ? "" : " · ") + std::string("spoke ") + counted(person.spoken_count, "time", "times");
    if (!person.is_active) counts += counts.empty() ? "No longer in office" : " · no longer in office";
    set(card, "COUNTS", counts);
  }
}

/// The list with its filters, as a table. `filters` is the list's own address.
void add_table_link(Dict& content, const char* table, const Address& filters) {
  const std::string& address = filters.str();
  const std::size_t query = address.find('?');
  show_text(content, "TABLE", table + (query == std::string::npos ? std::string() : address.substr(query)), "HREF");
}

Options same(const std::vector<std::string>& values) {
  Options out;
  for (const std::string& value : values) out.emplace_back(value, value);
  return out;
}

std::string body_counts(const archive::BodySummary& body) {
  std::string out = counted(body.event_count, "meeting", "meetings");
  if (body.member_count > 0) out += " · " + counted(body.member_count, "member", "members");
  if (body.last_event) out += " · last met " + short_date(*body.last_event, body.timezone);
  return out;
}

}  // namespace

Result<http::Response> events_page(const Visit& visit) {
  Parameters parameters(visit.request, zone_of(visit));
  archive::EventFilter filter;
  filter.body_id = parameters.text("body");
  filter.from = parameters.date("from", DayEdge::kStart);
  filter.to = parameters.date("to", DayEdge::kEnd);
  parameters.expect_order(filter.from, filter.to);
  filter.has = parameters.choice("has", {"recording", "transcript", "votes"});
  filter.when = parameters.choice("when", {"past", "upcoming"});
  const archive::Paging paging = parameters.paging();
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const Result<archive::Page<archive::EventSummary>> list = visit.reader.events(filter, paging);
  if (!list) return fail(list.error());

  Page page(visit.site, "events.tpl", "Meetings");
  page.under("/events").canonical("/events").describe("All meetings in this archive, newest first.");
  Dict& content = page.content();
  if (auto ok = add_body_options(content, visit.reader, filter.body_id); !ok) return fail(ok.error());
  const std::string from = visit.request.query_value("from").value_or("");
  const std::string to = visit.request.query_value("to").value_or("");
  set(content, "FROM", from);
  set(content, "TO", to);
  add_options(content, "HAS_OPTION",
              {{"", "Anything"}, {"recording", "Recording"}, {"transcript", "Transcript"}, {"votes", "Votes"}},
              filter.has);
  add_options(content, "WHEN_OPTION", {{"", "Any time"}, {"past", "Past"}, {"upcoming", "Upcoming"}}, filter.when);
  set(content, "COUNT", counted(list->total, "meeting", "meetings"));
  add_meetings(content, "LIST", list->items);
  show(content, "NONE", list->items.empty());
  Address here("/events");
  here.with("body", filter.body_id).with("from", from).with("to", to).with("has", filter.has).with("when", filter.when);
  add_paging(content, here, paging, list->next);
  if (!list->items.empty()) add_table_link(content, "/api/v1/events.csv", here);
  return page.finish();
}

Result<http::Response> people_page(const Visit& visit) {
  Parameters parameters(visit.request, zone_of(visit));
  archive::PersonFilter filter;
  filter.text = parameters.text("q");
  filter.body_id = parameters.text("body");
  filter.active = parameters.choice("active", {"true", "false"});
  const archive::Paging paging = parameters.paging();
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const Result<archive::Page<archive::PersonSummary>> list = visit.reader.people(filter, paging);
  if (!list) return fail(list.error());

  Page page(visit.site, "people.tpl", "People");
  page.under("/people").canonical("/people").describe("Members and others who hold or held office.");
  Dict& content = page.content();
  set(content, "Q", filter.text);
  if (auto ok = add_body_options(content, visit.reader, filter.body_id); !ok) return fail(ok.error());
  add_options(content, "ACTIVE_OPTION", {{"", "Now or before"}, {"true", "Now"}, {"false", "Before"}}, filter.active);
  set(content, "COUNT", counted(list->total, "person", "people"));
  add_people_cards(content, list->items);
  show(content, "NONE", list->items.empty());
  Address here("/people");
  here.with("q", filter.text).with("body", filter.body_id).with("active", filter.active);
  add_paging(content, here, paging, list->next);
  if (!list->items.empty()) add_table_link(content, "/api/v1/people.csv", here);
  return page.finish();
}

Result<http::Response> matters_page(const Visit& visit) {
  Parameters parameters(visit.request, zone_of(visit));
  archive::MatterFilter filter;
  filter.text = parameters.text("q");
  filter.matter_type = parameters.text("type");
  filter.status = parameters.text("status");
  filter.sponsor_id = parameters.text("sponsor");
  filter.from = parameters.date("from", DayEdge::kStart);
  filter.to = parameters.date("to", DayEdge::kEnd);
  parameters.expect_order(filter.from, filter.to);
  const std::string from = visit.request.query_value("from").value_or("");
  const std::string to = visit.request.query_value("to").value_or("");
  const archive::Paging paging = parameters.paging();
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const Result<archive::Page<archive::MatterSummary>> list = visit.reader.matters(filter, paging);
  if (!list) return fail(list.error());
  const Result<archive::MatterChoices> choices = visit.reader.matter_choices();
  if (!choices) return fail(choices.error());

  Page page(visit.site, "matters.tpl", "Matters");
  page.under("/matters")
      .canonical("/matters")
      .describe("Bills, resolutions and applications, and what became of them.");
  Dict& content = page.content();
  set(content, "Q", filter.text);
  add_options(content, "TYPE_OPTION", same(choices->types), filter.matter_type);
  add_options(content, "STATUS_OPTION", same(choices->statuses), filter.status);
  set(content, "FROM", from);
  set(content, "TO", to);
  set(content, "COUNT", counted(list->total, "matter", "matters"));
  if (!list->items.empty()) {
    Dict& rows = add_section(content, "LIST");
    for (const archive::MatterSummary& matter : list->items) add_matter_row(add_section(rows, "MATTER"), matter);
  }
  show(content, "NONE", list->items.empty());
  Address here("/matters");
  here.with("q", filter.text).with("type", filter.matter_type).with("status", filter.status);
  here.with("from", from).with("to", to);
  if (!filter.sponsor_id.empty()) {
    Dict& chip = add_section(content, "CHIP");
    set(chip, "HREF", here.str());
    set(chip, "LABEL", "matters of one sponsor");
    Dict& keep = add_section(content, "KEEP");
    set(keep, "NAME", "sponsor");
    set(keep, "VALUE", filter.sponsor_id);
  }
  here.with("sponsor", filter.sponsor_id);
  add_paging(content, here, paging, list->next);
  if (!list->items.empty()) add_table_link(content, "/api/v1/matters.csv", here);
  return page.finish();
}

Result<http::Response> bodies_page(const Visit& visit) {
  Parameters parameters(visit.request, zone_of(visit));
  const archive::Paging paging = parameters.paging();
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const Result<archive::Page<archive::BodySummary>> list = visit.reader.bodies(paging);
  if (!list) return fail(list.error());

  Page page(visit.site, "bodies.tpl", "Bodies");
  page.under("/bodies").canonical("/bodies").describe("Councils, committees and boards in this archive.");
  Dict& content = page.content();
  set(content, "COUNT", counted(list->total, "body", "bodies"));
  if (!list->items.empty()) {
    Dict& cards = add_section(content, "LIST");
    for (const archive::BodySummary& body : list->items) {
      Dict& card = add_section(cards, "BODY");
      set(card, "ID", body.ref.id);
      set(card, "NAME", body.ref.name);
      show_text(card, "DESCRIBED", body.description);
      set(card, "COUNTS", body_counts(body));
      show(card, "INACTIVE", !body.is_active);
    }
  }
  show(content, "NONE", list->items.empty());
  add_paging(content, Address("/bodies"), paging, list->next);
  if (!list->items.empty()) add_table_link(content, "/api/v1/bodies.csv", Address("/bodies"));
  return page.finish();
}

}  // namespace dais::site
