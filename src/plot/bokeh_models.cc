// SPDX-License-Identifier: Apache-2.0
#include "plot/bokeh_models.h"

namespace dais::plot {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

// Of the BokehJS this is tested with; another 3.x reads it too and says in its log that the versions differ.
constexpr std::string_view kBokehVersion = "3.10.0";

}  // namespace

object by_field(std::string_view field) { return {{"type", "field"}, {"field", field}}; }
object by_value(value of) { return {{"type", "value"}, {"value", std::move(of)}}; }

Model BokehModels::make(std::string_view name, object attributes) {
  const std::string id = "p" + std::to_string(next_id_++);
  return {object{{"type", "object"}, {"name", name}, {"id", id}, {"attributes", std::move(attributes)}}};
}

Model BokehModels::source(std::vector<Column> columns) {
  array entries;
  for (auto& column : columns) {
    array entry;
    entry.emplace_back(column.name);
    entry.emplace_back(std::move(column.values));
    entries.emplace_back(std::move(entry));
  }
  return make("ColumnDataSource", {{"data", object{{"type", "map"}, {"entries", std::move(entries)}}}});
}

Model BokehModels::factors(const std::vector<std::string>& names) {
  return make("FactorRange", {{"factors", array(names.begin(), names.end())}, {"range_padding", 0.02}});
}

Model BokehModels::range(double start, double end) { return make("Range1d", {{"start", start}, {"end", end}}); }

value BokehModels::plain(const std::string& text) {
  if (text.empty()) return nullptr;
  return make("PlainText", {{"text", text}}).whole;
}

Model BokehModels::renderer(const value& source, Model glyph) {
  return make("GlyphRenderer", {{"data_source", source}, {"glyph", std::move(glyph.whole)}});
}

object BokehModels::item(const Caption& caption, Frame frame) {
  const auto scale = [&](bool factors) { return make(factors ? "CategoricalScale" : "LinearScale", {}).whole; };
  array tips;
  for (const auto& [label, field] : frame.hover) {
    array tip;
    tip.emplace_back(label);
    tip.emplace_back("@{" + field + "}");
    tips.emplace_back(std::move(tip));
  }
  array tools;
  if (!frame.hovered.empty()) {
    tools.emplace_back(
        make("HoverTool", {{"tooltips", std::move(tips)}, {"renderers", std::move(frame.hovered)}}).whole);
  }
  tools.emplace_back(make("SaveTool", {}).whole);
  if (!caption.note.empty()) {
    frame.below.emplace_back(
        make("Title", {{"text", plain(caption.note)}, {"text_font_style", "normal"}, {"text_font_size", "11px"}})
            .whole);
  }
  if (!caption.source.empty()) {
    frame.below.emplace_back(
        make("Title", {{"text", plain(caption.source)}, {"text_font_style", "normal"}, {"text_font_size", "10px"}})
            .whole);
  }
  // The renderers stand before what refers to them: axes, legends, tools.
  object attributes{{"sizing_mode", "stretch_width"},
                    {"height", frame.height},
                    {"x_range", std::move(frame.x_range)},
                    {"y_range", std::move(frame.y_range)},
                    {"x_scale", scale(frame.factors_on_x)},
                    {"y_scale", scale(frame.factors_on_y)},
                    {"title", make("Title", {{"text", plain(caption.title)}}).whole},
                    {"renderers", std::move(frame.renderers)},
                    {"left", std::move(frame.left)},
                    {"above", std::move(frame.above)},
                    {"below", std::move(frame.below)},
                    {"center", std::move(frame.center)},
                    {"toolbar", make("Toolbar", {{"tools", std::move(tools)}}).whole}};
  Model root = make("Plot", std::move(attributes));
  const value id = root.whole.at("id");
  array roots;
  roots.emplace_back(std::move(root.whole));
  return {{"target_id", nullptr},
          {"root_id", id},
          {"doc", object{{"version", kBokehVersion}, {"title", caption.title}, {"roots", std::move(roots)}}}};
}

}  // namespace dais::plot
