// SPDX-License-Identifier: Apache-2.0
// What recognisers are told beforehand, so that they spell the names of a place as it does: a prompt of names, numbers
// and rare words. Whisper reads the last 224 tokens of it at most. Pure; the lists come from the caller.
#pragma once

#include <string>
#include <vector>

#include "speech/lexicon.h"

namespace dais::speech {

/// Each list with what matters most first.
struct KnownNames {
  std::vector<std::string> bodies;   ///< whose meeting it is
  std::vector<std::string> persons;  ///< in office
  std::vector<std::string> numbers;  ///< of matters on the agenda
  std::vector<std::string> titles;  ///< of matters and agenda items: their names and rare words are taken, streets too
};

/// "Minneapolis City Council. Aurin Chowdhury, …, 2024-00123, Hennepin Avenue." At most `most_words` words; empty for
/// 0. Every list has its share: a long agenda leaves room for the members' names and the other way round.
std::string prompt_of(const KnownNames& names, const Lexicon& lexicon, int most_words);

}  // namespace dais::speech
