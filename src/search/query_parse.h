// SPDX-License-Identifier: Apache-2.0
// What a person typed → what is looked for. Anything is a query: what makes no sense as an operator is a word, what
// has no word in it is left out. Words, "phrases", -not, a OR b, speaker: body: after: before:. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dais::search {

/// More than anybody types; what follows is left out, so that the time of a query is bounded.
inline constexpr std::size_t kLongestQuery = 10'240;
inline constexpr std::size_t kMostUnits = 48;
inline constexpr std::size_t kMostPhraseWords = 24;

/// One thing looked for: a word (by its stem), or a phrase (as said).
struct Unit {
  std::vector<std::string> words;  ///< folded; more than one, or `is_phrase`, is a phrase
  std::string stem;                ///< of a single word
  bool is_phrase = false;
  std::size_t begin = 0;  ///< bytes of the typed text, for suggestions
  std::size_t end = 0;

  [[nodiscard]] std::string shown() const;
};

/// Any of these must be there. `required`: holds for phrases and for what OR joins; a plain word only raises the score.
struct Group {
  std::vector<Unit> any_of;
  bool required = false;
};

enum class Wanted { kYes, kNo };

/// speaker: or body:, all words of it.
struct NameFilter {
  std::vector<std::string> words;  ///< folded
  std::string shown;
  Wanted wanted = Wanted::kYes;
};

struct ParsedQuery {
  std::string text;  ///< as typed, without what is not UTF-8, at most kLongestQuery bytes
  std::vector<Group> groups;
  std::vector<Unit> excluded;
  std::vector<NameFilter> speakers;
  std::vector<NameFilter> bodies;
  std::int64_t first_date = 0;  ///< after:, 20230501; 0: none
  std::int64_t end_date = 0;  ///< before:, that day not with it; 0: none
  bool asked = false;  ///< a question in sentences, not words put side by side
  bool has_filter_text = false;
  bool has_phrase = false;
  std::vector<std::string> no_dates;  ///< what stood after after: or before: and is none, read as words

  [[nodiscard]] bool empty() const {
    return groups.empty() && excluded.empty() && speakers.empty() && bodies.empty() && first_date == 0 && end_date == 0;
  }
};

ParsedQuery parse_query(std::string_view text);

}  // namespace dais::search
