// SPDX-License-Identifier: Apache-2.0
// Does one passage answer a query? Plain loops over its words, no index: what the engine is held to in tests, and what
// followed searches are decided by. Knows what is said and by whom; bodies, dates, matters, votes and kinds are for
// whoever knows them.
//   A sentence is in scope when its speaker passes the query's speaker: filters and is the person given. A passage
//   answers when a sentence of it is in scope, nothing excluded is said in those sentences, each required group has an
//   alternative there, and the plain words are there: any of them, or all, as asked; where groups are required and any
//   will do, none need be. A plain word is also there where the speaker's name has it: anybody's; or, where the word
//   belongs to a whole name that is asked for, that of a bearer of the whole of it.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "search/query_parse.h"
#include "text/index_words.h"

namespace dais::search {

struct SaidSentence {
  std::string_view speaker;  ///< as the captions name who speaks; may be empty
  std::string_view person_id;
  std::string_view text;
};

/// A passage taken apart once, to be matched against many queries.
class SaidPassage {
 public:
  struct Word {
    std::uint32_t position = 0;  ///< in the passage; what the index adds shares that of the first word it stands for
    std::uint32_t sentence = 0;
    std::string form;  ///< begins with text::kAddedForm where the index adds it
    std::string stem;
  };
  struct Sentence {
    std::string person_id;
    std::size_t speaker = 0;  ///< of speakers()
  };
  struct Speaker {
    std::string name;
    std::vector<std::string> words;  ///< of the name, folded
    std::vector<std::string> stems;
  };

  SaidPassage(const std::vector<SaidSentence>& sentences, text::IndexWords& analysis);

  [[nodiscard]] const std::vector<Word>& words() const { return words_; }
  /// Without what the index adds: the word at a position is words()[said()[position]].
  [[nodiscard]] const std::vector<std::uint32_t>& said() const { return said_; }
  [[nodiscard]] const std::vector<Sentence>& sentences() const { return sentences_; }
  [[nodiscard]] const std::vector<Speaker>& speakers() const { return speakers_; }

 private:
  std::vector<Word> words_;
  std::vector<std::uint32_t> said_;
  std::vector<Sentence> sentences_;
  std::vector<Speaker> speakers_;
};

struct MatchRules {
  PlainWords plain = PlainWords::kAny;
  std::string person_id;              ///< given beside the text; empty: anybody
  std::set<std::string> whole_names;  ///< stems: see stems_of_whole_names()
};

/// Of the stems of a query's plain words, those of names that are in it as a whole. `names`: stems of a name each, of
/// all speakers there are.
std::set<std::string> stems_of_whole_names(const ParsedQuery& query,
                                           const std::vector<std::vector<std::string>>& names);

/// A query of nothing at all is answered by nothing.
bool matches_passage(const ParsedQuery& query, const SaidPassage& passage, const MatchRules& rules = {});

/// Of several names wanted any will do; none of those not wanted. A name is there when all its words are among `words`.
bool passes_names(const std::vector<std::string>& words, const std::vector<NameFilter>& filters);

}  // namespace dais::search
