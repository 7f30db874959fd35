// SPDX-License-Identifier: Apache-2.0
// Takes documents in: identity, merge, history in one transaction a document, then the search index. Killed at any
// moment, what was acknowledged is there, and running again goes on where it was. One ingest at a time (a file lock).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "archive/merge.h"
#include "base/result.h"
#include "config/config.h"
#include "sources/source.h"

namespace dais::archive {

struct Summary {
  CountsByTable tables;                 ///< new, changed, unchanged, withdrawn by table
  std::int64_t documents = 0;           ///< taken
  std::int64_t documents_unchanged = 0; ///< passed over: they say what they said
  std::int64_t documents_refused = 0;
  std::vector<sources::Refusal> refusals;  ///< documents and parts of them
  std::vector<std::string> warnings;
  std::map<std::string, std::uint64_t> requests;  ///< made by the source, by what came of them
  double seconds = 0;
};

enum class Effect { kWrite, kDryRun };

struct IngestOptions {
  std::string source;  ///< name of the [[source]]; "ingest" for `dais ingest`
  Effect effect = Effect::kWrite;
  std::function<void(std::uint64_t done, std::uint64_t total)> on_progress;
  std::function<bool()> cancelled = {};  ///< true: nothing more is taken, and finish() says so (kTimeout)
};

class Ingest : public sources::Sink {
 public:
  /// kConflict where another process is writing.
  static Result<std::unique_ptr<Ingest>> open(const std::string& instance_dir, const config::Config& config,
                                              IngestOptions options);
  /// After the source has been read: withdraws what a whole read no longer showed, joins persons, brings the index
  /// up to date, and keeps how the run ended for `dais doctor`. An error as `coverage` is the one that ended the read:
  /// what was taken before it stays. The first storage error met on the way is answered here.
  virtual Result<Summary> finish(const Result<sources::Coverage>& coverage) = 0;
};

/// What a run of a source came to.
struct Taken {
  Summary summary;
  std::optional<Error> failure;  ///< what ended the read early: what was read before it is taken in all the same
};

/// Reads the source into the archive, from open() to finish().
Result<Taken> take_in(const std::string& instance_dir, const config::Config& config, sources::Source& source,
                      const sources::Window& window, IngestOptions options);

}  // namespace dais::archive
