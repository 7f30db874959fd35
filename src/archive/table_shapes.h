// SPDX-License-Identifier: Apache-2.0
// What the exported tables are, for people: a title and a description of each table and column, what an id refers to,
// and which words a column can hold. The data package, the SQLite file, the catalogs and the codebook are all made from
// this one description; a test holds it to the catalog's own (store/schema.h).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/schema.h"

namespace dais::archive {

struct ColumnShape {
  store::Column column;
  std::string_view description;
  std::string_view refers_to;  ///< the table whose `id` stands here; empty: none
  std::vector<std::string_view> values;  ///< all the words there are; empty: any
};

struct TableShape {
  std::string_view name;
  std::string_view title;
  std::string_view description;
  std::vector<std::string_view> primary_key;
  std::vector<ColumnShape> columns;
};

/// Record tables in the order in which they can be written, then what is kept about them, then sentences.
std::span<const TableShape> exported_tables();
/// The columns of a shape as the store knows them.
std::vector<store::Column> columns_of(const TableShape& shape);

inline constexpr std::string_view kSentenceTable = "sentence";

}  // namespace dais::archive
