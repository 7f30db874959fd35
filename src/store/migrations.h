// SPDX-License-Identifier: Apache-2.0
// Forward-only numbered migrations (migrations/*.sql, embedded at build time), each in one transaction, its checksum
// kept. A line that begins with "--sqlite:" or "--postgres:" is for that database alone.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "store/database.h"

namespace dais::store {

struct Migration {
  int number;
  std::string_view name;
  std::string_view sql;
};

/// In order of number.
std::span<const Migration> migrations();

/// Runs what is missing. kStorage where the catalog is newer than this program or an applied migration was edited.
Status migrate(Database& database);
/// kStorage unless every migration has run.
Status require_current(Database& database);

}  // namespace dais::store
