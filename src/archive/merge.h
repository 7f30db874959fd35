// SPDX-License-Identifier: Apache-2.0
// The rules of the record where values meet what is known (design, section 4): null never overwrites, a changed value
// replaces and the old one is kept as history, what a complete list no longer names is withdrawn, not deleted.
// Values are collected with put() and written by flush() inside the caller's transaction.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/values.h"
#include "store/database.h"
#include "store/schema.h"

namespace dais::archive {

struct Counts {
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t withdrawn = 0;
  std::int64_t mentioned = 0;  ///< of those added: known so far only because another record names them
  Counts& operator+=(const Counts& other);
};
using CountsByTable = std::map<std::string_view, Counts>;

class Merge {
 public:
  Merge(store::Database& database, std::string source, Instant now);

  /// `fields` are the table's columns after the bookkeeping ones, in order.
  void put(const store::Table& table, const std::string& id, const std::string& external_id, store::Row fields,
           domain::Standing standing = domain::Standing::kStated);
  /// The same for a record that many documents name (a person, a body): written once while it says the same.
  void put_shared(const store::Table& table, const std::string& id, const std::string& external_id, store::Row fields,
                  domain::Standing standing = domain::Standing::kStated);
  /// What this source gave with `column` = `value` and does not put before flush() was withdrawn by it.
  void complete(const store::Table& table, std::string_view column, const std::string& value);
  /// Marks one record withdrawn.
  void withdraw(const store::Table& table, const std::string& id);

  /// Sets one field to what we worked out ourselves, null included; history is kept as for any other.
  void set(const store::Table& table, const std::string& id, std::string_view column, store::Value value);

  Result<CountsByTable> flush();
  /// For a run that is never committed: what was counted as new once is not new again in the next document.
  void count_new_rows_once() { counted_.emplace(); }
  /// Drops what was put, and forgets what shared records said: the transaction was rolled back.
  void abandon();

 private:
  struct Pending {
    std::string external_id;
    store::Row fields;
    domain::Standing standing;
  };
  struct TableWork {
    std::map<std::string, Pending> rows;
    std::map<std::string_view, std::set<std::string>> scopes;
    std::set<std::string> withdrawals;
    std::map<std::string, std::map<std::string_view, store::Value>> settings;  ///< id → column → value
  };
  using Known = std::unordered_map<std::string, store::Row>;
  struct Written {
    store::Rows rows;
    store::Rows history;
    Counts counts;
  };

  Result<Known> load(const store::Table& table, const TableWork& work);
  void merge_row(const store::Table& table, const std::string& id, const Pending& pending, const store::Row* known,
                 Written& out) const;
  void set_fields(const store::Table& table, store::Row row, const std::map<std::string_view, store::Value>& values,
                  Written& out) const;
  void withdraw_row(const store::Table& table, store::Row row, Written& out) const;
  void note(const store::Table& table, const std::string& id, std::string_view field, const store::Value& before,
            const store::Value& after, Written& out) const;
  Status number_history(const store::Table& table, store::Rows& history);
  Status number_changes(const store::Table& table, const store::Rows& rows);
  Result<Counts> flush_table(const store::Table& table, const TableWork& work);

  store::Database* database_;
  std::string source_;
  Instant now_;
  std::map<const store::Table*, TableWork> work_;
  std::optional<std::unordered_set<std::string>> counted_;
  std::unordered_map<std::string, std::string> said_;  ///< shared records: id → digest of what was put last
};

}  // namespace dais::archive
