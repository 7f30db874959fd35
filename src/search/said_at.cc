// SPDX-License-Identifier: Apache-2.0
#include "search/said_at.h"

#include <algorithm>

namespace dais::search {
namespace {

/// The first one of a block. In a damaged file too one that there is.
std::uint32_t first_sentence(const Outline& outline, const CorpusSession& session, std::uint32_t block) {
  const std::uint32_t first = outline.first_sentence((block - session.first_block) * kPassagesInBlock);
  return std::min(first, static_cast<std::uint32_t>(outline.sentences.size()) - 1);
}

}  // namespace

SentenceWalk::SentenceWalk(const Outline& outline, std::uint32_t sentence) : outline_(outline), sentence_(sentence) {
  enter();
}

void SentenceWalk::enter() {
  const SentencePlace& here = outline_.sentences[sentence_];
  first_cell_ = outline_.cell_of(sentence_);
  is_in_one_cell_ = here.end_ms / kCellMs <= here.start_ms / kCellMs;
}

void SentenceWalk::to(std::uint32_t word) {
  word_ = word;
  const std::uint32_t before = sentence_;
  while (sentence_ + 1 < outline_.sentences.size() && outline_.sentences[sentence_ + 1].first_word <= word) ++sentence_;
  if (sentence_ != before) enter();
}

CellsOfWords::CellsOfWords(const CorpusSession& session, std::uint32_t word) {
  const Outline outline = session.outline();
  if (session.record->is_in_order) {
    words_before_ = outline.words_before_cell;
    const auto after = std::ranges::upper_bound(words_before_, word);
    cell_ = static_cast<std::uint32_t>(
        std::clamp<std::ptrdiff_t>(after - words_before_.begin() - 1, 0, outline.cells() - 1));
  } else {
    const auto after = std::ranges::upper_bound(outline.sentences, word, {}, &SentencePlace::first_word);
    walk_.emplace(outline,
                  static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(after - outline.sentences.begin() - 1, 0)));
  }
}

void sentences_of(std::span<const std::uint32_t> places, PlacesAre are, const CorpusSession& session,
                  std::uint32_t block, std::vector<std::uint32_t>& into) {
  into.clear();
  const Outline outline = session.outline();
  const std::uint32_t first = first_sentence(outline, session, block);
  const auto last = static_cast<std::uint32_t>(outline.sentences.size()) - 1;
  if (are == PlacesAre::kSentences) {
    for (const std::uint32_t place : places) into.push_back(std::min(first + place, last));
    return;
  }
  const std::uint32_t first_word = outline.passages[(block - session.first_block) * kPassagesInBlock].first_word;
  SentenceWalk walk(outline, first);
  for (const std::uint32_t place : places) {
    walk.to(first_word + place);
    into.push_back(walk.sentence());
  }
}

}  // namespace dais::search
