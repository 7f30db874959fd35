// SPDX-License-Identifier: Apache-2.0
// Writes the same_as pointers that persons.h works out, where they differ from what the catalog has.
#pragma once

#include <vector>

#include "archive/merge.h"
#include "archive/persons.h"

namespace dais::archive {

Result<std::vector<PersonRecord>> load_person_records(store::Database& database);

/// Inside the caller's transaction. A pointer that no longer holds is taken back; both ways leave history.
Result<CountsByTable> link_persons(store::Database& database, Merge& merge, const std::vector<config::Alias>& aliases);

}  // namespace dais::archive
