// SPDX-License-Identifier: Apache-2.0
// How often something is said, and how much is said in all: by whom, in which session. What terms over time are made
// of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/index_view.h"

namespace dais::search {

struct SpokenCount {
  std::uint32_t session = 0;
  std::uint16_t person = 0;  ///< of IndexView::persons(session)
  std::uint64_t count = 0;
  bool operator==(const SpokenCount&) const = default;
};

/// Words, each session and person once, rising.
std::vector<SpokenCount> count_words(const IndexView& index);
/// Times that `unit` is said, the same; those who never say it are left out.
Result<std::vector<SpokenCount>> count_times(const IndexView& index, const Unit& unit);

/// Something that can be counted, as typed: a word (in all its forms), words in a row or in quotes (as said), a
/// beginning*, or some of these joined by OR or NEAR.
struct CountedTerm {
  std::string typed;       ///< without the blanks around
  std::string query;       ///< what finds the same in the search box
  std::string understood;  ///< "“bike lanes”, as said"
  Unit unit;
};

/// kBadRequest for what is none of these: a filter, an exclusion, nothing.
Result<CountedTerm> parse_term(std::string_view typed);

/// "housing, "bike lanes", snow*" → its parts: what commas outside quotes separate, without those that are empty.
std::vector<std::string> split_terms(std::string_view typed);

}  // namespace dais::search
