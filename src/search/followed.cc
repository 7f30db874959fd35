// SPDX-License-Identifier: Apache-2.0
#include "search/followed.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace dais::search {
namespace {

// Kinds of terms.
constexpr char kStem = 's';
constexpr char kForm = 'f';
constexpr char kBeginning = 'b';

// How a term is met: as said, or in a speaker's name alone.
constexpr std::uint32_t kSaid = 1;
constexpr std::uint32_t kNamed = 2;
constexpr std::uint32_t kMissed = 3;

constexpr std::uint64_t kMarks = 4;

bool has_words_only(const ParsedQuery& query) {
  const auto is_word = [](const Unit& unit) { return unit.kind == UnitKind::kWord; };
  return query.excluded.empty() && query.speakers.empty() && query.bodies.empty() && query.first_date == 0 &&
         query.end_date == 0 && !query.groups.empty() && std::ranges::all_of(query.groups, [&](const Group& group) {
           return std::ranges::all_of(group.any_of, is_word);
         });
}

}  // namespace

bool answers_followed(const ParsedQuery& query, const SaidPassage& passage, const SessionFacts& facts) {
  const bool in_time =
      (query.first_date == 0 || facts.date >= query.first_date) && (query.end_date == 0 || facts.date < query.end_date);
  if (!in_time || !passes_names(facts.body_words, query.bodies)) return false;
  return matches_passage(
      query, passage,
      {.plain = PlainWords::kAll, .person_id = {}, .whole_names = stems_of_whole_names(query, facts.names)});
}

FollowedSearches::FollowedSearches(std::vector<std::string> languages, Frequency frequency)
    : languages_(std::move(languages)), frequency_(std::move(frequency)) {}

std::uint32_t FollowedSearches::term(char kind, std::string_view text) {
  std::string key(1, kind);
  key += text;
  const auto number = static_cast<std::uint32_t>(frequencies_.size());
  const auto [found, is_new] = terms_.emplace(std::move(key), number);
  if (is_new) {
    frequencies_.push_back(frequency_ ? frequency_(text) : 1);
    queries_of_.emplace_back();
    met_.push_back(0);
  }
  return found->second;
}

std::uint64_t FollowedSearches::cost_of(const Clause& clause) const {
  std::uint64_t cost = 0;
  for (const std::uint32_t one : clause) cost += frequencies_[one] + 1;
  return cost;
}

/// Of each of these a passage has a term wherever it has the unit.
std::vector<FollowedSearches::Clause> FollowedSearches::clauses_of(const Unit& unit) {
  std::vector<Clause> clauses(1);
  switch (unit.kind) {
    case UnitKind::kWord:
      for (const std::string& stem : unit.stems) clauses.front().push_back(term(kStem, stem));
      return clauses;
    case UnitKind::kPrefix:
      has_prefixes_ = true;
      clauses.front().push_back(term(kBeginning, unit.words.front()));
      return clauses;
    case UnitKind::kAny:
      clauses.front() = clause_of_any(unit.parts);
      return clauses;
    case UnitKind::kPhrase:
      clauses.clear();
      for (const std::string& word : unit.words) clauses.push_back({term(kForm, word)});
      return clauses;
    default:
      clauses.clear();
      for (const Unit& part : unit.parts) std::ranges::move(clauses_of(part), std::back_inserter(clauses));
      return clauses;
  }
}

/// The rarest of each, together.
FollowedSearches::Clause FollowedSearches::clause_of_any(const std::vector<Unit>& units) {
  Clause all;
  for (const Unit& unit : units) {
    std::vector<Clause> clauses = clauses_of(unit);
    std::ranges::move(*rarest(clauses), std::back_inserter(all));
  }
  std::ranges::sort(all);
  const auto [first, last] = std::ranges::unique(all);
  all.erase(first, last);
  return all;
}

std::vector<FollowedSearches::Clause>::iterator FollowedSearches::rarest(std::vector<Clause>& clauses) const {
  return std::ranges::min_element(clauses, {}, [this](const Clause& clause) { return cost_of(clause); });
}

std::uint32_t FollowedSearches::add(std::string_view text) {
  ParsedQuery query = in_a_row(parse_query(text, languages_));
  const auto number = static_cast<std::uint32_t>(queries_.size());
  std::vector<Clause> clauses;
  for (const Group& group : query.groups) {
    auto more =
        group.any_of.size() == 1 ? clauses_of(group.any_of.front()) : std::vector<Clause>{clause_of_any(group.any_of)};
    std::ranges::move(more, std::back_inserter(clauses));
  }
  keep(std::move(clauses), number);
  const bool words = has_words_only(query);
  queries_.back().decided = words ? Decided::kByWords : Decided::kByOracle;
  texts_.push_back(words ? std::move(query.text) : std::string());
  parsed_.push_back(words ? nullptr : std::make_unique<const ParsedQuery>(std::move(query)));
  tried_.push_back(0);
  return number;
}

void FollowedSearches::keep(std::vector<Clause> clauses, std::uint32_t query) {
  queries_.push_back({.first_clause = static_cast<std::uint32_t>(clause_ends_.size()),
                      .clauses = static_cast<std::uint16_t>(clauses.size()),
                      .decided = Decided::kByWords});
  if (clauses.empty()) {
    everywhere_.push_back(query);
    return;
  }
  for (const std::uint32_t one : *rarest(clauses)) queries_of_[one].push_back(query);
  for (const Clause& clause : clauses) {
    clause_terms_.insert(clause_terms_.end(), clause.begin(), clause.end());
    clause_ends_.push_back(static_cast<std::uint32_t>(clause_terms_.size()));
  }
}

void FollowedSearches::meet(char kind, std::string_view text, std::uint32_t mark) {
  thread_local std::string key;
  key.assign(1, kind);
  key += text;
  const auto found = terms_.find(key);
  if (found == terms_.end()) return;
  std::uint64_t& met = met_[found->second];
  if (met / kMarks != now_) {
    met_terms_.push_back(found->second);
    met = now_ * kMarks + mark;
  } else {
    met = std::min(met, now_ * kMarks + mark);
  }
}

void FollowedSearches::meet_passage(const SaidPassage& passage) {
  ++now_;
  met_terms_.clear();
  for (const SaidPassage::Word& word : passage.words()) {
    meet(kStem, word.stem, kSaid);
    if (word.form.front() == text::kAddedForm) continue;
    meet(kForm, word.form, kSaid);
    for (std::size_t size = kShortestPrefix; has_prefixes_ && size <= word.form.size(); ++size) {
      meet(kBeginning, std::string_view(word.form).substr(0, size), kSaid);
    }
  }
  for (const SaidPassage::Speaker& speaker : passage.speakers()) {
    for (const std::string& stem : speaker.stems) meet(kStem, stem, kNamed);
  }
}

/// The least that is known of any of the query's clauses.
std::uint32_t FollowedSearches::worst_mark(const Compiled& compiled) const {
  std::uint32_t worst = kSaid;
  for (std::uint32_t clause = compiled.first_clause; clause < compiled.first_clause + compiled.clauses; ++clause) {
    std::uint32_t best = kMissed;
    for (std::uint32_t i = clause == 0 ? 0 : clause_ends_[clause - 1]; i < clause_ends_[clause]; ++i) {
      const std::uint64_t met = met_[clause_terms_[i]];
      if (met / kMarks == now_) best = std::min(best, static_cast<std::uint32_t>(met % kMarks));
    }
    worst = std::max(worst, best);
    if (worst == kMissed) break;
  }
  return worst;
}

bool FollowedSearches::decide(std::uint32_t query, const SaidPassage& passage, const SessionFacts& facts) const {
  const Compiled& compiled = queries_[query];
  const std::uint32_t mark = worst_mark(compiled);
  if (mark == kMissed) return false;
  if (compiled.decided == Decided::kByOracle) return answers_followed(*parsed_[query], passage, facts);
  // Whose name it is that a word stands in is not known here.
  return mark == kSaid || answers_followed(parse_query(texts_[query], languages_), passage, facts);
}

std::vector<std::uint32_t> FollowedSearches::match(const SaidPassage& passage, const SessionFacts& facts) {
  meet_passage(passage);
  std::vector<std::uint32_t> found;
  const auto consider = [&](std::uint32_t query) {
    if (tried_[query] == now_) return;
    tried_[query] = now_;
    if (decide(query, passage, facts)) found.push_back(query);
  };
  for (const std::uint32_t one : met_terms_) std::ranges::for_each(queries_of_[one], consider);
  std::ranges::for_each(everywhere_, consider);
  std::ranges::sort(found);
  return found;
}

}  // namespace dais::search
