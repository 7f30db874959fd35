// SPDX-License-Identifier: Apache-2.0
// Where the units of a query are in the corpus: a head a block, and on demand the places in a block. A word's heads are
// read where they lie in the segments; what is made of several words (a phrase, a beginning, words near one another)
// is worked out first.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "search/corpus.h"
#include "search/query_parse.h"

namespace dais::search {

/// What two heads of a block are together; what each adds at most adds up.
BlockHead together(const BlockHead& a, const BlockHead& b);

/// Heads and places that were worked out; blocks are counted over the corpus and rise.
class HitList {
 public:
  /// REQUIRES: places rise, at least one.
  void add(BlockHead head, std::span<const std::uint32_t> places);
  [[nodiscard]] const std::vector<BlockHead>& heads() const { return heads_; }
  [[nodiscard]] std::span<const std::uint32_t> places(std::uint32_t block) const;
  [[nodiscard]] std::span<const std::uint32_t> places_of_head(std::size_t head) const;

 private:
  std::vector<BlockHead> heads_;
  std::vector<std::size_t> ends_;
  std::vector<std::uint32_t> places_;
};

/// A unit's hits are those of its members together; a place that several have is one place.
class UnitHits {
 public:
  /// Calls take(BlockHead) for each block, rising within a segment.
  template <typename Take>
  void each_head(Take take) const {
    if (!lies()) {
      for (const BlockHead& head : worked_out()) take(head);
      return;
    }
    for (const InSegment& one : lies_.front()) {
      one.postings.each([&](BlockHead head) {
        head.block += one.first_block;
        take(head);
      });
    }
  }
  /// What heads say, by block; others are left as they are. Answers what any head adds to a cell at most.
  [[nodiscard]] float spread(const HeadColumns& into) const;
  /// Rising: words of the block, counted from its first; sentences of it where the unit is a name.
  void places(std::uint32_t block, std::vector<std::uint32_t>& into) const;

  /// The same of blocks of one segment, rising: take(block, places), where there are some.
  template <typename Take>
  void each_with_places(BlockRange blocks, Take take) const {
    if (!lies()) {
      thread_local std::vector<std::uint32_t> here;
      for (std::uint32_t block = blocks.first; block < blocks.end; ++block) {
        places(block, here);
        if (!here.empty()) take(block, here);
      }
      return;
    }
    for (const InSegment& one : lies_.front()) {
      if (blocks.first < one.first_block || blocks.first >= one.end_block) continue;
      one.postings.each_with_places(
          blocks.first - one.first_block, blocks.end - one.first_block,
          [&](std::uint32_t block, const std::vector<std::uint32_t>& here) { take(block + one.first_block, here); });
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
  /// Nowhere, not even in sessions that are gone.
  [[nodiscard]] bool empty() const {
    return lies_.empty() && std::ranges::all_of(lists_, [](const HitList& list) { return list.heads().empty(); });
  }
  /// To be called once after the members were added. Heads count a place as often as members have it.
  void merge(const Corpus& corpus);

 private:
  template <typename Take>
  void each_of_members(Take take) const;
  [[nodiscard]] std::size_t heads_of_members() const;
  void merge_few(const Corpus& corpus);
  /// Heads are read where they lie.
  [[nodiscard]] bool lies() const { return lies_.size() == 1 && lists_.empty(); }
  /// The heads otherwise.
  [[nodiscard]] const std::vector<BlockHead>& worked_out() const {
    return lies_.empty() && lists_.size() == 1 ? lists_.front().heads() : merged_;
  }

  std::vector<std::vector<InSegment>> lies_;
  std::vector<HitList> lists_;
  std::vector<BlockHead> merged_;  ///< of several members
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
