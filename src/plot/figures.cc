// SPDX-License-Identifier: Apache-2.0
#include "plot/figures.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "plot/draw.h"
#include "plot/number.h"

namespace dais::plot {
namespace {

Caption cleaned_caption(const Caption& caption) {
  return {.title = clean_text(caption.title),
          .description = clean_text(caption.description),
          .note = clean_text(caption.note),
          .source = clean_text(caption.source)};
}

}  // namespace

std::vector<std::string> distinct(const std::vector<std::string>& texts) {
  std::vector<std::string> names;
  std::unordered_set<std::string> taken;
  for (const auto& text : texts) {
    const std::string clean = clean_text(text);
    std::string name = clean;
    for (int number = 2; !taken.insert(name).second; ++number) name = clean + " (" + std::to_string(number) + ")";
    names.push_back(std::move(name));
  }
  return names;
}

std::vector<Series> figures_of(const std::vector<Series>& series, std::size_t length, Arrangement arrangement) {
  std::vector<Series> figures = cleaned(std::span(series), length);
  std::vector<std::string> names;
  names.reserve(figures.size());
  for (const auto& each : figures) names.push_back(each.name);
  names = distinct(names);
  for (std::size_t at = 0; at < figures.size(); ++at) {
    figures[at].name = names[at];
    for (auto& value : figures[at].values) {
      if (arrangement == Arrangement::kStacked && value && *value < 0) value.reset();
    }
  }
  return figures;
}

Bars prepared(const Bars& bars) {
  return {.caption = cleaned_caption(bars.caption),
          .category_name = clean_text(bars.category_name),
          .value_axis = {.name = axis_title(bars.value_axis), .unit = bars.value_axis.unit},
          .categories = distinct(bars.categories),
          .series = figures_of(bars.series, bars.categories.size(), bars.arrangement),
          .arrangement = bars.arrangement,
          .direction = bars.direction};
}

Timeline prepared(const Timeline& timeline) {
  return {.caption = cleaned_caption(timeline.caption),
          .period_name = clean_text(timeline.period_name),
          .value_axis = {.name = axis_title(timeline.value_axis), .unit = timeline.value_axis.unit},
          .periods = timeline.periods,
          .series = figures_of(timeline.series, timeline.periods.size(), Arrangement::kGrouped)};
}

Matrix prepared(const Matrix& matrix) {
  Matrix clean{.caption = cleaned_caption(matrix.caption),
               .row_name = clean_text(matrix.row_name),
               .column_name = clean_text(matrix.column_name),
               .share_name = clean_text(matrix.share_name),
               .count_name = clean_text(matrix.count_name),
               .rows = distinct(matrix.rows),
               .columns = distinct(matrix.columns),
               .cells = matrix.cells,
               .few = matrix.few};
  clean.cells.resize(matrix.rows.size() * matrix.columns.size());
  for (auto& cell : clean.cells) {
    if (cell && !std::isfinite(cell->share)) cell.reset();
  }
  return clean;
}

TallyBar prepared(const TallyBar& tally) {
  TallyBar clean{.caption = cleaned_caption(tally.caption), .count_name = clean_text(tally.count_name)};
  std::vector<std::string> names;
  names.reserve(tally.parts.size());
  for (const auto& part : tally.parts) names.push_back(part.name);
  names = distinct(names);
  for (std::size_t at = 0; at < tally.parts.size(); ++at) {
    if (tally.parts[at].count > 0) clean.parts.push_back({names[at], tally.parts[at].ink, tally.parts[at].count});
  }
  return clean;
}

std::string written_cell(const Cell& cell, std::int64_t few) {
  const std::string figure = written_number(std::round(std::clamp(cell.share, -9.0, 9.0) * 100), "%");
  return cell.count < few ? "(" + figure + ")" : figure;
}

Shares shares_of(const Matrix& matrix) {
  Shares shares{.least = 1, .most = 0};
  for (const auto& cell : matrix.cells) {
    if (!cell) continue;
    shares.least = std::min(shares.least, cell->share);
    shares.most = std::max(shares.most, cell->share);
  }
  return shares.least < shares.most ? shares : Shares{};
}

}  // namespace dais::plot
