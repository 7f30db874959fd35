// SPDX-License-Identifier: Apache-2.0
// The body of each picture, without title, note and source: put down from (0, 0), the size it took is returned. And
// what the pictures share: cleaned texts, known values, legends.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plot/canvas.h"
#include "plot/plot.h"

namespace dais::plot {

/// What a layout is made for; a matrix may take more.
double width_of(Shape shape);

Size draw_bars(Canvas& canvas, const Bars& bars, double width, Shape shape);
Size draw_matrix(Canvas& canvas, const Matrix& matrix, double width);
/// Of so few columns that a wide layout has room for counts below the shares.
bool is_roomy(const Matrix& matrix);
Size draw_tally(Canvas& canvas, const TallyBar& tally, double width);
Size draw_timeline(Canvas& canvas, const Timeline& timeline, double width, Shape shape);
/// Where there is nothing to draw.
Size draw_nothing(Canvas& canvas, double width);

std::vector<std::string> cleaned(std::span<const std::string> texts);
/// The series with clean names, at most `length` values each, without those that are no number: not finite, or beyond
/// 1e15.
std::vector<Series> cleaned(std::span<const Series> series, std::size_t length);
std::optional<double> value_at(const Series& series, std::size_t index);
/// Whole numbers in all that is known.
bool all_whole(std::span<const Series> series);
/// "Name (unit)"; the unit is left out where it stands behind each figure.
std::string axis_title(const ValueAxis& axis);

struct LegendEntry {
  std::string text;
  /// Paints the sample in a box of 26 × 14 whose corner is given.
  std::function<void(Canvas&, Point)> sample;
};
/// Samples with their names, row after row. Returns the height it took.
double draw_legend(Canvas& canvas, std::span<const LegendEntry> entries, Point at, double width);
LegendEntry hatch_entry(const Series& series);

}  // namespace dais::plot
