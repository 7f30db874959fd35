// SPDX-License-Identifier: Apache-2.0
#include "site/vote_asking.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "site/parts.h"
#include "site/words.h"

namespace dais::site {
namespace {

using domain::VoteClass;

constexpr int kFirstYear = 1000;
constexpr int kLastYear = 9999;

std::optional<VoteClass> class_of(std::string_view name) {
  for (const VoteClass each : domain::kVoteClasses) {
    if (domain::name_of(each) == name) return each;
  }
  return std::nullopt;
}

Options year_options(const insight::Record& record) {
  std::set<int, std::greater<>> years;
  for (const insight::VoteEvent& event : record.vote_events) {
    if (event.year != 0) years.insert(event.year);
  }
  for (const insight::Meeting& meeting : record.meetings) {
    if (meeting.presence_count > 0) years.insert(meeting.year);
  }
  Options out;
  for (const int year : years) out.emplace_back(std::to_string(year), std::to_string(year));
  return out;
}

Options type_options(const insight::Record& record) {
  Options out;
  for (const std::string& type : record.matter_types) out.emplace_back(type, type);
  std::ranges::sort(out);
  return out;
}

}  // namespace

VoteAsking read_narrowing(Parameters& parameters, const http::Request& request) {
  VoteAsking out;
  out.filter.body_id = parameters.text("body");
  out.filter.from = parameters.date("from", DayEdge::kStart);
  out.filter.to = parameters.date("to", DayEdge::kEnd);
  parameters.expect_order(out.filter.from, out.filter.to);
  out.filter.year = parameters.whole_number("year", kFirstYear, kLastYear);
  out.contested = parameters.choice("contested", {"true", "false"});
  if (out.contested == "true") out.filter.contested = insight::Contested::kOnly;
  out.from = request.query_value("from").value_or("");
  out.to = request.query_value("to").value_or("");
  if (out.filter.year) out.year = std::to_string(*out.filter.year);
  return out;
}

VoteAsking read_vote_asking(Parameters& parameters, const http::Request& request) {
  VoteAsking out = read_narrowing(parameters, request);
  out.filter.vote_class = class_of(
      parameters.choice("class", {"yes", "no", "abstain", "absent", "conflict", "nonvoting", "blank", "unrecognised"}));
  out.filter.matter_type = parameters.text("type");
  out.filter.text = parameters.text("q");
  return out;
}

Address& add_narrowing(Address& address, const VoteAsking& asking) {
  return address.with("body", asking.filter.body_id)
      .with("from", asking.from)
      .with("to", asking.to)
      .with("year", asking.year)
      .with("contested", asking.contested == "true" ? asking.contested : "");
}

Address& add_vote_asking(Address& address, const VoteAsking& asking) {
  const auto& vote_class = asking.filter.vote_class;
  return add_narrowing(address.with("q", asking.filter.text)
                           .with("class", vote_class ? domain::name_of(*vote_class) : std::string_view())
                           .with("type", asking.filter.matter_type),
                       asking);
}

insight::Selection selection_of(const insight::Record& record, const VoteAsking& asking) {
  const archive::VoteFilter& filter = asking.filter;
  insight::Selection selection{
      .body = {}, .from = filter.from, .to = filter.to, .year = filter.year, .contested = filter.contested};
  // A body that the record does not know has nothing in it.
  if (!filter.body_id.empty()) selection.body = record.find_body(filter.body_id).value_or(insight::kNone - 1);
  return selection;
}

Status add_filter_form(Dict& into, const Visit& visit, const insight::Record& record, const VoteAsking& asking,
                       Offered offered, std::string_view action,
                       const std::vector<std::pair<std::string, std::string>>& hidden) {
  Dict& form = include(into, "FILTERS", "vote_filters.tpl");
  set(form, "ACTION", action);
  for (const auto& [name, value] : hidden) {
    Dict& keep = add_section(form, "KEEP");
    set(keep, "NAME", name);
    set(keep, "VALUE", value);
  }
  if (offered != Offered::kOneBody) {
    Dict& bodies = add_section(form, "BODIES");
    if (auto ok = add_body_options(bodies, visit.reader, asking.filter.body_id); !ok) return ok;
  }
  add_options(form, "YEAR_OPTION", year_options(record), asking.year);
  set(form, "FROM", asking.from);
  set(form, "TO", asking.to);
  show(form, "CONTESTED", asking.contested == "true");
  if (offered == Offered::kNarrowing || offered == Offered::kOneBody) return {};
  Dict& votes = add_section(form, "VOTES_TOO");
  set(votes, "Q", asking.filter.text);
  add_options(votes, "TYPE_OPTION", type_options(record), asking.filter.matter_type);
  if (offered != Offered::kVotesOfPerson) return {};
  Dict& person = add_section(votes, "OF_PERSON");
  Options classes;
  for (const VoteClass each : domain::kVoteClasses) classes.emplace_back(domain::name_of(each), class_label(each));
  const auto& vote_class = asking.filter.vote_class;
  add_options(person, "CLASS_OPTION", classes, vote_class ? domain::name_of(*vote_class) : std::string_view());
  return {};
}

std::string share_words(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return "—";
  constexpr double kPercent = 100;
  const double share = kPercent * static_cast<double>(part) / static_cast<double>(whole);
  // Not all of them must never read as all.
  if (part != whole && share > 99.9) return "99.9 %";
  std::string words = fmt::format("{:.1f}", share);
  if (words.ends_with(".0")) words.resize(words.size() - 2);
  return words + " %";
}

}  // namespace dais::site
