// SPDX-License-Identifier: Apache-2.0
// Pictures to look at and to test with: each kind, and each kind at its worst. The figures are made up.
#pragma once

#include <string>
#include <vector>

#include "plot/plot.h"

namespace dais::plot {

struct Sample {
  std::string name;  ///< "tally", "matrix-council"
  Plot plot;
};

std::vector<Sample> samples();

}  // namespace dais::plot
