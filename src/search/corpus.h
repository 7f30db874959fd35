// SPDX-License-Identifier: Apache-2.0
// One generation of the index in memory, without its words: every session with its outline. Never changed once made,
// so the readers of a process share it; the next generation shares the sessions that stayed the same.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "search/outline.h"
#include "search/sqlite.h"

namespace dais::search {

struct CorpusSession {
  std::int64_t number = 0;
  std::int64_t revision = 0;
  std::string id;
  std::string event_id;
  std::string body_id;
  std::string body_name;
  std::int64_t start_ms = 0;
  std::int64_t date = 0;  ///< 20230119
  int year = 0;
  Outline outline;
  std::vector<std::vector<std::string>> speaker_words;  ///< folded, a list a speaker of the outline
  std::vector<std::vector<std::string>> speaker_stems;
  std::vector<std::string> body_words;
};

struct Corpus {
  std::int64_t birth = 0;  ///< of the index file: another one begun in its place has another
  std::int64_t generation = 0;
  std::vector<std::shared_ptr<const CorpusSession>> sessions;  ///< by rising number
  std::vector<std::uint32_t> first_cell;                       ///< sessions + 1 entries
  std::vector<std::uint32_t> first_passage;                    ///< the same
  std::uint64_t words = 0;

  [[nodiscard]] std::uint32_t cells() const { return first_cell.back(); }
  [[nodiscard]] std::uint32_t passages() const { return first_passage.back(); }
  /// The session of a passage counted over the corpus. REQUIRES: passage < passages().
  [[nodiscard]] std::uint32_t session_of_passage(std::uint32_t passage) const;
};

/// The corpus of the connection's present transaction: one already loaded by a reader of this process where there is
/// one. REQUIRES: a transaction is open.
Result<std::shared_ptr<const Corpus>> load_corpus(Connection& connection);

}  // namespace dais::search
