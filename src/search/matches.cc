// SPDX-License-Identifier: Apache-2.0
#include "search/matches.h"

#include <algorithm>
#include <bit>
#include <set>

namespace dais::search {
namespace {

static_assert(kMostUnits <= 64, "a passage's units are the bits of one word");

bool is_in(const std::vector<std::string>& name, const std::set<std::string>& stems) {
  return !name.empty() && std::ranges::all_of(name, [&](const std::string& word) { return stems.contains(word); });
}

/// The stems of a query, and those of them that are words of a speaker's whole name: "what did Ann Lee say of the
/// bridge" asks for what Ann Lee says, not for who says her name.
struct Asked {
  std::set<std::string> stems;
  std::set<std::string> of_names;

  Asked(const Corpus& corpus, const ParsedQuery& query) {
    for (const Group& group : query.groups) {
      for (const Unit& unit : group.any_of) {
        stems.insert(unit.stems.begin(), unit.stems.end());
      }
    }
    for (const auto& session : corpus.sessions) {
      for (const auto& name : session->speaker_stems) {
        if (is_in(name, stems)) of_names.insert(name.begin(), name.end());
      }
    }
  }
};

/// Sentences whose speaker's name has the word; where it is of a whole name, those of its bearers.
std::vector<Place> find_named(const std::string& stem, const Asked& asked, const Corpus& corpus, const Scope& scope) {
  const bool whole = asked.of_names.contains(stem);
  std::vector<Place> places;
  for (std::uint32_t s = 0; s < corpus.sessions.size(); ++s) {
    const CorpusSession& session = *corpus.sessions[s];
    std::vector<bool> named;
    named.reserve(session.speaker_stems.size());
    for (const auto& name : session.speaker_stems) {
      named.push_back(std::ranges::find(name, stem) != name.end() && (!whole || is_in(name, asked.stems)));
    }
    if (!scope.has_session(s) || std::ranges::find(named, true) == named.end()) {
      continue;
    }
    const Outline& outline = session.outline;
    for (std::uint32_t p = 0; p < outline.passages.size(); ++p) {
      for (std::uint32_t i = outline.passages[p].first_sentence; i < outline.end_of_sentences(p); ++i) {
        const SentencePlace& sentence = outline.sentences[i];
        if (named[sentence.speaker] && scope.has_sentence(s, sentence)) {
          places.push_back({.session = s,
                            .passage = corpus.first_passage[s] + p,
                            .sentence = i,
                            .word = sentence.first_word,
                            .cell = corpus.first_cell[s] + sentence.start_ms / kCellMs});
        }
      }
    }
  }
  return places;
}

Result<std::vector<UnitPlaces>> find_units(const Corpus& corpus, const Scope& scope, const ParsedQuery& query) {
  std::vector<UnitPlaces> units;
  const Asked asked(corpus, query);
  for (std::size_t group = 0; group < query.groups.size(); ++group) {
    for (const Unit& unit : query.groups[group].any_of) {
      auto said = find_places(unit, corpus, scope);
      if (!said) {
        return fail(std::move(said.error()));
      }
      UnitPlaces& found = units.emplace_back();
      found.unit = &unit;
      found.required = query.groups[group].required;
      found.group = group;
      found.said = std::move(*said);
      if (unit.kind == UnitKind::kWord) {
        found.named = find_named(unit.stems.front(), asked, corpus, scope);
        found.is_of_name = asked.of_names.contains(unit.stems.front());
      }
    }
  }
  return units;
}

/// Every passage with a sentence in scope.
std::vector<bool> passages_in_scope(const Corpus& corpus, const Scope& scope) {
  std::vector<bool> in(corpus.passages(), false);
  for (std::uint32_t s = 0; s < corpus.sessions.size(); ++s) {
    const Outline& outline = corpus.sessions[s]->outline;
    for (std::uint32_t p = 0; scope.has_session(s) && p < outline.passages.size(); ++p) {
      const auto begin = outline.sentences.begin() + outline.passages[p].first_sentence;
      const auto end = outline.sentences.begin() + outline.end_of_sentences(p);
      in[corpus.first_passage[s] + p] =
          std::any_of(begin, end, [&](const SentencePlace& sentence) { return scope.has_sentence(s, sentence); });
    }
  }
  return in;
}

struct Masks {
  std::vector<std::uint64_t> required;  ///< a required group each: its units
  std::uint64_t plain = 0;
};

Masks masks_of(const std::vector<UnitPlaces>& units, std::size_t groups) {
  Masks masks;
  std::vector<std::uint64_t> by_group(groups, 0);
  for (std::size_t i = 0; i < units.size(); ++i) {
    (units[i].required ? by_group[units[i].group] : masks.plain) |= std::uint64_t{1} << i;
  }
  std::ranges::copy_if(by_group, std::back_inserter(masks.required), [](std::uint64_t mask) { return mask != 0; });
  return masks;
}

bool is_match(std::uint64_t bits, const Masks& masks) {
  const bool has_required =
      std::ranges::all_of(masks.required, [bits](std::uint64_t mask) { return (bits & mask) != 0; });
  return has_required && (!masks.required.empty() || masks.plain == 0 || (bits & masks.plain) != 0);
}

/// Keeps those with all plain words, where that is asked for and there are enough.
void narrow_to_all(Matches& matches, const Masks& masks, const ParsedQuery& query) {
  const auto words = static_cast<std::size_t>(std::popcount(masks.plain));
  if (query.asked || words < 2 || words > kMostWordsForAll) {
    return;
  }
  const auto has_all = [&](std::uint64_t bits) { return (bits & masks.plain) == masks.plain; };
  if (static_cast<std::size_t>(std::ranges::count_if(matches.units_in, has_all)) < kEnoughWithAll) {
    return;
  }
  matches.all_words = true;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < matches.passages.size(); ++i) {
    if (has_all(matches.units_in[i])) {
      matches.passages[kept] = matches.passages[i];
      matches.units_in[kept++] = matches.units_in[i];
    }
  }
  matches.passages.resize(kept);
  matches.units_in.resize(kept);
}

}  // namespace

Result<Matches> find_matches(const Corpus& corpus, const Scope& scope, const ParsedQuery& query) {
  Matches matches;
  if (query.empty() && !scope.is_narrow()) {
    return matches;
  }
  auto units = find_units(corpus, scope, query);
  if (!units) {
    return fail(std::move(units.error()));
  }
  matches.units = std::move(*units);
  std::vector<std::uint64_t> bits(corpus.passages(), 0);
  for (std::size_t i = 0; i < matches.units.size(); ++i) {
    for (const auto* places : {&matches.units[i].said, &matches.units[i].named}) {
      for (const Place& place : *places) {
        bits[place.passage] |= std::uint64_t{1} << i;
      }
    }
  }
  std::vector<bool> in = passages_in_scope(corpus, scope);
  for (const Unit& unit : query.excluded) {
    auto said = find_places(unit, corpus, scope);
    if (!said) {
      return fail(std::move(said.error()));
    }
    for (const Place& place : *said) {
      in[place.passage] = false;
    }
  }
  const Masks masks = masks_of(matches.units, query.groups.size());
  for (std::uint32_t passage = 0; passage < corpus.passages(); ++passage) {
    if (in[passage] && is_match(bits[passage], masks)) {
      matches.passages.push_back(passage);
      matches.units_in.push_back(bits[passage]);
    }
  }
  narrow_to_all(matches, masks, query);
  return matches;
}

}  // namespace dais::search
