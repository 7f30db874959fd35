// SPDX-License-Identifier: Apache-2.0
#include "sources/legistar_plan.h"

#include <algorithm>
#include <tuple>

#include "base/time.h"
#include "sources/legistar_query.h"

namespace dais::sources::legistar {
namespace {

constexpr std::chrono::hours kOverlap{72};

}  // namespace

std::string days_before(const std::string& day, int days) {
  const auto instant = parse_instant(day, "UTC");
  if (!instant) return day;
  return format_local(*instant - std::chrono::hours(24) * days, "UTC", "%F");
}

std::string first_recent_day(const std::map<Number, KnownEvent>& events, const std::string& today, int look_back) {
  std::string newest;
  for (const auto& [id, event] : events) {
    if (event.day <= today) newest = std::max(newest, event.day);
  }
  return days_before(newest.empty() ? today : newest, look_back);
}

std::string asked_since(const std::string& mark) {
  if (mark.empty()) return "";
  const auto instant = parse_as_local(mark, "UTC");
  return instant ? utc_clock(*instant - kOverlap) : "";
}

Sweep oldest_checked(const Remembered& known, const std::string& first_recent, std::size_t count) {
  enum class Kind { kEvent, kMatter };
  std::vector<std::tuple<std::int64_t, Kind, Number>> records;
  for (const auto& [id, event] : known.events) {
    if (event.day < first_recent) records.emplace_back(event.checked, Kind::kEvent, id);
  }
  for (const auto& [id, matter] : known.matters) records.emplace_back(matter.checked, Kind::kMatter, id);
  const auto chosen = static_cast<std::ptrdiff_t>(std::min(count, records.size()));
  std::ranges::partial_sort(records, records.begin() + chosen);
  Sweep sweep;
  for (auto record = records.begin(); record != records.begin() + chosen; ++record)
    (std::get<1>(*record) == Kind::kEvent ? sweep.events : sweep.matters).push_back(std::get<2>(*record));
  return sweep;
}

}  // namespace dais::sources::legistar
