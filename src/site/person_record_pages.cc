// SPDX-License-Identifier: Apache-2.0
// Pages below a person: agreement with each colleague, and the roll calls that attendance counts.
#include <algorithm>

#include "insight/figures.h"
#include "site/pages.h"
#include "site/parts.h"
#include "site/vote_asking.h"
#include "site/words.h"

namespace dais::site {
namespace {

using insight::Agreement;
using insight::Index;
using insight::Record;

Result<Index> person_of(const Visit& visit, const Record& record) {
  const std::string& id = visit.request.param("id");
  const auto person = record.find_person(id);
  if (person) return *person;
  return fail(ErrorCode::kNotFound, "person " + id + ": nobody of that id");
}

void sort_pairs(std::vector<Agreement>& pairs, const std::string& sort) {
  const auto agrees_less = [](const Agreement& a, const Agreement& b) { return a.same * b.shared < b.same * a.shared; };
  if (sort == "least") std::ranges::stable_sort(pairs, agrees_less);
  if (sort == "most") std::ranges::stable_sort(pairs, [&](const auto& a, const auto& b) { return agrees_less(b, a); });
  if (sort == "shared") std::ranges::stable_sort(pairs, std::ranges::greater(), &Agreement::shared);
}

void add_sort_links(Dict& content, const Address& here, const std::string& sorted) {
  const Options orders = {{"", "By name"}, {"most", "Most alike"}, {"least", "Least alike"}, {"shared", "Most shared"}};
  for (const auto& [value, label] : orders) {
    Dict& link = add_section(content, "ORDER");
    set(link, "LABEL", label);
    Dict& shown = add_section(link, value == sorted ? "IS_ON" : "IS_OFF");
    set(shown, "HREF", Address(here).with("sort", value).str());
  }
}

void add_pairs(Dict& content, const Record& record, const std::vector<Agreement>& pairs, const VoteAsking& asking) {
  Dict& list = add_section(content, "LIST");
  for (const Agreement& pair : pairs) {
    Dict& row = add_section(list, "COLLEAGUE");
    const insight::Named& other = record.persons[pair.b];
    set(row, "ID", other.id);
    set(row, "NAME", other.name);
    Address rows("/votes");
    rows.with("person", record.persons[pair.a].id).with("with", other.id);
    add_narrowing(rows, asking);
    set(row, "SHARED_HREF", rows.str());
    set(row, "SHARED", with_commas(pair.shared));
    set(row, "SAME_HREF", Address(rows).with("accord", "same").str());
    set(row, "SAME", with_commas(pair.same));
    Dict& different = add_section(row, pair.same == pair.shared ? "NEVER" : "DIFFERENT");
    set(different, "HREF", Address(rows).with("accord", "different").str());
    set(different, "COUNT", with_commas(pair.shared - pair.same));
    set(row, "SHARE", share_words(pair.same, pair.shared));
    show(row, "IS_FEW", pair.shared < kFew);
  }
}

void begin_page(Page& page, const Record& record, Index person) {
  page.under("/people");
  set(page.content(), "ID", record.persons[person].id);
  set(page.content(), "PERSON", record.persons[person].name);
  set(include(page.content(), "HOW", "how_voting.tpl"), "FEW", std::to_string(kFew));
}

}  // namespace

Result<http::Response> agreement_page(const Visit& visit) {
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  const VoteAsking asking = read_narrowing(parameters, visit.request);
  const std::string sort = parameters.choice("sort", {"most", "least", "shared"});
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const auto held = visit.reader.record();
  if (!held) return fail(held.error());
  const Record& record = **held;
  const auto person = person_of(visit, record);
  if (!person) return fail(person.error());
  const insight::Named& named = record.persons[*person];
  const std::string path = "/people/" + named.id + "/agreement";

  Page page(visit.site, "agreement.tpl", "Who votes with " + named.name);
  page.canonical(path).describe("How often each colleague said the same as " + named.name + ".");
  begin_page(page, record, *person);
  Dict& content = page.content();
  std::vector<std::pair<std::string, std::string>> keep;
  if (!sort.empty()) keep.emplace_back("sort", sort);
  if (auto ok = add_filter_form(content, visit, record, asking, Offered::kNarrowing, path, keep); !ok)
    return fail(ok.error());
  std::vector<Agreement> pairs = insight::agreement_with(record, selection_of(record, asking), *person);
  sort_pairs(pairs, sort);
  Address here(path);
  add_sort_links(content, add_narrowing(here, asking), sort);
  set(content, "COUNT", counted(static_cast<std::int64_t>(pairs.size()), "colleague", "colleagues"));
  Address csv("/api/v1/insight/agreement.csv");
  set(content, "CSV_HREF", add_narrowing(csv.with("person", named.id), asking).str());
  if (pairs.empty()) {
    content.ShowSection("NONE");
  } else {
    add_pairs(content, record, pairs, asking);
  }
  return page.finish();
}

Result<http::Response> attendance_page(const Visit& visit) {
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  const VoteAsking asking = read_narrowing(parameters, visit.request);
  const std::string present = parameters.choice("present", {"true", "false"});
  const archive::Paging paging = parameters.paging();
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const auto held = visit.reader.record();
  if (!held) return fail(held.error());
  const auto person = person_of(visit, **held);
  if (!person) return fail(person.error());
  const insight::Named& named = (*held)->persons[*person];
  archive::AttendanceFilter filter{named.id,
                                   asking.filter.body_id,
                                   asking.filter.from,
                                   asking.filter.to,
                                   asking.filter.year,
                                   asking.filter.contested,
                                   {}};
  if (!present.empty())
    filter.presence = present == "true" ? insight::Presence::kPresent : insight::Presence::kNotPresent;
  const auto list = visit.reader.attended(filter, paging);
  if (!list) return fail(list.error());
  const std::string path = "/people/" + named.id + "/attendance";

  Page page(visit.site, "attendance.tpl", "Attendance of " + named.name);
  page.canonical(path).describe("The roll calls that name " + named.name + ", newest first.");
  begin_page(page, **held, *person);
  Dict& content = page.content();
  std::vector<std::pair<std::string, std::string>> keep;
  if (!present.empty()) keep.emplace_back("present", present);
  if (auto ok = add_filter_form(content, visit, **held, asking, Offered::kNarrowing, path, keep); !ok)
    return fail(ok.error());
  set(content, "COUNT", counted(list->total, "roll call", "roll calls"));
  Address here(path);
  add_narrowing(here, asking);
  for (const auto& [value, label] : Options{{"", "All"}, {"true", "Present"}, {"false", "Not present"}}) {
    Dict& link = add_section(content, "ORDER");
    set(link, "LABEL", label);
    set(add_section(link, value == present ? "IS_ON" : "IS_OFF"), "HREF", Address(here).with("present", value).str());
  }
  Address csv("/api/v1/insight/attendance/rows.csv");
  csv.with("person", named.id);
  add_narrowing(csv, asking);
  set(content, "CSV_HREF", csv.with("present", present).str());
  show(content, "NONE", list->items.empty());
  Dict* const table = list->items.empty() ? nullptr : &add_section(content, "LIST");
  for (const archive::AttendedMeeting& meeting : list->items) {
    Dict& row = add_section(*table, "MEETING");
    set(row, "ISO", machine_date(meeting.event.start, meeting.event.timezone));
    set(row, "DATE", short_date(meeting.event.start, meeting.event.timezone));
    set(row, "EVENT", meeting.event.ref.id);
    set(row, "BODY", meeting.event.body.name);
    const bool there = meeting.presence == insight::Presence::kPresent;
    set(row, "CLASS", there ? "yes" : "absent");
    set(row, "LABEL", there ? "Present" : "Not present");
    if (meeting.value != (there ? "Present" : "Not present")) show_text(row, "AS_WRITTEN", meeting.value);
  }
  add_paging(content, here.with("present", present), paging, list->next);
  return page.finish();
}

}  // namespace dais::site
