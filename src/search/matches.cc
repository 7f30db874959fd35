// SPDX-License-Identifier: Apache-2.0
#include "search/matches.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>

#include "search/said_at.h"
#include "search/spare_core.h"

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
    AskedNames names;
    for (const std::string& stem : stems) {
      auto found = find_named({stem}, corpus);
      if (!found) return fail(std::move(found.error()));
      if (borne.size() < kMostNameWords && is_anywhere(*found, corpus)) borne.push_back(stem);
      names.named_.emplace(stem, std::move(*found));
    }
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
  /// Sentences of speakers whose name has this word of the query.
  [[nodiscard]] const UnitHits& named(const std::string& stem) const { return named_.at(stem); }
  /// Whole names with this word.
  [[nodiscard]] std::vector<Stems> with(const std::string& stem) const {
    std::vector<Stems> names;
    std::ranges::copy_if(whole_, std::back_inserter(names),
                         [&](const Stems& name) { return std::ranges::find(name, stem) != name.end(); });
    return names;
  }

 private:
  std::map<std::string, UnitHits> named_;
  std::vector<Stems> whole_;
};

Result<UnitHits> find_bearers(const std::vector<std::vector<std::string>>& names, const Corpus& corpus) {
  UnitHits all;
  for (const auto& name : names) {
    auto found = find_whole_name(name, corpus);
    if (!found) return found;
    all.add(std::move(*found));
  }
  return all;
}

Status find_unit(const Corpus& corpus, const KeepPlaces& keep, const AskedNames& names, UnitMatch& match) {
  const bool is_word = match.unit->kind == UnitKind::kWord;
  const auto whole = is_word ? names.with(match.unit->stems.front()) : std::vector<AskedNames::Stems>();
  auto said = by_block(find_said(*match.unit, corpus, keep), corpus);
  if (!said) return fail(std::move(said.error()));
  match.said = std::move(*said);
  match.is_of_name = !whole.empty();
  if (!is_word) return {};
  auto named = by_block(
      whole.empty() ? Result<UnitHits>(names.named(match.unit->stems.front())) : find_bearers(whole, corpus), corpus);
  if (!named) return fail(std::move(named.error()));
  match.named = std::move(*named);
  return {};
}

/// Of units and blocks to go through, so many are worth another thread.
constexpr std::uint64_t kWorthAHelper = 1'000'000;

Result<std::vector<UnitMatch>> find_units(const Corpus& corpus, const KeepPlaces& keep, const ParsedQuery& query) {
  auto names = AskedNames::of(corpus, query);
  if (!names) return fail(std::move(names.error()));
  std::vector<UnitMatch> units;
  for (std::size_t group = 0; group < query.groups.size(); ++group) {
    for (const Unit& unit : query.groups[group].any_of) {
      UnitMatch& match = units.emplace_back();
      match.unit = &unit;
      match.required = query.groups[group].required;
      match.group = group;
    }
  }
  std::vector<Status> found(units.size());
  // What `keep` works with is one thread's.
  const Help help = keep ? Help::kNone : help_with(units.size() * corpus.blocks(), kWorthAHelper);
  each_in_turn(units.size(), help, [&](std::size_t i) { found[i] = find_unit(corpus, keep, *names, units[i]); });
  for (Status& status : found) {
    if (!status) return fail(std::move(status.error()));
  }
  return units;
}

/// Of the passages of a block that have something, those in scope where it is in a sentence that may answer.
class InScope {
 public:
  InScope(const Corpus& corpus, const Scope& scope) : corpus_(corpus), scope_(scope) {}

  void add(const HitsByBlock& hits, PlacesAre are, Passages& into) {
    if (hits.empty()) return;
    if (!scope_.is_by_speaker()) return add_passages(hits.passages_by_block(), into);
    for (std::uint32_t block = 0; block < corpus_.blocks(); ++block) {
      std::uint16_t here = hits.passages_in(block);
      const std::uint16_t open = here & scope_.passages(block) & scope_.mixed(block);
      if (open != 0) here = static_cast<std::uint16_t>((here & ~open) | (open & looked_at(hits, are, block)));
      into[block] |= here;
    }
  }
  /// Of words of a block, those in sentences that may answer.
  void keep(std::uint32_t block, std::vector<std::uint32_t>& places) {
    const CorpusSession& session = corpus_.session_of(block);
    const std::uint32_t first_sentence = session.outline().first_sentence(first_passage(session, block));
    const std::vector<bool> in = scope_.sentences(block);
    sentences_of(places, PlacesAre::kWords, session, block, said_);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (has(in, said_[i] - first_sentence)) places[kept++] = places[i];
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
    sentences_of(places_, are, session, block, said_);
    std::uint16_t mask = 0;
    std::uint32_t passage = first;
    for (const std::uint32_t sentence : said_) {
      while (outline.end_of_sentences(passage) <= sentence && passage + 1 < first + kPassagesInBlock) ++passage;
      if (has(in, sentence - outline.first_sentence(first)))
        mask = static_cast<std::uint16_t>(mask | 1U << (passage - first));
    }
    return mask;
  }

  const Corpus& corpus_;
  const Scope& scope_;
  std::vector<std::uint32_t> places_;
  std::vector<std::uint32_t> said_;  ///< sentences
};

bool has_enough(const Passages& passages) {
  std::size_t count = 0;
  for (const std::uint16_t mask : passages) {
    if (mask == 0) continue;
    count += static_cast<std::size_t>(std::popcount(mask));
    if (count >= kEnoughWithAll) return true;
  }
  return false;
}

/// The passages of each group's units; of plain words those with any and those with all.
void combine(const Corpus& corpus, InScope& in_scope, const ParsedQuery& query, Matches& matches) {
  Reused<std::uint16_t> any_plain;
  any_plain.assign(corpus.blocks(), 0);
  Passages all_plain = matches.passages;
  Reused<std::uint16_t> here;
  std::size_t required = 0;
  std::size_t plain = 0;
  for (std::size_t i = 0; i < matches.units.size();) {
    const std::size_t group = matches.units[i].group;
    const bool is_required = matches.units[i].required;
    here.assign(corpus.blocks(), 0);
    for (; i < matches.units.size() && matches.units[i].group == group; ++i) {
      in_scope.add(matches.units[i].said, PlacesAre::kWords, here.values());
      in_scope.add(matches.units[i].named, PlacesAre::kSentences, here.values());
    }
    if (is_required) {
      keep_passages(here.values(), matches.passages);
      ++required;
    } else {
      add_passages(here.values(), any_plain.values());
      keep_passages(here.values(), all_plain);
      ++plain;
    }
  }
  if (required == 0 && plain > 0) keep_passages(any_plain.values(), matches.passages);
  keep_passages(matches.passages, all_plain);
  if (query.asked || plain > kMostWordsForAll) return;
  matches.has_all = std::move(all_plain);
  if (plain < 2 || !has_enough(matches.has_all)) return;
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
  matches.passages.assign(scope.passages().begin(), scope.passages().end());
  for (const Unit& unit : query.excluded) {
    auto said = by_block(find_said(unit, corpus, keep), corpus);
    if (!said) return fail(std::move(said.error()));
    Passages excluded(corpus.blocks(), 0);
    in_scope.add(*said, PlacesAre::kWords, excluded);
    remove_passages(excluded, matches.passages);
  }
  combine(corpus, in_scope, query, matches);
  Reused<std::uint8_t> counts;
  counts.resize(corpus.blocks());
  count_passages(matches.passages, counts.values());
  matches.in_session.resize(corpus.sessions.size());
  sum_by_session(counts.values(), corpus, matches.in_session);
  matches.total = sum_of(matches.in_session);
  return matches;
}

}  // namespace dais::search
