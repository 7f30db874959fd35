// SPDX-License-Identifier: Apache-2.0
#include "search/hits_by_block.h"

namespace dais::search {

HitsByBlock::HitsByBlock(UnitHits hits, const Corpus& corpus) : hits_(std::move(hits)) {
  if (hits_.empty()) return;
  in_session_.assign(corpus.sessions.size(), 0);
  row_of_block_.resize(corpus.blocks());
  rows_.resize(hits_.heads());
  std::uint32_t rows = 0;
  std::uint32_t end_of_session = 0;
  std::uint32_t session = Corpus::kNoSession;
  std::uint32_t before = UINT32_MAX;
  hits_.each_numbered_head([&](const BlockHead& head, std::uint32_t number) {
    if (head.block >= end_of_session || head.block < before) {
      session = corpus.session_of_block[head.block];
      end_of_session = session == Corpus::kNoSession ? 0 : corpus.sessions[session].end_block();
    }
    before = head.block;
    if (session == Corpus::kNoSession) return;
    row_of_block_[head.block] = rows;
    rows_[rows++] = {head.block, number, head.passages, head.count, head.impact};
    in_session_[session] += head.count;
    passages_ += static_cast<std::uint64_t>(std::popcount(head.passages));
    count_ += head.count;
  });
  rows_.values().resize(rows);
}

void HitsByBlock::places(std::uint32_t block, std::vector<std::uint32_t>& into) const {
  into.clear();
  if (const Row* row = find(block)) hits_.places(block, row->head, into);
}

}  // namespace dais::search
