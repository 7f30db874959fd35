// SPDX-License-Identifier: Apache-2.0
// How often terms are said over time: a picture, its table, and from each figure the way to its moments.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "archive/study.h"
#include "plot/plot.h"
#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/words.h"

namespace dais::site {
namespace {

using archive::Apart;
using archive::Per;

struct Asked {
  archive::TrendsRequest request;
  std::string per;
  std::string by;
  std::string show;
  std::string from;
  std::string to;

  [[nodiscard]] Address address(std::string path) const {
    Address out(std::move(path));
    return out.with("q", request.terms)
        .with("per", per)
        .with("by", by)
        .with("body", request.body_id)
        .with("person", request.person_id)
        .with("from", from)
        .with("to", to);
  }
};

Asked read_asked(Parameters& parameters, const http::Request& request) {
  Asked out;
  out.request.terms = parameters.text("q");
  out.per = parameters.choice("per", {"month", "quarter", "year"});
  out.by = parameters.choice("by", {"body", "person"});
  out.show = parameters.choice("show", {"share", "count"});
  out.request.body_id = parameters.text("body");
  out.request.person_id = parameters.text("person");
  out.request.from = parameters.date("from", DayEdge::kStart);
  out.request.to = parameters.date("to", DayEdge::kEnd);
  parameters.expect_order(out.request.from, out.request.to);
  out.from = request.query_value("from").value_or("");
  out.to = request.query_value("to").value_or("");
  if (out.per == "month") out.request.per = Per::kMonth;
  if (out.per == "quarter") out.request.per = Per::kQuarter;
  if (out.per == "year") out.request.per = Per::kYear;
  if (out.by == "body") out.request.apart = Apart::kBody;
  if (out.by == "person") out.request.apart = Apart::kPerson;
  return out;
}

std::string_view period_word(Per per) {
  if (per == Per::kMonth) return "Month";
  return per == Per::kQuarter ? "Quarter" : "Year";
}

std::string label_of(const archive::TrendSeries& series) {
  if (series.group.id.empty()) return series.term;
  return series.group.name.empty() ? "No name" : series.group.name;
}

std::string written_share(const archive::TrendPoint& point) {
  const auto share = point.per_10000();
  if (!share) return "";
  return *share < 10 ? fmt::format("{:.2f}", *share) : fmt::format("{:.1f}", *share);
}

/// The moments behind a figure. ISO dates compare as texts.
std::string moments_of(const Asked& asked, const archive::TrendSeries& series, const archive::TrendPeriod& period) {
  const bool by_body = asked.request.apart == Apart::kBody;
  const bool by_person = asked.request.apart == Apart::kPerson;
  return Address("/search")
      .with("q", series.query)
      .with("body", by_body ? series.group.id : asked.request.body_id)
      .with("person", by_person ? series.group.id : asked.request.person_id)
      .with("from", std::max(period.first_day, asked.from))
      .with("to", asked.to.empty() ? period.last_day : std::min(period.last_day, asked.to))
      .str();
}

plot::Timeline timeline_of(const archive::TrendsView& view, const Asked& asked) {
  const bool counts = asked.show == "count";
  plot::Timeline timeline;
  std::string names;
  for (const archive::TrendSeries& series : view.series) names += (names.empty() ? "" : ", ") + label_of(series);
  if (asked.request.apart != Apart::kNothing) names = view.series.front().term + ": " + names;
  timeline.caption.title = names + " over time";
  timeline.period_name = view.per == Per::kQuarter ? "Quarter, by its first month" : std::string(period_word(view.per));
  timeline.value_axis = {counts ? "Times said" : "Of 10,000 words spoken", ""};
  for (const archive::TrendPeriod& period : view.periods) timeline.periods.push_back({period.year, period.month});
  int ink = static_cast<int>(plot::Ink::kFirst);
  for (const archive::TrendSeries& series : view.series) {
    plot::Series line{label_of(series), static_cast<plot::Ink>(ink++), {}};
    for (const archive::TrendPoint& point : series.points) {
      auto value = point.per_10000();
      constexpr double kHundredths = 100;
      if (value) value = counts ? static_cast<double>(point.count) : std::round(*value * kHundredths) / kHundredths;
      line.values.push_back(value);
    }
    timeline.series.push_back(std::move(line));
    timeline.caption.description += (timeline.caption.description.empty() ? "" : "; ") + label_of(series) + ": said " +
                                    with_commas(static_cast<std::int64_t>(series.in_all.count)) + " times, " +
                                    written_share(series.in_all) + " of 10,000 words";
  }
  return timeline;
}

void add_cell(Dict& row, const Asked& asked, const archive::TrendSeries& series, const archive::TrendPeriod& period,
              const archive::TrendPoint& point) {
  Dict& cell = add_section(row, "CELL");
  if (point.words == 0) {
    cell.ShowSection("SILENT");
    return;
  }
  if (point.count == 0) {
    cell.ShowSection("NEVER");
    return;
  }
  Dict& said = add_section(cell, "SAID");
  set(said, "COUNT", with_commas(static_cast<std::int64_t>(point.count)));
  set(said, "HREF", moments_of(asked, series, period));
  set(add_section(cell, "SHARE"), "VALUE", written_share(point));
}

void add_table(Dict& answer, const Asked& asked, const archive::TrendsView& view) {
  const bool one_base = asked.request.apart == Apart::kNothing;
  set(answer, "PERIOD_NAME", period_word(view.per));
  for (const archive::TrendSeries& series : view.series) set(add_section(answer, "COLUMN"), "LABEL", label_of(series));
  show(answer, "ALL_WORDS", one_base);
  std::uint64_t words = 0;
  for (std::size_t i = 0; i < view.periods.size(); ++i) {
    Dict& row = add_section(answer, "ROW");
    set(row, "PERIOD", view.periods[i].name);
    for (const archive::TrendSeries& series : view.series)
      add_cell(row, asked, series, view.periods[i], series.points[i]);
    words += view.periods[i].words;
    if (one_base)
      set(add_section(row, "WORDS"), "COUNT", with_commas(static_cast<std::int64_t>(view.periods[i].words)));
  }
  for (const archive::TrendSeries& series : view.series) {
    Dict& sum = add_section(answer, "SUM");
    set(sum, "COUNT", with_commas(static_cast<std::int64_t>(series.in_all.count)));
    set(sum, "VALUE", written_share(series.in_all));
  }
  if (one_base) set(add_section(answer, "ALL_WORDS_SUM"), "COUNT", with_commas(static_cast<std::int64_t>(words)));
}

Status add_form(Dict& content, const Visit& visit, const Asked& asked) {
  set(content, "Q", asked.request.terms);
  set(content, "FROM", asked.from);
  set(content, "TO", asked.to);
  add_options(content, "PER_OPTION", {{"", "what fits"}, {"month", "month"}, {"quarter", "quarter"}, {"year", "year"}},
              asked.per);
  add_options(content, "BY_OPTION", {{"", "term"}, {"body", "body (one term)"}, {"person", "who says it (one term)"}},
              asked.by);
  add_options(content, "SHOW_OPTION", {{"", "share of the words spoken"}, {"count", "times said"}}, asked.show);
  if (!asked.request.person_id.empty()) {
    Dict& keep = add_section(content, "KEEP");
    set(keep, "NAME", "person");
    set(keep, "VALUE", asked.request.person_id);
    Dict& chip = add_section(add_section(content, "CHIPS"), "CHIP");
    set(chip, "LABEL", "one speaker");
    Asked others = asked;
    others.request.person_id.clear();
    set(chip, "HREF", others.address("/trends").with("show", asked.show).str());
  }
  return add_body_options(content, visit.reader, asked.request.body_id);
}

bool was_said(const archive::TrendsView& view) {
  return std::ranges::any_of(view.series, [](const auto& series) { return series.in_all.count > 0; });
}

void add_nothing(Dict& content, std::string_view text, const archive::TrendsView& view, std::string_view zone) {
  Dict& nothing = add_section(content, "NOTHING");
  set(nothing, "TEXT", text);
  set(nothing, "HELD", held_sentence(view.searched, zone));
}

}  // namespace

Result<http::Response> trends_page(const Visit& visit) {
  const config::Instance& instance = visit.site.config.instance;
  Parameters parameters(visit.request, instance.timezone);
  const Asked asked = read_asked(parameters, visit.request);
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const auto view = visit.reader.trends(asked.request);
  if (!view) return fail(view.error());
  Page page(visit.site, "trends.tpl", "Terms over time");
  page.under("/search").canonical("/trends").describe("How often something is said in the meetings of " +
                                                      instance.name + ", over time.");
  Dict& content = page.content();
  if (auto ok = add_form(content, visit, asked); !ok) return fail(ok.error());
  if (!asked.request.terms.empty()) page.keep_out_of_indexes();
  if (!was_said(*view)) {
    add_nothing(content, asked.request.terms.empty() ? "Type a term." : "Nobody said that.", *view, instance.timezone);
    return page.finish();
  }
  Dict& answer = add_section(content, "ANSWER");
  std::string understood;
  for (const archive::TrendSeries& series : view->series) {
    if (series.group.id.empty() || understood.empty())
      understood += (understood.empty() ? "" : "; ") + series.understood;
  }
  set(answer, "UNDERSTOOD", understood);
  set(answer, "HELD", held_sentence(view->searched, instance.timezone));
  const plot::Timeline timeline = timeline_of(*view, asked);
  Dict& picture = include(answer, "PLOT", "plot.tpl");
  set(picture, "SVG", plot::render_for_page(timeline, "trends"));
  set(picture, "CAPTION", timeline.caption.title + ". The same figures stand in the table below");
  set(answer, "CSV_HREF", asked.address("/api/v1/trends.csv").str());
  set(answer, "JSON_HREF", asked.address("/api/v1/trends").str());
  if (view->more_groups > 0) set(add_section(answer, "MORE_GROUPS"), "COUNT", with_commas(view->more_groups));
  add_table(answer, asked, *view);
  return page.finish();
}

}  // namespace dais::site
