// SPDX-License-Identifier: Apache-2.0
#include "search/sound_alikes.h"

#include <algorithm>
#include <bit>
#include <set>
#include <tuple>

#include "search/segment_format.h"
#include "search/suggestion.h"
#include "search/unit_hits.h"
#include "text/sound.h"

namespace dais::search {
namespace {

/// Of a name that is heard right, too.
constexpr std::size_t kSoundsOfName = text::kSoundsThatTell + 1;

std::uint64_t count_passages(const UnitHits& hits, const Corpus& corpus) {
  std::uint64_t passages = 0;
  hits.each_head([&](const BlockHead& head) {
    if (corpus.session_of_block[head.block] != Corpus::kNoSession)
      passages += static_cast<std::uint64_t>(std::popcount(head.passages));
  });
  return passages;
}

/// Letters that two spellings of one name differ in: a word that only sounds the same is another one.
std::size_t most_apart(const std::string& word) { return (word.size() + 1) / 3; }

Result<bool> is_of_name(const std::string& stem, const Corpus& corpus) {
  const auto named = find_named({stem}, corpus);
  if (!named) return fail(named.error());
  return is_anywhere(*named, corpus);
}

Unit exactly(const std::string& word) {
  Unit unit;
  unit.kind = UnitKind::kPhrase;
  unit.words = {word};
  return unit;
}

class SoundAlikes {
 public:
  explicit SoundAlikes(const Corpus& corpus) : corpus_(corpus) {}

  Status add_to(Unit& unit) {
    WordHeard typed{unit.words.front(), 0, false};
    if (!is_sought_by_sound(typed)) return {};
    const auto said = find_said(unit, corpus_);
    if (!said) return fail(said.error());
    const auto named = is_of_name(unit.stems.front(), corpus_);
    if (!named) return fail(named.error());
    typed.is_of_name = *named;
    typed.passages = is_anywhere(*said, corpus_) ? 1 : 0;
    if (!is_sought_by_sound(typed)) return {};
    typed.passages = count_passages(*said, corpus_);
    auto candidates = words_that_sound(text::sound_key(typed.word), unit.stems);
    if (!candidates) return fail(std::move(candidates.error()));
    unit.heard_as = sound_alikes_of(typed, std::move(*candidates));
    return {};
  }

 private:
  /// But for those with one of these stems.
  Result<std::vector<WordHeard>> words_that_sound(const std::string& key, const std::vector<std::string>& stems) {
    std::set<std::string> words;
    for (const auto& segment : corpus_.snapshot.segments) {
      const auto sounding = segment->find(kSound + key);
      if (!sounding) return fail(sounding.error());
      if (!*sounding) continue;
      for (const TermForm& form : (*sounding)->forms) words.insert(form.word);
    }
    std::vector<WordHeard> all;
    for (const std::string& word : words) {
      const std::vector<std::string> its = stems_of(word, corpus_);
      if (std::ranges::find_first_of(stems, its) != stems.end()) continue;
      const auto said = find_said(exactly(word), corpus_);
      if (!said) return fail(said.error());
      const auto named = is_of_name(its.front(), corpus_);
      if (!named) return fail(named.error());
      all.push_back({word, count_passages(*said, corpus_), *named});
    }
    return all;
  }

  const Corpus& corpus_;
};

}  // namespace

bool is_sought_by_sound(const WordHeard& typed) {
  const std::size_t sounds = text::sound_key(typed.word).size();
  return sounds >= kSoundsOfName ? typed.passages == 0 || typed.is_of_name
                                 : sounds >= text::kSoundsThatTell && typed.passages == 0;
}

std::vector<std::string> sound_alikes_of(const WordHeard& typed, std::vector<WordHeard> candidates) {
  // Beside a name that is heard right, another speaker's name is another person, and what is said more another word.
  const auto is_another = [&](const WordHeard& one) {
    return one.passages == 0 || (typed.passages > 0 && (one.is_of_name || one.passages >= typed.passages));
  };
  // Nearest first, of those the most said: ("filled" sounds like "Floid", too).
  std::vector<std::tuple<std::size_t, std::int64_t, std::string>> near;
  for (WordHeard& one : candidates) {
    const std::size_t most = most_apart(typed.word);
    const std::size_t apart = edit_distance(typed.word, one.word, most);
    if (apart <= most && !is_another(one))
      near.emplace_back(apart, -static_cast<std::int64_t>(one.passages), std::move(one.word));
  }
  std::ranges::sort(near);
  std::vector<std::string> words;
  for (auto& [apart, passages, word] : near) {
    if (words.size() < kMostSoundAlikes) words.push_back(std::move(word));
  }
  return words;
}

Status add_sound_alikes(const Corpus& corpus, ParsedQuery& query) {
  SoundAlikes alikes(corpus);
  for (Group& group : query.groups) {
    for (Unit& unit : group.any_of) {
      if (unit.kind != UnitKind::kWord) continue;
      if (Status added = alikes.add_to(unit); !added) return added;
    }
  }
  return {};
}

}  // namespace dais::search
