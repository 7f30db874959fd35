// SPDX-License-Identifier: Apache-2.0
// Where a quotation was said, and how exactly: the places where its rarest words stand close together, each laid beside
// it (quote_alignment.h). A quotation may run over several passages and speakers, and may have "…" (or "...") where it
// leaves something out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/index_view.h"

namespace dais::search {

/// Bytes of a quotation; whoever asks refuses longer ones. Words beyond kMostQuotedWords are not looked at.
inline constexpr std::size_t kLongestQuotation = 4'000;
inline constexpr std::size_t kMostQuotedWords = 500;
/// Places that are less like it are none.
inline constexpr double kLeastLikeness = 0.4;

enum class QuotePieceKind {
  kContext,  ///< said before or after it, in the same sentence
  kSame,  ///< said as quoted
  kSaidOnly,  ///< said, and not quoted
  kQuotedOnly,  ///< quoted, and not said there
  kSkipped,  ///< said where the quotation has "…"
};

struct QuotePiece {
  QuotePieceKind kind = QuotePieceKind::kSame;
  std::string text;  ///< as said or as quoted
  std::uint32_t words = 0;
};

struct QuotedPlace {
  std::string session_id;
  std::string event_id;
  double start_seconds = 0;  ///< of the sentence that it begins in
  double end_seconds = 0;
  std::vector<std::string> speakers;  ///< in order, each once; "" where nobody is named
  std::vector<QuotePiece> pieces;  ///< a word that was changed: what was quoted, then what was said
  std::uint32_t same_words = 0;
  double likeness = 0;  ///< of the words quoted or said side by side, the share that are the same: kLeastLikeness … 1
};

struct QuoteAnswer {
  std::uint32_t quoted_words = 0;
  std::vector<QuotedPlace> places;  ///< most like it first, then by time; none overlaps another
};

/// At most `most` places. Errors only for a damaged index.
Result<QuoteAnswer> find_quote(const IndexView& index, std::string_view quotation, std::size_t most = 5);

}  // namespace dais::search
