// SPDX-License-Identifier: Apache-2.0
#include "search/matches.h"

#include <algorithm>
#include <bit>
#include <set>

#include "search/said_at.h"

namespace dais::search {
namespace {

/// Of words of speakers' names in one query, those that are looked at as whole names: it bounds how many choices of
/// them there are.
constexpr std::size_t kMostNameWords = 8;

using Passages = std::vector<std::uint16_t>;

Result<HitsByBlock> by_block(Result<UnitHits> found, const Corpus& corpus) {
  if (!found) return fail(std::move(found.error()));
  return HitsByBlock(std::move(*found), corpus);
}

/// The words of a query that are words of a speaker's whole name: "what did Ann Lee say of the bridge" asks for what
/// Ann Lee says, not for who says her name.
class AskedNames {
 public:
  using Stems = std::vector<std::string>;

  static Result<AskedNames> of(const Corpus& corpus, const ParsedQuery& query) {
    std::set<std::string> stems;
    for (const Group& group : query.groups) {
      for (const Unit& unit : group.any_of) stems.insert(unit.stems.begin(), unit.stems.end());
    }
    Stems borne;
    for (const std::string& stem : stems) {
      auto found = find_named({stem}, corpus);
      if (!found) return fail(std::move(found.error()));
      if (borne.size() < kMostNameWords && is_anywhere(*found, corpus)) borne.push_back(stem);
    }
    AskedNames names;
    // Each choice of these words may be a name.
    for (std::uint32_t choice = 1; choice < 1U << borne.size(); ++choice) {
      Stems name;
      for (std::size_t i = 0; i < borne.size(); ++i) {
        if ((choice >> i & 1U) != 0) name.push_back(borne[i]);
      }
      auto found = find_whole_name(name, corpus);
      if (!found) return fail(std::move(found.error()));
      if (is_anywhere(*found, corpus)) names.whole_.push_back(std::move(name));
    }
    return names;
  }
  /// Whole names with this word.
  [[nodiscard]] std::vector<Stems> with(const std::string& stem) const {
    std::vector<Stems> names;
    std::ranges::copy_if(whole_, std::back_inserter(names),
                         [&](const Stems& name) { return std::ranges::find(name, stem) != name.end(); });
    return names;
  }

 private:
  std::vector<Stems> whole_;
};

Result<UnitHits> find_bearers(const std::vector<std::vector<std::string>>& names, const Corpus& corpus) {
  UnitHits all;
  for (const auto& name : names) {
    auto found = find_whole_name(name, corpus);
    if (!found) return found;
    all.add(std::move(*found));
  }
  all.merge(corpus);
  return all;
}

Result<std::vector<UnitMatch>> find_units(const Corpus& corpus, const KeepPlaces& keep, const ParsedQuery& query) {
  std::vector<UnitMatch> units;
  auto names = AskedNames::of(corpus, query);
  if (!names) return fail(std::move(names.error()));
  for (std::size_t group = 0; group < query.groups.size(); ++group) {
    for (const Unit& unit : query.groups[group].any_of) {
      const auto whole =
          unit.kind == UnitKind::kWord ? names->with(unit.stems.front()) : std::vector<AskedNames::Stems>();
      auto said = by_block(find_said(unit, corpus, keep), corpus);
      if (!said) return fail(std::move(said.error()));
      UnitMatch& found = units.emplace_back();
      found.unit = &unit;
      found.required = query.groups[group].required;
      found.group = group;
      found.said = std::move(*said);
      found.is_of_name = !whole.empty();
      if (unit.kind != UnitKind::kWord) continue;
      auto named =
          by_block(whole.empty() ? find_named({unit.stems.front()}, corpus) : find_bearers(whole, corpus), corpus);
      if (!named) return fail(std::move(named.error()));
      found.named = std::move(*named);
    }
  }
  return units;
}

/// Of the passages of a block that have something, those in scope where it is in a sentence that may answer.
class InScope {
 public:
  InScope(const Corpus& corpus, const Scope& scope) : corpus_(corpus), scope_(scope) {}

  void add(const HitsByBlock& hits, PlacesAre are, Passages& into) {
    for (const HitsByBlock::Row& row : hits.rows()) {
      std::uint16_t here = row.passages & scope_.passages(row.block);
      const std::uint16_t open = here & scope_.mixed(row.block);
      if (open != 0) here = static_cast<std::uint16_t>((here & ~open) | (open & looked_at(hits, are, row.block)));
      into[row.block] |= here;
    }
  }
  /// Of words of a block, those in sentences that may answer.
  void keep(std::uint32_t block, std::vector<std::uint32_t>& places) {
    const CorpusSession& session = corpus_.session_of(block);
    const std::uint32_t first_sentence = session.outline().first_sentence(first_passage(session, block));
    const std::vector<bool> in = scope_.sentences(block);
    locate(places, PlacesAre::kWords, session, block, said_);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (has(in, said_[i].sentence - first_sentence)) places[kept++] = places[i];
    }
    places.resize(kept);
  }

 private:
  static std::uint32_t first_passage(const CorpusSession& session, std::uint32_t block) {
    return (block - session.first_block) * kPassagesInBlock;
  }
  /// Passages with a place in a sentence that may answer.
  [[nodiscard]] std::uint16_t looked_at(const HitsByBlock& hits, PlacesAre are, std::uint32_t block) {
    const CorpusSession& session = corpus_.session_of(block);
    const Outline outline = session.outline();
    const std::uint32_t first = first_passage(session, block);
    const std::vector<bool> in = scope_.sentences(block);
    hits.places(block, places_);
    locate(places_, are, session, block, said_);
    std::uint16_t mask = 0;
    std::uint32_t passage = first;
    for (const SaidAt& one : said_) {
      while (outline.end_of_sentences(passage) <= one.sentence && passage + 1 < first + kPassagesInBlock) ++passage;
      if (has(in, one.sentence - outline.first_sentence(first)))
        mask = static_cast<std::uint16_t>(mask | 1U << (passage - first));
    }
    return mask;
  }

  const Corpus& corpus_;
  const Scope& scope_;
  std::vector<std::uint32_t> places_;
  std::vector<SaidAt> said_;
};

void keep_if(Passages& passages, const Passages& others) {
  for (std::size_t i = 0; i < passages.size(); ++i) passages[i] &= others[i];
}

std::uint64_t count_of(const Passages& passages) {
  std::uint64_t count = 0;
  for (const std::uint16_t mask : passages) count += static_cast<std::uint64_t>(std::popcount(mask));
  return count;
}

/// The passages of each group's units; of plain words those with any and those with all.
void combine(const Corpus& corpus, InScope& in_scope, const ParsedQuery& query, Matches& matches) {
  Passages any_plain(corpus.blocks(), 0);
  Passages all_plain = matches.passages;
  std::size_t required = 0;
  std::size_t plain = 0;
  for (std::size_t i = 0; i < matches.units.size();) {
    const std::size_t group = matches.units[i].group;
    const bool is_required = matches.units[i].required;
    Passages here(corpus.blocks(), 0);
    for (; i < matches.units.size() && matches.units[i].group == group; ++i) {
      in_scope.add(matches.units[i].said, PlacesAre::kWords, here);
      in_scope.add(matches.units[i].named, PlacesAre::kSentences, here);
    }
    if (is_required) {
      keep_if(matches.passages, here);
      ++required;
    } else {
      for (std::size_t b = 0; b < here.size(); ++b) any_plain[b] |= here[b];
      keep_if(all_plain, here);
      ++plain;
    }
  }
  if (required == 0 && plain > 0) keep_if(matches.passages, any_plain);
  keep_if(all_plain, matches.passages);
  if (query.asked || plain > kMostWordsForAll) return;
  matches.has_all = std::move(all_plain);
  if (plain < 2 || count_of(matches.has_all) < kEnoughWithAll) return;
  matches.all_words = true;
  matches.passages = matches.has_all;
}

}  // namespace

Result<Matches> find_matches(const Corpus& corpus, const Scope& scope, const ParsedQuery& query) {
  Matches matches;
  const bool asks = !query.groups.empty() || !query.excluded.empty();
  if (!asks && !scope.is_narrow()) return matches;
  InScope in_scope(corpus, scope);
  const KeepPlaces keep =
      scope.is_by_speaker()
          ? [&](std::uint32_t block, std::vector<std::uint32_t>& places) { in_scope.keep(block, places); }
          : KeepPlaces();
  auto units = find_units(corpus, keep, query);
  if (!units) return fail(std::move(units.error()));
  matches.units = std::move(*units);
  matches.passages.resize(corpus.blocks());
  for (std::uint32_t block = 0; block < corpus.blocks(); ++block) matches.passages[block] = scope.passages(block);
  for (const Unit& unit : query.excluded) {
    auto said = by_block(find_said(unit, corpus, keep), corpus);
    if (!said) return fail(std::move(said.error()));
    Passages excluded(corpus.blocks(), 0);
    in_scope.add(*said, PlacesAre::kWords, excluded);
    for (std::uint32_t block = 0; block < corpus.blocks(); ++block) matches.passages[block] &= ~excluded[block];
  }
  combine(corpus, in_scope, query, matches);
  matches.total = count_of(matches.passages);
  return matches;
}

}  // namespace dais::search
