// SPDX-License-Identifier: Apache-2.0
// The text of questions to the Legistar Web API: OData version 3, of which it takes $filter, $orderby, $top, $skip and
// $select (webapi.legistar.com/Home/Examples). At most 100 nodes a filter: 16 comparisons joined by "or" pass, 17 do
// not.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/time.h"

namespace dais::sources::legistar {

inline constexpr std::size_t kTermsOfAFilter = 16;

/// "a=b&c=d" with what must be escaped escaped; parts with an empty value are left out.
std::string query_of(std::initializer_list<std::pair<std::string_view, std::string>> parts);

/// "EventDate ge datetime'2023-01-31T00:00:00'". `clock` is a wall-clock time, or one of UTC for the fields that are.
std::string since(std::string_view field, std::string_view clock);
std::string before(std::string_view field, std::string_view clock);
std::string either(std::initializer_list<std::string> terms);
std::string both(std::initializer_list<std::string> terms);
/// "MatterId eq 1 or MatterId eq 2". REQUIRES: at most kTermsOfAFilter ids.
std::string one_of(std::string_view field, std::span<const std::int64_t> ids);
std::string between(std::string_view field, std::int64_t first, std::int64_t last);

/// "2023-01-31T05:00:00", as datetime'' takes it.
std::string utc_clock(Instant instant);
std::string local_clock(Instant instant, std::string_view zone);

/// When a meeting begins, in its zone: its day ("2023-01-19T00:00:00") and the time as people type it ("1:30 PM",
/// "13:30", "noon"). A time that says no hour ("See Agenda", blank) leaves the day's midnight.
struct TypedTime {
  int hour = 0;
  int minute = 0;
  bool understood = false;
};
TypedTime read_typed_time(std::string_view text);
std::string with_time(std::string_view day, TypedTime time);

}  // namespace dais::sources::legistar
