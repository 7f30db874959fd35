// SPDX-License-Identifier: Apache-2.0
// What ranking needs of a session besides the words themselves: its passages, sentences, speakers and how many words
// lie where. Kept in memory for every session of the index (about 16 bytes a sentence), shared by readers, never
// changed once made. Written as one compact value a session, so that a generation of the index loads at once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/index.h"
#include "search/passages.h"

namespace dais::search {

inline constexpr std::uint32_t kCellMs = 15'000;
/// Recordings end before this; a cue that claims more is at the end. It bounds what a mistaken time costs.
inline constexpr std::uint32_t kLongestSessionMs = 100U * 3'600'000U;

struct SentencePlace {
  std::uint32_t start_ms = 0;
  std::uint32_t end_ms = 0;
  std::uint32_t first_word = 0;  ///< counted from the session's first
  std::uint16_t speaker = 0;     ///< of Outline::speakers
  std::uint16_t person = 0;      ///< of Outline::persons
};

struct PassagePlace {
  std::uint32_t first_sentence = 0;
  std::uint32_t first_word = 0;
};

struct Outline {
  std::vector<std::string> speakers;  ///< labels as given; "" is one of them where a sentence has none
  std::vector<std::string> persons;   ///< person ids, the same
  std::vector<SentencePlace> sentences;
  std::vector<PassagePlace> passages;
  std::uint32_t words = 0;
  std::vector<std::uint32_t> words_before_cell;  ///< cells + 1 entries

  [[nodiscard]] std::uint32_t cells() const { return static_cast<std::uint32_t>(words_before_cell.size()) - 1; }
  [[nodiscard]] std::uint32_t end_of_sentences(std::uint32_t passage) const;
  [[nodiscard]] std::uint32_t end_of_words(std::uint32_t sentence) const;
  [[nodiscard]] std::uint32_t sentence_of(std::uint32_t passage, std::uint32_t word) const;
  [[nodiscard]] std::uint32_t cell_of(std::uint32_t sentence, std::uint32_t word) const;
};

/// REQUIRES: session.transcript is set.
Outline outline_of(const SessionText& session, const std::vector<Passage>& passages);
std::string write_outline(const Outline& outline);
/// kStorage where the bytes are not what write_outline makes.
Result<Outline> read_outline(std::string_view bytes);

/// Stands between the sentences of a passage's text, and nowhere else in it.
inline constexpr char kSentenceEnd = '\n';

/// The passage's sentences, kSentenceEnd between them: what is shown, and whose words are counted.
std::string passage_text(const domain::Transcript& transcript, const Passage& passage);

}  // namespace dais::search
