// SPDX-License-Identifier: Apache-2.0
// A quotation laid beside what was said: which words are the same, which are not, at the least cost. The quotation is
// matched as a whole to any part of what was said. Each word changed, said and left out, or quoted and not said costs
// one; what is said where the quotation has "…" costs nothing. Words are numbers here (equal words, equal numbers).
// Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dais::search {

struct QuotedWords {
  std::vector<std::uint32_t> words;
  std::vector<bool> gap_before;  ///< parallel: "…" stands before the word; the first one's means nothing
};

/// The least cost, at most `most` + 1. About words said × `most` steps, for a quotation without "…".
std::uint32_t quote_cost(const QuotedWords& quoted, std::span<const std::uint32_t> said, std::uint32_t most);

enum class QuoteStep : std::uint8_t {
  kSame,
  kChanged,  ///< quoted as one word, said as another
  kNotSaid,  ///< quoted, and not said there
  kLeftOut,  ///< said, and not quoted
  kSkipped,  ///< said where the quotation has "…"
};

struct QuoteColumn {
  QuoteStep step = QuoteStep::kSame;
  std::uint32_t quoted = 0;  ///< number of the quoted word; of the next one for kLeftOut and kSkipped
  std::uint32_t said = 0;    ///< number of the word said; of the next one for kNotSaid
  bool operator==(const QuoteColumn&) const = default;
};

struct QuoteAlignment {
  std::vector<QuoteColumn> columns;
  std::uint32_t same = 0;
  std::uint32_t cost = 0;

  /// Of the words quoted or said side by side, the share that are the same: 0 … 1. What "…" stands for is not counted.
  [[nodiscard]] double likeness() const;
};

/// Of the least cost; of several, one with most equal words, of these one that ends first. Columns begin and end with a
/// quoted word. Empty for an empty quotation. Takes quoted × said bytes.
QuoteAlignment align_quote(const QuotedWords& quoted, std::span<const std::uint32_t> said);

}  // namespace dais::search
