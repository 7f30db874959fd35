// SPDX-License-Identifier: Apache-2.0
// The whole archive as a folder of plain files (open data): every table as CSV and JSON Lines, one SQLite file, the
// transcripts, Popolo and Open Civic Data JSON, and what describes them: datapackage.json, two Intake catalogs, a
// codebook, SHA256SUMS. All is of one moment, whoever writes meanwhile; rows stand in order of their ids, so that two
// archives that say the same are the same byte for byte, and have the same version.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "archive/export_file.h"
#include "archive/export_tables.h"
#include "base/result.h"
#include "base/time.h"
#include "config/config.h"

namespace dais::archive {

struct Dump {
  std::string version;           ///< 16 hexadecimal digits, made from all that is in the files
  std::int64_t generation = 0;   ///< of the catalog
  std::optional<Instant> as_of;  ///< of the newest change in it; none in an empty archive
  std::vector<ExportedTable> tables;
  std::vector<ExportedFile> files;  ///< all of them, SHA256SUMS last
};

/// Into `to_dir`, which is made; files of an earlier dump are replaced when all are written, each whole.
Result<Dump> dump_archive(const std::string& instance_dir, const config::Config& config, const std::string& to_dir);
/// The same into a folder that is there, empty, and nobody else's business yet.
/// kUnavailable, with files left, where `stop` was asked for meanwhile.
Result<Dump> dump_into_empty(const std::string& instance_dir, const config::Config& config, const std::string& folder,
                             const std::stop_token& stop = {});

}  // namespace dais::archive
