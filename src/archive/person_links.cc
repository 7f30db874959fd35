// SPDX-License-Identifier: Apache-2.0
#include "archive/person_links.h"

namespace dais::archive {

Result<std::vector<PersonRecord>> load_person_records(store::Database& database) {
  const Result<store::Rows> rows =
      database.query("select id, source, external_id, name, first_seen from person order by id");
  if (!rows) return fail(rows.error());
  std::vector<PersonRecord> records;
  for (const store::Row& row : *rows) {
    records.push_back({store::text_of(row[0]), store::text_of(row[1]), store::text_of(row[2]), store::text_of(row[3]),
                       store::integer_of(row[4])});
  }
  return records;
}

Result<CountsByTable> link_persons(store::Database& database, Merge& merge, const std::vector<config::Alias>& aliases) {
  const auto records = load_person_records(database);
  if (!records) return fail(records.error());
  const std::map<std::string, SameAs> same = resolve_persons(*records, aliases);
  for (const PersonRecord& record : *records) {
    const auto found = same.find(record.id);
    const bool joined = found != same.end();
    merge.set(store::tables::kPerson, record.id, "same_as", joined ? store::Value{found->second.id} : store::Value{});
    merge.set(store::tables::kPerson, record.id, "same_as_evidence",
              joined ? store::Value{found->second.evidence} : store::Value{});
  }
  return merge.flush();
}

}  // namespace dais::archive
