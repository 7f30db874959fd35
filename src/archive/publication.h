// SPDX-License-Identifier: Apache-2.0
// The open data that the site offers: versions of the dump under DIR/data/open, each a folder that never changes once
// it is there, named by its content. A version is made in a folder of its own and becomes visible by one rename; killed
// at any moment, what was there stays, and the next one clears up. Files that a version shares with the one before it
// are hard links to them.
//
// The first version is made when somebody first asks for one, or by `dais export --publish`. From then on a server
// makes the next in the background when the archive has changed and data.every_hours have gone by. Several processes
// may use one instance: one at a time makes versions. All functions may be called from several threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "config/config.h"

namespace dais::archive {

struct DataVersion {
  std::string version;
  std::int64_t generation = 0;  ///< of the catalog it was made from
  Instant made_at;
  std::optional<Instant> as_of;  ///< of the newest change in it
  std::uint64_t bytes = 0;
  bool kept = true;  ///< false: it was here once
};

struct DataFile {
  std::string name;
  std::string title;
  std::string description;
  std::string media_type;
  std::uint64_t bytes = 0;
  std::string sha256;
  std::optional<std::int64_t> rows;  ///< of a table
};

/// One version with its files, as its own datapackage.json and SHA256SUMS tell it.
struct PublishedData {
  DataVersion version;
  std::string folder;
  std::vector<DataFile> files;  ///< by name
  [[nodiscard]] const DataFile* find(std::string_view name) const;
};
using SharedData = std::shared_ptr<const PublishedData>;

class Publication {
 public:
  /// `config` must outlive it.
  Publication(std::string instance_dir, const config::Config& config);
  ~Publication();
  Publication(const Publication&) = delete;
  Publication& operator=(const Publication&) = delete;

  /// From now on versions are made in a thread of its own; `on_problem` is told of each that could not be made.
  void make_in_background(std::function<void(const Error&)> on_problem);

  /// Makes a version of the archive as it is now, where the newest is not that already. kConflict where another process
  /// is at it.
  Result<DataVersion> publish();

  /// Where there is none yet, it is made: kUnavailable where that takes longer than a visitor should wait.
  Result<SharedData> newest();
  /// kNotFound for what never was one, kGone for one that is no longer kept.
  Result<SharedData> find(const std::string& version);
  /// Newest first.
  Result<std::vector<DataVersion>> versions();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dais::archive
