// SPDX-License-Identifier: Apache-2.0
// The codebook's own words: titles and descriptions of tables and columns, by their names. Empty for what nobody has
// described yet, which a test of table_shapes.h does not let pass.
#pragma once

#include <string_view>

namespace dais::archive {

struct TableWords {
  std::string_view title;
  std::string_view description;
};

TableWords words_about(std::string_view table);

/// What the column means in this table, or else what a column of that name means in every table.
std::string_view describe_column(std::string_view table, std::string_view column);

}  // namespace dais::archive
