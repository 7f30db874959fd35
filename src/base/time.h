// SPDX-License-Identifier: Apache-2.0
// Instants are UTC milliseconds; a zone is an IANA name kept beside them (rules of the record, 5).
// Built on Howard Hinnant's date library with the system's zoneinfo; g++ 12's library has no zone data.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace dais {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A wall-clock time as a source writes it, no zone.
struct LocalTime {
  std::chrono::local_time<std::chrono::milliseconds> value;
};

/// True where `name` is a zone of the system's database.
bool is_time_zone(std::string_view name);

/// The instant that a wall clock in `zone` shows. In the hour that comes twice the first is meant; a time that the
/// clocks skip is taken as the instant of the jump. REQUIRES: is_time_zone(zone).
Instant to_instant(LocalTime local, std::string_view zone);
LocalTime to_local(Instant instant, std::string_view zone);

/// When the day of `instant` is over on the clocks of `zone`, also where they change on it.
Instant next_midnight(Instant instant, std::string_view zone);

/// "2023-01-19T18:30:00Z"; milliseconds are written only where there are any.
std::string format_utc(Instant instant);
/// The wall clock with its offset: "2023-01-19T13:30:00-05:00".
std::string format_with_offset(Instant instant, std::string_view zone);
/// strftime-like, English names, as date::format takes it: "%A, %B %e, %Y".
std::string format_local(Instant instant, std::string_view zone, const char* pattern);

/// ISO 8601 date or date-time: with Z or an offset it is an instant; without, a local time in `zone`. A date alone is
/// its midnight. Years before 1000 and after 9999 are refused: they are a program's way to say "none".
Result<Instant> parse_instant(std::string_view text, std::string_view zone);
/// The same, but a trailing Z or offset is ignored and the clock reading is local (Legistar's false Z).
Result<Instant> parse_as_local(std::string_view text, std::string_view zone);

/// Now; or SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set, so that two archives can be compared.
Instant now();

/// "1:02:03" or "2:03": as players write a place in a recording.
std::string format_clock(double seconds);

}  // namespace dais
