// SPDX-License-Identifier: Apache-2.0
#include "search/query_units.h"

#include <algorithm>
#include <iterator>

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

std::string joined_words(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += text.empty() ? "" : " ";
    text += word;
  }
  return text;
}

void add_terms(const Unit& unit, std::vector<std::string>& terms) {
  for (const Unit& part : unit.parts) add_terms(part, terms);
  if (!unit.parts.empty()) return;
  std::string term = unit.shown();
  if (std::ranges::find(terms, term) == terms.end()) terms.push_back(std::move(term));
}

}  // namespace

UnitMaker::UnitMaker(const std::vector<std::string>& languages) {
  for (const std::string& language : languages) stemmers_.emplace_back(language);
  if (stemmers_.empty()) stemmers_.emplace_back();
}

std::vector<TypedWord> UnitMaker::words_of(std::string_view piece, std::size_t offset) {
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
  for (text::Stemmer& stemmer : stemmers_) {
    const std::string& stem = stemmer.stem(typed.word.folded);
    if (std::ranges::find(unit.stems, stem) == unit.stems.end()) unit.stems.push_back(stem);
  }
  return unit;
}

std::vector<Unit> UnitMaker::plain(const std::vector<TypedWord>& words) {
  std::vector<Unit> units;
  std::ranges::transform(words, std::back_inserter(units), [this](const TypedWord& typed) { return word(typed); });
  return units;
}

std::vector<Unit> UnitMaker::piece(const std::vector<TypedWord>& words) {
  const bool has_prefix = std::ranges::any_of(words, &TypedWord::is_prefix);
  if (words.size() < 2) return plain(words);
  if (has_prefix) return {joined_units(UnitKind::kAll, plain(words))};
  return quoted(words);
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

std::vector<std::string> terms_of(const ParsedQuery& query) {
  std::vector<std::string> terms;
  for (const Group& group : query.groups) {
    for (const Unit& unit : group.any_of) add_terms(unit, terms);
  }
  return terms;
}

}  // namespace dais::search
