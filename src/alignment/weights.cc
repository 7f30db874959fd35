// SPDX-License-Identifier: Apache-2.0
#include "alignment/weights.h"

namespace dais::alignment {

// Learned by bench/alignment.py from 65 council and committee meetings (341 items) whose city publishes the times, but
// for the three of numbers: no agenda there prints them, so those weights are set by hand.
const Weights& learned_weights() {
  static const Weights kLearned = [] {
    Weights weights;
    const auto set = [&](Feature feature, double value) {
      weights.features[static_cast<std::size_t>(feature)] = value;
    };
    set(Feature::kTitleAtOnce, 3.633);
    set(Feature::kTitleSoon, -3.442);
    set(Feature::kTitleWide, 2.398);
    set(Feature::kTitleBefore, -2.096);
    set(Feature::kTitleWeight, 0.747);
    set(Feature::kTitlePairs, 1.097);
    set(Feature::kRise, 0.941);
    set(Feature::kBest, 2.608);
    set(Feature::kSaidEarlier, -0.261);
    set(Feature::kOpening, 2.843);
    set(Feature::kOpeningAndTitle, -0.398);
    set(Feature::kItemReference, 0.326);
    set(Feature::kClosing, 1.473);
    set(Feature::kThanks, 0.463);
    set(Feature::kTurn, 0.729);
    set(Feature::kPause, 0.710);
    set(Feature::kListing, 0.687);
    set(Feature::kItemNumber, 3.000);
    set(Feature::kOtherNumber, -1.500);
    set(Feature::kFileNumber, 4.000);
    set(Feature::kDrift, -2.892);
    weights.open = 7.747;
    weights.out_of_order = -4.000;
    weights.slope = 0.5259;
    weights.shift = 0.3737;
    return weights;
  }();
  return kLearned;
}

}  // namespace dais::alignment
