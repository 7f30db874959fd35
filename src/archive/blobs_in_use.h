// SPDX-License-Identifier: Apache-2.0
// Which kept files the catalog names, in its history too: all others may go.
#pragma once

#include <string>
#include <unordered_set>

#include "base/result.h"
#include "store/database.h"

namespace dais::archive {

Result<std::unordered_set<std::string>> blobs_in_use(store::Database& database);

}  // namespace dais::archive
