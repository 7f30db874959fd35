// SPDX-License-Identifier: Apache-2.0
// What both foreign formats need of a picture: its texts made clean and distinct, and rows and sums of its values.
#pragma once

#include <string>
#include <vector>

#include "plot/plot.h"

namespace dais::plot {

/// Clean; of equal texts the second is "Text (2)", the third "Text (3)".
std::vector<std::string> distinct(const std::vector<std::string>& texts);

/// Clean series of `length` values with distinct names; for stacked bars without negative values.
std::vector<Series> figures_of(const std::vector<Series>& series, std::size_t length, Arrangement arrangement);

/// The same picture with clean and distinct names, its series as figures_of() gives them.
Bars prepared(const Bars& bars);
Timeline prepared(const Timeline& timeline);
Matrix prepared(const Matrix& matrix);
/// Without the parts that are 0 or less.
TallyBar prepared(const TallyBar& tally);

/// "88%", or "(88%)" of fewer than `few`.
std::string written_cell(const Cell& cell, std::int64_t few);

/// The smallest and the largest share there is; 0 and 1 where there is none or but one.
struct Shares {
  double least = 0;
  double most = 1;
};
Shares shares_of(const Matrix& matrix);

}  // namespace dais::plot
