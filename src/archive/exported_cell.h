// SPDX-License-Identifier: Apache-2.0
// A cell of the catalog as people and their programs see it: times in ISO 8601 UTC, truths as true and false, what is
// not known as an empty text (CSV) or null (JSON).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "store/schema.h"
#include "store/value.h"

namespace dais::archive {

std::string cell_text(const store::Value& value, store::ColumnType type);
boost::json::value cell_json(const store::Value& value, store::ColumnType type);

/// Members in the order of the columns: one line of a table's JSON Lines file.
boost::json::object row_json(std::span<const store::Column> columns, const store::Row& row);

/// A value as the history keeps it (as text, of whatever field) → as the field itself is shown.
std::string history_text(std::string_view kind, std::string_view field, const std::string& kept);

}  // namespace dais::archive
