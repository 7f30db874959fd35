// SPDX-License-Identifier: Apache-2.0
// Scores of places in time. Recordings are cut into cells of 15 seconds; what is said near a cell counts in windows of
// several widths around it, each scored as a document by BM25 with little length normalisation (k1 1.6, b .6), because
// a subject is talked about for a sentence, a minute or a quarter of an hour. Figures: measured on three sets of
// questions, see docs of the benchmark.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "search/corpus.h"

namespace dais::search {

/// How often something occurs in a cell; in lists that rise by cell, each cell once.
struct CellCount {
  std::uint32_t cell = 0;
  float count = 0;
};

/// A window of 2 × reach + 1 cells around a cell, and what it adds.
struct Window {
  std::uint32_t reach = 0;
  float weight = 0;
};

struct RankWeights {
  std::array<Window, 5> windows = {{{0, .2F}, {1, .25F}, {3, .175F}, {6, .375F}, {12, .5F}}};
  std::array<Window, 2> pairs = {{{1, .3F}, {6, .6F}}};
  float session = 2.0F;
  float speaker = 1.0F;
  float name = 2.0F;       ///< a speaker whose whole name is asked for
  float said_name = .15F;  ///< a word of such a name where it is said
};

class CellScores {
 public:
  CellScores(const Corpus& corpus, const RankWeights& weights);

  /// Adds what a word or phrase, said so often in these cells, is worth in windows and in its whole session, times
  /// `worth`.
  void add_word(const std::vector<CellCount>& counts, float worth = 1);
  /// A speaker's name that matches: once in each cell where the speaker talks.
  void add_speaker(const std::vector<CellCount>& counts, float worth);
  /// Two neighbouring words of the query said close together.
  void add_pair(const std::vector<CellCount>& counts);

  [[nodiscard]] float at(std::uint32_t cell) const { return scores_[cell]; }
  [[nodiscard]] float of_session(std::uint32_t session) const { return session_scores_[session]; }

 private:
  enum class Saturation { kByLength, kPlain };
  /// Fills found_ with every cell whose window holds something.
  void slide(const std::vector<CellCount>& counts, std::uint32_t reach);
  void add_window(const std::vector<CellCount>& counts, const Window& window, Saturation saturation);
  void add_session(const std::vector<CellCount>& counts, float worth);

  const Corpus& corpus_;
  RankWeights weights_;
  std::vector<float> scores_;
  std::vector<float> session_scores_;
  std::vector<CellCount> found_;
};

/// ln(1 + (N − df + ½) / (df + ½)), as in BM25; never negative.
float rarity(std::size_t df, std::size_t of);

}  // namespace dais::search
