// SPDX-License-Identifier: Apache-2.0
// Search as plain loops over all that was said, for tests: every passage is taken apart, every cell is scored by the
// formula counted anew, everything is sorted. What the index answers must be the same.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "search/formula.h"
#include "search/index.h"
#include "search/passage_match.h"
#include "search/passages.h"
#include "search/sound_alikes.h"

namespace dais::search {

struct PlainHit {
  std::string session_id;
  double start_seconds = 0;
  double score = 0;
};

struct PlainAnswer {
  std::int64_t total = 0;
  std::vector<PlainHit> hits;  ///< all of them
  std::map<std::string, std::int64_t> bodies;
  std::map<int, std::int64_t> years;
};

class PlainSearch {
 public:
  /// Replaces what there is of the session.
  void put(const SessionText& session);
  void remove(const std::string& id) { sessions_.erase(id); }
  [[nodiscard]] PlainAnswer find(const Query& query) const;

 private:
  /// Sessions by time: their start and id.
  using Order = std::vector<std::pair<std::int64_t, std::string>>;
  [[nodiscard]] PlainAnswer find(const Query& query, const Order& order, const std::vector<std::string>& languages,
                                 ParsedQuery parsed) const;
  struct Word {
    std::uint32_t position = 0;  ///< of the session
    std::uint32_t sentence = 0;
    std::uint32_t passage = 0;
    std::uint32_t cell = 0;
    std::string form;
    std::string stem;
  };
  struct Session {
    SessionText text;
    domain::Transcript transcript;
    std::vector<Passage> passages;
    std::vector<Word> words;
    std::vector<std::vector<std::string>> names;  ///< stems, a list a sentence
    std::uint32_t count = 0;                      ///< words said
    std::uint32_t cells = 0;
    [[nodiscard]] std::uint32_t cell_of_sentence(std::size_t sentence) const;
  };
  using Positions = std::set<std::uint32_t>;
  struct UnitPlaces;
  struct Scored;

  /// Parts of what several words make together count only in sentences that may answer.
  enum class PartOf { kNothing, kSomethingMade };
  static Positions places(const Unit& unit, const Session& session, std::uint32_t passage,
                          const std::vector<bool>& in_scope, PartOf part_of);
  /// As often as said: a place that several stems, or several alternatives, have is counted for each of them.
  static std::uint32_t count(const Unit& unit, const Session& session, std::uint32_t passage,
                             const std::vector<bool>& in_scope);
  [[nodiscard]] std::vector<UnitPlaces> find_units(const ParsedQuery& parsed, const Query& query) const;
  [[nodiscard]] float score(const std::vector<UnitPlaces>& units, const std::string& id, const Session& session,
                            std::uint32_t cell) const;
  [[nodiscard]] float score_of_session(const std::vector<UnitPlaces>& units, const std::string& id) const;
  [[nodiscard]] std::uint32_t landing(const std::vector<UnitPlaces>& units, const std::string& id,
                                      const Session& session, std::uint32_t passage, std::uint32_t cell, bool asked,
                                      const std::vector<bool>& in_scope) const;
  [[nodiscard]] WordHeard heard(const std::string& word, const auto& is_it, const std::string& stem) const;
  void add_heard(ParsedQuery& parsed, const std::vector<std::string>& languages) const;
  [[nodiscard]] std::uint64_t passages() const;
  [[nodiscard]] std::uint64_t words() const;
  [[nodiscard]] std::uint64_t sentences() const;

  std::map<std::string, Session> sessions_;
};

}  // namespace dais::search
