// SPDX-License-Identifier: Apache-2.0
// The export as one SQLite file: the same tables and columns, times as ISO 8601 text, truths as 0 and 1, and a table
// `codebook` that describes them. Equal tables give equal files.
#pragma once

#include <memory>
#include <string>

#include "archive/table_shapes.h"
#include "base/result.h"
#include "store/database.h"

namespace dais::archive {

class SqliteExport {
 public:
  /// The file must not be there yet.
  static Result<SqliteExport> create(const std::string& path);

  Status begin_table(const TableShape& shape);
  /// Into the table begun last.
  Status add(const store::Row& row);
  Status finish();

 private:
  explicit SqliteExport(std::unique_ptr<store::Database> database) : database_(std::move(database)) {}
  Status write_codebook();

  std::unique_ptr<store::Database> database_;
  const TableShape* table_ = nullptr;
  std::string insert_;
};

}  // namespace dais::archive
