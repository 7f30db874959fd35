// SPDX-License-Identifier: Apache-2.0
// A picture that stands alone: title, body, note and source on a ground of its own, laid out at any width.
#pragma once

#include <string>
#include <string_view>

#include "plot/canvas.h"
#include "plot/plot.h"

namespace dais::plot {

struct Layout {
  double width = 720;  ///< of the body; a matrix may take more
  Shape shape = Shape::kWide;
};

struct Drawing {
  std::string svg;
  Size size;
};

/// REQUIRES: a theme that is not a page's.
Drawing render_alone(const Plot& plot, Theme theme, const Layout& layout, std::string_view id);

}  // namespace dais::plot
