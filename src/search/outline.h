// SPDX-License-Identifier: Apache-2.0
// What ranking needs of a session besides the words themselves: its passages, sentences, who speaks them, and how many
// words lie where. Made once from a transcript, kept in a segment as fixed-width records, read where they lie.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "search/formula.h"
#include "search/index.h"
#include "search/passages.h"

namespace dais::search {

/// Recordings end before this; a cue that claims more is at the end. It bounds what a mistaken time costs.
inline constexpr std::uint32_t kLongestSessionMs = 100U * 3'600'000U;

struct SentencePlace {
  std::uint32_t start_ms = 0;
  std::uint32_t end_ms = 0;
  std::uint32_t first_word = 0;  ///< counted from the session's first
  std::uint16_t speaker = 0;     ///< of the session's speakers
  std::uint16_t person = 0;      ///< of the session's persons
};

struct PassagePlace {
  std::uint32_t first_sentence = 0;
  std::uint32_t first_word = 0;
};

/// Records that may lie in a damaged file: every answer is within the records there are.
struct Outline {
  std::span<const SentencePlace> sentences;
  std::span<const PassagePlace> passages;
  std::span<const std::uint32_t> words_before_cell;  ///< cells + 1 entries
  std::uint32_t words = 0;

  [[nodiscard]] std::uint32_t cells() const { return static_cast<std::uint32_t>(words_before_cell.size()) - 1; }
  [[nodiscard]] std::uint32_t first_sentence(std::uint32_t passage) const;
  /// Never before its first one.
  [[nodiscard]] std::uint32_t end_of_sentences(std::uint32_t passage) const;
  [[nodiscard]] std::uint32_t end_of_words(std::uint32_t sentence) const {
    return sentence + 1 < sentences.size() ? sentences[sentence + 1].first_word : words;
  }
  /// Of the passage; the last one where the word is beyond it.
  [[nodiscard]] std::uint32_t sentence_of(std::uint32_t passage, std::uint32_t word) const;
  /// Words lie evenly between the start and the end of their sentence.
  [[nodiscard]] std::uint32_t cell_of(std::uint32_t sentence, std::uint32_t word) const {
    const SentencePlace& place = sentences[sentence];
    const std::uint32_t first = place.start_ms / kCellMs;
    if (place.end_ms < (first + 1) * kCellMs) return std::min(first, cells() - 1);
    const std::uint32_t count = std::max(end_of_words(sentence) - place.first_word, 1U);
    const std::uint64_t offset = std::uint64_t{place.end_ms - place.start_ms} * (word - place.first_word) / count;
    return static_cast<std::uint32_t>(std::min<std::uint64_t>((place.start_ms + offset) / kCellMs, cells() - 1));
  }
  /// A passage of fewer words than lie between two that are near one another, and not the last one.
  [[nodiscard]] bool has_brief_passage() const;
  /// The cells of its words, and those that its sentences begin in, never go back: words_before_cell tells which.
  [[nodiscard]] bool is_in_order() const;
  /// Where the sentence begins.
  [[nodiscard]] std::uint32_t cell_of(std::uint32_t sentence) const {
    return std::min(sentences[sentence].start_ms / kCellMs, cells() - 1);
  }
  /// Of the cells `first` to `end`.
  [[nodiscard]] float words_in(std::uint32_t first, std::uint32_t end) const {
    return static_cast<float>(words_before_cell[end] - words_before_cell[first]);
  }
};

struct OutlineRecords {
  std::vector<std::string> speakers;  ///< labels as given; "" is one of them where a sentence has none
  std::vector<std::string> persons;   ///< person ids, the same
  std::vector<SentencePlace> sentences;
  std::vector<PassagePlace> passages;
  std::vector<std::uint32_t> words_before_cell;
  std::uint32_t words = 0;

  [[nodiscard]] Outline view() const { return {sentences, passages, words_before_cell, words}; }
};

/// `words_in_sentence`: how many the index counts in each. REQUIRES: session.transcript is set; all are parallel.
OutlineRecords outline_of(const SessionText& session, const std::vector<Passage>& passages,
                          const std::vector<std::uint32_t>& words_in_sentence);

/// Stands between the sentences of a passage's text, and nowhere else in it.
inline constexpr char kSentenceEnd = '\n';

/// The passage's sentences, kSentenceEnd between them: what is shown, and whose words are counted.
std::string passage_text(const domain::Transcript& transcript, const Passage& passage);

}  // namespace dais::search
