// SPDX-License-Identifier: Apache-2.0
// The index file: its tables, its format version, and how it is opened. The index can always be made again from the
// record, so a file of another format version is thrown away and begun anew; a file that is no index of ours is not
// touched.
#pragma once

#include <string>

#include "base/result.h"
#include "search/sqlite.h"

namespace dais::search {

/// Raise it when tables, tokens or outlines change.
inline constexpr int kIndexFormat = 2;

/// Passages of session N have the row ids (N << kPassageBits) + 0, 1, 2 …
inline constexpr int kPassageBits = 20;

/// A connection to an index with all its tables. Errors: kBadInput where FILE is something else, kStorage.
Result<Connection> open_index_file(const std::string& file);

}  // namespace dais::search
