// SPDX-License-Identifier: Apache-2.0
#include "archive/civic_rows.h"

#include <algorithm>

#include "json/json.h"

namespace dais::archive {

using store::Row;
using store::text_of;

Result<CivicTable> CivicTable::load(store::Database& database, const store::Table& table) {
  std::string list;
  for (const store::Column& column : table.columns) list += (list.empty() ? "" : ", ") + std::string(column.name);
  Result<store::Rows> rows =
      database.query("select " + list + " from " + std::string(table.name) + " where withdrawn is null");
  if (!rows) return fail(std::move(rows.error()));
  CivicTable loaded;
  loaded.table_ = &table;
  loaded.rows_ = std::move(*rows);
  std::ranges::sort(loaded.rows_);
  return loaded;
}

std::string CivicTable::Cursor::text(std::string_view column) const { return text_of(value(column)); }

std::vector<CivicTable::Cursor> CivicTable::rows() const {
  std::vector<Cursor> out;
  out.reserve(rows_.size());
  for (const Row& row : rows_) out.push_back({table_, &row});
  return out;
}

std::map<std::string, std::vector<CivicTable::Cursor>> CivicTable::by(std::string_view column) const {
  const std::size_t at = table_->index_of(column);
  std::map<std::string, std::vector<Cursor>> out;
  for (const Row& row : rows_) out[text_of(row[at])].push_back({table_, &row});
  const auto place = std::ranges::find(table_->columns, std::string_view("place"), &store::Column::name);
  if (place == table_->columns.end()) return out;
  const auto index = static_cast<std::size_t>(place - table_->columns.begin());
  for (auto& [key, rows] : out) {
    std::ranges::stable_sort(rows, {},
                             [index](const Cursor& cursor) { return store::integer_of((*cursor.row)[index]); });
  }
  return out;
}

Persons::Persons(const CivicTable& persons) {
  for (const CivicTable::Cursor& person : persons.rows()) {
    const std::string id = person.text("id");
    names_[id] = person.text("name");
    if (const std::string same_as = person.text("same_as"); !same_as.empty()) same_as_[id] = same_as;
  }
}

std::string Persons::one(const std::string& id) const {
  const auto found = same_as_.find(id);
  return found == same_as_.end() ? id : found->second;
}

std::string Persons::name(const std::string& id) const {
  const auto found = names_.find(id);
  return found == names_.end() ? std::string() : found->second;
}

void put(JsonObject& into, std::string_view key, const std::string& text) {
  if (!text.empty()) into[key] = text;
}

void put_date(JsonObject& into, std::string_view key, const store::Value& time) {
  if (!store::is_null(time)) into[key] = format_utc(store::instant_of(time));
}

void put_identifiers(JsonObject& into, const CivicTable::Cursor& row) {
  const std::string external_id = row.text("external_id");
  if (external_id.empty()) return;
  into["identifiers"] = JsonArray{JsonObject{{"scheme", row.text("source")}, {"identifier", external_id}}};
}

std::string_view option_of(std::string_view vote_class) {
  for (const std::string_view same : {"yes", "no", "abstain", "absent"}) {
    if (vote_class == same) return same;
  }
  return vote_class == "conflict" || vote_class == "nonvoting" ? "not voting" : "other";
}

JsonArray counts_of(const std::map<std::string, std::int64_t>& options) {
  JsonArray counts;
  for (const auto& [option, count] : options) counts.push_back(JsonObject{{"option", option}, {"value", count}});
  return counts;
}

Result<JsonArrays> JsonArrays::create(const std::string& folder, const std::string& name) {
  Result<ExportFile> file = ExportFile::create(folder, name);
  if (!file) return fail(std::move(file.error()));
  if (Status begun = file->write("{"); !begun) return fail(begun.error());
  return JsonArrays(std::move(*file));
}

Status JsonArrays::begin(std::string_view name) {
  const std::string before = in_array_ ? "\n],\n" : "\n";
  in_array_ = true;
  has_elements_ = false;
  return file_.write(before + json::write(boost::json::string(name)) + ": [");
}

Status JsonArrays::add(const JsonObject& element) {
  const std::string before = has_elements_ ? ",\n" : "\n";
  has_elements_ = true;
  return file_.write(before + json::write(element));
}

Result<ExportedFile> JsonArrays::end() {
  if (Status ended = file_.write(in_array_ ? "\n]\n}\n" : "}\n"); !ended) return fail(ended.error());
  return file_.close();
}

}  // namespace dais::archive
