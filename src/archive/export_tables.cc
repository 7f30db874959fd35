// SPDX-License-Identifier: Apache-2.0
#include "archive/export_tables.h"

#include <algorithm>
#include <map>
#include <utility>

#include "archive/exported_cell.h"
#include "archive/kept_transcript.h"
#include "archive/typed_head.h"
#include "json/json.h"

namespace dais::archive {
namespace {

using store::Row;

class TableFiles {
 public:
  TableFiles(const TableShape& shape, ExportFile csv, ExportFile json_lines, SqliteExport& sqlite)
      : columns_(columns_of(shape)), csv_(std::move(csv)), json_lines_(std::move(json_lines)), sqlite_(sqlite) {
    done_.shape = &shape;
  }

  Status begin() {
    std::string names;
    for (const store::Column& column : columns_) names += (names.empty() ? "" : ",") + std::string(column.name);
    if (Status written = csv_.write(names + '\n'); !written) return written;
    return sqlite_.begin_table(*done_.shape);
  }

  Status add(const Row& row) {
    std::string line;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string text = cell_text(row[i], columns_[i].type);
      done_.csv_has_line_breaks = done_.csv_has_line_breaks || text.find('\n') != std::string::npos;
      line += (i == 0 ? "" : ",") + csv_cell(text);
    }
    if (Status written = csv_.write(line + '\n'); !written) return written;
    if (Status written = json_lines_.write(json::write(row_json(columns_, row)) + '\n'); !written) return written;
    ++done_.rows;
    return sqlite_.add(row);
  }

  Result<ExportedTable> end() {
    Result<ExportedFile> csv = csv_.close();
    if (!csv) return fail(std::move(csv.error()));
    Result<ExportedFile> json_lines = json_lines_.close();
    if (!json_lines) return fail(std::move(json_lines.error()));
    done_.csv = std::move(*csv);
    done_.json_lines = std::move(*json_lines);
    return done_;
  }

 private:
  std::vector<store::Column> columns_;
  ExportFile csv_;
  ExportFile json_lines_;
  SqliteExport& sqlite_;
  ExportedTable done_;
};

using HeadRows = std::map<std::int64_t, Row>;

Result<HeadRows> rows_at_head(const TableShape& shape, const RowSource& rows) {
  const std::vector<store::Column> columns = columns_of(shape);
  TypedHead head(columns);
  const Status seen = rows([&head](const Row& row) -> Status {
    head.see(row);
    return {};
  });
  if (!seen) return fail(seen.error());
  return head.rows();
}

Status add_rows(const RowSource& rows, TableFiles& files, const HeadRows& first) {
  for (const auto& [place, row] : first) {
    if (Status added = files.add(row); !added) return added;
  }
  std::int64_t place = 0;
  return rows([&](const Row& row) -> Status { return first.contains(place++) ? Status{} : files.add(row); });
}

/// History speaks of fields in the fields' own form.
void show_history(store::Rows& rows) {
  constexpr std::size_t kKind = 0;
  constexpr std::size_t kField = 2;
  constexpr std::size_t kOld = 4;
  constexpr std::size_t kNew = 5;
  for (Row& row : rows) {
    for (const std::size_t i : {kOld, kNew}) {
      if (!store::is_null(row[i]))
        row[i] = history_text(store::text_of(row[kKind]), store::text_of(row[kField]), store::text_of(row[i]));
    }
  }
}

}  // namespace

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

Result<ExportedTable> export_table(const std::string& folder, const TableShape& shape, const RowSource& rows,
                                   SqliteExport& sqlite) {
  const std::string name(shape.name);
  const auto first = rows_at_head(shape, rows);
  if (!first) return fail(first.error());
  Result<ExportFile> csv = ExportFile::create(folder, name + ".csv");
  if (!csv) return fail(std::move(csv.error()));
  Result<ExportFile> json_lines = ExportFile::create(folder, name + ".jsonl");
  if (!json_lines) return fail(std::move(json_lines.error()));
  TableFiles files(shape, std::move(*csv), std::move(*json_lines), sqlite);
  if (Status begun = files.begin(); !begun) return fail(begun.error());
  if (Status added = add_rows(rows, files, *first); !added) return fail(added.error());
  return files.end();
}

Result<store::Rows> sorted_rows(store::Database& database, const TableShape& shape) {
  std::string list;
  for (const ColumnShape& each : shape.columns) {
    const bool trusted = shape.name == "transcript" && each.column.name == "confidence";
    list += (list.empty() ? "" : ", ") + (trusted ? stated_confidence("transcript") : std::string(each.column.name));
  }
  Result<store::Rows> rows = database.query("select " + list + " from " + std::string(shape.name));
  if (!rows) return rows;
  if (shape.name == "history") show_history(*rows);
  // Sorted here and not by the database: collations differ between the two.
  std::ranges::sort(*rows);
  return rows;
}

}  // namespace dais::archive
