// SPDX-License-Identifier: Apache-2.0
#include "plot/inks.h"

#include <array>

namespace dais::plot {
namespace {

// The classes of a vote have the colours of web/css/base.css. The others keep their distance for the colour-blind by
// lightness as well as by hue.
constexpr std::array<Look, kInks> kInkLooks = {{
    {"yes", "#1f7a57", "#4fb58c", Hatch::kSolid},
    {"no", "#a8433a", "#e0847a", Hatch::kDiagonal},
    {"abstain", "#8a6d1d", "#d0b154", Hatch::kDots},
    {"absent", "#7b8482", "#8f9a98", Hatch::kEmpty},
    {"conflict", "#75568f", "#b797d2", Hatch::kGrid},
    {"nonvoting", "#5b7a94", "#85a8c4", Hatch::kHorizontal},
    {"blank", "#858d88", "#8d9895", Hatch::kVertical},
    {"unrecognised", "#b0812f", "#d9a95b", Hatch::kBackDiagonal},
    {"first", "#14566b", "#86cfe4", Hatch::kSolid},
    {"second", "#b35c00", "#e8a35c", Hatch::kDiagonal},
    {"third", "#6a4c93", "#bfa3e6", Hatch::kDots},
    {"fourth", "#3a7d44", "#8fce9a", Hatch::kHorizontal},
    {"fifth", "#a23b72", "#e899c2", Hatch::kGrid},
    {"sixth", "#5c6670", "#aab4be", Hatch::kVertical},
}};

constexpr std::array<Look, 6> kToneLooks = {{
    {"ink", "#1c2326", "#e8ecea", Hatch::kSolid},
    {"soft", "#55605f", "#a7b2b0", Hatch::kSolid},
    {"line", "#dcd8ce", "#2e393d", Hatch::kSolid},
    {"edge", "#767f7d", "#7f8b8a", Hatch::kSolid},
    {"ground", "#fbfaf7", "#12181b", Hatch::kSolid},
    {"accent", "#14566b", "#86cfe4", Hatch::kSolid},
}};

}  // namespace

const Look& look_of(Ink ink) { return kInkLooks.at(static_cast<std::size_t>(ink)); }
const Look& look_of(Tone tone) { return kToneLooks.at(static_cast<std::size_t>(tone)); }

std::string_view colour(const Look& look, Theme theme) { return theme == Theme::kDark ? look.dark : look.light; }

}  // namespace dais::plot
