// SPDX-License-Identifier: Apache-2.0
#include "search/matches.h"

#include <algorithm>
#include <bit>
#include <set>

namespace dais::search {
namespace {

/// Longer names are titles, which nobody asks for word by word.
constexpr std::size_t kMostWordsOfName = 5;

using Passages = std::vector<std::uint16_t>;

Result<HitsByBlock> by_block(Result<UnitHits> found, const Corpus& corpus) {
  if (!found) return fail(std::move(found.error()));
  HitsByBlock by;
  by.hits = std::move(*found);
  by.hits.each_head([&](const BlockHead& head) {
    const std::uint32_t session = corpus.session_of_block[head.block];
    if (session == Corpus::kNoSession) return;
    if (by.blocks.empty()) {
      by.blocks.resize(corpus.blocks());
      by.in_session.resize(corpus.sessions.size());
    }
    by.blocks[head.block] = {head.passages, head.count, head.impact};
    by.in_session[session] += head.count;
    by.passages += static_cast<std::uint64_t>(std::popcount(head.passages));
    by.count += head.count;
  });
  return by;
}

/// The words of a query that are words of a speaker's whole name, side by side: "what did Ann Lee say of the bridge"
/// asks for what Ann Lee says, not for who says her name.
class AskedNames {
 public:
  static Result<AskedNames> of(const Corpus& corpus, const std::vector<const Unit*>& words) {
    AskedNames names;
    for (std::size_t first = 0; first < words.size(); ++first) {
      std::vector<std::string> name;
      for (std::size_t end = first; end < std::min(words.size(), first + kMostWordsOfName); ++end) {
        if (words[end] == nullptr) break;
        name.push_back(words[end]->words.front());
        auto found = find_whole_name(name, corpus);
        if (!found) return fail(std::move(found.error()));
        bool borne = false;
        found->each_head([&](const BlockHead&) { borne = true; });
        if (borne) names.asked_.push_back({first, end + 1, name});
      }
    }
    return names;
  }
  /// Whole names that the word, by its number in the query, is of.
  [[nodiscard]] std::vector<std::vector<std::string>> with(std::size_t word) const {
    std::vector<std::vector<std::string>> names;
    for (const Asked& asked : asked_) {
      if (asked.first <= word && word < asked.end) names.push_back(asked.words);
    }
    return names;
  }

 private:
  struct Asked {
    std::size_t first = 0;
    std::size_t end = 0;
    std::vector<std::string> words;
  };
  std::vector<Asked> asked_;
};

/// Units in the order of the query; a word that is no alternative of others, at its number, nothing else.
std::vector<const Unit*> words_side_by_side(const ParsedQuery& query) {
  std::vector<const Unit*> words;
  for (const Group& group : query.groups) {
    for (const Unit& unit : group.any_of)
      words.push_back(group.any_of.size() == 1 && unit.kind == UnitKind::kWord ? &unit : nullptr);
  }
  return words;
}

Result<UnitHits> find_bearers(const std::vector<std::vector<std::string>>& names, const Corpus& corpus) {
  UnitHits all;
  for (const auto& name : names) {
    auto found = find_whole_name(name, corpus);
    if (!found) return found;
    all.add(std::move(*found));
  }
  all.merge(corpus, UnitHits::Members::kApart);
  return all;
}

Result<std::vector<UnitMatch>> find_units(const Corpus& corpus, const ParsedQuery& query) {
  std::vector<UnitMatch> units;
  auto names = AskedNames::of(corpus, words_side_by_side(query));
  if (!names) return fail(std::move(names.error()));
  for (std::size_t group = 0; group < query.groups.size(); ++group) {
    for (const Unit& unit : query.groups[group].any_of) {
      const auto whole = names->with(units.size());
      auto said = by_block(find_said(unit, corpus), corpus);
      if (!said) return fail(std::move(said.error()));
      UnitMatch& found = units.emplace_back();
      found.unit = &unit;
      found.required = query.groups[group].required;
      found.group = group;
      found.said = std::move(*said);
      found.is_of_name = !whole.empty();
      if (unit.kind != UnitKind::kWord) continue;
      auto named = by_block(whole.empty() ? find_named(unit.stems, corpus) : find_bearers(whole, corpus), corpus);
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

  void add(const HitsByBlock& hits, bool are_sentences, Passages& into) {
    if (hits.empty()) return;
    for (std::uint32_t block = 0; block < corpus_.blocks(); ++block) {
      std::uint16_t here = hits.blocks[block].passages & scope_.passages(block);
      const std::uint16_t open = here & scope_.mixed(block);
      if (open != 0) here = static_cast<std::uint16_t>((here & ~open) | (open & looked_at(hits, are_sentences, block)));
      into[block] |= here;
    }
  }

 private:
  [[nodiscard]] std::uint16_t looked_at(const HitsByBlock& hits, bool are_sentences, std::uint32_t block) {
    const std::vector<bool> in = scope_.sentences(block);
    const CorpusSession& session = corpus_.session_of(block);
    const Outline outline = session.outline();
    const std::uint32_t first = (block - session.first_block) * kPassagesInBlock;
    const std::uint32_t first_sentence = outline.first_sentence(first);
    hits.hits.places(block, places_);
    std::uint16_t mask = 0;
    std::uint32_t passage = first;
    for (const std::uint32_t place : places_) {
      const auto begins_by = [&](std::uint32_t p) {
        return are_sentences ? outline.first_sentence(p) <= first_sentence + place
                             : outline.passages[p].first_word <= outline.passages[first].first_word + place;
      };
      while (passage + 1 < session.record->passages && begins_by(passage + 1)) ++passage;
      const std::uint32_t sentence =
          are_sentences ? place
                        : outline.sentence_of(passage, outline.passages[first].first_word + place) - first_sentence;
      if (sentence < in.size() && in[sentence] && passage - first < kPassagesInBlock)
        mask = static_cast<std::uint16_t>(mask | 1U << (passage - first));
    }
    return mask;
  }

  const Corpus& corpus_;
  const Scope& scope_;
  std::vector<std::uint32_t> places_;
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
void combine(const Corpus& corpus, const Scope& scope, const ParsedQuery& query, Matches& matches) {
  InScope in_scope(corpus, scope);
  Passages any_plain(corpus.blocks(), 0);
  Passages all_plain = matches.passages;
  std::size_t required = 0;
  std::size_t plain = 0;
  for (std::size_t i = 0; i < matches.units.size();) {
    const std::size_t group = matches.units[i].group;
    const bool is_required = matches.units[i].required;
    Passages here(corpus.blocks(), 0);
    for (; i < matches.units.size() && matches.units[i].group == group; ++i) {
      in_scope.add(matches.units[i].said, false, here);
      in_scope.add(matches.units[i].named, true, here);
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
  auto units = find_units(corpus, query);
  if (!units) return fail(std::move(units.error()));
  matches.units = std::move(*units);
  matches.passages.resize(corpus.blocks());
  for (std::uint32_t block = 0; block < corpus.blocks(); ++block) matches.passages[block] = scope.passages(block);
  for (const Unit& unit : query.excluded) {
    const auto said = find_said(unit, corpus);
    if (!said) return fail(said.error());
    said->each_head([&](const BlockHead& head) { matches.passages[head.block] &= ~head.passages; });
  }
  combine(corpus, scope, query, matches);
  matches.total = count_of(matches.passages);
  return matches;
}

}  // namespace dais::search
