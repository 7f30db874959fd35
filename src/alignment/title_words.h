// SPDX-License-Identifier: Apache-2.0
// An item's title as the meeting can say it: its words that mean something, how much each counts, and where in the
// meeting they are said. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "alignment/align.h"
#include "alignment/spoken.h"

namespace dais::alignment {

struct TitleWord {
  std::string canonical;
  std::string written;  ///< as the title has it
  double weight = 0;  ///< its rarity in the meeting
};

struct Mention {
  double seconds = 0;
  std::uint32_t place = 0;  ///< in the row of words
  std::uint32_t word = 0;   ///< of TitleWords::words
  bool follows = false;  ///< the word before it in the title is said just before
};

struct TitleWords {
  std::vector<TitleWord> words;    ///< each once, in the title's order
  std::vector<Mention> mentions;   ///< in order of time
  double weight = 0;               ///< sum of the words'
  std::vector<double> file_number_said;  ///< when the file number is said, rising
  std::string number;              ///< the agenda's number as a person says it: "7", "3a"; empty: none
};

std::vector<TitleWords> read_titles(std::span<const Item> items, const Spoken& spoken);

}  // namespace dais::alignment
