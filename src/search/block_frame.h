// SPDX-License-Identifier: Apache-2.0
// Where a block lies in its session, for those who work out in which passages its words are.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "search/corpus.h"
#include "search/hit_list.h"

namespace dais::search {

/// Of words, counted from the block's first; they rise.
using Places = std::vector<std::uint32_t>;

/// Where a block lies in its session.
struct BlockFrame {
  Outline outline;
  std::uint32_t first_passage = 0;
  std::uint32_t end_passage = 0;
  std::uint32_t first_word = 0;

  BlockFrame(const Corpus& corpus, std::uint32_t block) {
    const CorpusSession& session = corpus.session_of(block);
    outline = session.outline();
    first_passage = (block - session.first_block) * kPassagesInBlock;
    end_passage = std::min(first_passage + kPassagesInBlock, session.record->passages);
    first_word = outline.passages[first_passage].first_word;
  }
  /// Counted over the session.
  [[nodiscard]] std::uint32_t passage_of(std::uint32_t place, std::uint32_t from) const {
    std::uint32_t passage = from;
    while (passage + 1 < end_passage && outline.passages[passage + 1].first_word <= first_word + place) ++passage;
    return passage;
  }
};

/// The passages that rising places of words lie in.
inline std::uint16_t passages_of(const BlockFrame& frame, std::span<const std::uint32_t> places) {
  std::uint16_t mask = 0;
  std::uint32_t passage = frame.first_passage;
  for (const std::uint32_t place : places) {
    passage = frame.passage_of(place, passage);
    mask = static_cast<std::uint16_t>(mask | 1U << (passage - frame.first_passage));
  }
  return mask;
}

/// Adds a block with what was found in it, if anything was.
inline void add_found(HitList& list, BlockHead head, const BlockFrame& frame, const Places& places) {
  if (places.empty()) return;
  head.passages = passages_of(frame, places);
  list.add(head, places);
}

}  // namespace dais::search
