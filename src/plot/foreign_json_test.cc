// SPDX-License-Identifier: Apache-2.0
// vega_lite_json() and bokeh_json(): their pieces, exactly. That the formats' own programs draw them is
// tests/browser/plots.mjs.
#include <limits>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/json.h"
#include "plot/figures.h"
#include "plot/period.h"
#include "plot/plot.h"

namespace dais::plot {
namespace {

using boost::json::value;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Bars bars() {
  return {.caption = {.title = "Bills", .description = "Two outcomes.", .note = "A note."},
          .category_name = "Outcome",
          .value_axis = {.name = "Bills", .unit = "per year"},
          .categories = {"Enacted", "Filed"},
          .series = {{.name = "Yes", .ink = Ink::kYes, .values = {12, std::nullopt}},
                     {.name = "No", .ink = Ink::kNo, .values = {3, std::numeric_limits<double>::infinity()}}},
          .arrangement = Arrangement::kStacked};
}

Timeline timeline() {
  return {.caption = {.title = "Line"},
          .value_axis = {.name = "Votes"},
          .periods = {{1969, 12}, {1970, 1}, {1970, 2}},
          .series = {{.name = "Ann", .values = {1, std::nullopt, 3}}}};
}

/// The first model of a type, depth first.
const value* found(const value& in, std::string_view name) {
  if (in.is_object()) {
    const auto* its_name = in.as_object().if_contains("name");
    if (its_name != nullptr && *its_name == value(name)) return &in;
    for (const auto& [key, each] : in.as_object()) {
      if (const auto* inside = found(each, name)) return inside;
    }
  }
  if (in.is_array()) {
    for (const auto& each : in.as_array()) {
      if (const auto* inside = found(each, name)) return inside;
    }
  }
  return nullptr;
}

/// Ids in the order met: written out (true) or referred to (false).
void collect(const value& in, std::set<std::string>& made, std::string& fault) {
  if (in.is_array()) {
    for (const auto& each : in.as_array()) collect(each, made, fault);
  }
  if (!in.is_object()) return;
  const auto& object = in.as_object();
  if (const auto* id = object.if_contains("id")) {
    const std::string name(id->as_string());
    if (object.contains("attributes")) {
      if (!made.insert(name).second) fault += name + " is written twice. ";
    } else if (!made.contains(name)) {
      fault += name + " is referred to before it is written. ";
    }
  }
  for (const auto& [key, each] : object) collect(each, made, fault);
}

TEST(Distinct, NumbersEqualNamesApart) {
  EXPECT_THAT(distinct({"Jo Ash", "Jo Ash", "Jo Ash (2)", "Jo Ash", ""}),
              ElementsAre("Jo Ash", "Jo Ash (2)", "Jo Ash (2) (2)", "Jo Ash (3)", ""));
}

TEST(Period, BeginsAtItsFirstInstant) {
  EXPECT_EQ(milliseconds_of({1970, 1}), 0);
  EXPECT_EQ(milliseconds_of({1969, 12}), -31.0 * 86'400'000);
  EXPECT_EQ(milliseconds_of({2024, 0}), 1'704'067'200'000);
  EXPECT_EQ(written_period({2024, 3}), "2024-03");
  EXPECT_EQ(written_period({2024, 12}), "2024-12");
  EXPECT_EQ(written_period({2024, 0}), "2024");
}

TEST(VegaLite, HasTheKnownValuesInIt) {
  const value spec = json::parse(vega_lite_json(bars())).value();
  EXPECT_EQ(spec.at("$schema"), "https://vega.github.io/schema/vega-lite/v5.json");
  EXPECT_EQ(spec.at("title").at("text"), "Bills");
  EXPECT_EQ(spec.at("title").at("subtitle"), "A note.");
  EXPECT_EQ(
      json::write(spec.at("data").at("values")),
      R"([{"category":"Enacted","series":"Yes","place":0,"value":12.0},{"category":"Enacted","series":"No","place":1,"value":3.0}])");
  EXPECT_EQ(json::write(spec.at("encoding").at("y").at("scale").at("domain")), R"(["Enacted","Filed"])");
  EXPECT_EQ(spec.at("encoding").at("x").at("title"), "Bills (per year)");
}

TEST(VegaLite, GivesEachUnbrokenRunOfALineItsNumber) {
  const value spec = json::parse(vega_lite_json(timeline())).value();
  const auto& rows = spec.at("data").at("values").as_array();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].at("period"), "1969-12");
  EXPECT_EQ(rows[1].at("period"), "1970-02");
  EXPECT_NE(rows[0].at("run"), rows[1].at("run"));
}

TEST(VegaLite, BracketsTheFew) {
  const Matrix matrix{.caption = {.title = "Agreement"},
                      .rows = {"Ann"},
                      .columns = {"Ben", "Ben"},
                      .cells = {Cell{.share = 0.5, .count = 9}, Cell{.share = 0.876, .count = 10}}};
  const value spec = json::parse(vega_lite_json(matrix)).value();
  const auto& rows = spec.at("data").at("values").as_array();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].at("written"), "(50%)");
  EXPECT_EQ(rows[1].at("written"), "88%");
  EXPECT_EQ(rows[1].at("column"), "Ben (2)");
}

TEST(Bokeh, StacksBarsOnOneAnother) {
  const value item = json::parse(bokeh_json(bars())).value();
  const auto& renderers = item.at("doc").at("roots").at(0).at("attributes").at("renderers").as_array();
  ASSERT_EQ(renderers.size(), 2U);
  const auto column = [&](std::size_t renderer, std::size_t index) {
    return json::write(
        renderers[renderer].at("attributes").at("data_source").at("attributes").at("data").at("entries").at(index));
  };
  EXPECT_EQ(column(0, 2), R"(["to",[12.0]])");
  EXPECT_EQ(column(1, 1), R"(["from",[12.0]])");
  EXPECT_EQ(column(1, 2), R"(["to",[15.0]])");
}

TEST(Bokeh, WritesEachModelOnceAndBeforeItIsReferredTo) {
  for (const Plot& plot : {Plot(bars()), Plot(timeline()),
                           Plot(Matrix{.rows = {"a"}, .columns = {"b"}, .cells = {Cell{.share = 1, .count = 2}}}),
                           Plot(TallyBar{.parts = {{.name = "Yes", .ink = Ink::kYes, .count = 3}}})}) {
    for (const auto arrangement : {Arrangement::kStacked, Arrangement::kGrouped}) {
      Plot shown = plot;
      if (auto* its_bars = std::get_if<Bars>(&shown)) its_bars->arrangement = arrangement;
      const value item = json::parse(bokeh_json(shown)).value();
      std::set<std::string> made;
      std::string fault;
      collect(item.at("doc"), made, fault);
      EXPECT_EQ(fault, "");
      EXPECT_TRUE(made.contains(std::string(item.at("root_id").as_string())));
    }
  }
}

TEST(Bokeh, KeepsTextFromBeingTakenForAFormula) {
  Bars with_formula = bars();
  with_formula.caption.title = "$$x^2$$";
  const value item = json::parse(bokeh_json(with_formula)).value();
  const auto* title = found(item.at("doc").at("roots").at(0).at("attributes").at("title"), "PlainText");
  ASSERT_NE(title, nullptr);
  EXPECT_EQ(title->at("attributes").at("text"), "$$x^2$$");
}

TEST(Bokeh, BreaksALineWhereNothingIsKnown) {
  EXPECT_THAT(bokeh_json(timeline()), HasSubstr(R"(["value",[1.0,{"type":"number","value":"nan"},3.0]])"));
}

}  // namespace
}  // namespace dais::plot
