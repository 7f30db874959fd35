// SPDX-License-Identifier: Apache-2.0
#include "search/query_units.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <tuple>

#include "text/encoding.h"

namespace dais::search {
namespace {

/// Words, phrases and prefixes that must all be there.
using Conjunction = std::vector<Unit>;

/// The ways in which a unit can be there, nested parts resolved; no more than kMostUnits.
std::vector<Conjunction> ways_of(const Unit& unit) {
  if (unit.parts.empty()) {
    return {{unit}};
  }
  std::vector<Conjunction> ways;
  if (unit.kind == UnitKind::kAny) {
    for (const Unit& part : unit.parts) std::ranges::move(ways_of(part), std::back_inserter(ways));
  } else {
    ways.emplace_back();
    for (const Unit& part : unit.parts) {
      std::vector<Conjunction> longer;
      for (const Conjunction& way : ways) {
        for (const Conjunction& more : ways_of(part)) {
          if (longer.size() == kMostUnits) break;
          longer.push_back(way);
          longer.back().insert(longer.back().end(), more.begin(), more.end());
        }
      }
      ways = std::move(longer);
    }
  }
  if (ways.size() > kMostUnits) ways.resize(kMostUnits);
  return ways;
}

std::uint32_t widest(const Unit& unit) {
  std::uint32_t within = unit.within;
  for (const Unit& part : unit.parts) within = std::max(within, widest(part));
  return within;
}

void set_range(Unit& unit) {
  unit.begin = std::ranges::min_element(unit.parts, {}, &Unit::begin)->begin;
  unit.end = std::ranges::max_element(unit.parts, {}, &Unit::end)->end;
}

void add_stem(Unit& unit, const std::string& stem) {
  if (std::ranges::find(unit.stems, stem) == unit.stems.end()) unit.stems.push_back(stem);
}

std::vector<TypedWord> slice(const std::vector<TypedWord>& words, std::size_t begin, std::size_t end) {
  return {words.begin() + static_cast<std::ptrdiff_t>(begin), words.begin() + static_cast<std::ptrdiff_t>(end)};
}

/// Words that are written as one are short ones, but not letters.
constexpr std::size_t kShortestToJoin = 3;
constexpr std::size_t kLongestToJoin = 20;

bool stands_alone(const std::string& word) {
  const auto words = text::folded_words(word);
  return !words.empty() && words.front().stands_alone;
}

/// Without a space between characters that are written without.
std::string joined_words(const std::vector<std::string>& words) {
  std::string text;
  bool alone = true;
  for (const std::string& word : words) {
    const bool was_alone = alone;
    alone = stands_alone(word);
    text += was_alone && (alone || text.empty()) ? "" : " ";
    text += word;
  }
  return text;
}

void add_terms(const Unit& unit, std::vector<std::string>& terms) {
  for (const Unit& part : unit.parts) add_terms(part, terms);
  if (!unit.parts.empty()) return;
  std::string term = unit.shown();
  if (std::ranges::find(terms, term) == terms.end()) terms.push_back(std::move(term));
  for (const std::string& heard : unit.heard_as) {
    if (std::ranges::find(terms, heard) == terms.end()) terms.push_back(heard);
  }
}

}  // namespace

UnitMaker::UnitMaker(const std::vector<std::string>& languages, std::string_view text) : text_(text) {
  for (const std::string& language : languages) analyses_.push_back(std::make_unique<text::IndexWords>(language));
  if (analyses_.empty()) analyses_.push_back(std::make_unique<text::IndexWords>("english"));
  for (const auto& analysis : analyses_) add_terms(*analysis);
  std::ranges::stable_sort(terms_, [](const Term& a, const Term& b) {
    return std::tuple(a.begin, a.is_added, b.end) < std::tuple(b.begin, b.is_added, a.end);
  });
}

void UnitMaker::add_terms(text::IndexWords& analysis) {
  for (const text::IndexWord& word : analysis.of(text_)) {
    terms_.push_back({word.begin, word.end, std::string(word.stem), word.folded.front() == text::kAddedForm});
  }
}

std::vector<TypedWord> UnitMaker::words_of(std::string_view piece) const {
  const auto offset = static_cast<std::size_t>(piece.data() - text_.data());
  std::vector<TypedWord> words;
  for (text::FoldedWord& word : text::folded_words(piece)) {
    const bool star = word.end < piece.size() && piece[word.end] == '*';
    word.begin += offset;
    word.end += offset;
    const bool is_prefix = star && text::count_characters(word.folded) >= kShortestPrefix;
    words.push_back({std::move(word), is_prefix});
  }
  return words;
}

Unit UnitMaker::word(const TypedWord& typed) {
  Unit unit;
  unit.words = {typed.word.folded};
  unit.begin = typed.word.begin;
  unit.end = typed.word.end;
  if (typed.is_prefix) {
    unit.kind = UnitKind::kPrefix;
    return unit;
  }
  for (const Term& term : std::ranges::equal_range(terms_, typed.word.begin, {}, &Term::begin)) {
    if (term.end == typed.word.end) add_stem(unit, term.stem);
  }
  if (unit.stems.empty()) add_stem(unit, analyses_.front()->stem(typed.word.folded));
  return unit;
}

std::vector<UnitOfWords> UnitMaker::plain(const std::vector<TypedWord>& words) {
  std::vector<UnitOfWords> units;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t end = take_characters(words, at, units);
    if (end == at) end = take_added(words, at, units);
    if (end == at) {
      units.push_back({word(words[at]), at, 1});
      end = at + 1;
    }
    at = end;
  }
  add_joined(words, units);
  return units;
}

/// A few characters as they stand; of more, each pair: a sentence is rarely said again as it is.
std::size_t UnitMaker::take_characters(const std::vector<TypedWord>& words, std::size_t at,
                                       std::vector<UnitOfWords>& units) {
  constexpr std::size_t kMostInARow = 4;
  std::size_t end = at;
  while (end < words.size() && words[end].word.stands_alone && !words[end].is_prefix &&
         (end == at || words[end - 1].word.end == words[end].word.begin)) {
    ++end;
  }
  if (end - at < 2) return at;
  if (end - at <= kMostInARow) {
    units.push_back({quoted(slice(words, at, end)).front(), at, end - at});
    return end;
  }
  for (; at + 1 < end; ++at) {
    Unit pair;
    pair.words = {words[at].word.folded + words[at + 1].word.folded};
    pair.stems = pair.words;
    pair.begin = words[at].word.begin;
    pair.end = words[at + 1].word.end;
    units.push_back({std::move(pair), at, 2});
  }
  return end;
}

/// Words that the index adds one term for: as that term, or as they stand.
std::size_t UnitMaker::take_added(const std::vector<TypedWord>& words, std::size_t at,
                                  std::vector<UnitOfWords>& units) {
  for (const Term& term : std::ranges::equal_range(terms_, words[at].word.begin, {}, &Term::begin)) {
    if (!term.is_added || term.end <= words[at].word.end) continue;
    std::size_t end = at;
    while (end < words.size() && !words[end].is_prefix && words[end].word.end < term.end) ++end;
    if (end == words.size() || words[end].is_prefix || words[end].word.end != term.end) continue;
    Unit one;
    one.begin = term.begin;
    one.end = term.end;
    std::string joined;
    for (std::size_t i = at; i <= end; ++i) joined += words[i].word.folded;
    const auto is_joined = [&](const std::string& stem) {
      return std::ranges::any_of(analyses_, [&](const auto& analysis) { return analysis->stem(joined) == stem; });
    };
    for (const Term& other : terms_) {
      if (!other.is_added || other.begin != term.begin || other.end != term.end) continue;
      add_stem(one, other.stem);
      one.words = {is_joined(other.stem) ? joined : other.stem};
    }
    Unit as_said = quoted(slice(words, at, end + 1)).front();
    // A number and its letter: "2159-A" is also said without it.
    const bool has_letter = end == at + 1 && words[end].word.folded.size() == 1 &&
                            std::isdigit(static_cast<unsigned char>(words[at].word.folded.front())) != 0;
    if (has_letter) add_stem(one, words[at].word.folded);
    units.push_back({joined_units(UnitKind::kAny, {std::move(as_said), std::move(one)}), at, end + 1 - at});
    return end + 1;
  }
  return at;
}

/// "part time" is also written "parttime", which has both.
void UnitMaker::add_joined(const std::vector<TypedWord>& words, std::vector<UnitOfWords>& units) {
  const auto is_plain = [&](const UnitOfWords& one) {
    const text::FoldedWord& word = words[one.first].word;
    return one.count == 1 && one.unit.kind == UnitKind::kWord && word.folded.size() >= kShortestToJoin &&
           std::ranges::all_of(word.folded, [](char c) { return c >= 'a' && c <= 'z'; });
  };
  for (std::size_t i = 0; i + 1 < units.size(); ++i) {
    UnitOfWords& one = units[i];
    UnitOfWords& next = units[i + 1];
    if (!is_plain(one) || !is_plain(next) || next.first != one.first + 1 ||
        text::gap_between(text_, one.unit.end, next.unit.begin) != text::Gap::kSpaces) {
      continue;
    }
    const std::string joined = one.unit.words.front() + next.unit.words.front();
    if (joined.size() > kLongestToJoin) continue;
    for (const auto& analysis : analyses_) {
      const std::string stem = analysis->stem(joined);
      add_stem(one.unit, stem);
      add_stem(next.unit, stem);
    }
  }
}

std::vector<Unit> UnitMaker::piece(const std::vector<TypedWord>& words) {
  std::vector<UnitOfWords> units = plain(words);
  const bool as_said = units.size() > 1 && std::ranges::all_of(units, [](const UnitOfWords& one) {
                         return one.count == 1 && one.unit.kind == UnitKind::kWord;
                       });
  if (as_said) return quoted(words);
  std::vector<Unit> all;
  all.reserve(units.size());
  for (UnitOfWords& one : units) all.push_back(std::move(one.unit));
  if (all.size() > 1) all = {joined_units(UnitKind::kAll, std::move(all))};
  return all;
}

std::vector<Unit> UnitMaker::quoted(const std::vector<TypedWord>& words) {
  if (words.empty()) return {};
  Unit unit;
  unit.kind = UnitKind::kPhrase;
  const std::size_t count = std::min(words.size(), kMostPhraseWords);
  for (std::size_t i = 0; i < count; ++i) unit.words.push_back(words[i].word.folded);
  unit.begin = words.front().word.begin;
  unit.end = words[count - 1].word.end;
  return {std::move(unit)};
}

bool same_unit(const Unit& a, const Unit& b) {
  return a.kind == b.kind && a.within == b.within &&
         (a.kind == UnitKind::kWord ? a.stems == b.stems : a.words == b.words) &&
         std::ranges::equal(a.parts, b.parts, same_unit);
}

std::size_t leaves_of(const Unit& unit) {
  std::size_t leaves = unit.parts.empty() ? 1 : 0;
  for (const Unit& part : unit.parts) leaves += leaves_of(part);
  return leaves;
}

Unit joined_units(UnitKind kind, std::vector<Unit> units) {
  if (units.size() == 1) return std::move(units.front());
  Unit whole;
  whole.kind = kind;
  for (Unit& unit : units) {
    if (unit.kind == kind) {
      std::ranges::move(unit.parts, std::back_inserter(whole.parts));
    } else {
      whole.parts.push_back(std::move(unit));
    }
  }
  set_range(whole);
  return whole;
}

std::vector<Unit> near_units(const std::vector<Unit>& left, const std::vector<Unit>& right, std::uint32_t within) {
  if (left.empty() || right.empty()) return left.empty() ? right : left;
  std::vector<Unit> all;
  std::size_t leaves = 0;
  for (const Unit& one : left) {
    for (const Unit& other : right) {
      Unit both;
      both.kind = UnitKind::kAll;
      both.parts = {one, other};
      for (Conjunction& way : ways_of(both)) {
        leaves += way.size();
        if (leaves > kMostUnits) return all;
        Unit& near = all.emplace_back();
        near.kind = UnitKind::kNear;
        near.within = std::max({within, widest(one), widest(other)});
        near.parts = std::move(way);
        set_range(near);
      }
    }
  }
  return all;
}

std::string Unit::shown() const {
  if (kind == UnitKind::kPrefix) return words.front() + "*";
  if (parts.empty()) return joined_words(words);
  std::string between = " ";
  if (kind == UnitKind::kAny) between = " OR ";
  if (kind == UnitKind::kNear) between = within == kNearWords ? " NEAR " : " NEAR/" + std::to_string(within) + " ";
  std::string text;
  for (const Unit& part : parts) {
    text += text.empty() ? "" : between;
    const bool is_phrase = part.kind == UnitKind::kPhrase;
    if (is_phrase) {
      text += '"' + part.shown() + '"';
    } else {
      text += part.parts.empty() ? part.shown() : "(" + part.shown() + ")";
    }
  }
  return text;
}

void require_all(ParsedQuery& query) {
  for (Group& group : query.groups) group.required = true;
}

std::vector<std::string> terms_of(const ParsedQuery& query) {
  std::vector<std::string> terms;
  for (const Group& group : query.groups) {
    for (const Unit& unit : group.any_of) add_terms(unit, terms);
  }
  return terms;
}

}  // namespace dais::search
