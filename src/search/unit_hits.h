// SPDX-License-Identifier: Apache-2.0
// Where the units of a query are in the corpus: a head a block, and on demand the places in a block. A word's heads are
// read where they lie in the segments; what is made of several words (a phrase, a beginning, words near one another)
// is worked out first.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <functional>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "search/corpus.h"
#include "search/hit_list.h"
#include "search/query_parse.h"
#include "search/reused.h"

namespace dais::search {

/// A unit's hits are those of its members together; a place that several have is one place.
class UnitHits {
 public:
  /// Calls take(BlockHead) for each head of each member, rising within a member's segment: a block comes as often as
  /// members have it.
  template <typename Take>
  void each_head(Take take) const {
    for (const auto& term : lies_) {
      for (const InSegment& one : term) {
        one.postings.each([&](BlockHead head) {
          head.block += one.first_block;
          take(head);
        });
      }
    }
    for (const HitList& list : lists_) std::ranges::for_each(list.heads(), take);
  }
  /// What heads say, by block. Several members of a block count as often as they have it.
  /// REQUIRES: `into` has a place for each block of the corpus, no passages.
  void spread(const Corpus& corpus, const HeadColumns& into) const;
  /// Rising: words of the block, counted from its first; sentences of it where the unit is a name.
  void places(std::uint32_t block, std::vector<std::uint32_t>& into) const;

  /// The same of blocks of one segment, rising: take(block, places), where there are some.
  template <typename Take>
  void each_with_places(BlockRange blocks, Take take) const {
    if (lies()) return each_of_term(lies_.front(), blocks, take);
    thread_local std::vector<PlaceInBlock> all;
    thread_local std::vector<std::uint32_t> here;
    gather(blocks, all);
    for (std::size_t i = 0; i < all.size();) {
      const std::uint32_t block = all[i].block;
      for (here.clear(); i < all.size() && all[i].block == block; ++i) here.push_back(all[i].place);
      take(block, here);
    }
  }

  /// The places of each member by itself: take(block, places).
  template <typename Take>
  void each_of_members(BlockRange blocks, Take take) const {
    for (const auto& term : lies_) each_of_term(term, blocks, take);
    for (const HitList& list : lists_) {
      list.each_with_places(
          blocks, [&](const BlockHead& head, std::span<const std::uint32_t> places) { take(head.block, places); });
    }
  }

  /// A term of some segments: all of its places.
  struct InSegment {
    std::uint32_t first_block = 0;  ///< of the segment
    std::uint32_t end_block = 0;
    PostingsView postings;
  };
  void add(std::vector<InSegment> term) { lies_.push_back(std::move(term)); }
  void add(HitList list) { lists_.push_back(std::move(list)); }
  void add(UnitHits&& other) {
    std::ranges::move(other.lies_, std::back_inserter(lies_));
    std::ranges::move(other.lists_, std::back_inserter(lists_));
  }
  /// One list is all; or null.
  [[nodiscard]] const HitList* only_list() const {
    return lies_.empty() && lists_.size() == 1 ? &lists_.front() : nullptr;
  }
  /// Nowhere, not even in sessions that are gone.
  [[nodiscard]] bool empty() const {
    return lies_.empty() && std::ranges::all_of(lists_, [](const HitList& list) { return list.heads().empty(); });
  }

 private:
  /// Its heads and places are read where they lie.
  [[nodiscard]] bool lies() const { return lies_.size() == 1 && lists_.empty(); }
  struct PlaceInBlock {
    std::uint32_t block = 0;
    std::uint32_t place = 0;
    auto operator<=>(const PlaceInBlock&) const = default;
  };
  /// Of all members, in order, each once.
  void gather(BlockRange blocks, std::vector<PlaceInBlock>& into) const;
  template <typename Take>
  static void each_of_term(const std::vector<InSegment>& term, BlockRange blocks, Take take) {
    for (const InSegment& one : term) {
      if (blocks.first < one.first_block || blocks.first >= one.end_block) continue;
      one.postings.each_with_places(
          blocks.first - one.first_block, blocks.end - one.first_block,
          [&](std::uint32_t block, const std::vector<std::uint32_t>& here) { take(block + one.first_block, here); });
    }
  }

  std::vector<std::vector<InSegment>> lies_;
  std::vector<HitList> lists_;
};

/// What a unit's heads say, by block of the corpus; zeros where there is none.
class HeadsByBlock {
 public:
  HeadsByBlock() = default;
  HeadsByBlock(const UnitHits& hits, const Corpus& corpus);

  [[nodiscard]] const std::vector<std::uint16_t>& passages() const { return passages_.values(); }
  [[nodiscard]] std::vector<std::uint16_t>& passages() { return passages_.values(); }
  [[nodiscard]] const std::vector<std::uint8_t>& counts() const { return counts_.values(); }
  [[nodiscard]] std::span<const PartsOfImpact> parts() const { return parts_.values(); }
  [[nodiscard]] std::span<const std::uint8_t> edges() const { return edges_.values(); }
  [[nodiscard]] Impact impact(std::uint32_t block) const { return {parts_[block], edges_[block]}; }
  [[nodiscard]] BlockHead head(std::uint32_t block) const {
    return {block, passages_[block], counts_[block], impact(block)};
  }

 private:
  Reused<std::uint16_t> passages_;
  Reused<std::uint8_t> counts_;
  Reused<PartsOfImpact> parts_;
  Reused<std::uint8_t> edges_;
};

/// Takes out of a block's places what may not count.
using KeepPlaces = std::function<void(std::uint32_t block, std::vector<std::uint32_t>& places)>;

/// What is said. `keep` is asked about the parts of what several make together, and nothing else; empty: all count.
/// kStorage names the segment that is damaged.
Result<UnitHits> find_said(const Unit& unit, const Corpus& corpus, const KeepPlaces& keep = {});
/// Of a word, in each language of the corpus, each once.
std::vector<std::string> stems_of(const std::string& word, const Corpus& corpus);
/// Whether they are anywhere in sessions that count.
bool is_anywhere(const UnitHits& hits, const Corpus& corpus);
/// Sentences of speakers whose name has a word with one of these stems.
Result<UnitHits> find_named(const std::vector<std::string>& stems, const Corpus& corpus);
/// Sentences of those whose name has words of just these stems.
Result<UnitHits> find_whole_name(const std::vector<std::string>& stems, const Corpus& corpus);
/// Sentences of speakers whose name has all these words, as written.
Result<UnitHits> find_speaker(const std::vector<std::string>& words, const Corpus& corpus);
Result<UnitHits> find_person(const std::string& person_id, const Corpus& corpus);

}  // namespace dais::search
