// SPDX-License-Identifier: Apache-2.0
// One state of the index as it is searched: its segments, and every session that counts, by time and id, so that the
// order does not depend on how the index came about. Never changed once made, so the readers of a process share it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "search/snapshot.h"

namespace dais::search {

struct CorpusSession {
  const Segment* segment = nullptr;       ///< kept by Corpus::snapshot
  const SegmentSession* record = nullptr;
  std::uint32_t number = 0;               ///< of the segment's sessions
  std::uint32_t first_block = 0;          ///< counted over the corpus
  std::uint32_t first_passage = 0;        ///< the same
  std::uint32_t body = 0;                 ///< of Corpus::bodies
  std::uint32_t event = 0;                ///< a number that sessions of one event share
  int year = 0;

  [[nodiscard]] Outline outline() const { return segment->outline(number); }
  [[nodiscard]] std::uint32_t end_block() const { return first_block + record->blocks; }
};

/// Counted over the corpus.
struct BlockRange {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
};

struct CorpusBody {
  std::string id;
  std::string name;
  std::vector<std::string> words;  ///< of the name, folded
};

struct Corpus {
  Snapshot snapshot;
  std::vector<CorpusSession> sessions;
  std::vector<CorpusBody> bodies;
  std::vector<std::string> languages;         ///< of the sessions; at least one
  std::vector<std::uint32_t> first_block;     ///< of each segment
  std::vector<std::uint32_t> session_of_block;  ///< kNoSession where it is gone
  std::vector<std::uint16_t> passages_in_block;  ///< a bit each; none where the session is gone
  std::vector<BlockRange> blocks_of_session;     ///< parallel to sessions
  std::uint32_t events = 0;
  std::uint64_t passages = 0;
  std::uint64_t sentences = 0;
  std::uint64_t words = 0;
  std::vector<float> session_norms;  ///< of each session's length: see norm_of_session()
  std::vector<bool> is_wild;         ///< by session: see SessionImpacts
  std::vector<std::uint32_t> sessions_with_brief_passages;  ///< see Outline::has_brief_passage()
  bool has_gone = false;  ///< segments hold sessions that do not count

  static constexpr std::uint32_t kNoSession = UINT32_MAX;
  [[nodiscard]] std::uint32_t blocks() const { return static_cast<std::uint32_t>(session_of_block.size()); }
  [[nodiscard]] const CorpusSession& session_of(std::uint32_t block) const { return sessions[session_of_block[block]]; }
};

/// `before`: an earlier state of the same index, or none. kStorage names what cannot be read.
Result<std::shared_ptr<const Corpus>> load_corpus(const std::string& folder, const Corpus* before);

}  // namespace dais::search
