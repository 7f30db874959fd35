// SPDX-License-Identifier: Apache-2.0
#include "archive/export_sqlite.h"

#include "archive/exported_cell.h"

namespace dais::archive {
namespace {

using store::ColumnType;

std::string_view sql_type(ColumnType type) {
  switch (type) {
    case ColumnType::kInteger:
    case ColumnType::kTruth:
      return "integer";
    case ColumnType::kReal:
      return "real";
    default:
      return "text";
  }
}

std::string key_list(const TableShape& shape) {
  std::string keys;
  for (const std::string_view key : shape.primary_key) keys += (keys.empty() ? "" : ", ") + std::string(key);
  return keys;
}

}  // namespace

Result<SqliteExport> SqliteExport::create(const std::string& path) {
  auto database = store::open_sqlite(path, store::Access::kReadWrite);
  if (!database) return fail(std::move(database.error()));
  // Nobody else sees the file before it is done, and a file that is not done is thrown away.
  if (Status set = (*database)->run_script("pragma journal_mode = off; pragma synchronous = off; begin"); !set)
    return fail(std::move(set.error()).at(path));
  return SqliteExport(std::move(*database));
}

Status SqliteExport::begin_table(const TableShape& shape) {
  table_ = &shape;
  std::string columns;
  std::string places;
  std::size_t number = 0;
  for (const ColumnShape& each : shape.columns) {
    columns += "\"" + std::string(each.column.name) + "\" " + std::string(sql_type(each.column.type)) + ", ";
    places += (number == 0 ? "$" : ", $") + std::to_string(number + 1);
    ++number;
  }
  insert_ = "insert into " + std::string(shape.name) + " values (" + places + ")";
  return database_->run_script("create table " + std::string(shape.name) + " (" + columns + "primary key (" +
                               key_list(shape) + "))");
}

Status SqliteExport::add(const store::Row& row) {
  store::Params values = row;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const ColumnType type = table_->columns[i].column.type;
    if (type == ColumnType::kTime && !store::is_null(values[i])) values[i] = cell_text(values[i], type);
  }
  return database_->execute(insert_, values);
}

Status SqliteExport::write_codebook() {
  if (Status made = database_->run_script("create table codebook (table_name text, column_name text, type text, "
                                          "description text, refers_to text, primary key (table_name, column_name))");
      !made)
    return made;
  for (const TableShape& shape : exported_tables()) {
    for (const ColumnShape& each : shape.columns) {
      const store::Params row = {std::string(shape.name), std::string(each.column.name),
                                 std::string(sql_type(each.column.type)), std::string(each.description),
                                 store::of_text(std::string(each.refers_to))};
      if (Status done = database_->execute("insert into codebook values ($1, $2, $3, $4, $5)", row); !done) return done;
    }
  }
  return {};
}

Status SqliteExport::finish() {
  if (Status written = write_codebook(); !written) return written;
  if (Status committed = database_->commit(); !committed) return committed;
  // Closes the file.
  database_.reset();
  return {};
}

}  // namespace dais::archive
