// SPDX-License-Identifier: Apache-2.0
// Names as captions wrote them by ear: of a word that nobody is heard saying, and of a word of a speaker's name, the
// words of the archive that sound the same (text/sound.h). Only of a word by itself or beside OR: never of what stands
// in quotes, is excluded, or is a part of something.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "search/corpus.h"
#include "search/query_parse.h"

namespace dais::search {

/// A word, as often as it is said in sessions that count.
struct WordHeard {
  std::string word;
  std::uint64_t passages = 0;
  bool is_of_name = false;  ///< of a speaker's name
};

/// Whether it is looked for by its sound, too: a word of a name that is said is only where its sound tells much.
bool is_sought_by_sound(const WordHeard& typed);
/// Of words with the sound of the typed one those that are spelt nearly so, the nearest first, at most
/// kMostSoundAlikes.
std::vector<std::string> sound_alikes_of(const WordHeard& typed, std::vector<WordHeard> candidates);

inline constexpr std::size_t kMostSoundAlikes = 4;

/// Fills Unit::heard_as. kStorage names a damaged segment.
Status add_sound_alikes(const Corpus& corpus, ParsedQuery& query);

}  // namespace dais::search
