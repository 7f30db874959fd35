// SPDX-License-Identifier: Apache-2.0
// Feeds as text: Atom (RFC 4287), JSON Feed 1.1 and iCalendar (RFC 5545). Pure; values are whatever the record says,
// and every one of them is escaped. Addresses are whole where the site knows its own, else paths, which readers take
// from where they found the feed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace dais::site {

struct FeedEntry {
  std::string id;  ///< a URN
  std::string url;
  std::string title;
  std::string author;  ///< empty: not known
  Instant at;
  std::string text;
};

struct Feed {
  std::string id;
  std::string title;
  std::string page_url;  ///< what people see of it
  std::string self_url;
  std::vector<FeedEntry> entries;  ///< newest first
};

std::string atom_of(const Feed& feed);
std::string json_feed_of(const Feed& feed);

struct CalendarMeeting {
  std::string id;
  std::string url;
  std::string title;
  Instant start;
  double duration_seconds = 0;  ///< 0: not known
  std::string location;
  std::string text;
  bool is_cancelled = false;
};

/// `host`: what makes the ids of the meetings unlike those of other calendars.
std::string calendar_of(const std::string& title, const std::string& host,
                        const std::vector<CalendarMeeting>& meetings);

/// A URN that is always the same for the same parts: UUID version 8 (RFC 9562) of their digest.
std::string urn_of(const std::vector<std::string>& parts);

}  // namespace dais::site
