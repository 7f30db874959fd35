// SPDX-License-Identifier: Apache-2.0
#include "search/hits_by_block.h"

namespace dais::search {

HitsByBlock::HitsByBlock(UnitHits hits, const Corpus& corpus) : hits_(std::move(hits)) {
  if (hits_.empty()) return;
  in_block_.assign(corpus.blocks(), 0);
  counts_.assign(corpus.blocks(), 0);
  in_session_.resize(corpus.sessions.size());
  impacts_.resize(corpus.blocks());
  most_ = hits_.spread({in_block_.values(), counts_.values(), impacts_.values()});
  // Sessions that are gone have no passages there.
  if (corpus.has_gone) keep_passages(corpus.passages_in_block, in_block_.values());
  passages_ = count_passages(in_block_.values());
  sum_by_session(counts_.values(), corpus, in_session_.values());
  count_ = sum_of(in_session_.values());
}

void HitsByBlock::places(std::uint32_t block, std::vector<std::uint32_t>& into) const {
  into.clear();
  if (passages_in(block) != 0) hits_.places(block, into);
}

}  // namespace dais::search
