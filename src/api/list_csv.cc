// SPDX-License-Identifier: Apache-2.0
#include "api/list_csv.h"

#include <algorithm>

#include "json/json.h"

namespace dais::api {
namespace {

std::string cell_of(const JsonValue& item, std::string_view path) {
  const JsonValue* at = &item;
  while (!path.empty() && at->is_object()) {
    const std::string_view name = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    at = at->get_object().if_contains(name);
    if (at == nullptr) return {};
  }
  if (at->is_null() || !path.empty()) return {};
  return at->is_string() ? std::string(at->get_string()) : json::write(*at);
}

}  // namespace

void append_csv_names(std::string& out, CsvColumns columns) {
  std::vector<std::string> names;
  for (const std::string_view path : columns) {
    std::string name(path);
    std::ranges::replace(name, '.', '_');
    // "body.name" is the body.
    if (name.ends_with("_name")) name.resize(name.size() - std::string_view("_name").size());
    names.push_back(std::move(name));
  }
  append_csv_row(out, names);
}

void append_csv_item(std::string& out, CsvColumns columns, const JsonValue& item) {
  std::vector<std::string> cells;
  for (const std::string_view path : columns) cells.push_back(cell_of(item, path));
  append_csv_row(out, cells);
}

Status check_csv_rows(std::int64_t total) {
  if (total <= kMostCsvRows) return {};
  return fail(ErrorCode::kTooLarge, "this table would have " + std::to_string(total) + " rows, more than " +
                                        std::to_string(kMostCsvRows) +
                                        ": narrow it by a filter, or take the whole table from /data/");
}

http::Response csv_answer(std::string table, const std::string& file_name) {
  http::Response response = text_answer("text/csv; charset=utf-8; header=present", std::move(table));
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + file_name + "\"");
  return response;
}

}  // namespace dais::api
