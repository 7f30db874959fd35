// SPDX-License-Identifier: Apache-2.0
#include "archive/merge.h"

#include <algorithm>
#include <array>

#include "base/invariant.h"

namespace dais::archive {
namespace {

using store::kBookkeeping;
using store::Row;
using store::Rows;
using store::Table;
using store::Value;

/// Made from other fields, or mere order: their changes are no news.
bool is_tracked(std::string_view column) {
  constexpr std::array<std::string_view, 4> kUntracked = {"sort_key", "stated", "place", "speakers"};
  return std::ranges::find(kUntracked, column) == kUntracked.end();
}

constexpr std::array<store::Column, 8> kHistoryColumns = {{{"kind"},
                                                           {"record_id"},
                                                           {"field"},
                                                           {"nth", store::ColumnType::kInteger},
                                                           {"old_value"},
                                                           {"new_value"},
                                                           {"changed_at", store::ColumnType::kTime},
                                                           {"source"}}};
constexpr std::array<store::Column, 3> kChangeColumns = {
    {{"kind"}, {"record_id"}, {"seq", store::ColumnType::kInteger}}};
constexpr std::size_t kHistoryKeys = 4;
constexpr std::size_t kNth = 3;

std::string column_list(const Table& table) {
  std::string list;
  for (const store::Column& column : table.columns) list += (list.empty() ? "" : ", ") + std::string(column.name);
  return list;
}

std::string fingerprint(const Row& fields, domain::Standing standing) {
  std::string text = standing == domain::Standing::kStated ? "s" : "m";
  for (const Value& value : fields)
    text += std::string(1, static_cast<char>('0' + value.index())) + store::text_of(value) + '\x1f';
  return text;
}

/// True where a mention must leave the known value alone: the record speaks for itself.
bool speaks_for_itself(const Table& table, const Row& known) {
  const auto stated = std::ranges::find(table.columns, std::string_view("stated"), &store::Column::name);
  if (stated == table.columns.end()) return true;
  return store::integer_of(known[static_cast<std::size_t>(stated - table.columns.begin())]) != 0;
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  added += other.added;
  changed += other.changed;
  unchanged += other.unchanged;
  withdrawn += other.withdrawn;
  mentioned += other.mentioned;
  return *this;
}

Merge::Merge(store::Database& database, std::string source, Instant now)
    : database_(&database), source_(std::move(source)), now_(now) {}

void Merge::put(const Table& table, const std::string& id, const std::string& external_id, Row fields,
                domain::Standing standing) {
  invariant(fields.size() + kBookkeeping == table.columns.size(), "a row has the table's fields");
  auto& rows = work_[&table].rows;
  const auto [at, fresh] = rows.try_emplace(id, Pending{external_id, fields, standing});
  if (fresh) return;
  // Named twice in one document: what the second leaves out the first still says.
  const bool stronger = standing == domain::Standing::kStated || at->second.standing == domain::Standing::kMentioned;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    Value& value = at->second.fields[i];
    if (!store::is_null(fields[i]) && (stronger || store::is_null(value))) value = std::move(fields[i]);
  }
  if (standing == domain::Standing::kStated) at->second.standing = standing;
}

void Merge::put_shared(const Table& table, const std::string& id, const std::string& external_id, Row fields,
                       domain::Standing standing) {
  std::string& said = said_[std::string(table.name) + id];
  std::string now_said = fingerprint(fields, standing);
  if (said == now_said) return;
  if (standing == domain::Standing::kMentioned && said.starts_with('s')) return;
  said = std::move(now_said);
  put(table, id, external_id, std::move(fields), standing);
}

void Merge::complete(const Table& table, std::string_view column, const std::string& value) {
  work_[&table].scopes[column].insert(value);
}

void Merge::withdraw(const Table& table, const std::string& id) { work_[&table].withdrawals.insert(id); }

void Merge::set(const Table& table, const std::string& id, std::string_view column, Value value) {
  work_[&table].settings[id][column] = std::move(value);
}

void Merge::abandon() {
  work_.clear();
  said_.clear();
}

Result<CountsByTable> Merge::flush() {
  CountsByTable counts;
  for (const Table* table : store::record_tables()) {
    const auto found = work_.find(table);
    if (found == work_.end()) continue;
    const Result<Counts> done = flush_table(*table, found->second);
    if (!done) return fail(done.error());
    counts[table->name] = *done;
  }
  work_.clear();
  return counts;
}

Result<Merge::Known> Merge::load(const Table& table, const TableWork& work) {
  Known known;
  const auto add = [&](std::string_view column, std::span<const std::string> values) -> Status {
    if (values.empty()) return {};
    const std::string sql = "select " + column_list(table) + " from " + std::string(table.name) + " where " +
                            std::string(column) + " " + database_->in_list("$1");
    Result<Rows> rows = database_->query(sql, {database_->list_value(values)});
    if (!rows) return fail(std::move(rows.error()));
    for (Row& row : *rows) known.try_emplace(store::text_of(row[store::kId]), std::move(row));
    return {};
  };
  std::vector<std::string> ids(work.withdrawals.begin(), work.withdrawals.end());
  for (const auto& [id, pending] : work.rows) ids.push_back(id);
  for (const auto& [id, values] : work.settings) ids.push_back(id);
  if (Status loaded = add("id", ids); !loaded) return fail(loaded.error());
  for (const auto& [column, values] : work.scopes) {
    const std::vector<std::string> list(values.begin(), values.end());
    if (Status loaded = add(column, list); !loaded) return fail(loaded.error());
  }
  return known;
}

void Merge::note(const Table& table, const std::string& id, std::string_view field, const Value& before,
                 const Value& after, Written& out) const {
  const auto text = [](const Value& value) { return store::is_null(value) ? Value{} : Value{store::text_of(value)}; };
  out.history.push_back({std::string(table.kind), id, std::string(field), std::int64_t{0}, text(before), text(after),
                         store::of(now_), source_});
}

void Merge::merge_row(const Table& table, const std::string& id, const Pending& pending, const Row* known,
                      Written& out) const {
  if (known == nullptr) {
    Row row = {id, source_, store::of_text(pending.external_id), store::of(now_), store::of(now_), store::Null{}};
    row.insert(row.end(), pending.fields.begin(), pending.fields.end());
    out.rows.push_back(std::move(row));
    ++out.counts.added;
    if (pending.standing == domain::Standing::kMentioned) ++out.counts.mentioned;
    return;
  }
  Row row = *known;
  bool differs = false;
  const bool only_fill = pending.standing == domain::Standing::kMentioned && speaks_for_itself(table, row);
  for (std::size_t i = 0; i < pending.fields.size(); ++i) {
    Value& value = row[kBookkeeping + i];
    const Value& stated = pending.fields[i];
    const std::string_view column = table.columns[kBookkeeping + i].name;
    if (store::is_null(stated) || stated == value || (only_fill && !store::is_null(value))) continue;
    // Once a record has spoken for itself, being named elsewhere does not take that back.
    if (column == "stated" && store::integer_of(stated) == 0) continue;
    if (!store::is_null(value) && is_tracked(column)) note(table, id, column, value, stated, out);
    value = stated;
    differs = true;
  }
  if (store::is_null(row[store::kExternalId]) && !pending.external_id.empty()) {
    row[store::kExternalId] = pending.external_id;
    differs = true;
  }
  if (!store::is_null(row[store::kWithdrawn]) && pending.standing == domain::Standing::kStated) {
    note(table, id, "withdrawn", row[store::kWithdrawn], Value{}, out);
    row[store::kWithdrawn] = Value{};
    differs = true;
  }
  if (!differs) {
    ++out.counts.unchanged;
    return;
  }
  row[store::kLastChanged] = store::of(now_);
  out.rows.push_back(std::move(row));
  ++out.counts.changed;
}

void Merge::withdraw_row(const Table& table, Row row, Written& out) const {
  if (!store::is_null(row[store::kWithdrawn])) return;
  note(table, store::text_of(row[store::kId]), "withdrawn", Value{}, store::of(now_), out);
  row[store::kWithdrawn] = store::of(now_);
  row[store::kLastChanged] = store::of(now_);
  out.rows.push_back(std::move(row));
  ++out.counts.withdrawn;
}

void Merge::set_fields(const Table& table, Row row, const std::map<std::string_view, Value>& values,
                       Written& out) const {
  bool differs = false;
  for (const auto& [column, value] : values) {
    Value& known = row[table.index_of(column)];
    if (known == value) continue;
    note(table, store::text_of(row[store::kId]), column, known, value, out);
    known = value;
    differs = true;
  }
  if (!differs) return;
  row[store::kLastChanged] = store::of(now_);
  out.rows.push_back(std::move(row));
  ++out.counts.changed;
}

Status Merge::number_history(const Table& table, Rows& history) {
  std::vector<std::string> ids;
  for (const Row& row : history) ids.push_back(store::text_of(row[1]));
  const Result<Rows> last =
      database_->query("select record_id, field, max(nth) from history where kind = $1 and record_id " +
                           database_->in_list("$2") + " group by record_id, field",
                       {std::string(table.kind), database_->list_value(ids)});
  if (!last) return fail(last.error());
  std::map<std::pair<std::string, std::string>, std::int64_t> nth;
  for (const Row& row : *last) nth[{store::text_of(row[0]), store::text_of(row[1])}] = store::integer_of(row[2]);
  for (Row& row : history) row[kNth] = ++nth[{store::text_of(row[1]), store::text_of(row[2])}];
  return {};
}

/// Each row that was written gets the next number of the change feed. The numbers are taken in this transaction, so
/// they become visible in their order, and none is used twice.
Status Merge::number_changes(const Table& table, const Rows& rows) {
  if (rows.empty()) return {};
  const auto count = static_cast<std::int64_t>(rows.size());
  const Result<Rows> last =
      database_->query("update meta set value = value + $1 where key = 'change' returning value", {count});
  if (!last) return fail(last.error());
  std::int64_t seq = store::integer_of(last->front().front()) - count;
  Rows changes;
  changes.reserve(rows.size());
  for (const Row& row : rows) changes.push_back({std::string(table.kind), row[store::kId], ++seq});
  return database_->upsert("record_change", kChangeColumns, 2, changes);
}

Result<Counts> Merge::flush_table(const Table& table, const TableWork& work) {
  Result<Known> known = load(table, work);
  if (!known) return fail(std::move(known.error()));
  Written out;
  for (const auto& [id, pending] : work.rows) {
    const auto found = known->find(id);
    if (found == known->end() && counted_ && !counted_->insert(std::string(table.name) + id).second) {
      ++out.counts.unchanged;
      continue;
    }
    merge_row(table, id, pending, found == known->end() ? nullptr : &found->second, out);
  }
  for (const auto& [column, values] : work.scopes) {
    const std::size_t at = table.index_of(column);
    for (const auto& [id, row] : *known) {
      const bool listed = work.rows.contains(id);
      const bool ours = store::text_of(row[store::kSource]) == source_;
      if (ours && !listed && !work.withdrawals.contains(id) && values.contains(store::text_of(row[at])))
        withdraw_row(table, row, out);
    }
  }
  for (const std::string& id : work.withdrawals) {
    const auto found = known->find(id);
    if (found != known->end() && !work.rows.contains(id)) withdraw_row(table, found->second, out);
  }
  for (const auto& [id, values] : work.settings) {
    const auto found = known->find(id);
    if (found != known->end()) set_fields(table, found->second, values, out);
  }
  if (Status written = database_->upsert(table.name, table.columns, 1, out.rows); !written)
    return fail(written.error());
  if (Status numbered = number_changes(table, out.rows); !numbered) return fail(numbered.error());
  if (!out.history.empty()) {
    if (Status numbered = number_history(table, out.history); !numbered) return fail(numbered.error());
    if (Status written = database_->upsert("history", kHistoryColumns, kHistoryKeys, out.history); !written)
      return fail(written.error());
  }
  return out.counts;
}

}  // namespace dais::archive
