// SPDX-License-Identifier: Apache-2.0
// Makes segments: from the texts of sessions, and from other segments. Grows in memory until bytes() hands the file
// over.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "search/outline.h"
#include "search/segment.h"
#include "text/stem.h"

namespace dais::search {

class SegmentBuilder {
 public:
  /// `passages`: their texts, parallel to outline.passages.
  void add(const SessionHead& head, const Outline& outline, const std::vector<std::string>& passages);
  /// Of another segment, all sessions but those whose numbers are in `without`.
  Status add_all(const Segment& segment, const std::set<std::uint32_t>& without);

  [[nodiscard]] std::size_t sessions() const { return sessions_; }
  /// About how much memory it takes.
  [[nodiscard]] std::size_t weight() const { return weight_; }
  /// The file's bytes; the builder is empty after it.
  std::string bytes();

 private:
  /// Where a term is said, packed as it comes; packed again once all of its forms are known.
  struct TermInMaking {
    std::vector<TermForm> forms;
    std::string places;  ///< block delta, word, form: a number each
    std::uint32_t last_block = 0;
  };

  void begin_session(const SessionHead& head, std::uint32_t blocks, std::string_view outline);
  void add_block(std::string_view packed_texts);
  void add_words(const std::vector<std::string>& texts, std::uint32_t block);
  void add_place(TermInMaking& term, const Posting& posting);
  static std::uint32_t form_of(TermInMaking& term, std::string_view word);

  std::size_t sessions_ = 0;
  std::uint32_t blocks_ = 0;
  std::size_t weight_ = 0;
  std::string session_part_;
  std::string outline_part_;
  std::string block_part_;
  std::string text_part_;
  std::unordered_map<std::string, TermInMaking> terms_;
  text::Stemmer stemmer_;
};

}  // namespace dais::search
