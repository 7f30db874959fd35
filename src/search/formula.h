// SPDX-License-Identifier: Apache-2.0
// What a moment is worth. Recordings are cut into cells of 15 seconds; what is said near a cell counts in windows of
// several widths around it, each scored as a document by BM25 with little length normalisation, because a subject is
// talked about for a sentence, a minute or a quarter of an hour; then comes the whole session. How rare a word is, is
// counted in passages. Figures: measured on three sets of questions, script/bench search.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace dais::search {

inline constexpr std::uint32_t kCellMs = 15'000;

/// A window of 2 × reach + 1 cells around a cell, and what it adds.
struct Window {
  std::uint32_t reach = 0;
  float weight = 0;
  bool operator==(const Window&) const = default;
};

struct RankWeights {
  std::array<Window, 5> windows = {{{0, .2F}, {1, .25F}, {3, .154F}, {6, .262F}, {12, .28F}}};
  Window covered = {3, .19F};  ///< how much of the query is said: see worth_of_cover()
  std::array<Window, 2> pairs = {{{1, .33F}, {6, .6F}}};  ///< two words of the query near one another
  Window adjacent = {3, .27F};                            ///< and side by side, in their order
  float met_in_session = .41F;                            ///< both in one passage, of all of the session
  float session = 2.0F;
  float speaker = 1.0F;
  float name = 2.0F;       ///< a speaker whose whole name is asked for
  float said_name = .12F;  ///< a word of such a name where it is said
};

/// No window reaches further.
inline constexpr std::uint32_t kFarthestCell = 12;
/// Somebody speaks 150 words a minute. Fixed, so that a score of a segment's block holds whatever else is indexed.
inline constexpr float kUsualWordsInCell = 37.5F;

inline constexpr float kWindowK1 = 1.16F;

/// What the length of a window adds below the line.
inline float norm_of_window(float words, std::uint32_t reach) {
  constexpr float kB = .6F;
  const float usual = kUsualWordsInCell * static_cast<float>(2 * reach + 1);
  return kWindowK1 * (1 - kB + kB * words / usual);
}

/// What something said `count` times in a window is worth, before its rarity and the weight.
inline float worth_in_window(float count, float norm) { return count * (kWindowK1 + 1) / (count + norm); }

/// Two words of the query are near one another where no more than three words of content lie between them; in speech
/// that is about twice as many words.
inline constexpr std::uint32_t kPairReach = 6;

inline float worth_of_pairs(float count) { return count / (count + 1); }

/// `said`: rarities of the query's words that a window has, together; `all`: of all of them. More than their share, so
/// that two words are worth more than one of them twice.
inline float worth_of_cover(float said, float all) { return all > 0 ? said * said / all : 0; }

inline constexpr float kSessionK1 = 1.05F;

/// What the length of a session adds below the line; `usual_words`: of all sessions on average.
inline float norm_of_session(float words, float usual_words) {
  constexpr float kB = .665F;
  return kSessionK1 * (1 - kB + kB * words / std::max(usual_words, 1.0F));
}

inline float worth_in_session(float count, float norm) { return count * (kSessionK1 + 1) / (count + norm); }

/// ln(1 + (N − df + ½) / (df + ½)), as in BM25, to a power below one: a question's rarest word is seldom all of its
/// subject. Never negative.
inline float rarity(std::uint64_t df, std::uint64_t of) {
  constexpr float kPower = .842F;
  const auto n = static_cast<float>(of);
  const auto d = static_cast<float>(std::min(df, of));
  return std::pow(std::log(1 + (n - d + 0.5F) / (d + 0.5F)), kPower);
}

}  // namespace dais::search
