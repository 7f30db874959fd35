// SPDX-License-Identifier: Apache-2.0
#include "search/landing.h"

#include <algorithm>

namespace dais::search {
namespace {

/// Who is asked for by name begins to speak just after somebody else has said the name: land on the former.
constexpr float kNameWeight = 1.5F;

}  // namespace

Landing::Landing(const Corpus& corpus, const Scope& scope, const Matches& matches, const ParsedQuery& query)
    : corpus_(corpus), scope_(scope), matches_(matches), asked_(query.asked) {}

void Landing::weigh(const CorpusSession& session, std::uint32_t block, std::uint32_t begin, std::uint32_t end) {
  weights_.assign(end - begin, 0);
  const auto add = [&](const HitsByBlock& hits, PlacesAre are, float weight) {
    hits.places(block, places_);
    sentences_of(places_, are, session, block, sentences_);
    for (const std::uint32_t sentence : sentences_) {
      if (sentence >= begin && sentence < end) weights_[sentence - begin] += weight;
    }
  };
  for (const UnitMatch& unit : matches_.units) {
    add(unit.said, PlacesAre::kWords, rarity(unit.said.count(), corpus_.words));
    add(unit.named, PlacesAre::kSentences, kNameWeight * rarity(unit.named.count(), corpus_.sentences));
  }
}

std::uint32_t Landing::sentence(std::uint32_t session_number, std::uint32_t passage, std::uint32_t best_cell) {
  const CorpusSession& session = corpus_.sessions[session_number];
  const Outline outline = session.outline();
  const std::uint32_t begin = outline.first_sentence(passage);
  const std::uint32_t end = outline.end_of_sentences(passage);
  const std::uint32_t block = session.first_block + passage / kPassagesInBlock;
  const std::uint32_t begin_of_block = outline.first_sentence(passage / kPassagesInBlock * kPassagesInBlock);
  const bool is_mixed = (scope_.mixed(block) >> passage % kPassagesInBlock & 1U) != 0;
  const std::vector<bool> in = is_mixed ? scope_.sentences(block) : std::vector<bool>();
  if (!asked_) weigh(session, block, begin, end);
  std::uint32_t best = std::min(begin, static_cast<std::uint32_t>(outline.sentences.size()) - 1);
  auto most = std::pair(false, -1.0F);
  for (std::uint32_t i = begin; i < end; ++i) {
    if (is_mixed && !has(in, i - begin_of_block)) continue;
    const std::uint32_t cell = outline.cell_of(i);
    const std::uint32_t apart = std::max(cell, best_cell) - std::min(cell, best_cell);
    const auto here = asked_ ? std::pair(apart == 0, 0.0F) : std::pair(apart <= 1, weights_[i - begin]);
    if (here > most) {
      best = i;
      most = here;
    }
  }
  return best;
}

}  // namespace dais::search
