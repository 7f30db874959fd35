// SPDX-License-Identifier: Apache-2.0
// What the archive should hold and does, of each body and year; of one body also the meetings that lack something.
#include "insight/coverage.h"

#include <algorithm>
#include <array>
#include <map>

#include "site/pages.h"
#include "site/parts.h"
#include "site/vote_asking.h"
#include "site/words.h"

namespace dais::site {
namespace {

using insight::Coverage;
using insight::Index;
using insight::Part;
using insight::Record;

constexpr std::array kParts = {Part::kAgenda, Part::kMinutes,   Part::kRollCall,
                               Part::kVotes,  Part::kRecording, Part::kTranscript};
constexpr std::size_t kGapsShown = 50;

void add_cells(Dict& row, const Coverage& figure) {
  set(row, "MEETINGS", with_commas(figure.meetings));
  set(row, "CALLED_OFF", with_commas(figure.called_off));
  set(row, "UPCOMING", with_commas(figure.upcoming));
  set(row, "HELD", with_commas(figure.held));
  for (const Part part : kParts) {
    Dict& cell = add_section(row, "PART");
    set(cell, "HAS", with_commas(figure.has(part)));
    set(cell, "SHARE", share_words(figure.has(part), figure.held));
  }
  set(row, "MINUTES_WAIT",
      figure.lacks(Part::kMinutes) == 0 ? "none" : with_commas(figure.waited_days(Part::kMinutes)));
  set(row, "RECORDING_WAIT",
      figure.lacks(Part::kRecording) == 0 ? "none" : with_commas(figure.waited_days(Part::kRecording)));
}

Dict& add_row(Dict& table, std::string_view label, const std::string& href, const Coverage& figure) {
  Dict& row = add_section(table, "ROW");
  Dict& name = add_section(row, href.empty() ? "NO_LINK" : "LINK");
  set(name, "LABEL", label);
  set(name, "HREF", href);
  add_cells(row, figure);
  return row;
}

/// Rows of one key added up, in the order of the keys.
template <typename KeyOf>
auto summed(const std::vector<Coverage>& rows, KeyOf key_of) {
  std::map<decltype(key_of(rows.front())), std::vector<Coverage>> groups;
  for (const Coverage& row : rows) groups[key_of(row)].push_back(row);
  return groups;
}

Dict& begin_table(Dict& content, const char* caption, const char* first_column) {
  Dict& table = add_section(content, "TABLE");
  set(table, "TABLE_CAPTION", caption);
  set(table, "FIRST_COLUMN", first_column);
  return table;
}

void add_overview(Dict& content, const Record& record, const std::vector<Coverage>& rows) {
  Dict& years = begin_table(content, "All bodies, by year", "Year");
  for (const auto& [minus_year, parts] : summed(rows, [](const Coverage& row) { return -row.year; }))
    add_row(years, std::to_string(-minus_year), "", insight::sum(parts));
  add_row(years, "All years", "", insight::sum(rows));
  Dict& bodies = begin_table(content, "Each body, all years", "Body");
  for (const auto& [body, parts] : summed(rows, [](const Coverage& row) { return row.body; })) {
    const bool named = body != insight::kNone;
    add_row(bodies, named ? record.bodies[body].name : "No body named",
            named ? Address("/coverage").with("body", record.bodies[body].id).str() : "", insight::sum(parts));
  }
}

void add_gaps(Dict& content, const Visit& visit, const Record& record, Index body, Instant today) {
  constexpr std::array<std::pair<Part, const char*>, 2> kAsked = {
      {{Part::kMinutes, "Held without minutes"}, {Part::kRecording, "Held without a recording"}}};
  for (const auto& [part, title] : kAsked) {
    const auto missing = insight::gaps(record, today, part, body);
    Dict& list = add_section(content, "GAPS");
    set(list, "GAP_TITLE", title);
    set(list, "GAP_COUNT", counted(static_cast<std::int64_t>(missing.size()), "meeting", "meetings"));
    for (std::size_t i = 0; i < std::min(missing.size(), kGapsShown); ++i) {
      const insight::Meeting& meeting = record.meetings[missing[i].meeting];
      Dict& row = add_section(list, "GAP");
      set(row, "EVENT", meeting.id);
      set(row, "ISO", machine_date(meeting.start, visit.site.config.instance.timezone));
      set(row, "DATE", short_date(meeting.start, visit.site.config.instance.timezone));
      set(row, "DAYS", counted(missing[i].days, "day", "days"));
    }
    show(list, "MORE_GAPS", missing.size() > kGapsShown);
  }
}

}  // namespace

Result<http::Response> coverage_page(const Visit& visit) {
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  const std::string body_id = parameters.text("body");
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const auto held = visit.reader.record();
  if (!held) return fail(held.error());
  const Record& record = **held;
  std::optional<Index> body;
  if (!body_id.empty()) {
    body = record.find_body(body_id);
    if (!body) return fail(ErrorCode::kBadRequest, "body: the id of no body");
  }
  const Instant today = now();
  const std::vector<Coverage> rows = insight::coverage(record, today, body);
  const std::string what = body ? record.bodies[*body].name : "this archive";

  Page page(visit.site, "coverage.tpl", "What " + what + " holds");
  page.under(body ? "/bodies" : "")
      .canonical("/coverage")
      .describe("Meetings, minutes, votes, recordings: what there is, and what is missing.");
  Dict& content = page.content();
  set(content, "HEADING", body ? "What the archive holds of " + what : "What this archive holds");
  set(content, "CSV_HREF", Address("/api/v1/coverage.csv").with("body", body_id).str());
  show(content, "EMPTY", rows.empty());
  if (rows.empty()) return page.finish();
  if (!body) {
    add_overview(content, record, rows);
    return page.finish();
  }
  Dict& one = add_section(content, "ONE_BODY");
  set(one, "BODY_ID", body_id);
  set(one, "BODY_NAME", what);
  Dict& table = begin_table(content, "By year", "Year");
  for (const Coverage& row : rows) add_row(table, std::to_string(row.year), "", row);
  if (rows.size() > 1) add_row(table, "All years", "", insight::sum(rows));
  add_gaps(content, visit, record, *body, today);
  return page.finish();
}

}  // namespace dais::site
