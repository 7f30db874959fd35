// SPDX-License-Identifier: Apache-2.0
// The steps of a run as a picture, what comes first to the left: each step a box with its state, an arrow to what needs
// it, a dotted one to what it added. Of many steps those of one kind are one box with their number. The same stands in
// a table beside it, so the picture is hidden from who listens to the page.
#pragma once

#include <string>

#include "pipeline/runs_reader.h"

namespace dais::site {

/// An inline SVG, whose boxes lead to the steps; empty where there are none.
std::string run_graph_svg(const pipeline::RunView& run);

}  // namespace dais::site
