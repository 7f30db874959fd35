// SPDX-License-Identifier: Apache-2.0
// From places in a block to the sentences and cells of its session.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "search/unit_hits.h"

namespace dais::search {

/// What the places of a unit count: words of the block, or sentences of it where the unit is somebody's name.
enum class PlacesAre { kWords, kSentences };

/// The sentences of the session that places of a block lie in; parallel to them. REQUIRES: places rise.
void sentences_of(std::span<const std::uint32_t> places, PlacesAre are, const CorpusSession& session,
                  std::uint32_t block, std::vector<std::uint32_t>& into);

/// Goes through words of a session that rise.
class SentenceWalk {
 public:
  /// REQUIRES: sentence is one of the outline, words lie in it or later.
  SentenceWalk(const Outline& outline, std::uint32_t sentence);
  void to(std::uint32_t word);
  [[nodiscard]] std::uint32_t sentence() const { return sentence_; }
  [[nodiscard]] std::uint32_t cell() const {
    return is_in_one_cell_ ? first_cell_ : outline_.cell_of(sentence_, word_);
  }

 private:
  void enter();

  Outline outline_;
  std::uint32_t sentence_;
  std::uint32_t word_ = 0;
  std::uint32_t first_cell_ = 0;
  bool is_in_one_cell_ = false;
};

/// The cells that words lie in, which rise.
class CellsOfWords {
 public:
  /// Of this word or later ones.
  CellsOfWords(const CorpusSession& session, std::uint32_t word);
  std::uint32_t of(std::uint32_t word) {
    if (walk_) {
      walk_->to(word);
      return walk_->cell();
    }
    while (cell_ + 2 < words_before_.size() && words_before_[cell_ + 1] <= word) ++cell_;
    return cell_;
  }

 private:
  std::span<const std::uint32_t> words_before_;
  std::uint32_t cell_ = 0;
  std::optional<SentenceWalk> walk_;  ///< where they are not in order
};

}  // namespace dais::search
