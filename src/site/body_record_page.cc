// SPDX-License-Identifier: Apache-2.0
// The voting record of a body: attendance and dissent of each member, and who votes with whom.
#include <algorithm>
#include <map>
#include <set>

#include "insight/figures.h"
#include "site/pages.h"
#include "site/parts.h"
#include "site/record_plots.h"
#include "site/vote_asking.h"
#include "site/words.h"

namespace dais::site {
namespace {

using insight::Index;
using insight::Record;

/// More rows than this are a picture nobody can read on a page; the table says the same.
constexpr std::size_t kLargestDrawn = 20;

struct MemberFigures {
  insight::Attendance attendance;
  insight::Dissent dissent;
};

std::map<Index, MemberFigures> figures_of(const Record& record, const insight::Selection& selection) {
  std::map<Index, MemberFigures> out;
  for (const auto& figure : insight::attendance(record, selection)) out[figure.person].attendance = figure;
  for (const auto& figure : insight::dissent(record, selection)) out[figure.person].dissent = figure;
  return out;
}

void add_members(Dict& content, const Record& record, const std::map<Index, MemberFigures>& members,
                 const VoteAsking& asking) {
  if (members.empty()) return;
  Dict& list = add_section(content, "MEMBERS");
  for (const auto& [person, figures] : members) {
    Dict& row = add_section(list, "MEMBER");
    const insight::Named& named = record.persons[person];
    set(row, "ID", named.id);
    set(row, "NAME", named.name);
    Address rolls("/people/" + named.id + "/attendance");
    set(row, "ROLLS_HREF", add_narrowing(rolls, asking).str());
    set(row, "PRESENT", with_commas(figures.attendance.present));
    set(row, "TOTAL", with_commas(figures.attendance.total));
    set(row, "SHARE", share_words(figures.attendance.present, figures.attendance.total));
    Address against("/votes");
    against.with("person", named.id).with("against", "true");
    set(row, "AGAINST_HREF", add_narrowing(against, asking).str());
    set(row, "DISSENTS", with_commas(figures.dissent.dissents));
    set(row, "BASE", with_commas(figures.dissent.base));
  }
}

/// A shade a tenth of the share, beside the number that says it.
std::string shade_of(const insight::Agreement& pair) {
  constexpr std::int64_t kShades = 10;
  return "s" + std::to_string(std::min(kShades - 1, pair.same * kShades / pair.shared));
}

std::string whole_percent(const insight::Agreement& pair) {
  constexpr std::int64_t kPercent = 100;
  std::int64_t share = (2 * kPercent * pair.same + pair.shared) / (2 * pair.shared);
  if (pair.same != pair.shared) share = std::min(share, kPercent - 1);
  return std::to_string(share);
}

void add_matrix(Dict& content, const Record& record, const std::vector<insight::Agreement>& pairs,
                const VoteAsking& asking) {
  if (pairs.empty()) return;
  std::set<Index> persons;
  std::map<std::pair<Index, Index>, const insight::Agreement*> pair_of;
  for (const insight::Agreement& pair : pairs) {
    persons.insert({pair.a, pair.b});
    pair_of[{pair.a, pair.b}] = pair_of[{pair.b, pair.a}] = &pair;
  }
  Dict& matrix = add_section(content, "MATRIX");
  set(matrix, "FEW", std::to_string(kFew));
  std::size_t number = 0;
  for (const Index person : persons) {
    Dict& head = add_section(matrix, "COLUMN");
    set(head, "NUMBER", std::to_string(++number));
    set(head, "NAME", record.persons[person].name);
  }
  number = 0;
  for (const Index person : persons) {
    Dict& row = add_section(matrix, "LINE");
    set(row, "NUMBER", std::to_string(++number));
    set(row, "NAME", record.persons[person].name);
    Address all("/people/" + record.persons[person].id + "/agreement");
    set(row, "HREF", add_narrowing(all, asking).str());
    for (const Index other : persons) {
      Dict& cell = add_section(row, "CELL");
      const auto pair = pair_of.find({person, other});
      if (pair == pair_of.end()) {
        cell.ShowSection("NOTHING");
        continue;
      }
      Dict& share = add_section(cell, pair->second->shared < kFew ? "UNSURE" : "SURE");
      set(share, "SHADE", shade_of(*pair->second));
      set(share, "PERCENT", whole_percent(*pair->second));
    }
  }
}

void add_agreement(Dict& content, const Record& record, Index body, const VoteAsking& asking) {
  const auto pairs = insight::agreement(record, selection_of(record, asking));
  std::set<Index> persons;
  for (const auto& pair : pairs) persons.insert({pair.a, pair.b});
  const bool whole_record = !asking.filter.from && !asking.filter.to && !asking.filter.year &&
                            asking.filter.contested == insight::Contested::kAny;
  if (whole_record && !pairs.empty()) {
    if (persons.size() <= kLargestDrawn) {
      add_plot(content, "AGREEMENT_PLOT", agreement_plot(record, body), "agreement", record.bodies[body].id);
    } else {
      add_plot_files(content, "AGREEMENT_FILES", "agreement", record.bodies[body].id);
    }
  }
  add_matrix(content, record, pairs, asking);
  show(content, "NO_MATRIX", pairs.empty());
}

}  // namespace

Result<http::Response> body_record_page(const Visit& visit) {
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  VoteAsking asking = read_narrowing(parameters, visit.request);
  const std::string& id = visit.request.param("id");
  if (!asking.filter.body_id.empty() && asking.filter.body_id != id)
    parameters.refuse("body", "this page is of one body; leave it out");
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  asking.filter.body_id = id;
  const auto held = visit.reader.record();
  if (!held) return fail(held.error());
  const Record& record = **held;
  const auto body = record.find_body(id);
  if (!body) return fail(ErrorCode::kNotFound, "body " + id + ": no such body");
  const std::string& name = record.bodies[*body].name;
  const std::string path = "/bodies/" + id + "/record";

  Page page(visit.site, "body_record.tpl", "Voting record of " + name);
  page.under("/bodies").canonical(path).describe("Attendance, dissent and agreement of the members of " + name + ".");
  Dict& content = page.content();
  set(content, "ID", id);
  set(content, "BODY_NAME", name);
  if (auto ok = add_filter_form(content, visit, record, asking, Offered::kOneBody, path); !ok) return fail(ok.error());
  const auto members = figures_of(record, selection_of(record, asking));
  add_members(content, record, members, asking);
  show(content, "NO_MEMBERS", members.empty());
  add_agreement(content, record, *body, asking);
  for (const auto& [key, figure] : {std::pair("ATTENDANCE_CSV", "attendance"), std::pair("DISSENT_CSV", "dissent"),
                                    std::pair("AGREEMENT_CSV", "agreement")}) {
    Address csv(std::string("/api/v1/insight/") + figure + ".csv");
    set(content, key, add_narrowing(csv, asking).str());
  }
  set(include(content, "HOW", "how_voting.tpl"), "FEW", std::to_string(kFew));
  return page.finish();
}

}  // namespace dais::site
