// SPDX-License-Identifier: Apache-2.0
// The numbers of alignment that were learned from meetings whose item times are known (bench/alignment.py fits and
// prints them), and alignment with other numbers than those, for measuring.
#pragma once

#include <span>
#include <vector>

#include "alignment/align.h"
#include "alignment/evidence.h"

namespace dais::alignment {

struct Weights {
  Features features{};  ///< what each feature adds to the log of a place's weight
  double open = 0;      ///< the log of the weight of being open
  double out_of_order = 0;  ///< log of what a place out of order keeps of its weight
  double slope = 1;     ///< confidence = logistic(slope · logit(belief) + shift)
  double shift = 0;
};

const Weights& learned_weights();

std::vector<Place> align_with(std::span<const Item> items, const domain::Transcript& transcript, const Options& options,
                              const Weights& weights);

}  // namespace dais::alignment
