// SPDX-License-Identifier: Apache-2.0
// The folder of published versions and its ledger (versions.json): what publication.h keeps on disk, and how it gets
// there. Knows no threads.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "archive/publication.h"

namespace dais::archive {

class DataShelf {
 public:
  DataShelf(std::string instance_dir, const config::Config& config);

  /// Oldest first; empty where none was ever made.
  [[nodiscard]] Result<std::vector<DataVersion>> versions() const;
  [[nodiscard]] Result<PublishedData> load(const DataVersion& version) const;
  /// As Publication::publish; kUnavailable where `stop` was asked for meanwhile, and then nothing is left of it.
  Result<DataVersion> publish(const std::stop_token& stop) const;

 private:
  [[nodiscard]] Status write_ledger(const std::vector<DataVersion>& versions) const;
  [[nodiscard]] Status clear_up(const std::vector<DataVersion>& versions) const;

  std::string instance_dir_;
  const config::Config& config_;
  std::string folder_;
};

}  // namespace dais::archive
