// SPDX-License-Identifier: Apache-2.0
#include "search/said_at.h"

#include <algorithm>

namespace dais::search {

void locate(std::span<const std::uint32_t> places, PlacesAre are, const CorpusSession& session, std::uint32_t block,
            std::vector<SaidAt>& into) {
  into.clear();
  add_located(places, are, session, block, into);
}

void add_located(std::span<const std::uint32_t> places, PlacesAre are, const CorpusSession& session,
                 std::uint32_t block, std::vector<SaidAt>& into) {
  const Outline outline = session.outline();
  const std::uint32_t passage = (block - session.first_block) * kPassagesInBlock;
  const std::uint32_t first_sentence = outline.first_sentence(passage);
  const auto last_of_session = static_cast<std::uint32_t>(outline.sentences.size()) - 1;
  const std::uint32_t end = std::max(outline.first_sentence(passage + kPassagesInBlock), first_sentence + 1);
  const std::uint32_t last_sentence = std::min(end - 1, last_of_session);
  std::uint32_t sentence = std::min(first_sentence, last_of_session);
  if (are == PlacesAre::kSentences) {
    for (const std::uint32_t place : places) {
      sentence = std::min(first_sentence + place, last_sentence);
      into.push_back({sentence, sentence, outline.cell_of(sentence)});
    }
    return;
  }
  const std::uint32_t first_word = outline.passages[passage].first_word;
  const auto ends_in_cell = [&] {
    const SentencePlace& place = outline.sentences[sentence];
    return place.end_ms / kCellMs <= place.start_ms / kCellMs;
  };
  std::uint32_t cell = outline.cell_of(sentence);
  bool is_one_cell = ends_in_cell();
  for (const std::uint32_t place : places) {
    const std::uint32_t word = first_word + place;
    if (sentence < last_sentence && outline.sentences[sentence + 1].first_word <= word) {
      do ++sentence;
      while (sentence < last_sentence && outline.sentences[sentence + 1].first_word <= word);
      cell = outline.cell_of(sentence);
      is_one_cell = ends_in_cell();
    }
    into.push_back({word, sentence, is_one_cell ? cell : outline.cell_of(sentence, word)});
  }
}

void said_in_block(const UnitHits& hits, PlacesAre are, const CorpusSession& session, std::uint32_t block,
                   std::vector<SaidAt>& into) {
  thread_local std::vector<std::uint32_t> places;
  hits.places(block, places);
  locate(places, are, session, block, into);
}

}  // namespace dais::search
