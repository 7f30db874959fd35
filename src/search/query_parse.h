// SPDX-License-Identifier: Apache-2.0
// What a person typed → what is looked for. Anything is a query: what makes no sense as an operator is a word, what
// has no word in it is left out. Words, "phrases", begin*, -not, a OR b, a NEAR b, ( ), speaker: body: after: before:
// matter: vote: kind:. Pure.
// What a passage must have for a unit to be in it:
//   kWord    a word whose stem in the index is one of `stems`, or that is said just as one of `heard_as`; a place
//   counts
//            once, though several of them stand there
//   kPhrase  these words in a row, exactly as said, by one speaker; never what the index adds to what was said
//   kPrefix  a word said that begins so
//   kNear    every part, its first word at most `within` words from any other part's, in any order; one word may
//            serve two parts
//   kAny     any part
//   kAll     all parts
// Nothing reaches across the end of a passage.
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

/// Parentheses within parentheses: those further in are read as if they were not there.
inline constexpr std::size_t kDeepestParentheses = 8;
/// Characters of a prefix*; a shorter one is read as a word.
inline constexpr std::size_t kShortestPrefix = 2;

/// NEAR without a number.
inline constexpr std::uint32_t kNearWords = 10;
inline constexpr std::uint32_t kMostNearWords = 1'000;

enum class UnitKind { kWord, kPhrase, kPrefix, kNear, kAny, kAll };

/// One thing looked for in a passage.
struct Unit {
  UnitKind kind = UnitKind::kWord;
  std::vector<std::string> words;  ///< folded; kWord, kPrefix: one; kPhrase: one or more, exact forms; else none
  std::vector<std::string> stems;  ///< kWord: its stem in each language asked for, each once, at least one
  std::vector<std::string> heard_as;  ///< kWord: forms that sound like it, looked for as well (sound_alikes.h)
  std::vector<Unit> parts;         ///< kNear: two or more of kWord, kPhrase, kPrefix; kAny, kAll: two or more of any
  std::uint32_t within = 0;        ///< kNear
  std::size_t begin = 0;           ///< bytes of the typed text, for suggestions
  std::size_t end = 0;

  /// "snow", "salt truck", "snow*", "snow NEAR/5 plow", "(snow plow) OR ice".
  [[nodiscard]] std::string shown() const;
};

/// Any of these must be there. `required`: holds for phrases and for what OR or NEAR joins; a plain word or prefix
/// (then the only one) only raises the score.
struct Group {
  std::vector<Unit> any_of;
  bool required = false;
};

/// Of plain words: whether a passage answers that has any of them, or only one with all.
enum class PlainWords { kAny, kAll };

enum class Wanted { kYes, kNo };

/// speaker:, body:, matter:, vote: or kind:, all words of it.
struct NameFilter {
  std::vector<std::string> words;  ///< folded
  std::string shown;
  Wanted wanted = Wanted::kYes;
};

struct ParsedQuery {
  std::string text;  ///< as typed, without what is not UTF-8, at most kLongestQuery bytes
  std::vector<Group> groups;
  std::vector<Unit> excluded;  ///< of any kind
  std::vector<NameFilter> speakers;
  std::vector<NameFilter> bodies;
  std::vector<NameFilter> matters;  ///< these three are for whoever knows matters, votes and kinds: search does not
  std::vector<NameFilter> votes;
  std::vector<NameFilter> kinds;
  std::int64_t first_date = 0;  ///< after:, 20230501; 0: none
  std::int64_t end_date = 0;  ///< before:, that day not with it; 0: none
  std::vector<Unit> row;  ///< one phrase, where the whole query is a row of words that everybody says: see in_a_row()
  bool asked = false;  ///< a question in sentences, not words put side by side
  bool has_filter_text = false;
  bool has_phrase = false;
  std::vector<std::string> no_dates;  ///< what stood after after: or before: and is none, read as words

  [[nodiscard]] bool empty() const {
    return groups.empty() && excluded.empty() && speakers.empty() && bodies.empty() && matters.empty() &&
           votes.empty() && kinds.empty() && first_date == 0 && end_date == 0;
  }
};

/// `languages`: those of the archive's transcripts, by libstemmer's names; the first is the one of the question.
ParsedQuery parse_query(std::string_view text, const std::vector<std::string>& languages = {"english"});

/// "to be or not to be": what such words tell lies in their order alone. The phrase in place of its words, which stand
/// for themselves where nobody said it.
ParsedQuery in_a_row(ParsedQuery query);

/// Plain words are required like all else.
void require_all(ParsedQuery& query);

/// The words, phrases and prefixes looked for, each once, as Answer::terms has them: for marking.
std::vector<std::string> terms_of(const ParsedQuery& query);

}  // namespace dais::search
