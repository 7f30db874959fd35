// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "archive/catalog_reader.h"
#include "archive/changes.h"
#include "archive/exported_cell.h"
#include "base/digest.h"
#include "json/json.h"

namespace dais::archive {

using store::Row;
using store::Rows;
using store::text_of;

namespace {

/// A record may hold a whole law: an answer ends before it grows past this, but never before its first record.
constexpr std::size_t kMostBytes = 8U << 20U;

using Records = std::map<std::string, Row>;

Result<Records> records_of(store::Database& database, const store::Table& table, const std::vector<std::string>& ids) {
  std::string columns;
  for (const store::Column& column : table.columns) columns += (columns.empty() ? "" : ", ") + std::string(column.name);
  Result<Rows> rows =
      database.query("select " + columns + " from " + std::string(table.name) + " where id " + database.in_list("$1"),
                     {database.list_value(ids)});
  if (!rows) return fail(std::move(rows.error()));
  Records records;
  for (Row& row : *rows) records.emplace(text_of(row[store::kId]), std::move(row));
  return records;
}

RecordChange change_of(const store::Table& table, std::int64_t seq, const Row& row, std::size_t& bytes) {
  RecordChange change;
  change.seq = seq;
  change.op = store::is_null(row[store::kWithdrawn]) ? ChangeOp::kUpsert : ChangeOp::kWithdraw;
  change.kind = table.kind;
  change.id = text_of(row[store::kId]);
  change.when = store::instant_of(row[store::kLastChanged]);
  change.record = row_json(table.columns, row);
  const std::string line = json::write(change.record);
  change.hash = sha256_hex(line);
  bytes += line.size();
  return change;
}

}  // namespace

Result<ChangeFeed> CatalogReader::changes(std::int64_t since, std::size_t limit) {
  // Numbers and records of one moment: else a record could stand under a number that is older than what it says.
  const Result<store::Transaction> moment = store::Transaction::begin_reading(*database_);
  if (!moment) return fail(moment.error());
  ChangeFeed feed{{}, since, 0};
  const Result<std::int64_t> newest = count("select value from meta where key = 'change'", {});
  if (!newest) return fail(newest.error());
  feed.newest = *newest;
  if (since > feed.newest) {
    return fail(ErrorCode::kBadRequest, "since: the feed ends at " + std::to_string(feed.newest) +
                                            "; this archive was made anew, so begin again at 0");
  }
  const Result<Rows> numbers =
      database_->query("select seq, kind, record_id from record_change where seq > $1 order by seq limit $2",
                       {since, static_cast<std::int64_t>(limit)});
  if (!numbers) return fail(numbers.error());
  std::map<std::string, std::vector<std::string>> ids;
  for (const Row& row : *numbers) ids[text_of(row[1])].push_back(text_of(row[2]));
  std::map<std::string, std::pair<const store::Table*, Records>> found;
  for (const store::Table* table : store::record_tables()) {
    const auto wanted = ids.find(std::string(table->kind));
    if (wanted == ids.end()) continue;
    Result<Records> records = records_of(*database_, *table, wanted->second);
    if (!records) return fail(std::move(records.error()));
    found.emplace(wanted->first, std::pair(table, std::move(*records)));
  }
  std::size_t bytes = 0;
  for (const Row& row : *numbers) {
    if (bytes > kMostBytes) break;
    feed.last = store::integer_of(row[0]);
    const auto kind = found.find(text_of(row[1]));
    if (kind == found.end()) continue;
    const auto& [table, records] = kind->second;
    const auto record = records.find(text_of(row[2]));
    if (record != records.end()) feed.changes.push_back(change_of(*table, feed.last, record->second, bytes));
  }
  if (numbers->size() < limit && bytes <= kMostBytes) feed.last = feed.newest;
  return feed;
}

}  // namespace dais::archive
