// SPDX-License-Identifier: Apache-2.0
// Where a meeting's agenda items begin: what the source states, and what was worked out from the words.
#include <algorithm>
#include <cmath>

#include "archive/catalog_reader.h"
#include "archive/item_times.h"

namespace dais::archive {
namespace {

constexpr double kSameSecond = 1;  // a worked-out time that is the stated one is stated

}  // namespace

Status CatalogReader::add_item_moments(EventView& view) {
  if (view.sessions.empty()) return {};
  for (AgendaItem& item : view.items) {
    // A stated time is within the meeting's first recording.
    if (item.start_seconds)
      item.moment = ItemMoment{view.sessions.front().index, *item.start_seconds, TimeOrigin::kStated, 1, {}};
  }
  const Result<std::vector<ItemTime>> times = load_item_times(*database_, view.summary.ref.id);
  if (!times) return fail(times.error());
  for (const ItemTime& time : *times) {
    const auto item = std::ranges::find(view.items, time.event_item_id, &AgendaItem::id);
    const auto session = std::ranges::find(view.sessions, time.session_id, &SessionView::id);
    if (item == view.items.end() || session == view.sessions.end()) continue;
    const bool is_stated = item->start_seconds && std::abs(*item->start_seconds - time.start_seconds) < kSameSecond;
    if (is_stated) continue;
    item->moment = ItemMoment{session->index, time.start_seconds, TimeOrigin::kWorkedOut, time.confidence, time.why};
  }
  return {};
}

}  // namespace dais::archive
