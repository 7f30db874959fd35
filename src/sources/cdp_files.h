// SPDX-License-Identifier: Apache-2.0
// A path as a person gives it (a file, a folder, a glob) → the files to read, each with its key and its surroundings.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "sources/cdp_reader.h"

namespace dais::sources::cdp {

struct FoundFile {
  std::string path;
  Origin origin;
};

/// Folders: every *.json in them and in the folders below, in byte order. kNotFound names what is not there or is
/// empty. Files that are reached through a link out of the folder are in `refused`.
struct FoundFiles {
  std::vector<FoundFile> files;
  std::vector<Refusal> refused;
};
Result<FoundFiles> find_files(const std::string& given);

}  // namespace dais::sources::cdp
