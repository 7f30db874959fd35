// SPDX-License-Identifier: Apache-2.0
#include "search/block_bounds.h"

#include <algorithm>

#include "search/window_bounds.h"

namespace dais::search {

void BlockBounds::look_at(std::uint32_t session) {
  session_ = session;
  range_ = corpus_.blocks_of_session[session];
  if (sessions_.is_known(session)) bound_blocks(Look::kAtHeads);
}

void BlockBounds::look_closer_at(std::uint32_t session) {
  const auto is_of_several = [session](const UnitMatch& unit) {
    return unit.said.only_list() != nullptr && !unit.said.empty() && unit.said.in_session()[session] > 0;
  };
  if (sessions_.is_known(session) && std::ranges::any_of(matches_.units, is_of_several)) bound_blocks(Look::kAtPlaces);
}

void BlockBounds::bound_blocks(Look look) {
  blocks_.assign(range_.end - range_.first, {});
  for (std::size_t i = 0; i < matches_.units.size(); ++i) {
    const UnitWeight& unit = query_.units()[i];
    const UnitMatch& match = matches_.units[i];
    add_impacts(match.named, parts_of(match.named, Look::kAtHeads), unit.named, 0);
    add_impacts(match.said, parts_of(match.said, look), unit.said, unit.said);
  }
  for (const std::size_t unit : query_.pairs()) {
    for (std::uint32_t block = range_.first; block < range_.end; ++block)
      blocks_[block - range_.first].pairs += of_pair(unit, block);
  }
}

std::span<const PartsOfImpact> BlockBounds::parts_of(const HitsByBlock& hits, Look look) {
  if (hits.empty() || hits.in_session()[session_] == 0) return {};
  const auto parts = hits.parts_by_block().subspan(range_.first, range_.end - range_.first);
  if (look == Look::kAtHeads || hits.only_list() == nullptr) return parts;
  closer_.assign(parts.begin(), parts.end());
  bound_by_windows(*hits.only_list(), corpus_.sessions[session_], closer_);
  return closer_;
}

void BlockBounds::add_impacts(const HitsByBlock& hits, std::span<const PartsOfImpact> parts, float weight,
                              float cover) {
  if (weight <= 0 || parts.empty()) return;
  for (std::uint32_t block = range_.first; block < range_.end; ++block) {
    if (hits.passages_in(block) == 0) continue;
    const Impact impact{parts[block - range_.first], hits.edges_by_block()[block]};
    Block& here = blocks_[block - range_.first];
    for (std::size_t part = 0; part < kPartsOfBlock; ++part) here.parts[part] += weight * impact.to_part(part);
    here.covered += cover;
    if (impact.edges == 0) continue;
    if (block > range_.first && hits.passages_in(block - 1) == 0) {
      Block& before = blocks_[block - 1 - range_.first];
      before.parts[2] += weight * impact.to_before();
      before.parts[3] += weight * impact.to_before();
      before.covered += cover;
    }
    if (block + 1 < range_.end && hits.passages_in(block + 1) == 0) {
      Block& after = blocks_[block + 1 - range_.first];
      after.parts[0] += weight * impact.to_after();
      after.parts[1] += weight * impact.to_after();
      after.covered += cover;
    }
  }
}

float BlockBounds::of_pair(std::size_t unit, std::uint32_t block) const {
  if (sessions_.near_in_session(unit, session_) == 0) return 0;
  const std::vector<std::uint8_t>& counts = sessions_.near_by_block(unit);
  const std::uint32_t about = (block > range_.first ? counts[block - 1] : 0U) + counts[block] +
                              (block + 1 < range_.end ? counts[block + 1] : 0U);
  return about == 0 ? 0 : sessions_.of_near(unit, about);
}

float BlockBounds::of_block(std::uint32_t block, std::uint16_t passages) const {
  if (!sessions_.is_known(session_)) return kUnknownBound;
  const Block& here = blocks_[block - range_.first];
  float most = 0;
  for (std::size_t part = 0; part < kPartsOfBlock; ++part) {
    if ((passages >> (part * kPassagesInPart) & 15U) != 0) most = std::max(most, here.parts[part]);
  }
  // A word that is in the blocks on both sides is counted twice.
  most += covered_.weight * worth_of_cover(std::min(here.covered, query_.all_said()), query_.all_said());
  return (most + query_.of_session(session_) + here.pairs) * kSlack;
}

}  // namespace dais::search
