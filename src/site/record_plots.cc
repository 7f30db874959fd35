// SPDX-License-Identifier: Apache-2.0
#include "site/record_plots.h"

#include <algorithm>
#include <map>
#include <set>

#include "site/vote_asking.h"
#include "site/words.h"

namespace dais::site {
namespace {

using domain::VoteClass;
using insight::By;
using insight::Index;

plot::Ink ink_of(VoteClass vote_class) { return static_cast<plot::Ink>(vote_class); }

std::string part_words(const archive::Tally& tally) {
  std::string out;
  for (const VoteClass each : domain::kVoteClasses) {
    if (tally.of(each) == 0) continue;
    out += (out.empty() ? "" : ", ") + std::string(class_label(each)) + " " + with_commas(tally.of(each));
  }
  return out;
}

}  // namespace

plot::Plot votes_by_year_plot(const insight::Record& record, Index person) {
  auto years = insight::tallies(record, {}, By::kYear);
  std::erase_if(years, [&](const insight::PersonTally& year) { return year.person != person || year.year == 0; });
  const std::string& name = record.persons[person].name;
  plot::Bars bars;
  bars.caption.title = "Votes of " + name + " by year";
  for (const auto& year : years) {
    bars.categories.push_back(std::to_string(year.year));
    bars.caption.description +=
        (bars.caption.description.empty() ? "" : "; ") + std::to_string(year.year) + ": " + part_words(year.tally);
  }
  bars.category_name = "Year";
  bars.value_axis = {"Votes", ""};
  bars.arrangement = plot::Arrangement::kStacked;
  for (const VoteClass each : domain::kVoteClasses) {
    plot::Series series{std::string(class_label(each)), ink_of(each), {}};
    for (const auto& year : years) series.values.emplace_back(static_cast<double>(year.tally.of(each)));
    if (std::ranges::any_of(series.values, [](const auto& value) { return *value > 0; }))
      bars.series.push_back(std::move(series));
  }
  return bars;
}

plot::Plot attendance_by_year_plot(const insight::Record& record, Index person) {
  auto years = insight::attendance(record, {}, By::kYear);
  std::erase_if(years, [&](const insight::Attendance& year) { return year.person != person; });
  plot::Bars bars;
  bars.caption.title = "Roll calls of " + record.persons[person].name + " by year";
  bars.category_name = "Year";
  bars.value_axis = {"Meetings", ""};
  bars.arrangement = plot::Arrangement::kStacked;
  plot::Series present{"Present", plot::Ink::kFirst, {}};
  plot::Series missed{"Not present", plot::Ink::kAbsent, {}};
  for (const auto& year : years) {
    bars.categories.push_back(std::to_string(year.year));
    bars.caption.description += (bars.caption.description.empty() ? "" : "; ") + std::to_string(year.year) +
                                ": present at " + with_commas(year.present) + " of " + with_commas(year.total);
    present.values.emplace_back(static_cast<double>(year.present));
    missed.values.emplace_back(static_cast<double>(year.total - year.present));
  }
  bars.series = {std::move(present), std::move(missed)};
  return bars;
}

plot::Plot tally_plot(const archive::VoteEventSummary& vote) {
  plot::TallyBar bar;
  bar.caption.title = "Votes on " + vote.ref.name;
  bar.caption.description = part_words(vote.tally);
  bar.count_name = "Votes";
  for (const VoteClass each : domain::kVoteClasses) {
    if (vote.tally.of(each) > 0)
      bar.parts.push_back({std::string(class_label(each)), ink_of(each), vote.tally.of(each)});
  }
  return bar;
}

plot::Plot agreement_plot(const insight::Record& record, Index body) {
  const auto pairs = insight::agreement(record, {.body = body});
  std::set<Index> persons;
  for (const insight::Agreement& pair : pairs) persons.insert({pair.a, pair.b});
  std::map<Index, std::size_t> places;
  plot::Matrix matrix;
  matrix.few = kFew;
  for (const Index person : persons) {
    places.emplace(person, places.size());
    matrix.rows.push_back(record.persons[person].name);
  }
  matrix.columns = matrix.rows;
  matrix.caption.title = "Who votes with whom: " + record.bodies[body].name;
  matrix.caption.description =
      "For each pair, the share of votes in which both said the same, of those where both said "
      "yes or no.";
  matrix.row_name = matrix.column_name = "Member";
  matrix.share_name = "said the same";
  matrix.count_name = "votes shared";
  matrix.cells.resize(places.size() * places.size());
  for (const insight::Agreement& pair : pairs) {
    const plot::Cell cell{static_cast<double>(pair.same) / static_cast<double>(pair.shared), pair.shared};
    const std::size_t a = places.at(pair.a);
    const std::size_t b = places.at(pair.b);
    matrix.cells[a * places.size() + b] = cell;
    matrix.cells[b * places.size() + a] = cell;
  }
  return matrix;
}

void add_plot_files(Dict& into, const char* name, std::string_view figure, std::string_view id) {
  Dict& files = include(into, name, "plot_files.tpl");
  set(files, "BASE", "/plots/" + std::string(figure) + "/" + std::string(id));
}

void add_plot(Dict& into, const char* name, const plot::Plot& plot, std::string_view figure, std::string_view id) {
  Dict& part = include(into, name, "plot.tpl");
  set(part, "SVG", plot::render_for_page(plot, figure));
  set(part, "CAPTION", plot::caption_of(plot).title);
  add_plot_files(part, "FILES", figure, id);
}

}  // namespace dais::site
