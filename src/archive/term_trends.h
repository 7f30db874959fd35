// SPDX-License-Identifier: Apache-2.0
// Counts of sessions and persons (search/term_counts.h) → periods and series. Pure.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "archive/study.h"
#include "search/term_counts.h"

namespace dais::archive {

/// What the arithmetic needs of a session; `taken` where the request asks for it.
struct TrendSession {
  int year = 0;
  int month = 0;  ///< 1 … 12
  std::string body_id;
  std::vector<std::string> persons;
  bool taken = true;
};

struct TrendCounts {
  std::vector<TrendSession> sessions;
  std::vector<search::SpokenCount> words;
  std::vector<search::CountedTerm> terms;
  std::vector<std::vector<search::SpokenCount>> times;  ///< parallel to the terms
};

/// `request` says what is counted apart, per which period, and of whom; groups have their ids alone. kBadRequest where
/// there would be more than kMostPeriods periods. REQUIRES: one term where something is told apart.
Result<TrendsView> trends_of(const TrendCounts& counts, const TrendsRequest& request);

}  // namespace dais::archive
