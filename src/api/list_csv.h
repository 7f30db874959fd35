// SPDX-License-Identifier: Apache-2.0
// The lists as tables: the same items with the same filters as the JSON, all of them, for a table that ends at a page's
// end misleads whoever counts its rows. Columns are paths into an item's JSON ("body.id" is the column body_id).
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "api/answer.h"
#include "api/csv.h"
#include "api/to_json.h"

namespace dais::api {

/// Rows of one table; a list that is longer is kTooLarge and leads to the files under /data/.
inline constexpr std::int64_t kMostCsvRows = 100'000;

using CsvColumns = std::span<const std::string_view>;

void append_csv_names(std::string& out, CsvColumns columns);
void append_csv_item(std::string& out, CsvColumns columns, const JsonValue& item);
/// kTooLarge, where a list has more rows than a table may.
Status check_csv_rows(std::int64_t total);
http::Response csv_answer(std::string table, const std::string& file_name);

/// `page_of` answers one page of the list.
template <typename T>
Answer csv_of_list(CsvColumns columns, const std::string& file_name,
                   const std::function<Result<archive::Page<T>>(const archive::Paging&)>& page_of) {
  std::string table;
  append_csv_names(table, columns);
  archive::Paging paging{archive::kMaxLimit, ""};
  for (;;) {
    const Result<archive::Page<T>> page = page_of(paging);
    if (!page) return fail(page.error());
    if (Status fits = check_csv_rows(page->total); !fits) return fail(fits.error());
    for (const T& item : page->items) append_csv_item(table, columns, to_json(item));
    if (page->next.empty() || page->next == paging.cursor) break;
    paging.cursor = page->next;
  }
  return csv_answer(std::move(table), file_name);
}

}  // namespace dais::api
