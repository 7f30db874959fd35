// SPDX-License-Identifier: Apache-2.0
// A whole catalog as one: copied as of one moment while others write, from either database into either.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "store/database.h"

namespace dais::store {

/// Writes the catalog at `url` as of now into the new SQLite file `path`, whatever its database is. An SQLite catalog
/// is copied as it is, also one of an older schema; one on PostgreSQL must be of this program's (kStorage).
Status snapshot_catalog(const std::string& url, const std::string& path);

/// Whether there is no body, person, meeting or document in it.
Result<bool> is_empty_catalog(Database& database);

/// Replaces every row of `into` by those of `from`, in one transaction; its generation goes on, so that readers see it.
/// REQUIRES: both are of this program's schema, and `from` is SQLite.
Status replace_catalog(Database& from, Database& into);

/// The highest migration that has run; 0 where there is none.
Result<std::int64_t> schema_number(Database& database);

}  // namespace dais::store
