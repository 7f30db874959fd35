// SPDX-License-Identifier: Apache-2.0
#include "archive/item_times.h"

#include <array>

#include "archive/kept_transcript.h"

namespace dais::archive {
namespace {

using enum store::ColumnType;
constexpr std::array<store::Column, 8> kColumns = {{{"event_item_id"},
                                                    {"event_id"},
                                                    {"session_id"},
                                                    {"start_seconds", kReal},
                                                    {"confidence", kReal},
                                                    {"why"},
                                                    {"generator"},
                                                    {"made_at", kTime}}};

}  // namespace

Result<std::vector<ItemTime>> load_item_times(store::Database& database, const std::string& event_id) {
  const Result<store::Rows> rows = database.query(
      "select t.event_item_id, t.session_id, t.start_seconds, t.confidence, t.why from item_time t "
      "join event_item i on i.id = t.event_item_id where t.event_id = $1 order by i.place, i.id",
      {event_id});
  if (!rows) return fail(rows.error());
  std::vector<ItemTime> times;
  for (const store::Row& row : *rows)
    times.push_back({store::text_of(row[0]), store::text_of(row[1]), store::real_of(row[2]), store::real_of(row[3]),
                     store::text_of(row[4])});
  return times;
}

Status keep_item_times(store::Database& database, const std::string& event_id, std::span<const ItemTime> times,
                       const std::string& generator) {
  if (Status cleared = database.execute("delete from item_time where event_id = $1", {event_id}); !cleared)
    return cleared;
  store::Rows rows;
  const store::Value made_at = store::of(now());
  for (const ItemTime& time : times)
    rows.push_back({time.event_item_id, event_id, time.session_id, time.start_seconds, time.confidence, time.why,
                    generator, made_at});
  if (Status kept = database.upsert("item_time", kColumns, 1, rows); !kept) return kept;
  return announce(database);
}

}  // namespace dais::archive
