// SPDX-License-Identifier: Apache-2.0
// Every table of the catalog as files that need no options to be read: CSV (UTF-8, header, ISO dates, LF) and JSON
// Lines, rows in order of id, so that two archives that say the same are the same byte for byte.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"

namespace dais::archive {

struct DumpedTable {
  std::string name;
  std::int64_t rows = 0;
};

/// DIR is made; files of an earlier dump are replaced, each atomically.
Result<std::vector<DumpedTable>> dump_tables(const std::string& instance_dir, const config::Config& config,
                                             const std::string& to_dir);

}  // namespace dais::archive
