// SPDX-License-Identifier: Apache-2.0
#include "store/migrations.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/digest.h"

namespace dais::store {
namespace {

constexpr std::string_view kMakeLedger =
    "create table if not exists schema_migration (number bigint primary key, name text not null, checksum text not "
    "null)";

Result<std::map<std::int64_t, std::string>> applied(Database& database) {
  const Result<Rows> rows = database.query("select number, checksum from schema_migration order by number");
  if (!rows) return fail(rows.error());
  std::map<std::int64_t, std::string> checksums;
  for (const Row& row : *rows) checksums.emplace(integer_of(row[0]), text_of(row[1]));
  return checksums;
}

Status check(const std::map<std::int64_t, std::string>& done) {
  const std::span<const Migration> known = migrations();
  if (!done.empty() && done.rbegin()->first > known.back().number) {
    return fail(ErrorCode::kStorage, "the catalog was written by a newer version of Dais (schema " +
                                         std::to_string(done.rbegin()->first) + "; this program knows " +
                                         std::to_string(known.back().number) + ")");
  }
  for (const Migration& migration : known) {
    const auto found = done.find(migration.number);
    if (found != done.end() && found->second != sha256_hex(migration.sql)) {
      return fail(ErrorCode::kStorage,
                  "migration " + std::string(migration.name) + " is not the one the catalog was made with");
    }
  }
  return {};
}

/// Lines that begin with "--sqlite:" or "--postgres:" are for that database alone.
std::string sql_for(Engine engine, std::string_view sql) {
  const std::string_view mark = engine == Engine::kSqlite ? "--sqlite:" : "--postgres:";
  std::string out;
  while (!sql.empty()) {
    const std::size_t end = std::min(sql.find('\n'), sql.size() - 1) + 1;
    const std::string_view line = sql.substr(0, end);
    out += line.starts_with(mark) ? line.substr(mark.size()) : line;
    sql.remove_prefix(end);
  }
  return out;
}

Status apply(Database& database, const Migration& migration) {
  const std::string sql = sql_for(database.engine(), migration.sql);
  if (Status ran = database.run_script(sql); !ran) return fail(std::move(ran.error()).at(migration.name));
  return database.execute("insert into schema_migration (number, name, checksum) values ($1, $2, $3)",
                          {of(migration.number), std::string(migration.name), sha256_hex(migration.sql)});
}

}  // namespace

Status migrate(Database& database) {
  Result<Transaction> transaction = Transaction::begin(database);
  if (!transaction) return fail(std::move(transaction.error()));
  if (Status made = database.run_script(kMakeLedger); !made) return made;
  const auto done = applied(database);
  if (!done) return fail(done.error());
  if (Status fits = check(*done); !fits) return fits;
  for (const Migration& migration : migrations()) {
    if (done->contains(migration.number)) continue;
    if (Status ran = apply(database, migration); !ran) return ran;
  }
  return transaction->commit();
}

Status require_current(Database& database) {
  const auto done = applied(database);
  if (!done) return fail(ErrorCode::kStorage, "there is no catalog here yet: run dais ingest or dais gather first");
  if (Status fits = check(*done); !fits) return fits;
  if (done->size() < migrations().size()) {
    return fail(
        ErrorCode::kStorage,
        "the catalog is of an older version: any command that writes (dais ingest, dais gather) brings it up to date");
  }
  return {};
}

}  // namespace dais::store
