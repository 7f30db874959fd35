// SPDX-License-Identifier: Apache-2.0
// Shares as figures in cells, their grounds in five strengths. A council of 51 has 2,550 of them: grounds are one path
// a strength and figures are in one group, so that the picture stays small.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "plot/draw.h"
#include "plot/number.h"

namespace dais::plot {
namespace {

constexpr double kText = 13;
constexpr double kLean = 50;  // degrees that column names are turned by
constexpr std::size_t kRoomyColumns = 10;
constexpr double kTight = 500;  // a telephone's width is below

struct Grid {
  const Matrix& matrix;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  bool roomy = false;  ///< counts stand below shares
  double row_names = 0;
  double header = 0;
  Size cell;
  bool brackets = false;  ///< some count is below the matrix' few
  double lowest = 0;      ///< what the first strength starts at
  double least = 1;       ///< the smallest share there is
  double step = 0.1;

  [[nodiscard]] std::optional<Cell> at(std::size_t row, std::size_t column) const {
    const std::size_t index = row * columns.size() + column;
    if (index >= matrix.cells.size() || !matrix.cells[index]) return std::nullopt;
    return std::isfinite(matrix.cells[index]->share) ? matrix.cells[index] : std::nullopt;
  }
  [[nodiscard]] std::size_t strength(double share) const {
    const double place = std::floor((share - lowest) / step + 1e-9);
    return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(Canvas::kShades - 1)));
  }
  [[nodiscard]] Point corner(std::size_t row, std::size_t column) const {
    return {.x = row_names + static_cast<double>(column) * cell.width,
            .y = header + static_cast<double>(row) * cell.height};
  }
};

std::string written_share(const Grid& grid, const Cell& cell) {
  std::string figure = written_number(std::round(std::clamp(cell.share, -9.0, 9.0) * 100));
  if (grid.roomy) figure += "%";
  return cell.count < grid.matrix.few ? "(" + figure + ")" : figure;
}

/// Strengths of 20, 10, 5, 2 or 1 hundredths, whichever is the narrowest that still covers what there is.
void set_strengths(Grid& grid) {
  double high = 0;
  for (const auto& cell : grid.matrix.cells) {
    if (!cell || !std::isfinite(cell->share)) continue;
    grid.least = std::min(grid.least, cell->share);
    high = std::max(high, cell->share);
  }
  for (const double step : {0.01, 0.02, 0.05, 0.1, 0.2}) {
    grid.step = step;
    const double top = std::ceil(high / step - 1e-9) * step;
    grid.lowest = std::max(0.0, top - step * static_cast<double>(Canvas::kShades));
    if (grid.lowest <= grid.least + 1e-9) return;
  }
}

double widest(std::span<const std::string> texts) {
  double width = 0;
  for (const auto& text : texts) width = std::max(width, text_width(text, kText));
  return width;
}

Grid make_grid(const Matrix& matrix, double width) {
  Grid grid{.matrix = matrix,
            .rows = cleaned(std::span(matrix.rows)),
            .columns = cleaned(std::span(matrix.columns)),
            .cell = {}};
  const bool tight = width < kTight;
  grid.roomy = grid.columns.size() <= (tight ? 4 : kRoomyColumns);
  set_strengths(grid);
  for (const auto& cell : matrix.cells) grid.brackets = grid.brackets || (cell && cell->count < matrix.few);
  grid.cell = grid.roomy ? Size{.width = 56, .height = 40} : Size{.width = grid.brackets ? 33.0 : 26.0, .height = 22};
  grid.row_names = std::min(widest(grid.rows), tight ? 130.0 : 190.0) + 8;
  if (grid.roomy) {
    const double free = width - grid.row_names - 20;
    grid.cell.width = std::clamp(free / static_cast<double>(grid.columns.size()), 50.0, 90.0);
  }
  grid.header = std::min(widest(grid.columns), tight ? 100.0 : 150.0) * std::sin(kLean * std::numbers::pi / 180) + 22;
  return grid;
}

void draw_names(Canvas& canvas, const Grid& grid) {
  const double longest = (grid.header - 22) / std::sin(kLean * std::numbers::pi / 180) + 1;
  for (std::size_t at = 0; at < grid.columns.size(); ++at) {
    const Point corner = grid.corner(0, at);
    canvas.text_within({.x = corner.x + grid.cell.width / 2 + 3, .y = corner.y - 6}, grid.columns[at], longest,
                       {.turned = -kLean});
  }
  for (std::size_t at = 0; at < grid.rows.size(); ++at) {
    const Point corner = grid.corner(at, 0);
    canvas.text_within({.x = grid.row_names - 6, .y = corner.y + grid.cell.height / 2 + kText * 0.36}, grid.rows[at],
                       grid.row_names - 8, {.anchor = Anchor::kEnd});
  }
}

void draw_grounds(Canvas& canvas, const Grid& grid) {
  std::array<std::string, Canvas::kShades> paths;
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    for (std::size_t column = 0; column < grid.columns.size(); ++column) {
      const auto cell = grid.at(row, column);
      if (!cell) continue;
      std::string& path = paths.at(grid.strength(cell->share));
      const Point corner = grid.corner(row, column);
      path += 'M';
      append_coordinate(path, corner.x);
      path += ' ';
      append_coordinate(path, corner.y);
      path += 'h';
      append_coordinate(path, grid.cell.width - 1);
      path += 'v';
      append_coordinate(path, grid.cell.height - 1);
      path += 'h';
      append_coordinate(path, 1 - grid.cell.width);
      path += 'z';
    }
  }
  for (std::size_t strength = 0; strength < paths.size(); ++strength) {
    if (!paths.at(strength).empty()) canvas.shade(paths.at(strength), strength);
  }
}

void draw_figures(Canvas& canvas, const Grid& grid) {
  const double down = grid.roomy ? 17 : grid.cell.height / 2 + 3.5;
  canvas.open_texts({.size = grid.roomy ? 14.0 : 11.0, .anchor = Anchor::kMiddle});
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    for (std::size_t column = 0; column < grid.columns.size(); ++column) {
      const auto cell = grid.at(row, column);
      const Point corner = grid.corner(row, column);
      canvas.cell_text({.x = corner.x + grid.cell.width / 2, .y = corner.y + down},
                       cell ? written_share(grid, *cell) : "·");
    }
  }
  canvas.close_group();
  if (!grid.roomy) return;
  canvas.open_texts({.size = 11, .anchor = Anchor::kMiddle});
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    for (std::size_t column = 0; column < grid.columns.size(); ++column) {
      const auto cell = grid.at(row, column);
      const Point corner = grid.corner(row, column);
      if (cell) {
        canvas.cell_text({.x = corner.x + grid.cell.width / 2, .y = corner.y + 32},
                         "of " + written_number(static_cast<double>(cell->count)));
      }
    }
  }
  canvas.close_group();
}

/// What the strengths and the signs mean.
double draw_key(Canvas& canvas, const Grid& grid, Point at, double width) {
  std::vector<LegendEntry> entries;
  for (std::size_t strength = 0; strength < Canvas::kShades; ++strength) {
    const double from = std::round((grid.lowest + grid.step * static_cast<double>(strength)) * 100);
    const double to = std::round((grid.lowest + grid.step * static_cast<double>(strength + 1)) * 100);
    if (from >= 100) break;
    if (to <= grid.least * 100) continue;
    entries.push_back(
        {.text = written_number(from) + "–" + written_number(to) + "%", .sample = [strength](Canvas& on, Point corner) {
           std::string path = "M";
           append_coordinate(path, corner.x);
           path += ' ';
           append_coordinate(path, corner.y);
           on.shade(path + "h25v14h-25z", strength);
         }});
  }
  double y = at.y;
  const Lettering small{.size = 12, .tone = Tone::kSoft};
  const std::string share = clean_text(grid.matrix.share_name);
  canvas.text_within({.x = at.x, .y = y + 12}, share.empty() ? "Per cent" : share + ", per cent", width, small);
  y += 20;
  y += draw_legend(canvas, entries, {.x = at.x, .y = y}, width);
  const std::string count = clean_text(grid.matrix.count_name);
  std::vector<std::string> signs = {"·  nothing to compare"};
  if (grid.brackets) {
    signs.insert(signs.begin(), "( ) of fewer than " + written_number(static_cast<double>(grid.matrix.few)) +
                                    (count.empty() ? "" : " " + count));
  }
  for (const auto& sign : signs) {
    canvas.text_within({.x = at.x, .y = y + 12}, sign, width, small);
    y += 17;
  }
  return y;
}

}  // namespace

bool is_roomy(const Matrix& matrix) { return matrix.columns.size() <= kRoomyColumns; }

Size draw_matrix(Canvas& canvas, const Matrix& matrix, double width) {
  if (matrix.rows.empty() || matrix.columns.empty()) return draw_nothing(canvas, width);
  const Grid grid = make_grid(matrix, width);
  draw_names(canvas, grid);
  draw_grounds(canvas, grid);
  draw_figures(canvas, grid);
  const Point end = grid.corner(grid.rows.size(), grid.columns.size());
  const double leaning = (grid.header - 22) / std::tan(kLean * std::numbers::pi / 180);
  const double used = std::max(end.x + std::max(leaning - grid.cell.width / 2 + 16, 1.0), std::min(width, 300.0));
  // Where the matrix is wider than the screen its key stays in sight.
  const double key_width = width < kTight ? std::min(used, width) : used;
  const double bottom = draw_key(canvas, grid, {.x = 0, .y = end.y + 12}, key_width);
  return {.width = used, .height = bottom + 6};
}

}  // namespace dais::plot
