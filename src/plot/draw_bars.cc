// SPDX-License-Identifier: Apache-2.0
// Bars, lying and standing. One frame holds what both need: clean texts, the ticks, and where a value is on the axis.
#include <algorithm>
#include <cmath>

#include "plot/draw.h"
#include "plot/number.h"

namespace dais::plot {
namespace {

constexpr double kText = 13;
constexpr double kFigure = 12;
constexpr double kSmall = 12;
constexpr double kBar = 17;
constexpr double kBarGap = 2;
constexpr double kBandGap = 12;
constexpr double kNameLine = 20;

struct BarFrame {
  const Bars& bars;
  std::vector<std::string> categories;
  std::vector<Series> series;
  std::string unit;
  double low = 0;
  double high = 0;
  std::vector<double> ticks;
  double from = 0;  ///< of the first tick, in the picture
  double to = 0;    ///< of the last

  [[nodiscard]] bool stacked() const { return bars.arrangement == Arrangement::kStacked; }
  [[nodiscard]] std::size_t bars_a_band() const { return stacked() ? 1 : series.size(); }
  [[nodiscard]] double place(double value) const {
    return from + (value - ticks.front()) / (ticks.back() - ticks.front()) * (to - from);
  }
  [[nodiscard]] std::string written(double value) const { return written_number(value, unit); }
  [[nodiscard]] double sum(std::size_t category) const {
    double total = 0;
    for (const auto& each : series) total += value_at(each, category).value_or(0);
    return total;
  }
  [[nodiscard]] std::string tooltip(std::size_t category, const Series& of, double value) const {
    return categories[category] + (of.name.empty() ? "" : ", " + of.name) + ": " + written(value);
  }
};

BarFrame make_frame(const Bars& bars) {
  BarFrame frame{.bars = bars,
                 .categories = cleaned(std::span(bars.categories)),
                 .series = cleaned(bars.series, bars.categories.size()),
                 .unit = bars.value_axis.unit,
                 .ticks = {}};
  for (auto& each : frame.series) {
    for (auto& value : each.values) {
      if (frame.stacked() && value && *value < 0) value.reset();
      if (value && !frame.stacked()) frame.low = std::min(frame.low, *value);
      if (value && !frame.stacked()) frame.high = std::max(frame.high, *value);
    }
  }
  for (std::size_t at = 0; frame.stacked() && at < frame.categories.size(); ++at) {
    frame.high = std::max(frame.high, frame.sum(at));
  }
  return frame;
}

void set_axis(BarFrame& frame, double from, double to, double a_tick) {
  const int most = std::max(1, static_cast<int>(std::fabs(to - from) / a_tick));
  frame.ticks =
      nice_ticks(frame.low, frame.high, most, all_whole(frame.series) ? Fractions::kWholeOnly : Fractions::kAllowed);
  frame.from = from;
  frame.to = to;
}

double widest(std::span<const std::string> texts, double size) {
  double width = 0;
  for (const auto& text : texts) width = std::max(width, text_width(text, size));
  return width;
}

/// The widest figure that will stand behind a bar.
double widest_figure(const BarFrame& frame) {
  double width = 0;
  for (std::size_t at = 0; at < frame.categories.size(); ++at) {
    if (frame.stacked()) width = std::max(width, text_width(frame.written(frame.sum(at)), kFigure));
    for (const auto& each : frame.series) {
      if (const auto value = value_at(each, at)) width = std::max(width, text_width(frame.written(*value), kFigure));
    }
  }
  return width;
}

double draw_bar_legend(Canvas& canvas, const BarFrame& frame, double width) {
  if (frame.series.size() < 2 && !frame.stacked()) return 0;
  std::vector<LegendEntry> entries;
  entries.reserve(frame.series.size());
  for (const auto& each : frame.series) entries.push_back(hatch_entry(each));
  return draw_legend(canvas, entries, {.x = 0, .y = 0}, width) + 6;
}

// Lying bars.

void draw_lying_band(Canvas& canvas, const BarFrame& frame, std::size_t category, double top) {
  double y = top;
  double x = frame.place(0);
  for (const auto& each : frame.series) {
    const auto value = value_at(each, category);
    if (value && frame.stacked()) {
      const double length = frame.place(*value) - frame.place(0);
      if (length > 0)
        canvas.bar({.x = x, .y = y, .width = length, .height = kBar}, each.ink, frame.tooltip(category, each, *value));
      const std::string figure = frame.written(*value);
      if (text_width(figure, kFigure - 1) + 10 <= length)
        canvas.figure_on_plate({.x = x + length / 2, .y = y + kBar / 2}, figure, kFigure - 1);
      x += length;
    } else if (!frame.stacked()) {
      const double end = frame.place(value.value_or(0));
      if (value && *value != 0) {
        canvas.bar({.x = std::min(x, end), .y = y, .width = std::fabs(end - x), .height = kBar}, each.ink,
                   frame.tooltip(category, each, *value));
      }
      canvas.text({.x = std::max(x, end) + 5, .y = y + kBar / 2 + 4.3}, value ? frame.written(*value) : "–",
                  {.size = kFigure});
      y += kBar + kBarGap;
    }
  }
  if (frame.stacked()) {
    canvas.text({.x = x + 5, .y = y + kBar / 2 + 4.3}, frame.written(frame.sum(category)), {.size = kFigure});
  }
}

void draw_lying_axis(Canvas& canvas, const BarFrame& frame, double top, double bottom, double width) {
  for (const double tick : frame.ticks) {
    canvas.line({.x = frame.place(tick), .y = top}, {.x = frame.place(tick), .y = bottom},
                tick == 0 ? Tone::kEdge : Tone::kLine);
    canvas.text({.x = frame.place(tick), .y = bottom + 15}, frame.written(tick),
                {.size = kSmall, .tone = Tone::kSoft, .anchor = Anchor::kMiddle});
  }
  const double middle = (frame.from + frame.to) / 2;
  canvas.text_within({.x = middle, .y = bottom + 33}, axis_title(frame.bars.value_axis),
                     2 * std::min(middle, width - middle),
                     {.size = kSmall, .tone = Tone::kSoft, .anchor = Anchor::kMiddle});
}

Size draw_lying(Canvas& canvas, BarFrame& frame, double width, Shape shape) {
  const bool above = shape == Shape::kNarrow;  // the names have a line of their own
  const double names = above ? 0 : std::min(widest(frame.categories, kText), width * 0.4);
  const double behind = std::max(widest_figure(frame), 12.0) + 8;
  const double overhang = text_width(frame.written(frame.low), kSmall) / 2 + 4;
  set_axis(frame, above ? std::max(8.0, overhang) : names + 12, width - behind,
           std::max(64.0, widest_figure(frame) + 16));
  double y = draw_bar_legend(canvas, frame, width);
  if (!frame.bars.category_name.empty()) {
    canvas.text_within({.x = 0, .y = y + 12}, clean_text(frame.bars.category_name), width,
                       {.size = kSmall, .tone = Tone::kSoft});
    y += 20;
  }
  const double thick = static_cast<double>(frame.bars_a_band()) * (kBar + kBarGap) - kBarGap;
  const double band = thick + kBandGap + (above ? kNameLine : 0);
  const double bottom = y + band * static_cast<double>(frame.categories.size());
  draw_lying_axis(canvas, frame, y, bottom, width);
  for (std::size_t at = 0; at < frame.categories.size(); ++at) {
    const double top = y + kBandGap / 2 + (above ? kNameLine : 0);
    if (above) {
      canvas.text_within({.x = 0, .y = top - 6}, frame.categories[at], width);
    } else {
      canvas.text_within({.x = names, .y = top + thick / 2 + kText * 0.36}, frame.categories[at], names,
                         {.anchor = Anchor::kEnd});
    }
    draw_lying_band(canvas, frame, at, top);
    y += band;
  }
  return {.width = width, .height = bottom + 40};
}

// Standing bars.

constexpr double kStandingRoom = 46;  // left of the axis, for its figures

bool can_stand(const BarFrame& frame, double width) {
  const double band = (width - kStandingRoom) / static_cast<double>(frame.categories.size());
  const double bar = (band - kBandGap) / static_cast<double>(frame.bars_a_band());
  return widest(frame.categories, kText) + 6 <= band && widest_figure(frame) + 2 <= bar;
}

void draw_standing_band(Canvas& canvas, const BarFrame& frame, std::size_t category, double left, double bar) {
  double x = left;
  double y = frame.place(0);
  for (const auto& each : frame.series) {
    const auto value = value_at(each, category);
    if (value && frame.stacked()) {
      const double length = frame.place(0) - frame.place(*value);
      if (length > 0)
        canvas.bar({.x = x, .y = y - length, .width = bar, .height = length}, each.ink,
                   frame.tooltip(category, each, *value));
      if (length >= 19)
        canvas.figure_on_plate({.x = x + bar / 2, .y = y - length / 2}, frame.written(*value), kFigure - 1);
      y -= length;
    } else if (!frame.stacked()) {
      const double end = frame.place(value.value_or(0));
      if (value && *value != 0) {
        canvas.bar({.x = x, .y = std::min(y, end), .width = bar, .height = std::fabs(end - y)}, each.ink,
                   frame.tooltip(category, each, *value));
      }
      canvas.text({.x = x + bar / 2, .y = std::min(y, end) - 4}, value ? frame.written(*value) : "–",
                  {.size = kFigure, .anchor = Anchor::kMiddle});
      x += bar + kBarGap;
    }
  }
  if (frame.stacked()) {
    canvas.text({.x = x + bar / 2, .y = y - 4}, frame.written(frame.sum(category)),
                {.size = kFigure, .anchor = Anchor::kMiddle});
  }
}

Size draw_standing(Canvas& canvas, BarFrame& frame, double width, Shape shape) {
  double top = draw_bar_legend(canvas, frame, width);
  canvas.text_within({.x = 0, .y = top + 12}, axis_title(frame.bars.value_axis), width,
                     {.size = kSmall, .tone = Tone::kSoft});
  top += 36;
  const double bottom = top + (shape == Shape::kWide ? 240 : 200);
  set_axis(frame, bottom, top, 44);
  for (const double tick : frame.ticks) {
    canvas.line({.x = kStandingRoom, .y = frame.place(tick)}, {.x = width, .y = frame.place(tick)},
                tick == 0 ? Tone::kEdge : Tone::kLine);
    canvas.text({.x = kStandingRoom - 6, .y = frame.place(tick) + 4.3}, frame.written(tick),
                {.size = kSmall, .tone = Tone::kSoft, .anchor = Anchor::kEnd});
  }
  const double band = (width - kStandingRoom) / static_cast<double>(frame.categories.size());
  const auto count = static_cast<double>(frame.bars_a_band());
  const double bar = std::min(64.0, (band - kBandGap) / count - kBarGap);
  const double used = count * (bar + kBarGap) - kBarGap;
  for (std::size_t at = 0; at < frame.categories.size(); ++at) {
    const double middle = kStandingRoom + (static_cast<double>(at) + 0.5) * band;
    draw_standing_band(canvas, frame, at, middle - used / 2, bar);
    canvas.text({.x = middle, .y = bottom + 18}, frame.categories[at], {.anchor = Anchor::kMiddle});
  }
  canvas.text_within({.x = (width + kStandingRoom) / 2, .y = bottom + 38}, clean_text(frame.bars.category_name),
                     width - kStandingRoom, {.size = kSmall, .tone = Tone::kSoft, .anchor = Anchor::kMiddle});
  return {.width = width, .height = bottom + 46};
}

}  // namespace

Size draw_bars(Canvas& canvas, const Bars& bars, double width, Shape shape) {
  if (bars.categories.empty() || bars.series.empty()) return draw_nothing(canvas, width);
  BarFrame frame = make_frame(bars);
  if (bars.direction == Direction::kVertical && can_stand(frame, width))
    return draw_standing(canvas, frame, width, shape);
  return draw_lying(canvas, frame, width, shape);
}

}  // namespace dais::plot
