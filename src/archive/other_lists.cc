// SPDX-License-Identifier: Apache-2.0
#include "archive/other_lists.h"

namespace dais::archive {

Result<OtherLists> OtherLists::load(store::Database& database, const std::string& source) {
  OtherLists lists;
  const auto fill = [&](Ids& ids, std::string_view sql) -> Status {
    const auto rows = database.query(sql, {source});
    if (!rows) return fail(rows.error());
    for (const store::Row& row : *rows) ids.insert(store::text_of(row[0]));
    return {};
  };
  if (Status filled =
          fill(lists.agendas_, "select distinct event_id from event_item where withdrawn is null and source <> $1");
      !filled)
    return fail(filled.error());
  if (Status filled =
          fill(lists.actions_, "select distinct matter_id from matter_action where withdrawn is null and source <> $1");
      !filled)
    return fail(filled.error());
  if (Status filled =
          fill(lists.votes_, "select distinct event_id from vote_event where event_id is not null and source <> $1");
      !filled)
    return fail(filled.error());
  if (Status filled = fill(lists.sponsors_,
                           "select distinct matter_id from matter_sponsor where withdrawn is null and source <> $1");
      !filled)
    return fail(filled.error());
  if (Status filled =
          fill(lists.files_, "select distinct matter_id from matter_file where withdrawn is null and source <> $1");
      !filled)
    return fail(filled.error());
  return lists;
}

}  // namespace dais::archive
