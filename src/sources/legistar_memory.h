// SPDX-License-Identifier: Apache-2.0
// What the source knows of its earlier runs, in the words that the sink keeps for it:
//   event/ID  "STAMP CHECKED CONTENT DAY"    matter/ID  "STAMP CHECKED"    person/ID  "known"
//   votes/ITEM, calls/ITEM  fingerprint of the rows
//   mark/events, mark/matters  the newest time of change that was seen    listed, completed  when    row-cap
// STAMP is of the row in the list, CONTENT of the meeting with its agenda, CHECKED milliseconds of UTC.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "sources/source.h"

namespace dais::sources::legistar {

using Number = std::int64_t;

struct KnownEvent {
  std::string stamp;
  std::int64_t checked = 0;
  std::string content;
  std::string day;  ///< "2023-01-31"
  [[nodiscard]] std::string text() const;
};
struct KnownMatter {
  std::string stamp;
  std::int64_t checked = 0;
  [[nodiscard]] std::string text() const;
};

struct Remembered {
  std::map<Number, KnownEvent> events;
  std::map<Number, KnownMatter> matters;
  std::map<Number, bool> persons;
  std::unordered_map<Number, std::string> votes;  ///< agenda item → fingerprint
  std::unordered_map<Number, std::string> calls;
  std::string events_mark;
  std::string matters_mark;
  std::optional<std::int64_t> listed;
  std::optional<std::int64_t> completed;
  std::size_t row_cap = 0;
};

/// Words that cannot be read are passed over: what they spoke of is asked for again.
Remembered recall(const Memory& memory);

std::string key_of(const char* kind, Number id);

}  // namespace dais::sources::legistar
