// SPDX-License-Identifier: Apache-2.0
// Periods as places in time: counted in years or in months, and as the instant they begin.
#pragma once

#include <string>

#include "plot/plot.h"

namespace dais::plot {

/// The year, or the months since the year 0.
double time_of(const Period& period);
/// "2021", or "2021-03". REQUIRES: a whole number, as of time_of().
std::string written_time(double time, bool monthly);
std::string written_period(const Period& period);
/// Milliseconds from 1970 to the period's first instant, UTC, as ECMAScript counts them.
double milliseconds_of(const Period& period);

}  // namespace dais::plot
