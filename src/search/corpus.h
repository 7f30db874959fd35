// SPDX-License-Identifier: Apache-2.0
// One state of the index as it is searched: its segments, and every session that counts with its outline, by time and
// id, so that the order does not depend on how the index came about. Never changed once made, so the readers of a
// process share it; the next state shares the sessions that stayed the same.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "search/outline.h"
#include "search/snapshot.h"

namespace dais::search {

struct CorpusSession {
  SessionHead head;
  std::shared_ptr<const Segment> segment;
  std::uint32_t first_block = 0;  ///< of the segment's
  Outline outline;
  std::vector<std::vector<std::string>> speaker_words;  ///< folded, a list a speaker of the outline
  std::vector<std::vector<std::string>> speaker_stems;
  std::vector<std::string> body_words;
};

struct Corpus {
  Snapshot snapshot;
  std::vector<std::shared_ptr<const CorpusSession>> sessions;
  std::vector<std::uint32_t> first_cell;                       ///< sessions + 1 entries
  std::vector<std::uint32_t> first_passage;                    ///< the same
  std::vector<std::vector<std::uint32_t>> session_of_block;    ///< a list a segment; kNoSession where it is gone
  std::uint64_t words = 0;

  static constexpr std::uint32_t kNoSession = UINT32_MAX;
  [[nodiscard]] std::uint32_t cells() const { return first_cell.back(); }
  [[nodiscard]] std::uint32_t passages() const { return first_passage.back(); }
  /// The session of a passage counted over the corpus. REQUIRES: passage < passages().
  [[nodiscard]] std::uint32_t session_of_passage(std::uint32_t passage) const;
};

/// `before`: an earlier state of the same index, or none. kStorage names what cannot be read.
Result<std::shared_ptr<const Corpus>> load_corpus(const std::string& folder, const Corpus* before);

}  // namespace dais::search
