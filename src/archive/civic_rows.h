// SPDX-License-Identifier: Apache-2.0
// Rows of the catalog by the names of their columns, and JSON arrays written as they grow: what both civic vocabularies
// are made with (civic_json.h).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "archive/export_file.h"
#include "store/database.h"
#include "store/schema.h"

namespace dais::archive {

using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

/// The rows of one table that are not withdrawn, in order of their ids.
class CivicTable {
 public:
  static Result<CivicTable> load(store::Database& database, const store::Table& table);

  struct Cursor {
    const store::Table* table;
    const store::Row* row;
    [[nodiscard]] std::string text(std::string_view column) const;
    [[nodiscard]] const store::Value& value(std::string_view column) const { return (*row)[table->index_of(column)]; }
  };
  [[nodiscard]] std::vector<Cursor> rows() const;
  /// Rows by what stands in `column`; each list in order of `place` where the table has one.
  [[nodiscard]] std::map<std::string, std::vector<Cursor>> by(std::string_view column) const;

 private:
  const store::Table* table_ = nullptr;
  store::Rows rows_;
};

/// Person → the one that stands for it.
class Persons {
 public:
  explicit Persons(const CivicTable& persons);
  [[nodiscard]] std::string one(const std::string& id) const;
  [[nodiscard]] std::string name(const std::string& id) const;

 private:
  std::map<std::string, std::string> same_as_;
  std::map<std::string, std::string> names_;
};

/// Members that say nothing are left out.
void put(JsonObject& into, std::string_view key, const std::string& text);
void put_date(JsonObject& into, std::string_view key, const store::Value& time);
/// [{"scheme": SOURCE, "identifier": EXTERNAL ID}], where there is one.
void put_identifiers(JsonObject& into, const CivicTable::Cursor& row);

/// The vocabularies' word for a class of vote: a literal, whatever was asked.
std::string_view option_of(std::string_view vote_class);
/// [{"option", "value"}] of the options given, in alphabetical order.
JsonArray counts_of(const std::map<std::string, std::int64_t>& options);

/// {"NAME": [ … ], "NAME": [ … ]} written one element at a time.
class JsonArrays {
 public:
  static Result<JsonArrays> create(const std::string& folder, const std::string& name);
  Status begin(std::string_view name);
  Status add(const JsonObject& element);
  Result<ExportedFile> end();

 private:
  explicit JsonArrays(ExportFile file) : file_(std::move(file)) {}
  ExportFile file_;
  bool in_array_ = false;
  bool has_elements_ = false;
};

}  // namespace dais::archive
