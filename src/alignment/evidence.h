// SPDX-License-Identifier: Apache-2.0
// What speaks for an item beginning at a place of the meeting, as numbers: how much of its title is said there and
// before, whether the chair's phrases, a turn, a pause or the item's number stand there. The weights of alignment
// (weights.h) are of these features, in this order. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "alignment/spoken.h"
#include "alignment/title_words.h"

namespace dais::alignment {

enum class Feature : std::uint8_t {
  kTitleAtOnce,    ///< share of the title's rarity said within 15 s
  kTitleSoon,      ///< within 30 s
  kTitleWide,      ///< within 75 s
  kTitleBefore,    ///< in the minute before
  kTitleWeight,    ///< ln(1 + rarity said within 30 s)
  kTitlePairs,     ///< share of the title's neighbouring words said as neighbours within 30 s
  kRise,           ///< ln of the title's words in the four minutes after over the four minutes before
  kBest,           ///< kTitleSoon over the best of the meeting
  kSaidEarlier,    ///< the best kTitleSoon more than a minute earlier, over the best of the meeting
  kOpening,        ///< an opening phrase within 12 s
  kOpeningAndTitle,  ///< kOpening × kTitleSoon
  kItemReference,  ///< "item seven", whatever the number, within 12 s
  kClosing,        ///< a closing phrase in the 12 s before or 3 s after
  kThanks,         ///< a courtesy within 8 s on either side
  kTurn,           ///< somebody else begins to speak here
  kPause,          ///< ln(1 + seconds of silence before)
  kListing,        ///< ln of the "item N"s beyond one within 40 s on either side: a list is being read
  kItemNumber,     ///< "item N" with this item's number within 20 s
  kOtherNumber,    ///< "item N" within 20 s, and never this item's number
  kFileNumber,     ///< this item's file number within 30 s
  kDrift,          ///< square of the distance from the place an even agenda would give it, shares of the meeting
  kCount
};

inline constexpr std::size_t kFeatures = static_cast<std::size_t>(Feature::kCount);
using Features = std::array<double, kFeatures>;

/// Name of a feature in files of weights: "title_at_once".
std::string_view name_of(Feature feature);

struct Candidate {
  std::uint32_t position = 0;  ///< of Spoken::positions()
  Features features{};
};

inline constexpr std::size_t kMostCandidates = 160;  ///< an item

/// The places where each item may begin, in order of time; none for an item whose words are not said.
std::vector<std::vector<Candidate>> find_candidates(const std::vector<TitleWords>& titles, const Spoken& spoken);

}  // namespace dais::alignment
