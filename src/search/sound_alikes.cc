// SPDX-License-Identifier: Apache-2.0
#include "search/sound_alikes.h"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>

#include "search/unit_hits.h"
#include "text/sound.h"

namespace dais::search {
namespace {

/// Sounds that a key has at least. Fewer are those of too many words: of three, "Bates" has those of "beads" and "bits".
constexpr std::size_t kSoundsOfUnsaid = 3;
constexpr std::size_t kSoundsOfName = 4;

std::uint64_t count_passages(const UnitHits& hits, const Corpus& corpus) {
  std::uint64_t passages = 0;
  hits.each_head([&](const BlockHead& head) {
    if (corpus.session_of_block[head.block] != Corpus::kNoSession)
      passages += static_cast<std::uint64_t>(std::popcount(head.passages));
  });
  return passages;
}

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
    std::map<std::string, std::string> stem_of_form;
    for (const auto& segment : corpus_.snapshot.segments) {
      auto sounding = segment->words_that_sound(key);
      if (!sounding) return fail(std::move(sounding.error()));
      for (const WordOfStem& one : *sounding) {
        if (std::ranges::find(stems, one.stem) == stems.end()) stem_of_form.try_emplace(one.word, one.stem);
      }
    }
    std::vector<WordHeard> all;
    for (const auto& [word, stem] : stem_of_form) {
      const auto said = find_said(exactly(word), corpus_);
      if (!said) return fail(said.error());
      const auto named = is_of_name(stem, corpus_);
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
                                 : sounds >= kSoundsOfUnsaid && typed.passages == 0;
}

std::vector<std::string> sound_alikes_of(const WordHeard& typed, std::vector<WordHeard> candidates) {
  // Beside a name that is heard right, another speaker's name is another person, and what is said more another word.
  const auto is_another = [&](const WordHeard& one) {
    return one.passages == 0 || (typed.passages > 0 && (one.is_of_name || one.passages >= typed.passages));
  };
  std::erase_if(candidates, is_another);
  std::ranges::sort(candidates, [](const WordHeard& a, const WordHeard& b) {
    return std::tuple(b.passages, std::string_view(a.word)) < std::tuple(a.passages, std::string_view(b.word));
  });
  std::vector<std::string> words;
  for (WordHeard& one : candidates) {
    if (words.size() < kMostSoundAlikes) words.push_back(std::move(one.word));
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
