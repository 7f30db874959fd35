// SPDX-License-Identifier: Apache-2.0
// Lines over months or years. Time runs evenly: a period that is left out leaves its room. The value axis starts at 0
// wherever it can, so that no change looks larger than it is.
#include <algorithm>

#include "plot/draw.h"
#include "plot/number.h"
#include "plot/period.h"

namespace dais::plot {
namespace {

constexpr double kSmall = 12;
constexpr double kTickRoom = 46;

struct LineFrame {
  const Timeline& timeline;
  std::vector<Series> series;
  std::vector<double> times;  ///< of each period, in months or years
  bool monthly = false;
  double first = 0;
  double last = 1;
  std::vector<double> ticks;
  double left = kTickRoom;
  double right = 0;
  double top = 0;
  double bottom = 0;

  [[nodiscard]] double x(double time) const {
    const double room = right - left - 16;
    return left + 8 + (last > first ? (time - first) / (last - first) * room : room / 2);
  }
  [[nodiscard]] double y(double value) const {
    return bottom - (value - ticks.front()) / (ticks.back() - ticks.front()) * (bottom - top);
  }
  [[nodiscard]] std::string written(double value) const { return written_number(value, timeline.value_axis.unit); }
};

LineFrame make_frame(const Timeline& timeline) {
  LineFrame frame{
      .timeline = timeline, .series = cleaned(timeline.series, timeline.periods.size()), .times = {}, .ticks = {}};
  for (const auto& period : timeline.periods) frame.times.push_back(time_of(period));
  frame.monthly = timeline.periods.front().month != 0;
  const auto [first, last] = std::ranges::minmax(frame.times);
  frame.first = first;
  frame.last = last;
  return frame;
}

void set_values(LineFrame& frame) {
  double low = 0;
  double high = 0;
  for (const auto& each : frame.series) {
    for (const auto& value : each.values) {
      low = std::min(low, value.value_or(low));
      high = std::max(high, value.value_or(high));
    }
  }
  frame.ticks = nice_ticks(low, high, std::max(1, static_cast<int>((frame.bottom - frame.top) / 44)),
                           all_whole(frame.series) ? Fractions::kWholeOnly : Fractions::kAllowed);
}

void draw_values(Canvas& canvas, const LineFrame& frame) {
  for (const double tick : frame.ticks) {
    canvas.line({.x = frame.left, .y = frame.y(tick)}, {.x = frame.right, .y = frame.y(tick)},
                tick == 0 ? Tone::kEdge : Tone::kLine);
    canvas.text({.x = frame.left - 6, .y = frame.y(tick) + 4.3}, frame.written(tick),
                {.size = kSmall, .tone = Tone::kSoft, .anchor = Anchor::kEnd});
  }
}

/// Years at their January where months span more than two years, else months; as many as do not touch.
void draw_times(Canvas& canvas, const LineFrame& frame) {
  const double span = frame.last - frame.first;
  const bool years_of_months = frame.monthly && span > 24;
  const double unit = years_of_months ? 12 : 1;
  const double wanted = frame.monthly && !years_of_months ? 68 : 48;
  const int most = std::max(1, static_cast<int>((frame.right - frame.left) / wanted));
  std::vector<double> ticks = {frame.first};
  if (span > 0) ticks = nice_ticks(frame.first / unit, frame.last / unit, most, Fractions::kWholeOnly);
  for (const double tick : ticks) {
    const double time = tick * unit;
    if (time < frame.first || time > frame.last) continue;
    canvas.line({.x = frame.x(time), .y = frame.bottom}, {.x = frame.x(time), .y = frame.bottom + 4}, Tone::kEdge);
    const std::string label = years_of_months ? written_time(tick, false) : written_time(time, frame.monthly);
    const double half = text_width(label, kSmall) / 2;
    canvas.text({.x = std::min(frame.x(time), frame.right - half), .y = frame.bottom + 18}, label,
                {.size = kSmall, .tone = Tone::kSoft, .anchor = Anchor::kMiddle});
  }
}

void draw_line(Canvas& canvas, const LineFrame& frame, std::size_t index) {
  const Series& series = frame.series[index];
  std::string path;
  bool open = false;
  for (std::size_t at = 0; at < series.values.size(); ++at) {
    if (!series.values[at]) {
      open = false;
      continue;
    }
    path += open ? 'L' : 'M';
    append_coordinate(path, frame.x(frame.times[at]));
    path += ' ';
    append_coordinate(path, frame.y(*series.values[at]));
    open = true;
  }
  if (!path.empty()) canvas.path(path, series.ink, index);
}

/// Marks on each value; figures beside them where there is one line and room.
void draw_marks(Canvas& canvas, const LineFrame& frame, std::size_t index) {
  const Series& series = frame.series[index];
  const double apart = (frame.right - frame.left) / static_cast<double>(series.values.size());
  for (std::size_t at = 0; at < series.values.size(); ++at) {
    if (!series.values[at]) continue;
    const double value = *series.values[at];
    const Point middle{.x = frame.x(frame.times[at]), .y = frame.y(value)};
    const std::string figure = frame.written(value);
    canvas.mark(
        middle, series.ink, index,
        (series.name.empty() ? "" : series.name + ", ") + written_time(frame.times[at], frame.monthly) + ": " + figure);
    const double half = text_width(figure, kSmall) / 2;
    if (frame.series.size() == 1 && half * 2 + 6 <= apart) {
      canvas.text({.x = std::min(middle.x, frame.right - half), .y = middle.y - 9}, figure,
                  {.size = kSmall, .anchor = Anchor::kMiddle});
    }
  }
}

struct EndLabel {
  std::size_t series = 0;
  double y = 0;
};

/// Where each line's name stands: at its last value, pushed apart so that none covers another.
std::vector<EndLabel> end_labels(const LineFrame& frame) {
  constexpr double kApart = 16;
  std::vector<EndLabel> labels;
  for (std::size_t at = 0; at < frame.series.size(); ++at) {
    double y = frame.bottom;
    for (const auto& value : frame.series[at].values) y = value ? frame.y(*value) : y;
    labels.push_back({.series = at, .y = y});
  }
  std::ranges::stable_sort(labels, {}, &EndLabel::y);
  for (std::size_t at = 1; at < labels.size(); ++at) labels[at].y = std::max(labels[at].y, labels[at - 1].y + kApart);
  double lowest = frame.bottom + 4;
  for (std::size_t at = labels.size(); at-- > 0;) {
    labels[at].y = std::min(labels[at].y, lowest);
    lowest = labels[at].y - kApart;
  }
  return labels;
}

void draw_sample(Canvas& canvas, Point corner, Ink ink, std::size_t index, std::string_view name) {
  std::string path = "M";
  append_coordinate(path, corner.x);
  path += ' ';
  append_coordinate(path, corner.y + 7);
  canvas.path(path + "h26", ink, index);
  canvas.mark({.x = corner.x + 13, .y = corner.y + 7}, ink, index, name);
}

double draw_line_legend(Canvas& canvas, const LineFrame& frame, double width) {
  std::vector<LegendEntry> entries;
  for (std::size_t at = 0; at < frame.series.size(); ++at) {
    const Series& series = frame.series[at];
    entries.push_back(
        {.text = series.name, .sample = [ink = series.ink, at, name = series.name](Canvas& on, Point corner) {
           draw_sample(on, corner, ink, at, name);
         }});
  }
  return draw_legend(canvas, entries, {.x = 0, .y = 0}, width) + 6;
}

}  // namespace

Size draw_timeline(Canvas& canvas, const Timeline& timeline, double width, Shape shape) {
  if (timeline.periods.empty() || timeline.series.empty()) return draw_nothing(canvas, width);
  constexpr std::size_t kMostEndLabels = 8;
  LineFrame frame = make_frame(timeline);
  const bool several = frame.series.size() > 1;
  const bool beside = several && shape == Shape::kWide && frame.series.size() <= kMostEndLabels;
  double names = 0;
  for (const auto& each : frame.series) names = std::max(names, text_width(each.name, 13));
  names = beside ? std::min(names, width * 0.28) + 34 : 0;
  frame.right = width - names;
  double y = several && !beside ? draw_line_legend(canvas, frame, width) : 0;
  canvas.text_within({.x = 0, .y = y + 12}, axis_title(timeline.value_axis), width,
                     {.size = kSmall, .tone = Tone::kSoft});
  y += 36;
  frame.top = y;
  frame.bottom = y + (shape == Shape::kWide ? 240 : 190);
  set_values(frame);
  draw_values(canvas, frame);
  draw_times(canvas, frame);
  for (std::size_t at = 0; at < frame.series.size(); ++at) draw_line(canvas, frame, at);
  for (std::size_t at = 0; at < frame.series.size(); ++at) draw_marks(canvas, frame, at);
  if (beside) {
    for (const auto& label : end_labels(frame)) {
      const Series& series = frame.series[label.series];
      draw_sample(canvas, {.x = frame.right + 4, .y = label.y - 7}, series.ink, label.series, series.name);
      // Half a unit more than was measured: the longest name fits whatever rounding does.
      canvas.text_within({.x = frame.right + 34, .y = label.y + 4.5}, series.name, names - 33.5);
    }
  }
  canvas.text_within({.x = (frame.left + frame.right) / 2, .y = frame.bottom + 38}, clean_text(timeline.period_name),
                     frame.right - frame.left, {.size = kSmall, .tone = Tone::kSoft, .anchor = Anchor::kMiddle});
  return {.width = width, .height = frame.bottom + 46};
}

}  // namespace dais::plot
