// SPDX-License-Identifier: Apache-2.0
#include "site/person_figures.h"

#include <algorithm>

#include "site/address.h"
#include "site/record_plots.h"
#include "site/vote_asking.h"
#include "site/words.h"

namespace dais::site {
namespace {

using domain::VoteClass;
using insight::By;
using insight::Index;
using insight::Record;

constexpr std::size_t kColleaguesShown = 5;

template <typename Figure>
std::vector<Figure> of(std::vector<Figure> figures, Index person) {
  std::erase_if(figures, [person](const Figure& figure) { return figure.person != person; });
  return figures;
}

std::string votes_address(const std::string& id, const std::string& year, VoteClass vote_class) {
  return Address("/people/" + id).with("year", year).with("class", domain::name_of(vote_class)).fragment("votes").str();
}

void add_number(Dict& row, std::int64_t number, const std::string& href) {
  Dict& cell = add_section(row, "CELL");
  if (number == 0) {
    cell.ShowSection("ZERO");
    return;
  }
  Dict& link = add_section(cell, "NUMBER");
  set(link, "HREF", href);
  set(link, "COUNT", with_commas(number));
}

void add_votes_by_year(Dict& figures, const Record& record, Index person, const archive::PersonView& view) {
  auto years = of(insight::tallies(record, {}, By::kYear), person);
  std::erase_if(years, [](const insight::PersonTally& year) { return year.year == 0; });
  if (years.empty()) return;
  const std::string& id = view.summary.ref.id;
  Dict& part = add_section(figures, "BY_YEAR");
  add_plot(part, "VOTES_PLOT", votes_by_year_plot(record, person), "votes-by-year", id);
  std::vector<VoteClass> used;
  for (const VoteClass each : domain::kVoteClasses) {
    if (view.tally.of(each) > 0) used.push_back(each);
  }
  for (const VoteClass each : used) set(add_section(part, "CLASS_HEAD"), "LABEL", class_label(each));
  std::ranges::reverse(years);
  for (const insight::PersonTally& year : years) {
    Dict& row = add_section(part, "YEAR");
    const std::string number = std::to_string(year.year);
    set(row, "YEAR_NUMBER", number);
    for (const VoteClass each : used) add_number(row, year.tally.of(each), votes_address(id, number, each));
  }
}

void add_attendance(Dict& figures, const Record& record, Index person, const std::string& id) {
  const auto all = of(insight::attendance(record, {}), person);
  Dict& part = add_section(figures, all.empty() ? "NO_ATTENDANCE" : "ATTENDANCE");
  if (all.empty()) return;
  set(part, "PRESENT", with_commas(all.front().present));
  set(part, "TOTAL", counted(all.front().total, "roll call", "roll calls"));
  set(part, "SHARE", share_words(all.front().present, all.front().total));
  set(part, "ROWS_HREF", "/people/" + id + "/attendance");
  add_plot(part, "ATTENDANCE_PLOT", attendance_by_year_plot(record, person), "attendance-by-year", id);
  auto bodies = of(insight::attendance(record, {}, By::kBody), person);
  std::ranges::stable_sort(bodies, std::ranges::greater(), &insight::Attendance::total);
  for (const insight::Attendance& figure : bodies) {
    if (figure.body == insight::kNone) continue;
    Dict& row = add_section(part, "BODY_ROW");
    const insight::Named& body = record.bodies[figure.body];
    set(row, "BODY_ID", body.id);
    set(row, "BODY_NAME", body.name);
    set(row, "PRESENT", with_commas(figure.present));
    set(row, "TOTAL", with_commas(figure.total));
    set(row, "SHARE", share_words(figure.present, figure.total));
    set(row, "HREF", Address("/people/" + id + "/attendance").with("body", body.id).str());
  }
}

void add_colleague(Dict& list, const Record& record, const insight::Agreement& pair) {
  Dict& row = add_section(list, "COLLEAGUE");
  const insight::Named& other = record.persons[pair.b];
  set(row, "ID", other.id);
  set(row, "NAME", other.name);
  set(row, "SHARE", share_words(pair.same, pair.shared));
  set(row, "SAME", with_commas(pair.same));
  set(row, "SHARED", with_commas(pair.shared));
  set(row, "HREF", Address("/votes").with("person", record.persons[pair.a].id).with("with", other.id).str());
}

bool agrees_more(const insight::Agreement& a, const insight::Agreement& b) {
  return a.same * b.shared > b.same * a.shared;
}

/// Of contested votes, and of those who share enough of them: else everybody is near 100 %.
void add_colleagues(Dict& figures, const Record& record, Index person, const std::string& id) {
  auto pairs = insight::agreement_with(record, {.contested = insight::Contested::kOnly}, person);
  std::erase_if(pairs, [](const insight::Agreement& pair) { return pair.shared < kFew; });
  Dict& part = add_section(figures, "AGREEMENT");
  set(part, "ALL_HREF", "/people/" + id + "/agreement");
  if (pairs.size() < 2 * kColleaguesShown) {
    part.ShowSection("FEW_COLLEAGUES");
    return;
  }
  std::ranges::stable_sort(pairs, agrees_more);
  Dict& most = add_section(part, "SIDE");
  set(most, "SIDE_NAME", "Agrees most with");
  for (std::size_t i = 0; i < kColleaguesShown; ++i) add_colleague(most, record, pairs[i]);
  Dict& least = add_section(part, "SIDE");
  set(least, "SIDE_NAME", "Agrees least with");
  for (std::size_t i = 0; i < kColleaguesShown; ++i) add_colleague(least, record, pairs[pairs.size() - 1 - i]);
}

void add_dissents(Dict& figures, const Record& record, Index person, const std::string& id) {
  const auto found = of(insight::dissent(record, {}), person);
  if (found.empty()) return;
  Dict& part = add_section(figures, "DISSENT");
  set(part, "TIMES", counted(found.front().dissents, "time", "times"));
  set(part, "BASE", counted(found.front().base, "vote", "votes"));
  set(part, "SHARE", share_words(found.front().dissents, found.front().base));
  if (found.front().dissents > 0)
    show_text(part, "DISSENT_ROWS", Address("/votes").with("person", id).with("against", "true").str(), "HREF");
}

void add_sponsorship(Dict& figures, const Record& record, Index person, const std::string& id) {
  const auto found = of(insight::sponsorship(record, {}), person);
  if (found.empty()) return;
  Dict& part = add_section(figures, "SPONSORSHIP");
  for (const insight::Sponsorship& figure : found) {
    Dict& row = add_section(part, "TYPE");
    const std::string type = figure.type == insight::kNone ? "" : record.matter_types[figure.type];
    set(row, "TYPE_NAME", type.empty() ? "Not stated" : type);
    set(row, "HREF", Address("/matters").with("sponsor", id).with("type", type).str());
    set(row, "SPONSORED", with_commas(figure.sponsored));
    set(row, "PRIME_COUNT", with_commas(figure.prime));
    set(row, "SUCCEEDED", with_commas(figure.succeeded));
    set(row, "SHARE", share_words(figure.succeeded, figure.sponsored));
  }
}

}  // namespace

void add_person_figures(Dict& content, const Record& record, const archive::PersonView& view) {
  const std::string& id = view.summary.ref.id;
  const auto person = record.find_person(id);
  if (!person) return;
  add_sponsorship(content, record, *person, id);
  if (view.tally.rows() == 0 && of(insight::attendance(record, {}), *person).empty()) return;
  Dict& figures = add_section(content, "FIGURES");
  add_votes_by_year(figures, record, *person, view);
  add_dissents(figures, record, *person, id);
  add_attendance(figures, record, *person, id);
  if (view.tally.rows() > 0) add_colleagues(figures, record, *person, id);
  set(include(figures, "HOW", "how_voting.tpl"), "FEW", std::to_string(kFew));
}

}  // namespace dais::site
