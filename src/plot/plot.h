// SPDX-License-Identifier: Apache-2.0
// Pictures of figures: plain values in, SVG, PNG, Bokeh JSON and Vega-Lite JSON out. Pure: knows no archive, no page
// and no address; what is drawn, what it is called and where it comes from is the caller's. Every picture can be read
// without colour (each ink has a hatch of its own, figures stand beside their marks), and says in words what it shows.
// Nothing here fails on strange values: text is cut and escaped (what is not UTF-8 or not allowed in XML becomes
// U+FFFD), a number that is not finite counts as absent, an empty picture says that it is empty. Safe from many
// threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace dais::plot {

/// What a picture says in words. Only the title is needed.
struct Caption {
  std::string title{};        ///< one line: "Votes of Ann Ash by year"
  std::string description{};  ///< the text alternative: what a reader should have learned from the picture
  std::string note{};         ///< what one must know to read it right; below the picture
  std::string source{};       ///< where the figures are from; the last line
};

/// How a mark is filled: a colour and a hatch, so that either alone tells it from the others. The first eight are the
/// classes of a vote and look the same on every page; the others are for whatever else is compared.
enum class Ink {
  kYes,
  kNo,
  kAbstain,
  kAbsent,
  kConflict,
  kNonvoting,
  kBlank,
  kUnrecognised,
  kFirst,
  kSecond,
  kThird,
  kFourth,
  kFifth,
  kSixth
};

/// The axis that numbers are read from. `unit` is written behind figures when it is "%", else into the axis' name.
struct ValueAxis {
  std::string name{};
  std::string unit{};
};

/// values[i] belongs to the i-th category or period; nullopt (or one too few) is "not known", which is not 0.
struct Series {
  std::string name{};
  Ink ink = Ink::kFirst;
  std::vector<std::optional<double>> values{};
};

enum class Arrangement { kGrouped, kStacked };
/// Vertical is a wish: where bars would stand too close for their labels, they lie.
enum class Direction { kHorizontal, kVertical };

/// Categories × series, as bars. Stacked bars take no negative numbers (they count as absent).
struct Bars {
  Caption caption{};
  std::string category_name{};  ///< what the categories are: "Committee"
  ValueAxis value_axis{};
  std::vector<std::string> categories{};
  std::vector<Series> series{};
  Arrangement arrangement = Arrangement::kGrouped;
  Direction direction = Direction::kHorizontal;
};

/// One figure of a matrix: how large a part, of how many.
struct Cell {
  double share = 0;  ///< 0 … 1
  std::int64_t count = 0;
};

/// Rows × columns; `cells` row by row, nullopt (or one too few) where there is nothing to say (a person and herself).
struct Matrix {
  Caption caption{};
  std::string row_name{};
  std::string column_name{};
  std::string share_name{};  ///< "voted the same way"
  std::string count_name{};  ///< "votes shared"
  std::vector<std::string> rows{};
  std::vector<std::string> columns{};
  std::vector<std::optional<Cell>> cells{};
  std::int64_t few = 10;  ///< shares of fewer than this stand in brackets
};

/// One part of a whole.
struct Part {
  std::string name{};
  Ink ink = Ink::kFirst;
  std::int64_t count = 0;
};

/// The parts of one vote as one bar. A part of 0 or less is in the legend and not in the bar.
struct TallyBar {
  Caption caption{};
  std::string count_name{};  ///< what is counted: "Members"
  std::vector<Part> parts{};
};

/// A year, or a month of it (1 … 12; 0: the whole year). All periods of one timeline are of one kind.
struct Period {
  int year = 0;
  int month = 0;
};

/// Lines over months or years. A value that is not known breaks its line.
struct Timeline {
  Caption caption{};
  std::string period_name{};  ///< "Year"
  ValueAxis value_axis{};
  std::vector<Period> periods{};  ///< ascending
  std::vector<Series> series{};
};

using Plot = std::variant<Bars, Matrix, TallyBar, Timeline>;

const Caption& caption_of(const Plot& plot);

/// Who paints it: kPage leaves colours to the page's style sheet (web/css/plots.css; light and dark by the reader's
/// choice) and leaves title, note and source to the page; kLight and kDark are complete pictures that bring all of that
/// along.
enum class Theme { kPage, kLight, kDark };

/// kWide is laid out at 720 units, kNarrow at 300 for a telephone; a matrix takes what it needs in either.
enum class Shape { kWide, kNarrow };

/// An <svg role="img"> with <title> and <desc>. No style attribute, no style element, no script, no foreign address.
/// `id` starts the ids in it (letters, digits, '-'); it has to differ between the pictures of one page.
std::string render_svg(const Plot& plot, Theme theme, Shape shape, std::string_view id = "plot");

/// For a page: one <div class="plot-frame"> with the wide and the narrow picture, of which the style sheet shows the
/// one that fits; a matrix stands in a region that scrolls sideways by touch, wheel and keyboard. `id` as for
/// render_svg.
std::string render_for_page(const Plot& plot, std::string_view id);

/// kShare is 1200 × 630 pixels, what sites that show a link's picture ask for; kOwn is twice the units of the wide
/// layout, at most kLongestSide on a side.
enum class PngSize { kShare, kOwn };
inline constexpr int kLongestSide = 4000;

/// The SVG of the same theme (kPage counts as kLight) as PNG bytes. Dear: 30 to 240 ms at kShare, up to 1.3 s at kOwn
/// for a council of 51 or 40 bars (measured): keep what comes out, and limit how many are made at once. Needs a font on
/// the machine (fonts-dejavu-core). kInternal with the reason where it cannot be painted, which is a fault of ours or
/// of the machine.
Result<std::string> render_png(const Plot& plot, Theme theme, PngSize size);

// For those who draw for themselves: the values with a description of the same picture, by light. Of two equal names
// the second becomes "Name (2)": neither format tells equal names apart.

/// A Vega-Lite 5 specification with its data in it, for vega-embed: application/vnd.vegalite.v5+json.
std::string vega_lite_json(const Plot& plot);

/// What Bokeh.embed.embed_item(json, target) of BokehJS 3 takes.
std::string bokeh_json(const Plot& plot);

}  // namespace dais::plot
