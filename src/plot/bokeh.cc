// SPDX-License-Identifier: Apache-2.0
// bokeh_json(): the models that BokehJS draws each picture from. Inks keep their hatches; series keep their marks and
// dashes.
#include <algorithm>
#include <array>
#include <ranges>

#include "json/json.h"
#include "plot/bokeh_models.h"
#include "plot/canvas.h"
#include "plot/draw.h"
#include "plot/figures.h"
#include "plot/number.h"
#include "plot/period.h"

namespace dais::plot {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

constexpr std::string_view kEdge = "#767f7d";

/// https://docs.bokeh.org/en/latest/docs/reference/core/enums.html#bokeh.core.enums.HatchPattern
std::string_view hatch_name(Hatch hatch) {
  switch (hatch) {
    case Hatch::kSolid:
    case Hatch::kEmpty:
      return "blank";
    case Hatch::kDiagonal:
      return "right_diagonal_line";
    case Hatch::kBackDiagonal:
      return "left_diagonal_line";
    case Hatch::kDots:
      return "dot";
    case Hatch::kHorizontal:
      return "horizontal_line";
    case Hatch::kVertical:
      return "vertical_line";
    case Hatch::kGrid:
      return "cross";
  }
  return "blank";
}

double wash_of(Hatch hatch) {
  if (hatch == Hatch::kSolid) return 1;
  return hatch == Hatch::kEmpty ? 0.06 : 0.2;
}

std::string_view light(Ink ink) { return look_of(ink).light; }

void fill_with(object& glyph, Ink ink) {
  const Look& look = look_of(ink);
  glyph["fill_color"] = by_value(value(look.light));
  glyph["fill_alpha"] = by_value(wash_of(look.hatch));
  glyph["line_color"] = by_value(value(kEdge));
  glyph["hatch_pattern"] = by_value(value(hatch_name(look.hatch)));
  glyph["hatch_color"] = by_value(value(look.light));
  glyph["hatch_scale"] = by_value(8);
}

object legend_item(BokehModels& models, const std::string& name, array renderers) {
  return models.make("LegendItem", {{"label", by_value(value(name))}, {"renderers", std::move(renderers)}}).whole;
}

object legend_of(BokehModels& models, array items) {
  return models.make("Legend", {{"items", std::move(items)}, {"orientation", "horizontal"}, {"location", "left"}})
      .whole;
}

object axis_of(BokehModels& models, std::string_view kind, const std::string& name) {
  return models.make(kind, {{"axis_label", models.plain(name)}}).whole;
}

struct Span {
  double low = 0;
  double high = 0;
};

/// From 0 or below, with room for the figures behind the bars.
Model value_range(BokehModels& models, Span span, double room) {
  const auto ticks = nice_ticks(span.low, span.high, 5, Fractions::kAllowed);
  const double wide = ticks.back() - ticks.front();
  return models.range(ticks.front(), ticks.back() + wide * room);
}

Span span_of(const std::vector<Series>& series) {
  Span span;
  for (const auto& each : series) {
    for (const auto& number : each.values) {
      span.low = std::min(span.low, number.value_or(0));
      span.high = std::max(span.high, number.value_or(0));
    }
  }
  return span;
}

/// A source's columns for one series of bars: category, from, to, written.
struct BarColumns {
  array category;
  array from;
  array to;
  array value;
  array written;
  array name;
};

struct BarNames {
  std::string_view glyph, across, thickness, from, to;
};
constexpr BarNames kLying{.glyph = "HBar", .across = "y", .thickness = "height", .from = "left", .to = "right"};
constexpr BarNames kStanding{.glyph = "VBar", .across = "x", .thickness = "width", .from = "bottom", .to = "top"};

/// One series at a time into a frame.
class BarSeries {
 public:
  BarSeries(BokehModels& models, BokehModels::Frame& frame, bool lying)
      : models_(models), frame_(frame), lying_(lying) {}

  void add(BarColumns columns, const Series& series, const value& across, double thickness, Arrangement arrangement) {
    const BarNames& names = lying_ ? kLying : kStanding;
    Model source = models_.source({{"category", std::move(columns.category)},
                                   {"from", std::move(columns.from)},
                                   {"to", std::move(columns.to)},
                                   {"value", std::move(columns.value)},
                                   {"written", std::move(columns.written)},
                                   {"series", std::move(columns.name)}});
    object glyph;
    glyph[names.across] = across;
    glyph[names.thickness] = by_value(thickness);
    glyph[names.from] = by_field("from");
    glyph[names.to] = by_field("to");
    fill_with(glyph, series.ink);
    Model bars = models_.renderer(source.whole, models_.make(names.glyph, std::move(glyph)));
    items_.emplace_back(legend_item(models_, series.name, {bars.ref()}));
    frame_.hovered.emplace_back(bars.ref());
    frame_.renderers.emplace_back(std::move(bars.whole));
    if (arrangement == Arrangement::kGrouped) add_figures(source);
  }

  array take_items() { return std::move(items_); }

 private:
  void add_figures(const Model& source) {
    const BarNames& names = lying_ ? kLying : kStanding;
    object glyph{{"text", by_field("written")},
                 {"text_font_size", by_value("12px")},
                 {"text_baseline", by_value(lying_ ? "middle" : "bottom")},
                 {"text_align", by_value(lying_ ? "left" : "center")}};
    // The very place of the bars, which was written out with them.
    const object& bars = frame_.renderers.back().at("attributes").at("glyph").at("attributes").as_object();
    object across = bars.at(names.across).as_object();
    if (auto* dodge = across.if_contains("transform")) *dodge = object{{"id", dodge->at("id")}};
    glyph[lying_ ? "y" : "x"] = std::move(across);
    glyph[lying_ ? "x" : "y"] = by_field("to");
    if (lying_) glyph["x_offset"] = by_value(5);
    frame_.renderers.emplace_back(models_.renderer(source.ref(), models_.make("Text", std::move(glyph))).whole);
  }

  BokehModels& models_;
  BokehModels::Frame& frame_;
  bool lying_;
  array items_;
};

BarColumns columns_of(const Bars& bars, const Series& series, std::vector<double>& reached) {
  BarColumns columns;
  for (std::size_t at = 0; at < bars.categories.size(); ++at) {
    const auto number = value_at(series, at);
    if (!number) continue;
    const double from = bars.arrangement == Arrangement::kStacked ? reached[at] : 0;
    reached[at] = from + *number;
    columns.category.emplace_back(bars.categories[at]);
    columns.from.emplace_back(from);
    columns.to.emplace_back(from + *number);
    columns.value.emplace_back(*number);
    columns.written.emplace_back(written_number(*number, bars.value_axis.unit));
    columns.name.emplace_back(series.name);
  }
  return columns;
}

object item_of(const Bars& given) {
  const Bars bars = prepared(given);
  const bool stacked = bars.arrangement == Arrangement::kStacked;
  const bool lying = bars.direction == Direction::kHorizontal;
  BokehModels models;
  BokehModels::Frame frame;
  auto names = bars.categories;
  if (lying) std::ranges::reverse(names);  // the first on top
  const Model categories = models.factors(names);
  (lying ? frame.y_range : frame.x_range) = categories.whole;
  (lying ? frame.factors_on_y : frame.factors_on_x) = true;
  std::vector<double> reached(bars.categories.size());
  BarSeries adding(models, frame, lying);
  const auto count = static_cast<double>(bars.series.size());
  for (std::size_t at = 0; at < bars.series.size(); ++at) {
    object across = by_field("category");
    if (!stacked && bars.series.size() > 1) {
      const double middle = (static_cast<double>(at) + 0.5) / count * 0.8 - 0.4;
      across["transform"] =
          models.make("Dodge", {{"value", lying ? -middle : middle}, {"range", categories.ref()}}).whole;
    }
    adding.add(columns_of(bars, bars.series[at], reached), bars.series[at], across, stacked ? 0.8 : 0.76 / count,
               bars.arrangement);
  }
  Span span = span_of(bars.series);
  for (const double end : reached) span.high = std::max(span.high, end);
  (lying ? frame.x_range : frame.y_range) = value_range(models, span, stacked ? 0.02 : 0.1).whole;
  auto& side = lying ? frame.left : frame.below;
  side.emplace_back(axis_of(models, "CategoricalAxis", bars.category_name));
  (lying ? frame.below : frame.left).emplace_back(axis_of(models, "LinearAxis", bars.value_axis.name));
  if (bars.series.size() > 1) frame.above.emplace_back(legend_of(models, adding.take_items()));
  frame.hover = {{"Of", "category"}, {"Series", "series"}, {"Value", "written"}};
  const double room = static_cast<double>(bars.categories.size()) * (12 + 18 * (stacked ? 1 : count));
  frame.height = lying ? static_cast<int>(170 + std::clamp(room, 60.0, 20'000.0)) : 360;
  return models.item(bars.caption, std::move(frame));
}

object item_of(const TallyBar& given) {
  const TallyBar tally = prepared(given);
  Bars bars{.caption = tally.caption,
            .value_axis = {.name = tally.count_name},
            .categories = {""},
            .arrangement = Arrangement::kStacked};
  for (const auto& part : tally.parts) {
    const auto count = static_cast<double>(part.count);
    bars.series.push_back({.name = part.name + " " + written_number(count), .ink = part.ink, .values = {count}});
  }
  return item_of(bars);
}

object item_of(const Matrix& given) {
  const Matrix matrix = prepared(given);
  BokehModels models;
  BokehModels::Frame frame;
  frame.factors_on_x = true;
  frame.factors_on_y = true;
  std::vector<Column> columns = {{"row", {}}, {"column", {}}, {"share", {}}, {"count", {}}, {"written", {}}};
  for (std::size_t row = 0; row < matrix.rows.size(); ++row) {
    for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
      const auto& cell = matrix.cells[row * matrix.columns.size() + column];
      if (!cell) continue;
      columns[0].values.emplace_back(matrix.rows[row]);
      columns[1].values.emplace_back(matrix.columns[column]);
      columns[2].values.emplace_back(cell->share);
      columns[3].values.emplace_back(cell->count);
      columns[4].values.emplace_back(written_cell(*cell, matrix.few));
    }
  }
  auto rows = matrix.rows;
  std::ranges::reverse(rows);
  frame.x_range = models.factors(matrix.columns).whole;
  frame.y_range = models.factors(rows).whole;
  const Model source = models.source(std::move(columns));
  const Shares shares = shares_of(matrix);
  const Model shades =
      models.make("LinearColorMapper", {{"palette", array{"#eff2f1", "#d8e2e3", "#c1d2d6", "#aac2c8", "#93b2ba"}},
                                        {"low", shares.least},
                                        {"high", shares.most}});
  object shade = by_field("share");
  shade["transform"] = shades.whole;
  const Model cells = models.renderer(source.whole, models.make("Rect", {{"x", by_field("column")},
                                                                         {"y", by_field("row")},
                                                                         {"width", by_value(1)},
                                                                         {"height", by_value(1)},
                                                                         {"line_color", by_value("#fbfaf7")},
                                                                         {"fill_color", std::move(shade)}}));
  const Model figures = models.renderer(source.ref(), models.make("Text", {{"x", by_field("column")},
                                                                           {"y", by_field("row")},
                                                                           {"text", by_field("written")},
                                                                           {"text_font_size", by_value("10px")},
                                                                           {"text_align", by_value("center")},
                                                                           {"text_baseline", by_value("middle")}}));
  frame.hovered.emplace_back(cells.ref());
  frame.renderers = {cells.whole, figures.whole};
  frame.left.emplace_back(axis_of(models, "CategoricalAxis", matrix.row_name));
  object above = axis_of(models, "CategoricalAxis", matrix.column_name);
  above["attributes"].as_object()["major_label_orientation"] = 0.9;
  frame.above.emplace_back(std::move(above));
  frame.hover = {{"Of", "row"}, {"With", "column"}, {"Share", "written"}, {"Count", "count"}};
  double longest = 0;
  for (const auto& name : matrix.columns) longest = std::max(longest, text_width(name, 11));
  frame.height = static_cast<int>(180 + std::min(longest, 600.0) * 0.8 + static_cast<double>(matrix.rows.size()) * 22);
  return models.item(matrix.caption, std::move(frame));
}

/// The line with a break where nothing is known, and the marks of what is.
void add_line(BokehModels& models, BokehModels::Frame& frame, const Timeline& timeline, std::size_t index,
              array& items) {
  static constexpr std::array<std::string_view, kMarks> kMarkers = {
      "circle", "square", "triangle", "diamond", "inverted_triangle", "circle"};
  static constexpr std::array<std::string_view, kMarks> kDashNames = {"solid",   "dashed",  "dotted",
                                                                      "dotdash", "dashdot", "dashed"};
  const Series& series = timeline.series[index];
  std::vector<Column> line = {{"time", {}}, {"value", {}}};
  std::vector<Column> marks = {{"time", {}}, {"value", {}}, {"period", {}}, {"written", {}}, {"series", {}}};
  for (std::size_t at = 0; at < timeline.periods.size(); ++at) {
    const auto& number = series.values[at];
    line[0].values.emplace_back(milliseconds_of(timeline.periods[at]));
    line[1].values.emplace_back(number ? value(*number) : value(object{{"type", "number"}, {"value", "nan"}}));
    if (!number) continue;
    marks[0].values.emplace_back(milliseconds_of(timeline.periods[at]));
    marks[1].values.emplace_back(*number);
    marks[2].values.emplace_back(written_period(timeline.periods[at]));
    marks[3].values.emplace_back(written_number(*number, timeline.value_axis.unit));
    marks[4].values.emplace_back(series.name);
  }
  const Model path = models.renderer(models.source(std::move(line)).whole,
                                     models.make("Line", {{"x", by_field("time")},
                                                          {"y", by_field("value")},
                                                          {"line_color", light(series.ink)},
                                                          {"line_width", 2},
                                                          {"line_dash", kDashNames.at(index % kMarks)}}));
  const bool ring = mark_of(index) == Mark::kRing;
  const Model points = models.renderer(
      models.source(std::move(marks)).whole,
      models.make("Scatter", {{"x", by_field("time")},
                              {"y", by_field("value")},
                              {"size", by_value(8)},
                              {"marker", by_value(value(kMarkers.at(index % kMarks)))},
                              {"line_color", by_value(value(light(series.ink)))},
                              {"fill_color", by_value(ring ? value(nullptr) : value(light(series.ink)))}}));
  items.emplace_back(legend_item(models, series.name, {path.ref(), points.ref()}));
  frame.hovered.emplace_back(points.ref());
  frame.renderers.emplace_back(path.whole);
  frame.renderers.emplace_back(points.whole);
}

object item_of(const Timeline& given) {
  const Timeline timeline = prepared(given);
  constexpr double kDay = 86'400'000;
  BokehModels models;
  BokehModels::Frame frame;
  array items;
  for (std::size_t at = 0; at < timeline.series.size(); ++at) add_line(models, frame, timeline, at, items);
  double first = 0;
  double last = kDay;
  if (!timeline.periods.empty()) {
    first = milliseconds_of(timeline.periods.front());
    last = std::max(milliseconds_of(timeline.periods.back()), first + kDay);
  }
  const double margin = (last - first) * 0.03;
  frame.x_range = models.range(first - margin, last + margin).whole;
  frame.y_range = value_range(models, span_of(timeline.series), 0.02).whole;
  frame.below.emplace_back(axis_of(models, "DatetimeAxis", timeline.period_name));
  frame.left.emplace_back(axis_of(models, "LinearAxis", timeline.value_axis.name));
  if (timeline.series.size() > 1) frame.above.emplace_back(legend_of(models, std::move(items)));
  frame.hover = {{"Series", "series"}, {"When", "period"}, {"Value", "written"}};
  frame.height = 360;
  return models.item(timeline.caption, std::move(frame));
}

}  // namespace

std::string bokeh_json(const Plot& plot) {
  return json::write(std::visit([](const auto& each) { return item_of(each); }, plot));
}

}  // namespace dais::plot
