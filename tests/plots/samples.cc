// SPDX-License-Identifier: Apache-2.0
#include "plots/samples.h"

#include <cstdint>

namespace dais::plot {
namespace {

constexpr auto kNone = std::nullopt;

Caption caption(std::string title, std::string description) {
  return {.title = std::move(title),
          .description = std::move(description),
          .note = "Absence is not opposition: who was not there is counted apart.",
          .source = "Town of Alder Cross, minutes of 2019 to 2026"};
}

Plot tally() {
  return TallyBar{
      .caption = caption("Passed 31 to 14; 3 absent", "31 yes, 14 no, 2 abstained, 3 absent, 1 in conflict."),
      .count_name = "Members",
      .parts = {{"Yes", Ink::kYes, 31},
                {"No", Ink::kNo, 14},
                {"Abstain", Ink::kAbstain, 2},
                {"Absent", Ink::kAbsent, 3},
                {"Conflict", Ink::kConflict, 1},
                {"Non-voting", Ink::kNonvoting, 0}}};
}

Plot single_bars() {
  return Bars{.caption = caption("Bills by outcome", "Most bills were filed at the end of the session."),
              .category_name = "Outcome",
              .value_axis = {.name = "Bills", .unit = {}},
              .categories = {"Enacted", "Filed at the end of the session", "Withdrawn",
                             "Vetoed by the mayor and overridden by the council"},
              .series = {{"Bills", Ink::kFirst, {1204.0, 3391.0, 87.0, 4.0}}}};
}

Plot standing_bars() {
  return Bars{.caption = caption("Attendance by year", "Attendance fell in 2020 and rose again."),
              .category_name = "Year",
              .value_axis = {.name = "Roll calls attended", .unit = "%"},
              .categories = {"2019", "2020", "2021", "2022", "2023"},
              .series = {{"Council", Ink::kFirst, {92.5, 71.0, kNone, 90.0, 94.0}},
                         {"Committees", Ink::kSecond, {85.0, 64.25, 77.0, 81.0, 0.0}}},
              .direction = Direction::kVertical};
}

Plot stacked_bars() {
  const std::vector<std::string> years = {"2019", "2020", "2021", "2022", "2023"};
  return Bars{
      .caption = caption("Votes of Ann Ash by year", "Ann Ash voted yes most of the time in each of five years."),
      .category_name = "Year",
      .value_axis = {.name = "Votes", .unit = {}},
      .categories = years,
      .series = {{"Yes", Ink::kYes, {310.0, 280.0, 402.0, 377.0, 120.0}},
                 {"No", Ink::kNo, {14.0, 31.0, 9.0, 40.0, 22.0}},
                 {"Abstain", Ink::kAbstain, {2.0, 0.0, 3.0, 1.0, 0.0}},
                 {"Absent", Ink::kAbsent, {20.0, 60.0, 25.0, 12.0, 4.0}}},
      .arrangement = Arrangement::kStacked};
}

Plot stacked_standing_bars() {
  auto bars = std::get<Bars>(stacked_bars());
  bars.direction = Direction::kVertical;
  return bars;
}

Plot negative_bars() {
  return Bars{.caption = caption("Change of attendance", "Two rose, one fell."),
              .category_name = "Committee",
              .value_axis = {.name = "Change", .unit = "points"},
              .categories = {"Finance", "Land Use", "Parks"},
              .series = {{"Change", Ink::kThird, {-12.5, 4.0, 0.25}}}};
}

Plot many_bars() {
  Bars bars{
      .caption = caption(
          "Attendance of every member of the council and of each of its committees since the beginning of the record",
          "Forty members, from 99 % down to 60 %."),
      .category_name = "Member",
      .value_axis = {.name = "Roll calls attended", .unit = "%"},
      .categories = {},
      .series = {{"Attendance", Ink::kFirst, {}}}};
  for (int at = 0; at < 40; ++at) {
    bars.categories.push_back("Member Number " + std::to_string(at + 1) +
                              (at % 7 == 3 ? " of the Fourteenth and a Half District, appointed" : ""));
    bars.series[0].values.emplace_back(99.0 - at);
  }
  return bars;
}

Plot yearly() {
  return Timeline{
      .caption = caption("Votes against the majority", "Dissent grew in 2021."),
      .period_name = "Year",
      .value_axis = {.name = "Votes against the majority", .unit = "%"},
      .periods = {{2016}, {2017}, {2018}, {2019}, {2020}, {2021}, {2022}, {2024}},
      .series = {{"Ann Ash", Ink::kFirst, {1.0, 1.2, 2.0, 2.2, 1.9, 4.4, 4.0, 3.9}},
                 {"Ben Birch", Ink::kSecond, {kNone, 0.5, 0.4, kNone, 3.0, 3.9, 4.1, 3.8}},
                 {"Council as a whole, all committees", Ink::kThird, {0.8, 0.8, 0.9, 1.0, 1.4, 2.0, 2.2, 2.1}}}};
}

Plot monthly() {
  Timeline line{.caption = caption("Meetings a month", "Between none and 31 meetings a month."),
                .period_name = "Month",
                .value_axis = {.name = "Meetings", .unit = {}},
                .periods = {},
                .series = {{"Meetings", Ink::kFirst, {}}}};
  for (int at = 0; at < 54; ++at) {
    line.periods.push_back({.year = 2020 + at / 12, .month = at % 12 + 1});
    line.series[0].values.push_back(at % 12 == 7 ? std::nullopt : std::optional<double>(at * 7 % 19 + at % 12));
  }
  return line;
}

Plot months_of_a_year() {
  Timeline line{.caption = caption("Votes a month", "Votes of one year."),
                .period_name = "Month",
                .value_axis = {.name = "Votes", .unit = {}},
                .periods = {},
                .series = {{"Votes", Ink::kSecond, {}}}};
  for (int at = 0; at < 11; ++at) {
    line.periods.push_back({.year = 2023, .month = at + 2});
    line.series[0].values.emplace_back(40 + at * 37 % 23);
  }
  return line;
}

Plot matrix(int people, std::string name) {
  Matrix of{
      .caption = caption("Who votes with whom", "Agreement of each two of " + std::to_string(people) + " members."),
      .row_name = "Member",
      .column_name = "Member",
      .share_name = "Voted the same way",
      .count_name = "votes that both cast",
      .rows = {},
      .columns = {},
      .cells = {}};
  for (int at = 0; at < people; ++at) {
    of.rows.push_back(name + " " + std::to_string(at + 1) + (at % 9 == 4 ? " Featherstonehaugh-Cholmondeley" : ""));
  }
  of.columns = of.rows;
  for (int row = 0; row < people; ++row) {
    for (int column = 0; column < people; ++column) {
      if (row == column) {
        of.cells.emplace_back(std::nullopt);
        continue;
      }
      const int mixed = (row + 1) * (column + 1) * 37 % 101;
      of.cells.emplace_back(Cell{.share = 0.7 + mixed * 0.003, .count = std::int64_t{mixed} * 23 + 2});
    }
  }
  return of;
}

Plot twins() {
  return Bars{.caption = caption("Two of one name", "Two members of one name stay two."),
              .category_name = "Member",
              .value_axis = {.name = "Votes"},
              .categories = {"Jo Ash", "Jo Ash"},
              .series = {{"Yes", Ink::kYes, {5.0, 9.0}}, {"Yes", Ink::kNo, {1.0, 2.0}}}};
}

Plot hostile() {
  const std::string name =
      "<script>alert(\"x\")</script> & 'quotes' $$x^2$$ ]]> \x01 \xFF Łódź 東京都議会 "
      "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9";
  return Bars{.caption = {.title = name, .description = name, .note = name, .source = name},
              .category_name = name,
              .value_axis = {.name = name, .unit = name},
              .categories = {name, "", "مجلس المدينة"},
              .series = {{name, Ink::kUnrecognised, {1e300, -0.0, 3.5}}, {"", Ink::kBlank, {}}}};
}

}  // namespace

std::vector<Sample> samples() {
  return {{"tally", tally()},
          {"bars", single_bars()},
          {"bars-standing", standing_bars()},
          {"bars-stacked", stacked_bars()},
          {"bars-stacked-standing", stacked_standing_bars()},
          {"bars-negative", negative_bars()},
          {"bars-many", many_bars()},
          {"timeline-years", yearly()},
          {"timeline-months", monthly()},
          {"timeline-one-year", months_of_a_year()},
          {"matrix", matrix(7, "Ann Ash")},
          {"matrix-council", matrix(51, "Council Member")},
          {"twins", twins()},
          {"empty", Bars{.caption = caption("Nothing yet", "There is nothing.")}},
          {"hostile", hostile()}};
}

}  // namespace dais::plot
