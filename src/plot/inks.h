// SPDX-License-Identifier: Apache-2.0
// What each ink looks like, in one table: its colour by light and by dark and its hatch, for SVG and for the two
// foreign formats. web/css/plots.css gives pages the same colours under the names here.
#pragma once

#include <string_view>

#include "plot/plot.h"

namespace dais::plot {

/// Colours that carry no figure.
enum class Tone { kInk, kSoft, kLine, kEdge, kGround, kAccent };

enum class Hatch { kSolid, kDiagonal, kBackDiagonal, kDots, kHorizontal, kVertical, kGrid, kEmpty };

struct Look {
  std::string_view name;   ///< of its class on pages ("plot-yes") and of its pattern
  std::string_view light;  ///< "#rrggbb"
  std::string_view dark;
  Hatch hatch = Hatch::kSolid;
};

const Look& look_of(Ink ink);
const Look& look_of(Tone tone);

/// The colour in a theme that is not a page's.
std::string_view colour(const Look& look, Theme theme);

inline constexpr std::size_t kInks = 14;

}  // namespace dais::plot
