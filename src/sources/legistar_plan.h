// SPDX-License-Identifier: Apache-2.0
// What a gather asks for, worked out from what is known: pure arithmetic, no network. LastModified stands still when
// minutes, votes or a recording change, so that recent meetings are looked at again each time, and older records a few
// at a time, those not looked at for longest first.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sources/legistar_memory.h"

namespace dais::sources::legistar {

/// The fields that tell that a row of the list has changed.
inline constexpr std::string_view kEventSelect =
    "EventId,EventBodyId,EventDate,EventTime,EventLocation,EventComment,EventAgendaStatusId,EventMinutesStatusId,"
    "EventVideoPath,EventMedia,EventLastModifiedUtc,EventAgendaLastPublishedUTC,EventMinutesLastPublishedUTC";
inline constexpr std::string_view kMatterSelect =
    "MatterId,MatterFile,MatterName,MatterStatusId,MatterVersion,MatterLastModifiedUtc";

/// "2023-01-31" and a number of days → the day before by so many. A text that is no day stays as it is.
std::string days_before(const std::string& day, int days);

/// The day from which meetings are looked at each time: `look_back` days before the newest that is not in the future.
std::string first_recent_day(const std::map<Number, KnownEvent>& events, const std::string& today, int look_back);

/// The time of change from which to ask: 72 hours before the newest that was seen, as a wall clock of UTC; empty where
/// none was seen.
std::string asked_since(const std::string& mark);

struct Sweep {
  std::vector<Number> events;
  std::vector<Number> matters;
};
/// The `count` older records that were looked at longest ago: meetings before `first_recent`, and any matter.
Sweep oldest_checked(const Remembered& known, const std::string& first_recent, std::size_t count);

}  // namespace dais::sources::legistar
