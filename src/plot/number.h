// SPDX-License-Identifier: Apache-2.0
// Numbers on axes: where the ticks stand, and how figures are written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dais::plot {

enum class Fractions { kAllowed, kWholeOnly };

/// Ascending multiples of 1, 2 or 5 times a power of ten, the first at or below `low`, the last at or above `high`: at
/// least two, at most `most` + 2. REQUIRES: both finite, most >= 1; low and high may come in either order.
std::vector<double> nice_ticks(double low, double high, int most, Fractions fractions);

/// "1,234", "0.5", "-3", at most two digits behind the point, without trailing zeros; "%" is put behind where it is the
/// unit.
std::string written_number(double value, std::string_view unit = {});

/// For coordinates: at most two digits behind the point, never "-0", never an exponent.
void append_coordinate(std::string& out, double value);

}  // namespace dais::plot
