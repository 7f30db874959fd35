// SPDX-License-Identifier: Apache-2.0
// Where agenda items begin in a recording, as worked out from its transcript: our own work beside what a source states.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace dais::archive {

struct ItemTime {
  std::string event_item_id;
  std::string session_id;
  double start_seconds = 0;
  double confidence = 0;  ///< 0 to 1
  std::string why;  ///< for readers: "the chair calls item 7"
};

/// In the order of the agenda.
Result<std::vector<ItemTime>> load_item_times(store::Database& database, const std::string& event_id);

/// In place of what was known of the event's items. Within the caller's transaction.
Status keep_item_times(store::Database& database, const std::string& event_id, std::span<const ItemTime> times,
                       const std::string& generator);

}  // namespace dais::archive
