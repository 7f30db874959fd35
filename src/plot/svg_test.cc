// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "plot/plot.h"

namespace dais::plot {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

int count_of(std::string_view text, std::string_view piece) {
  int count = 0;
  for (auto at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + piece.size())) ++count;
  return count;
}

/// The first tag that does not close what is open, or "" where all tags are in order and no bare & or < is left.
std::string first_fault(const std::string& svg) {
  static const std::regex kTag(R"re(<(/?)([a-z]+)((?: [a-zA-Z0-9:-]+="[^"<]*")*)(/?)>)re");
  std::vector<std::string> open;
  std::size_t expected = 0;
  for (std::sregex_iterator at(svg.begin(), svg.end(), kTag), end; at != end; ++at) {
    const std::string between = svg.substr(expected, static_cast<std::size_t>(at->position()) - expected);
    if (between.find_first_of("<>") != std::string::npos) return "between tags: " + between;
    expected = static_cast<std::size_t>(at->position() + at->length());
    if ((*at)[4].length() != 0) continue;
    if ((*at)[1].length() == 0) {
      open.push_back((*at)[2]);
    } else if (open.empty() || open.back() != (*at)[2]) {
      return at->str();
    } else {
      open.pop_back();
    }
  }
  static const std::regex kAmpersand("&(?!amp;|lt;|gt;|quot;|#39;)");
  if (std::regex_search(svg, kAmpersand)) return "a bare &";
  return open.empty() ? "" : "open: " + open.back();
}

Bars two_bars() {
  return {.caption = {.title = "Bills", .description = "Two outcomes.", .note = "A note.", .source = "A source."},
          .category_name = "Outcome",
          .value_axis = {.name = "Bills", .unit = "per year"},
          .categories = {"Enacted", "Filed"},
          .series = {{.name = "Bills", .ink = Ink::kFirst, .values = {1200, 300}}}};
}

TallyBar tally() {
  return {.caption = {.title = "Passed 3 to 1", .description = "3 yes, 1 no."},
          .count_name = "Members",
          .parts = {{"Yes", Ink::kYes, 3}, {"No", Ink::kNo, 1}, {"Absent", Ink::kAbsent, 0}}};
}

TEST(Svg, NamesAndDescribesItself) {
  const std::string svg = render_svg(two_bars(), Theme::kPage, Shape::kWide, "p1");
  EXPECT_THAT(svg, HasSubstr(R"(role="img" aria-labelledby="p1-title p1-desc")"));
  EXPECT_THAT(svg, HasSubstr(R"(<title id="p1-title">Bills</title><desc id="p1-desc">Two outcomes.</desc>)"));
  EXPECT_THAT(svg, HasSubstr(R"(viewBox="0 0 720 )"));
}

TEST(Svg, OfAPageHasNoColourAndNoTitleOfItsOwn) {
  const std::string svg = render_svg(two_bars(), Theme::kPage, Shape::kWide);
  EXPECT_THAT(svg, Not(HasSubstr("color=\"#")));
  EXPECT_THAT(svg, Not(HasSubstr("A note.")));
  EXPECT_THAT(svg, HasSubstr("class=\"plot-first\""));
}

TEST(Svg, AloneBringsTitleNoteSourceAndColours) {
  const std::string light = render_svg(two_bars(), Theme::kLight, Shape::kWide);
  for (const auto* piece :
       {">Bills</text>", ">A note.</text>", ">A source.</text>", "color=\"#14566b\"", "color=\"#fbfaf7\""}) {
    EXPECT_THAT(light, HasSubstr(piece));
  }
  EXPECT_THAT(light, Not(HasSubstr("class=\"plot-")));
  EXPECT_THAT(render_svg(two_bars(), Theme::kDark, Shape::kWide), HasSubstr("color=\"#86cfe4\""));
}

TEST(Svg, HasNothingThatAStrictPolicyForbids) {
  for (const auto theme : {Theme::kPage, Theme::kLight, Theme::kDark}) {
    for (const Plot& plot : {Plot(two_bars()), Plot(tally())}) {
      const std::string svg = render_svg(plot, theme, Shape::kWide);
      for (const auto* forbidden : {"style", "<script", "href", "<image"}) EXPECT_THAT(svg, Not(HasSubstr(forbidden)));
      EXPECT_EQ(count_of(svg, "http"), 1) << "the namespace alone";
    }
  }
}

TEST(Svg, HasABarForEachKnownFigureAndTheFigureBesideIt) {
  const std::string svg = render_svg(two_bars(), Theme::kPage, Shape::kWide);
  EXPECT_EQ(count_of(svg, "url(#plot-first)"), 2);
  EXPECT_THAT(svg, HasSubstr("<title>Enacted, Bills: 1,200</title>"));
  EXPECT_THAT(svg, HasSubstr(">1,200</text>"));
  EXPECT_THAT(svg, HasSubstr(">Bills (per year)</text>"));
}

TEST(Svg, ShowsWhatIsNotKnownAsADashAndNotAsZero) {
  Bars bars = two_bars();
  bars.series[0].values = {std::nullopt, 0};
  const std::string svg = render_svg(bars, Theme::kPage, Shape::kWide);
  EXPECT_EQ(count_of(svg, "url(#plot-first)"), 0);
  EXPECT_EQ(count_of(svg, ">–</text>"), 1);
  EXPECT_GE(count_of(svg, ">0</text>"), 1);
}

TEST(Svg, EveryInkHasAPatternOfItsOwn) {
  TallyBar all{.caption = {.title = "All"}, .count_name = {}, .parts = {}};
  for (int ink = 0; ink < 14; ++ink) all.parts.push_back({"part", static_cast<Ink>(ink), 5});
  const std::string svg = render_svg(all, Theme::kPage, Shape::kWide);
  EXPECT_EQ(count_of(svg, "<pattern "), 14);
  EXPECT_EQ(count_of(render_svg(tally(), Theme::kPage, Shape::kWide), "<pattern "), 3) << "only those that are used";
}

TEST(Svg, OfATallySharesTheWidthByCount) {
  const std::string svg = render_svg(tally(), Theme::kPage, Shape::kWide);
  EXPECT_THAT(svg, HasSubstr(R"re(<rect x="1" y="20" width="538.5" height="46" fill="url(#plot-yes)")re"));
  EXPECT_THAT(svg, HasSubstr(R"re(<rect x="539.5" y="20" width="179.5" height="46" fill="url(#plot-no)")re"));
  EXPECT_THAT(svg, HasSubstr(">Absent 0</text>"));
  EXPECT_THAT(svg, HasSubstr(">Members: 4</text>"));
}

TEST(Svg, StandingBarsLieWhereTheyStandTooClose) {
  Bars bars = two_bars();
  bars.direction = Direction::kVertical;
  const auto taller = [](const std::string& svg) {
    std::smatch box;
    EXPECT_TRUE(std::regex_search(svg, box, std::regex(R"re(width="([0-9.]+)" height="([0-9.]+)" fill="url)re")));
    return std::stod(box[2]) > std::stod(box[1]);
  };
  EXPECT_TRUE(taller(render_svg(bars, Theme::kPage, Shape::kWide)));
  bars.categories = std::vector<std::string>(30, "A name of some length");
  bars.series[0].values = std::vector<std::optional<double>>(30, 1200);
  EXPECT_FALSE(taller(render_svg(bars, Theme::kPage, Shape::kWide)));
}

TEST(Svg, AGapBreaksALine) {
  Timeline line{.caption = {.title = "Line"},
                .period_name = "Year",
                .value_axis = {.name = "Votes", .unit = {}},
                .periods = {{2019}, {2020}, {2021}, {2022}, {2023}},
                .series = {{.name = "Votes", .ink = Ink::kSecond, .values = {1, 2, std::nullopt, 4, 3}}}};
  const std::string svg = render_svg(line, Theme::kPage, Shape::kWide);
  std::smatch path;
  ASSERT_TRUE(std::regex_search(svg, path, std::regex(R"re(<path d="(M[^"]*)" fill="none")re")));
  EXPECT_EQ(count_of(path[1].str(), "M"), 2);
  EXPECT_EQ(count_of(path[1].str(), "L"), 2);
  EXPECT_EQ(count_of(svg, "<title>Votes, 20"), 4) << "a mark for each year that is known";
  EXPECT_THAT(svg, HasSubstr("<title>Votes, 2022: 4</title>"));
}

Matrix pair(std::int64_t count) {
  return {.caption = {.title = "Agreement"},
          .row_name = {},
          .column_name = {},
          .share_name = "Voted alike",
          .count_name = "votes",
          .rows = {"Ann", "Ben"},
          .columns = {"Ann", "Ben"},
          .cells = {std::nullopt, Cell{0.875, count}, Cell{0.875, count}, std::nullopt}};
}

TEST(Svg, AMatrixSaysShareAndCountAndMarksTheFew) {
  EXPECT_THAT(render_svg(pair(10), Theme::kPage, Shape::kWide), Not(HasSubstr("(88%)")));
  const std::string many = render_svg(pair(1600), Theme::kPage, Shape::kWide);
  EXPECT_EQ(count_of(many, ">88%</text>"), 2);
  EXPECT_EQ(count_of(many, ">of 1,600</text>"), 2);
  EXPECT_EQ(count_of(many, ">·</text>"), 2);
  EXPECT_THAT(many, Not(HasSubstr("fewer than")));
  const std::string few = render_svg(pair(9), Theme::kPage, Shape::kWide);
  EXPECT_EQ(count_of(few, ">(88%)</text>"), 2);
  EXPECT_THAT(few, HasSubstr("( ) of fewer than 10 votes"));
}

TEST(Svg, ForAPageComesInTwoWidthsWithIdsOfTheirOwn) {
  const std::string html = render_for_page(two_bars(), "bills");
  EXPECT_EQ(count_of(html, "<svg "), 2);
  EXPECT_THAT(html, HasSubstr("id=\"bills-wide-title\""));
  EXPECT_THAT(html, HasSubstr("id=\"bills-narrow-title\""));
  EXPECT_THAT(html, HasSubstr("class=\"plot plot-bars plot-narrow\""));
  EXPECT_THAT(render_for_page(pair(3), "who"),
              HasSubstr(R"(plot-scroll" tabindex="0" role="region" aria-label="Agreement")"));
}

TEST(Svg, AnEmptyPictureSaysSo) {
  for (const Plot& plot : {Plot(Bars{}), Plot(Matrix{}), Plot(TallyBar{}), Plot(Timeline{})}) {
    const std::string svg = render_svg(plot, Theme::kLight, Shape::kNarrow);
    EXPECT_THAT(svg, HasSubstr("Nothing to show"));
    EXPECT_EQ(first_fault(svg), "");
  }
}

TEST(Svg, CutLabelsKeepTheirWholeText) {
  Bars bars = two_bars();
  bars.categories[0] = std::string(200, 'x');
  const std::string svg = render_svg(bars, Theme::kPage, Shape::kWide);
  EXPECT_THAT(svg, HasSubstr("<title>" + std::string(200, 'x') + "</title>xxx"));
  EXPECT_THAT(svg, HasSubstr("xxx…</text>"));
}

// Whatever the texts and numbers are.

std::string any_text() {
  static const std::vector<std::string> kHostile = {
      "\"><script>alert(1)</script>", "&amp;&lt", "]]>", "<!--", "\x01\x02", "\xC3", "'onload='x", "%s%n", ""};
  return *rc::gen::oneOf(rc::gen::elementOf(kHostile), rc::gen::arbitrary<std::string>());
}

std::optional<double> any_number() {
  const auto kind = *rc::gen::inRange(0, 8);
  if (kind == 0) return std::nullopt;
  if (kind == 1) return std::numeric_limits<double>::infinity();
  if (kind == 2) return std::nan("");
  if (kind == 3) return *rc::gen::arbitrary<double>();
  return static_cast<double>(*rc::gen::inRange(-3000, 3000)) / 7;
}

std::vector<Series> any_series(std::size_t length) {
  std::vector<Series> series(*rc::gen::inRange<std::size_t>(0, 5));
  for (auto& each : series) {
    each.name = any_text();
    each.ink = static_cast<Ink>(*rc::gen::inRange(0, 14));
    each.values.resize(length + *rc::gen::inRange<std::size_t>(0, 2));
    for (auto& value : each.values) value = any_number();
  }
  return series;
}

std::vector<std::string> any_texts() {
  std::vector<std::string> texts(*rc::gen::inRange<std::size_t>(0, 9));
  for (auto& text : texts) text = any_text();
  return texts;
}

Plot any_plot() {
  const Caption caption{.title = any_text(), .description = any_text(), .note = any_text(), .source = any_text()};
  const ValueAxis axis{.name = any_text(), .unit = any_text()};
  switch (*rc::gen::inRange(0, 4)) {
    case 0: {
      const auto categories = any_texts();
      return Bars{.caption = caption,
                  .category_name = any_text(),
                  .value_axis = axis,
                  .categories = categories,
                  .series = any_series(categories.size()),
                  .arrangement = static_cast<Arrangement>(*rc::gen::inRange(0, 2)),
                  .direction = static_cast<Direction>(*rc::gen::inRange(0, 2))};
    }
    case 1: {
      Matrix matrix{.caption = caption,
                    .share_name = any_text(),
                    .count_name = any_text(),
                    .rows = any_texts(),
                    .columns = any_texts()};
      for (std::size_t at = 0; at < matrix.rows.size() * matrix.columns.size(); ++at) {
        const auto share = any_number();
        matrix.cells.push_back(share ? std::optional(Cell{.share = *share, .count = *rc::gen::inRange(-5, 5000)})
                                     : std::nullopt);
      }
      return matrix;
    }
    case 2: {
      TallyBar tally_bar{.caption = caption, .count_name = any_text()};
      for (const auto& name : any_texts()) {
        tally_bar.parts.push_back(
            {name, static_cast<Ink>(*rc::gen::inRange(0, 14)), *rc::gen::arbitrary<std::int64_t>()});
      }
      return tally_bar;
    }
    default: {
      Timeline line{.caption = caption, .period_name = any_text(), .value_axis = axis};
      const bool monthly = *rc::gen::arbitrary<bool>();
      int year = *rc::gen::inRange(-50, 2100);
      for (std::size_t at = *rc::gen::inRange<std::size_t>(0, 30); at > 0; --at) {
        line.periods.push_back({.year = year, .month = monthly ? 1 + static_cast<int>(at % 12) : 0});
        year += *rc::gen::inRange(1, 40);
      }
      line.series = any_series(line.periods.size());
      return line;
    }
  }
}

RC_GTEST_PROP(Svg, IsWellFormedWhateverTheTexts, ()) {
  const Plot plot = any_plot();
  for (const auto theme : {Theme::kPage, Theme::kDark}) {
    for (const auto shape : {Shape::kWide, Shape::kNarrow})
      RC_ASSERT(first_fault(render_svg(plot, theme, shape)) == "");
  }
}

RC_GTEST_PROP(Svg, KeepsEveryBoxWithinThePicture, ()) {
  const Plot plot = any_plot();
  for (const auto shape : {Shape::kWide, Shape::kNarrow}) {
    const std::string svg = render_svg(plot, Theme::kPage, shape);
    RC_ASSERT(svg.find("nan") == std::string::npos);
    std::smatch whole;
    RC_ASSERT(std::regex_search(svg, whole, std::regex(R"re(viewBox="0 0 ([0-9.]+) ([0-9.]+)")re")));
    static const std::regex kBox(
        R"re(<rect x="(-?[0-9.]+)" y="(-?[0-9.]+)" width="(-?[0-9.]+)" height="(-?[0-9.]+)")re");
    for (std::sregex_iterator at(svg.begin(), svg.end(), kBox), end; at != end; ++at) {
      const auto number = [&](std::size_t group) { return std::stod((*at)[group]); };
      RC_ASSERT(number(1) >= -0.02 && number(2) >= -0.02 && number(3) >= 0 && number(4) >= 0);
      RC_ASSERT(number(1) + number(3) <= std::stod(whole[1]) + 0.1);
      RC_ASSERT(number(2) + number(4) <= std::stod(whole[2]) + 0.1);
    }
  }
}

}  // namespace
}  // namespace dais::plot
