// SPDX-License-Identifier: Apache-2.0
// What the catalog keeps for a source between its runs: the words it remembers (source_state), and how its last run
// ended (source_run, source_remark), for `dais doctor`.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "sources/source.h"
#include "store/database.h"

namespace dais::archive {

/// How a run of a source ended.
struct SourceRun {
  std::string source;
  Instant started;
  Instant ended;
  std::optional<std::string> failure;  ///< what ended the run early
  std::map<std::string, std::uint64_t> requests;
  std::int64_t refused = 0;
  std::vector<std::string> refusals;  ///< the first kKeptRemarks of them
  std::vector<std::string> notes;     ///< likewise
};
inline constexpr std::size_t kKeptRemarks = 200;

class SourceState {
 public:
  SourceState(store::Database& database, std::string source) : database_(&database), source_(std::move(source)) {}

  Status load();
  /// As the last run left it.
  [[nodiscard]] const sources::Memory& memory() const { return memory_; }
  /// Collects; an empty value forgets the key.
  void remember(std::string key, std::string value) { fresh_.insert_or_assign(std::move(key), std::move(value)); }
  /// Writes what was collected, inside the caller's transaction; call wrote() once that is committed.
  Status write();
  void wrote() { fresh_.clear(); }

 private:
  store::Database* database_;
  std::string source_;
  sources::Memory memory_;
  std::map<std::string, std::string> fresh_;
};

/// Replaces what is known of the source's last run, inside the caller's transaction.
Status write_run(store::Database& database, const SourceRun& run);
/// The last run of each source, by name.
Result<std::vector<SourceRun>> load_runs(store::Database& database);

}  // namespace dais::archive
