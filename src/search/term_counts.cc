// SPDX-License-Identifier: Apache-2.0
#include "search/term_counts.h"

#include <algorithm>
#include <utility>

#include "search/query_units.h"
#include "text/words.h"

namespace dais::search {
namespace {

/// Adds up the counts of a session's persons.
class Counter {
 public:
  void add(std::uint32_t session, std::uint16_t person, std::uint64_t count) {
    if (session != session_) end_session();
    session_ = session;
    if (of_person_.size() <= person) of_person_.resize(person + std::size_t{1}, 0);
    of_person_[person] += count;
  }
  std::vector<SpokenCount> take() {
    end_session();
    return std::move(counts_);
  }

 private:
  void end_session() {
    for (std::size_t person = 0; person < of_person_.size(); ++person) {
      if (of_person_[person] > 0) counts_.push_back({session_, static_cast<std::uint16_t>(person), of_person_[person]});
    }
    of_person_.clear();
  }

  std::uint32_t session_ = UINT32_MAX;
  std::vector<std::uint64_t> of_person_;
  std::vector<SpokenCount> counts_;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string understood_term(const Unit& unit) {
  switch (unit.kind) {
    case UnitKind::kWord:
      return "“" + unit.shown() + "” in all its forms";
    case UnitKind::kPhrase:
      return "“" + unit.shown() + "”, as said";
    case UnitKind::kPrefix:
      return "words that begin with “" + unit.words.front() + "”";
    default:
      return unit.shown();
  }
}

Error no_term(std::string_view typed) {
  return {ErrorCode::kBadRequest, "“" + std::string(typed) +
                                      "” cannot be counted: a term is a word, a “phrase”, a beginning*, or some of "
                                      "these joined by OR"};
}

}  // namespace

std::vector<SpokenCount> count_words(const IndexView& index) {
  Counter counter;
  for (std::uint32_t session = 0; session < index.sessions(); ++session) {
    for (std::uint32_t i = 0; i < index.sentences(session); ++i) {
      const SentenceView sentence = index.sentence(session, i);
      counter.add(session, sentence.person, sentence.words);
    }
  }
  return counter.take();
}

Result<std::vector<SpokenCount>> count_times(const IndexView& index, const Unit& unit) {
  Counter counter;
  Status read = index.each_place(unit, [&](SentencePosition place) {
    counter.add(place.session, index.sentence(place.session, place.sentence).person, 1);
  });
  if (!read) return fail(std::move(read.error()));
  return counter.take();
}

Result<CountedTerm> parse_term(std::string_view typed) {
  typed = trimmed(typed);
  ParsedQuery parsed = parse_query(typed);
  const bool filtered = !parsed.excluded.empty() || !parsed.speakers.empty() || !parsed.bodies.empty() ||
                        !parsed.matters.empty() || !parsed.votes.empty() || !parsed.kinds.empty() ||
                        parsed.first_date != 0 || parsed.end_date != 0;
  if (filtered || parsed.groups.empty()) return fail(no_term(typed));
  CountedTerm term{.typed = std::string(typed), .query = std::string(typed), .understood = {}, .unit = {}};
  const bool plain = std::ranges::all_of(parsed.groups, [](const Group& group) {
    return !group.required && group.any_of.size() == 1 && group.any_of.front().kind == UnitKind::kWord;
  });
  auto words = text::folded_words(typed);
  if (plain && words.size() > 1) {
    std::vector<std::string> row;
    row.reserve(words.size());
    for (text::FoldedWord& word : words) row.push_back(std::move(word.folded));
    if (row.size() > kMostPhraseWords) row.resize(kMostPhraseWords);
    term.unit = said_exactly(std::move(row));
    term.query = "\"" + term.typed + "\"";
  } else if (parsed.groups.size() == 1) {
    term.unit = joined_units(UnitKind::kAny, std::move(parsed.groups.front().any_of));
  } else {
    return fail(no_term(typed));
  }
  term.understood = understood_term(term.unit);
  return term;
}

std::vector<std::string> split_terms(std::string_view typed) {
  std::vector<std::string> terms;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= typed.size(); ++i) {
    if (i < typed.size() && typed[i] == '"') quoted = !quoted;
    if (i < typed.size() && (quoted || typed[i] != ',')) continue;
    const std::string_view term = trimmed(typed.substr(begin, i - begin));
    if (!term.empty()) terms.emplace_back(term);
    begin = i + 1;
  }
  return terms;
}

}  // namespace dais::search
