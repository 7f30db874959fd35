// SPDX-License-Identifier: Apache-2.0
// Tables as CSV (UTF-8, header, ISO times, LF), JSON Lines and into the SQLite file. Rows stand in the order of their
// source, but for those that typed_head.h puts first.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "archive/export_file.h"
#include "archive/export_sqlite.h"
#include "archive/table_shapes.h"
#include "store/database.h"

namespace dais::archive {

using RowVisitor = std::function<Status(const store::Row& row)>;
/// Visits every row, the same rows in the same order each time it is called.
using RowSource = std::function<Status(const RowVisitor& visit)>;

struct ExportedTable {
  const TableShape* shape = nullptr;
  std::int64_t rows = 0;
  ExportedFile csv;
  ExportedFile json_lines;
  bool csv_has_line_breaks = false;  ///< within a cell, which readers that cut a file into blocks cannot take
};

Result<ExportedTable> export_table(const std::string& folder, const TableShape& shape, const RowSource& rows,
                                   SqliteExport& sqlite);

/// A table of the catalog as it stands in the database, in order of its columns.
Result<store::Rows> sorted_rows(store::Database& database, const TableShape& shape);

std::string csv_cell(const std::string& text);

}  // namespace dais::archive
