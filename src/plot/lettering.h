// SPDX-License-Identifier: Apache-2.0
// Text as it is set: how wide it will be, cut to a width, broken into lines. Widths are those of DejaVu Sans (and of
// Verdana, which shares them), which is wider than what browsers take for system-ui: what fits here fits there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dais::plot {

enum class Weight { kNormal, kBold };

/// What XML 1.0 and UTF-8 allow of it, everything else as U+FFFD; line breaks and tabs become blanks.
std::string clean_text(std::string_view text);

/// In units of the picture, at `size`. REQUIRES: clean text.
double text_width(std::string_view text, double size, Weight weight = Weight::kNormal);

/// The text, or as many whole characters of it as fit with "…" behind them. Never breaks within what a reader sees as
/// one character. REQUIRES: clean text.
std::string cut_text(std::string_view text, double size, double width, Weight weight = Weight::kNormal);

/// Lines of whole words, at most `most`; the last is cut where text is left over, and any that is one long word.
std::vector<std::string> broken_text(std::string_view text, double size, double width, std::size_t most,
                                     Weight weight = Weight::kNormal);

}  // namespace dais::plot
