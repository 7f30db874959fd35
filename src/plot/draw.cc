// SPDX-License-Identifier: Apache-2.0
#include "plot/draw.h"

#include <algorithm>
#include <cmath>

namespace dais::plot {
namespace {

constexpr double kLargestNumber = 1e15;

}  // namespace

double width_of(Shape shape) { return shape == Shape::kWide ? 720 : 300; }

Size draw_nothing(Canvas& canvas, double width) {
  canvas.text({.x = width / 2, .y = 44}, "Nothing to show", {.tone = Tone::kSoft, .anchor = Anchor::kMiddle});
  return {.width = width, .height = 72};
}

std::vector<std::string> cleaned(std::span<const std::string> texts) {
  std::vector<std::string> clean;
  clean.reserve(texts.size());
  for (const auto& text : texts) clean.push_back(clean_text(text));
  return clean;
}

std::vector<Series> cleaned(std::span<const Series> series, std::size_t length) {
  std::vector<Series> clean(series.begin(), series.end());
  for (auto& each : clean) {
    each.name = clean_text(each.name);
    each.values.resize(length);
    for (auto& value : each.values) {
      if (value && !(std::fabs(*value) <= kLargestNumber)) value.reset();
    }
  }
  return clean;
}

std::optional<double> value_at(const Series& series, std::size_t index) {
  return index < series.values.size() ? series.values[index] : std::nullopt;
}

bool all_whole(std::span<const Series> series) {
  return std::ranges::all_of(series, [](const Series& each) {
    return std::ranges::all_of(each.values, [](const auto& value) { return !value || *value == std::trunc(*value); });
  });
}

std::string axis_title(const ValueAxis& axis) {
  std::string name = clean_text(axis.name);
  if (axis.unit.empty() || axis.unit == "%") return name;
  return name.empty() ? clean_text(axis.unit) : name + " (" + clean_text(axis.unit) + ")";
}

double draw_legend(Canvas& canvas, std::span<const LegendEntry> entries, Point at, double width) {
  constexpr double kRow = 21;
  constexpr double kSample = 32;
  constexpr double kBetween = 18;
  double x = 0;
  double y = 0;
  for (const auto& entry : entries) {
    const double wanted = std::min(kSample + text_width(entry.text, 13), width);
    if (x > 0 && x + wanted > width) {
      x = 0;
      y += kRow;
    }
    entry.sample(canvas, {.x = at.x + x, .y = at.y + y});
    canvas.text_within({.x = at.x + x + kSample, .y = at.y + y + 11.5}, entry.text, width - kSample);
    x += wanted + kBetween;
  }
  return entries.empty() ? 0 : y + kRow;
}

LegendEntry hatch_entry(const Series& series) {
  return {.text = series.name, .sample = [ink = series.ink, name = series.name](Canvas& canvas, Point corner) {
            canvas.bar({.x = corner.x + 1, .y = corner.y, .width = 24, .height = 14}, ink, name);
          }};
}

}  // namespace dais::plot
