// SPDX-License-Identifier: Apache-2.0
#include "search/said_at.h"

#include <algorithm>

namespace dais::search {

void locate(std::span<const std::uint32_t> places, PlacesAre are, const CorpusSession& session, std::uint32_t block,
            std::vector<SaidAt>& into) {
  into.clear();
  const Outline outline = session.outline();
  const std::uint32_t passage = (block - session.first_block) * kPassagesInBlock;
  const std::uint32_t first_sentence = outline.first_sentence(passage);
  const auto last_of_session = static_cast<std::uint32_t>(outline.sentences.size()) - 1;
  const std::uint32_t end = std::max(outline.first_sentence(passage + kPassagesInBlock), first_sentence + 1);
  const std::uint32_t last_sentence = std::min(end - 1, last_of_session);
  std::uint32_t sentence = std::min(first_sentence, last_of_session);
  for (const std::uint32_t place : places) {
    if (are == PlacesAre::kSentences) {
      sentence = std::min(first_sentence + place, last_sentence);
      into.push_back({sentence, sentence, outline.cell_of(sentence)});
      continue;
    }
    const std::uint32_t word = outline.passages[passage].first_word + place;
    while (sentence < last_sentence && outline.sentences[sentence + 1].first_word <= word) ++sentence;
    into.push_back({word, sentence, outline.cell_of(sentence, word)});
  }
}

void said_in_block(const UnitHits& hits, PlacesAre are, const CorpusSession& session, std::uint32_t block,
                   std::vector<SaidAt>& into) {
  thread_local std::vector<std::uint32_t> places;
  hits.places(block, places);
  locate(places, are, session, block, into);
}

}  // namespace dais::search
