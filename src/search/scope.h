// SPDX-License-Identifier: Apache-2.0
// Which passages a query may answer with, and which sentences of them: its filters, typed or given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "search/unit_hits.h"

namespace dais::search {

/// Whether `number` is set; beyond the end none is.
inline bool has(const std::vector<bool>& set, std::size_t number) { return number < set.size() && set[number]; }

class Scope {
 public:
  static Result<Scope> of(const Corpus& corpus, const Query& query, const ParsedQuery& parsed);

  /// Of a block, a bit each.
  [[nodiscard]] std::uint16_t passages(std::uint32_t block) const { return passages_[block]; }
  [[nodiscard]] const std::vector<std::uint16_t>& passages() const { return passages_; }
  /// Some filter was given.
  [[nodiscard]] bool is_narrow() const { return narrow_; }
  /// Passages of which only some sentences may answer.
  [[nodiscard]] std::uint16_t mixed(std::uint32_t block) const { return mixed_.empty() ? 0 : mixed_[block]; }
  [[nodiscard]] bool is_by_speaker() const { return by_speaker_; }
  /// By the sentences of a block, whether they may answer.
  [[nodiscard]] std::vector<bool> sentences(std::uint32_t block) const;

 private:
  explicit Scope(const Corpus& corpus) : corpus_(&corpus) {}
  void keep_sessions(const Query& query, const ParsedQuery& parsed);
  void keep_spans(const std::vector<SessionSpan>& spans);
  Status keep_speakers(const Query& query, const ParsedQuery& parsed);
  void keep_sentences(std::uint32_t block);

  const Corpus* corpus_;
  std::vector<std::uint16_t> passages_;
  std::vector<std::uint16_t> mixed_;
  bool narrow_ = false;
  bool by_speaker_ = false;
  std::vector<UnitHits> wanted_;  ///< any of them will do; none: all
  bool wants_some_ = false;
  std::vector<UnitHits> unwanted_;
  std::optional<UnitHits> person_;
};

}  // namespace dais::search
