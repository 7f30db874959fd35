// SPDX-License-Identifier: Apache-2.0
// Which segments are the index, and which of their sessions still count: a small text file in the index's folder,
// always replaced as a whole. What it does not name is not of the index, whoever wrote it and whenever they were
// stopped.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"

namespace dais::search {

struct ManifestSegment {
  std::string name;               ///< of the file, in the same folder
  std::set<std::uint32_t> gone;   ///< sessions that were removed or replaced
};

struct Manifest {
  std::string birth;  ///< of an index begun anew it is another
  std::uint64_t generation = 0;
  std::uint64_t next_name = 1;
  std::vector<ManifestSegment> segments;
};

/// The path of the manifest in an index's folder.
std::string manifest_path(const std::string& folder);

std::string write_manifest(const Manifest& manifest);
/// Nothing where it is damaged or of another format.
std::optional<Manifest> parse_manifest(std::string_view text);

/// Nothing where there is no index yet, or none that this version reads. kIo where the file cannot be read.
Result<std::optional<Manifest>> read_manifest(const std::string& folder);
Status put_manifest(const std::string& folder, const Manifest& manifest);

/// What changes whenever the manifest is replaced; empty where there is none.
std::string manifest_identity(const std::string& folder);

}  // namespace dais::search
