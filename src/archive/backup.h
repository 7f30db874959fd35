// SPDX-License-Identifier: Apache-2.0
// An instance as one file, and back. The catalog in it is of one moment, whoever serves or writes meanwhile, and always
// in SQLite's form: a backup made from PostgreSQL can be restored into either database, and the other way.
//
// In it: dais-backup.json (what made it, from what), dais.toml, what `dais init` made beside it, data/catalog.sqlite,
// data/blobs. Not in it: the search index (made again from the catalog), versions of the open data, files that
// dais.toml names by path (tokens, sources' folders).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"

namespace dais::archive {

/// Bytes done, bytes in all as far as known.
using BytesProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

struct BackupSummary {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;  ///< before they were packed
  std::vector<std::string> removed;  ///< blobs that retention took away while the backup ran
};

/// Writes the backup to a descriptor. `program` names what makes it ("dais 0.1.0"). kConflict where another one runs.
Result<BackupSummary> back_up(const std::string& instance_dir, const config::Config& config, const std::string& program,
                              int descriptor, const std::string& called, const BytesProgress& progress);

/// Reads it again from its beginning to its end. kBadInput where it is not whole.
Status verify_backup(int descriptor, const std::string& called);

enum class Existing { kRefuse, kReplace };

struct RestoreSummary {
  std::uint64_t files = 0;
  std::string program;  ///< that made the backup
  std::string made_at;
  std::vector<std::string> kept;  ///< files of the folder that differ from the backup's and stayed as they were
};

/// Puts the backup into the folder `dir`, which is made where it is not there. Everything is read, checked and laid
/// ready in DIR/.restore first; then data/ is exchanged in one step, so that a kill leaves the old or the new. A
/// dais.toml that is there stays, and says which database the catalog goes into; `overrides` as for config::load.
/// kConflict where the folder holds records already and Existing::kRefuse, or something works on it; kBadInput for a
/// file that is no whole backup; kStorage for one made by a newer program.
Result<RestoreSummary> restore(const std::string& dir, const std::vector<std::string>& overrides, int descriptor,
                               const std::string& called, Existing existing, const BytesProgress& progress);

}  // namespace dais::archive
