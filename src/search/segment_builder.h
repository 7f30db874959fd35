// SPDX-License-Identifier: Apache-2.0
// Makes segments: from the texts of sessions, and from other segments. Grows in memory until bytes() hands the file
// over.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "search/impacts.h"
#include "search/outline.h"
#include "search/segment.h"
#include "text/index_words.h"

namespace dais::search {

class SegmentBuilder {
 public:
  /// REQUIRES: session.transcript is set.
  void add(const SessionHead& head, const SessionText& session);
  /// Of another segment, all sessions but those whose numbers are in `without`.
  Status add_all(const Segment& segment, const std::set<std::uint32_t>& without);

  [[nodiscard]] std::size_t sessions() const { return sessions_; }
  /// About how much memory it takes.
  [[nodiscard]] std::size_t weight() const { return weight_; }
  /// The file's bytes; the builder is empty after it.
  std::string bytes();

 private:
  class TermsWriter;
  [[nodiscard]] std::map<std::string, std::vector<TermForm>> sounds() const;
  using TermNumber = std::uint32_t;
  struct WordKey {
    TermNumber term = 0;
    std::uint32_t form = 0;
    bool operator==(const WordKey&) const = default;
  };
  static constexpr WordKey kNoKey{UINT32_MAX, UINT32_MAX};
  /// Something said: a word of a block, or a sentence of somebody whose name has the term.
  struct Said {
    Occurrence occurrence;
    std::uint32_t passage = 0;  ///< of the session
    std::uint32_t cell = 0;
  };
  /// Packed as it comes; packed again once all of its forms are known.
  struct TermInMaking {
    std::string stem;
    std::vector<TermForm> forms;
    std::string packed;  ///< block delta, passages, impact, count; place delta and form of each
    std::uint32_t last_block = 0;
    std::vector<Said> of_session;  ///< of the one that is being added
  };
  struct Session;

  WordKey key_of(std::string_view folded, std::string_view stem);
  struct Analysis;
  WordKey key_of_word(Analysis& analysis, const text::IndexWord& word);
  TermNumber term_of(std::string_view stem);
  static std::uint32_t form_of(TermInMaking& term, std::string_view word);
  void add_keys_of_names(const std::string& language, Session& session);
  void say(const WordKey& key, const Said& said);
  void add_words(const Session& session, std::uint32_t passage);
  void add_names(const Session& session, std::uint32_t passage);
  /// Makes heads of what was said in the session, whose first block is `first_block`.
  void add_heads(SessionImpacts& impacts, std::uint32_t first_block);
  void add_head(TermInMaking& term, const BlockHead& head, const std::vector<Occurrence>& occurrences);
  void begin_session(const SegmentSession& session, const Outline& outline);
  void add_block(std::string_view packed_texts);
  [[nodiscard]] PostingsWriter::Packed packed_postings(const TermInMaking& term) const;

  std::size_t sessions_ = 0;
  std::uint32_t blocks_ = 0;
  std::size_t weight_ = 0;
  std::string session_part_;
  std::string name_part_;
  std::string sentence_part_;
  std::string passage_part_;
  std::string cell_part_;
  std::string block_part_;
  std::string text_part_;
  std::vector<TermInMaking> terms_;
  std::vector<TermNumber> said_here_;  ///< terms of the session that is being added
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, TermNumber, Hash, std::equal_to<>> numbers_;
  std::unordered_map<std::string, WordKey, Hash, std::equal_to<>> words_;  ///< by the word and its stem
  struct Analysis {
    explicit Analysis(const std::string& language) : words(language) {}
    text::IndexWords words;
    std::uint64_t generation = 0;
    std::vector<WordKey> keys;  ///< by IndexWord::known
  };
  std::map<std::string, Analysis> analyses_;  ///< by language
  std::vector<Occurrence> occurrences_;
  std::vector<CellCount> counts_;
};

}  // namespace dais::search
