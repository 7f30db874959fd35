// SPDX-License-Identifier: Apache-2.0
// Views of those who study what was said beside searching it: whether and how a quotation was said, how often terms are
// said over time, passages like one another, words that go together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "archive/views.h"
#include "search/quotes.h"
#include "search/related_words.h"

namespace dais::archive {

/// A place like the quotation, and where that is.
struct QuotedMoment {
  EventSummary event;
  int session = 0;
  std::vector<Ref> speakers;  ///< in order; a name that is empty: nobody is named
  search::QuotedPlace place;
  std::string url;  ///< "/events/ID?s=0&t=3725"
};

struct QuoteView {
  std::string text;
  std::uint32_t quoted_words = 0;
  std::vector<QuotedMoment> places;  ///< most like it first
  Holdings searched;
};

inline constexpr std::size_t kMostTerms = 5;
inline constexpr std::size_t kMostGroups = 6;
inline constexpr std::size_t kMostPeriods = 240;

enum class Per { kFitting, kMonth, kQuarter, kYear };
enum class Apart { kNothing, kBody, kPerson };

struct TrendsRequest {
  std::string terms = {};  ///< as typed, commas between
  Per per = Per::kFitting;
  Apart apart = Apart::kNothing;
  std::string body_id = {};
  std::string person_id = {};  ///< who says it
  std::optional<Instant> from = {};
  std::optional<Instant> to = {};
};

/// Months of the wall clock where the meetings were held.
struct TrendPeriod {
  int year = 0;
  int month = 0;  ///< the first one; 0: the whole year
  std::string name;  ///< "2023-01", "2023 Q1", "2023"
  std::string first_day;  ///< "2023-01-01"
  std::string last_day;
  std::uint64_t words = 0;  ///< spoken in all
};

struct TrendPoint {
  std::uint64_t count = 0;
  std::uint64_t words = 0;  ///< what the count is a share of; 0: nothing was said then
  [[nodiscard]] std::optional<double> per_10000() const {
    if (words == 0) return std::nullopt;
    return static_cast<double>(count) * 10'000 / static_cast<double>(words);
  }
};

struct TrendSeries {
  std::string term;  ///< as typed
  std::string query;  ///< what finds the same in the search box
  std::string understood;
  Ref group;  ///< the body or person; empty where nothing is told apart
  TrendPoint in_all;
  std::vector<TrendPoint> points;  ///< a period each
};

struct TrendsView {
  Per per = Per::kMonth;  ///< never kFitting
  std::vector<TrendPeriod> periods;  ///< without a gap, oldest first
  std::vector<TrendSeries> series;  ///< terms as typed; bodies and persons by how often they say it
  std::int64_t more_groups = 0;  ///< that say it too and are not shown
  Holdings searched;
};

/// Passages like another one.
struct LikeView {
  EventSummary event;
  int session = 0;
  double start_seconds = 0;
  std::string text;  ///< of the passage
  std::vector<std::string> words;  ///< that tell it from others: what was searched for
  std::string url;  ///< of the passage
  SearchView found;  ///< without the passage itself
};

}  // namespace dais::archive
