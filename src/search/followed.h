// SPDX-License-Identifier: Apache-2.0
// Followed searches: many queries at once, compiled, against each new passage. A query is kept under the rarest of what
// it cannot do without, so that a passage meets only the few queries that could be answered by it; those that are more
// than words are then decided by matches_passage().
// A passage answers a followed search when it has all of its plain words (said, or in the name of who speaks), what is
// required and nothing excluded, by the speakers, in the bodies and at the dates asked for. matter:, vote: and kind:
// are for whoever knows them. An object belongs to one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/passage_match.h"

namespace dais::search {

/// What is known of the session that a passage is of.
struct SessionFacts {
  std::vector<std::string> body_words;  ///< of the body's name, folded
  std::int64_t date = 0;  ///< 20230119
  std::vector<std::vector<std::string>> names;  ///< stems of the names of those who speak, a list a name
};

/// The slow way: what FollowedSearches::match is held to.
bool answers_followed(const ParsedQuery& query, const SaidPassage& passage, const SessionFacts& facts);

class FollowedSearches {
 public:
  /// How often a stem or a form is said in the archive, about; higher is more. May be empty.
  using Frequency = std::function<std::uint64_t(std::string_view)>;

  explicit FollowedSearches(std::vector<std::string> languages = {"english"}, Frequency frequency = {});

  /// The number of the query: 0, 1, 2 …
  std::uint32_t add(std::string_view text);
  [[nodiscard]] std::size_t size() const { return queries_.size(); }

  /// The numbers of the queries that the passage answers, rising.
  std::vector<std::uint32_t> match(const SaidPassage& passage, const SessionFacts& facts);

 private:
  enum class Decided : std::uint8_t { kByWords, kByOracle };
  /// One of these terms must be there.
  using Clause = std::vector<std::uint32_t>;
  struct Compiled {
    std::uint32_t first_clause = 0;  ///< of ends_
    std::uint16_t clauses = 0;
    Decided decided = Decided::kByWords;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::uint32_t term(char kind, std::string_view text);
  [[nodiscard]] std::uint64_t cost_of(const Clause& clause) const;
  [[nodiscard]] std::vector<Clause>::iterator rarest(std::vector<Clause>& clauses) const;
  std::vector<Clause> clauses_of(const Unit& unit);
  Clause clause_of_any(const std::vector<Unit>& units);
  void keep(std::vector<Clause> clauses, std::uint32_t query);
  void meet(char kind, std::string_view text, std::uint32_t mark);
  void meet_passage(const SaidPassage& passage);
  [[nodiscard]] std::uint32_t worst_mark(const Compiled& compiled) const;
  [[nodiscard]] bool decide(std::uint32_t query, const SaidPassage& passage, const SessionFacts& facts) const;

  std::vector<std::string> languages_;
  Frequency frequency_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> terms_;  ///< kind and text
  std::vector<std::uint64_t> frequencies_;  ///< a term each
  std::vector<std::vector<std::uint32_t>> queries_of_;  ///< a term each
  std::vector<std::uint32_t> everywhere_;  ///< queries that need no term
  std::vector<Compiled> queries_;
  std::vector<std::string> texts_;
  std::vector<std::unique_ptr<const ParsedQuery>> parsed_;  ///< none where words decide
  std::vector<std::uint32_t> clause_terms_;
  std::vector<std::uint32_t> clause_ends_;  ///< of clause_terms_
  bool has_prefixes_ = false;

  // Of the passage that is matched.
  std::vector<std::uint64_t> met_;  ///< a term each: when it was met last, and how
  std::vector<std::uint32_t> met_terms_;
  std::vector<std::uint64_t> tried_;  ///< a query each: when
  std::uint64_t now_ = 0;
};

}  // namespace dais::search
