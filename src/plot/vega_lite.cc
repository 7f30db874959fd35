// SPDX-License-Identifier: Apache-2.0
// vega_lite_json(): https://vega.github.io/vega-lite/docs/ of version 5. Field names are ours and fixed; what comes
// from the record is in the data, in titles and in the domains of scales, where it is text and nothing else.
#include <boost/json.hpp>

#include "json/json.h"
#include "plot/draw.h"
#include "plot/figures.h"
#include "plot/inks.h"
#include "plot/period.h"

namespace dais::plot {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

constexpr std::string_view kSchema = "https://vega.github.io/schema/vega-lite/v5.json";

array texts(const std::vector<std::string>& from) { return array(from.begin(), from.end()); }

value text_or_null(const std::string& text) { return text.empty() ? value(nullptr) : value(text); }

object started(const Caption& caption) {
  object title{{"text", caption.title}, {"anchor", "start"}, {"fontSize", 16}};
  if (!caption.note.empty()) title["subtitle"] = caption.note;
  object spec{{"$schema", kSchema}, {"title", std::move(title)}, {"description", caption.description}};
  if (!caption.source.empty()) spec["usermeta"] = object{{"source", caption.source}};
  return spec;
}

/// Names with the colours of their inks, in the order given.
template <typename Named>
object ink_scale(const std::vector<Named>& named) {
  array names;
  array colours;
  for (const auto& each : named) {
    names.emplace_back(each.name);
    colours.emplace_back(colour(look_of(each.ink), Theme::kLight));
  }
  return {{"domain", std::move(names)}, {"range", std::move(colours)}};
}

object of_series(const std::vector<Series>& series) {
  return {{"field", "series"}, {"type", "nominal"}, {"title", nullptr}, {"scale", ink_scale(series)}};
}

object with(object base, const object& more) {
  for (const auto& [key, each] : more) base[key] = each;
  return base;
}

// Bars.

array bar_rows(const Bars& bars) {
  array rows;
  for (std::size_t category = 0; category < bars.categories.size(); ++category) {
    for (std::size_t at = 0; at < bars.series.size(); ++at) {
      const auto number = value_at(bars.series[at], category);
      if (!number) continue;
      rows.push_back(object{{"category", bars.categories[category]},
                            {"series", bars.series[at].name},
                            {"place", at},
                            {"value", *number}});
    }
  }
  return rows;
}

object spec_of(const Bars& given) {
  const Bars bars = prepared(given);
  const bool stacked = bars.arrangement == Arrangement::kStacked;
  const bool lying = bars.direction == Direction::kHorizontal;
  const std::string along = lying ? "x" : "y";
  const std::string across = lying ? "y" : "x";
  object encoding;
  encoding[across] = object{{"field", "category"},
                            {"type", "nominal"},
                            {"title", text_or_null(bars.category_name)},
                            {"axis", object{{"labelLimit", 220}, {"labelAngle", lying ? 0 : -30}}},
                            {"scale", object{{"domain", texts(bars.categories)}}}};
  encoding[along] = object{{"field", "value"},
                           {"type", "quantitative"},
                           {"title", text_or_null(bars.value_axis.name)},
                           {"stack", stacked ? value("zero") : value(nullptr)}};
  if (stacked) {
    encoding["order"] = object{{"field", "place"}, {"type", "quantitative"}};
  } else if (bars.series.size() > 1) {
    encoding[across + "Offset"] = object{
        {"field", "series"}, {"type", "nominal"}, {"scale", object{{"domain", ink_scale(bars.series)["domain"]}}}};
  }
  object ink = of_series(bars.series);
  if (bars.series.size() < 2 && !stacked) ink["legend"] = nullptr;
  const object bar{{"mark", object{{"type", "bar"}, {"tooltip", true}, {"stroke", "#767f7d"}}},
                   {"encoding", object{{"color", std::move(ink)}}}};
  array rows = bar_rows(bars);
  if (rows.empty()) encoding[along].as_object()["scale"] = object{{"domain", array{0, 1}}};
  object spec =
      with(started(bars.caption), {{"data", object{{"values", std::move(rows)}}}, {"encoding", std::move(encoding)}});
  array layers{bar};
  if (!stacked) {
    object mark{{"type", "text"}, {"align", lying ? "left" : "center"}, {"baseline", lying ? "middle" : "bottom"}};
    mark[lying ? "dx" : "dy"] = lying ? 4 : -3;
    layers.push_back(object{{"mark", std::move(mark)},
                            {"encoding", object{{"text", object{{"field", "value"}, {"type", "quantitative"}}}}}});
  }
  spec["layer"] = std::move(layers);
  spec[lying ? "width" : "height"] = lying ? 480 : 260;
  return spec;
}

// One vote.

object spec_of(const TallyBar& given) {
  const TallyBar tally = prepared(given);
  array rows;
  for (std::size_t at = 0; at < tally.parts.size(); ++at) {
    rows.push_back(object{{"part", tally.parts[at].name}, {"place", at}, {"count", tally.parts[at].count}});
  }
  const object length{
      {"field", "count"}, {"type", "quantitative"}, {"stack", "zero"}, {"title", text_or_null(tally.count_name)}};
  const object order{{"field", "place"}, {"type", "quantitative"}};
  const object bar{
      {"mark", object{{"type", "bar"}, {"tooltip", true}, {"stroke", "#767f7d"}, {"height", 40}}},
      {"encoding",
       object{
           {"color",
            object{{"field", "part"}, {"type", "nominal"}, {"title", nullptr}, {"scale", ink_scale(tally.parts)}}}}}};
  // The figures stand above the bar, in its own units: no colour lies behind them.
  const object figure{{"mark", object{{"type", "text"}, {"dy", -30}}},
                      {"encoding", object{{"x", with(length, {{"bandPosition", 0.5}})},
                                          {"text", object{{"field", "count"}, {"type", "quantitative"}}}}}};
  return with(started(tally.caption), {{"width", 600},
                                       {"height", 90},
                                       {"data", object{{"values", std::move(rows)}}},
                                       {"encoding", object{{"x", length}, {"order", order}}},
                                       {"layer", array{bar, figure}}});
}

// Who agrees with whom.

array cell_rows(const Matrix& matrix) {
  array rows;
  for (std::size_t row = 0; row < matrix.rows.size(); ++row) {
    for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
      const auto& cell = matrix.cells[row * matrix.columns.size() + column];
      if (!cell) continue;
      rows.push_back(object{{"row", matrix.rows[row]},
                            {"column", matrix.columns[column]},
                            {"share", cell->share},
                            {"count", cell->count},
                            {"written", written_cell(*cell, matrix.few)}});
    }
  }
  return rows;
}

object spec_of(const Matrix& given) {
  const Matrix matrix = prepared(given);
  const auto side = [](std::string_view field, const std::string& name, const std::vector<std::string>& names,
                       object axis) {
    return object{{"field", field},
                  {"type", "nominal"},
                  {"title", text_or_null(name)},
                  {"axis", std::move(axis)},
                  {"scale", object{{"domain", texts(names)}}}};
  };
  const Shares shares = shares_of(matrix);
  const object encoding{{"y", side("row", matrix.row_name, matrix.rows, {{"labelLimit", 200}})},
                        {"x", side("column", matrix.column_name, matrix.columns,
                                   {{"labelLimit", 160}, {"labelAngle", -50}, {"orient", "top"}})}};
  const object shade{
      {"field", "share"},
      {"type", "quantitative"},
      {"title", text_or_null(matrix.share_name)},
      {"legend", object{{"format", ".0%"}}},
      {"scale", object{{"domain", array{shares.least, shares.most}}, {"range", array{"#eff2f1", "#93b2ba"}}}}};
  const array tooltip{object{{"field", "row"}, {"title", text_or_null(matrix.row_name)}},
                      object{{"field", "column"}, {"title", text_or_null(matrix.column_name)}},
                      object{{"field", "written"}, {"title", text_or_null(matrix.share_name)}},
                      object{{"field", "count"}, {"title", text_or_null(matrix.count_name)}}};
  const array layers{object{{"mark", object{{"type", "rect"}, {"stroke", "#fbfaf7"}}},
                            {"encoding", object{{"color", shade}, {"tooltip", tooltip}}}},
                     object{{"mark", object{{"type", "text"}, {"fontSize", 10}}},
                            {"encoding", object{{"text", object{{"field", "written"}}}}}}};
  return with(started(matrix.caption), {{"width", object{{"step", 36}}},
                                        {"height", object{{"step", 22}}},
                                        {"data", object{{"values", cell_rows(matrix)}}},
                                        {"encoding", encoding},
                                        {"layer", layers}});
}

// Over time.

/// Each unbroken run of values has a number of its own, so that a line ends where a value is not known.
array period_rows(const Timeline& timeline) {
  array rows;
  int run = 0;
  for (const auto& series : timeline.series) {
    ++run;
    for (std::size_t at = 0; at < timeline.periods.size(); ++at) {
      if (!series.values[at]) {
        ++run;
        continue;
      }
      rows.push_back(object{{"period", written_period(timeline.periods[at])},
                            {"time", milliseconds_of(timeline.periods[at])},
                            {"series", series.name},
                            {"run", run},
                            {"value", *series.values[at]}});
    }
  }
  return rows;
}

object spec_of(const Timeline& given) {
  const Timeline timeline = prepared(given);
  const bool monthly = !timeline.periods.empty() && timeline.periods.front().month != 0;
  object legend;
  if (timeline.series.size() < 2) legend["legend"] = nullptr;
  const object by_series = with(of_series(timeline.series), legend);
  const object named = with({{"field", "series"},
                             {"type", "nominal"},
                             {"title", nullptr},
                             {"scale", object{{"domain", ink_scale(timeline.series)["domain"]}}}},
                            legend);
  const object encoding{
      {"x", object{{"field", "time"},
                   {"type", "temporal"},
                   {"title", text_or_null(timeline.period_name)},
                   {"scale", object{{"type", "utc"}}},
                   {"axis",
                    object{{"format", monthly ? "%Y-%m" : "%Y"},
                           {"tickCount", object{{"interval", monthly ? "month" : "year"}, {"step", monthly ? 3 : 1}}},
                           {"labelOverlap", true}}}}},
      {"y", object{{"field", "value"},
                   {"type", "quantitative"},
                   {"title", text_or_null(timeline.value_axis.name)},
                   {"scale", object{{"zero", true}}}}},
      {"color", by_series}};
  const array tooltip{object{{"field", "series"}, {"title", "Series"}},
                      object{{"field", "period"}, {"title", text_or_null(timeline.period_name)}},
                      object{{"field", "value"}, {"title", text_or_null(timeline.value_axis.name)}}};
  const array layers{
      object{{"mark", object{{"type", "line"}}},
             {"encoding", object{{"strokeDash", named}, {"detail", object{{"field", "run"}, {"type", "nominal"}}}}}},
      object{{"mark", object{{"type", "point"}, {"filled", true}, {"size", 50}}},
             {"encoding", object{{"shape", named}, {"tooltip", tooltip}}}}};
  return with(started(timeline.caption), {{"width", 600},
                                          {"height", 260},
                                          {"data", object{{"values", period_rows(timeline)}}},
                                          {"encoding", encoding},
                                          {"layer", layers}});
}

}  // namespace

std::string vega_lite_json(const Plot& plot) {
  return json::write(std::visit([](const auto& each) { return spec_of(each); }, plot));
}

}  // namespace dais::plot
