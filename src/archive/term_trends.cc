// SPDX-License-Identifier: Apache-2.0
#include "archive/term_trends.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <tuple>

#include <fmt/format.h>

namespace dais::archive {
namespace {

constexpr int kMonths = 12;
/// Up to so many months each is shown, up to so many quarters; then years.
constexpr int kMostFittingMonths = 36;
constexpr int kMostFittingQuarters = 48;

int months_in(Per per) { return per == Per::kMonth ? 1 : per == Per::kQuarter ? 3 : kMonths; }

int month_number(const TrendSession& session) { return session.year * kMonths + session.month - 1; }

TrendPeriod period_at(int first_month, Per per) {
  TrendPeriod period;
  period.year = first_month / kMonths;
  const int month = first_month % kMonths + 1;
  period.month = per == Per::kYear ? 0 : month;
  if (per == Per::kMonth) period.name = fmt::format("{:04}-{:02}", period.year, month);
  if (per == Per::kQuarter) period.name = fmt::format("{:04} Q{}", period.year, (month + 2) / 3);
  if (per == Per::kYear) period.name = fmt::format("{:04}", period.year);
  period.first_day = fmt::format("{:04}-{:02}-{:02}", period.year, month, 1);
  const int last = first_month + months_in(per) - 1;
  const std::chrono::year_month_day_last end{
      std::chrono::year{last / kMonths} /
      std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(last % kMonths + 1)}}};
  period.last_day = fmt::format("{:04}-{:02}-{:02}", last / kMonths, last % kMonths + 1,
                                static_cast<int>(static_cast<unsigned>(end.day())));
  return period;
}

Per fitting(int months) {
  if (months <= kMostFittingMonths) return Per::kMonth;
  return months <= kMostFittingQuarters * 3 ? Per::kQuarter : Per::kYear;
}

class Trends {
 public:
  Trends(const TrendCounts& counts, const TrendsRequest& request) : counts_(counts), request_(request) {}

  Result<TrendsView> make() {
    if (!lay_periods()) return std::move(view_);
    if (view_.periods.size() > kMostPeriods)
      return fail(ErrorCode::kBadRequest, "per: that would be " + std::to_string(view_.periods.size()) +
                                              " periods; take longer ones, or narrow the dates with from and to");
    each(counts_.words,
         [this](const search::SpokenCount& one, std::size_t period) { view_.periods[period].words += one.count; });
    if (request_.apart == Apart::kNothing) {
      for (std::size_t term = 0; term < counts_.terms.size(); ++term) add_series(term, "");
    } else {
      add_groups();
    }
    return std::move(view_);
  }

 private:
  [[nodiscard]] const TrendSession& session_of(const search::SpokenCount& one) const {
    return counts_.sessions[one.session];
  }
  [[nodiscard]] bool is_meant(const search::SpokenCount& one) const {
    const TrendSession& session = session_of(one);
    return session.taken && (request_.person_id.empty() || session.persons[one.person] == request_.person_id);
  }
  [[nodiscard]] const std::string& group_of(const search::SpokenCount& one) const {
    const TrendSession& session = session_of(one);
    return request_.apart == Apart::kBody ? session.body_id : session.persons[one.person];
  }

  /// Periods from the first to the last session in which words are said; whether there is one.
  bool lay_periods() {
    int first = INT32_MAX;
    int last = INT32_MIN;
    for (const search::SpokenCount& one : counts_.words) {
      if (!is_meant(one)) continue;
      first = std::min(first, month_number(session_of(one)));
      last = std::max(last, month_number(session_of(one)));
    }
    if (first > last) return false;
    view_.per = request_.per == Per::kFitting ? fitting(last - first + 1) : request_.per;
    const int step = months_in(view_.per);
    first_month_ = first - first % step;
    const int periods = (last - first_month_) / step + 1;
    // A year that is a slip of the pen is not worth the memory of a million months.
    view_.periods.resize(static_cast<std::size_t>(periods));
    if (view_.periods.size() > kMostPeriods) return true;
    for (int i = 0; i < periods; ++i)
      view_.periods[static_cast<std::size_t>(i)] = period_at(first_month_ + i * step, view_.per);
    return true;
  }

  template <typename Take>
  void each(const std::vector<search::SpokenCount>& some, Take take) const {
    for (const search::SpokenCount& one : some) {
      if (!is_meant(one)) continue;
      take(one, static_cast<std::size_t>((month_number(session_of(one)) - first_month_) / months_in(view_.per)));
    }
  }

  /// `group`: empty for all.
  void add_series(std::size_t term, const std::string& group) {
    const search::CountedTerm& counted = counts_.terms[term];
    TrendSeries series{counted.typed, counted.query, counted.understood, {group, "", ""}, {}, {}};
    series.points.resize(view_.periods.size());
    const auto is_in = [&](const search::SpokenCount& one) { return group.empty() || group_of(one) == group; };
    each(counts_.words, [&](const search::SpokenCount& one, std::size_t period) {
      if (!is_in(one)) return;
      series.points[period].words += one.count;
      series.in_all.words += one.count;
    });
    each(counts_.times[term], [&](const search::SpokenCount& one, std::size_t period) {
      if (!is_in(one)) return;
      series.points[period].count += one.count;
      series.in_all.count += one.count;
    });
    view_.series.push_back(std::move(series));
  }

  void add_groups() {
    std::map<std::string, std::uint64_t> said;
    each(counts_.times.front(),
         [&](const search::SpokenCount& one, std::size_t /*period*/) { said[group_of(one)] += one.count; });
    said.erase("");  // who is not known is no group
    std::vector<std::pair<std::string, std::uint64_t>> groups(said.begin(), said.end());
    std::ranges::stable_sort(groups, [](const auto& a, const auto& b) { return a.second > b.second; });
    view_.more_groups = std::max<std::int64_t>(0, std::ssize(groups) - static_cast<std::int64_t>(kMostGroups));
    if (groups.size() > kMostGroups) groups.resize(kMostGroups);
    for (const auto& [group, count] : groups) add_series(0, group);
  }

  const TrendCounts& counts_;
  const TrendsRequest& request_;
  TrendsView view_;
  int first_month_ = 0;
};

}  // namespace

Result<TrendsView> trends_of(const TrendCounts& counts, const TrendsRequest& request) {
  return Trends(counts, request).make();
}

}  // namespace dais::archive
