// SPDX-License-Identifier: Apache-2.0
// What the files in a backup are called, for the two sides of it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace dais::archive {

/// Goes up when a program of before could not restore what is written now.
inline constexpr std::int64_t kBackupFormat = 1;
inline constexpr std::string_view kBackupManifest = "dais-backup.json";
inline constexpr std::string_view kBackupCatalog = "data/catalog.sqlite";
inline constexpr std::string_view kBackupBlobs = "data/blobs/";
inline constexpr std::string_view kConfigFile = "dais.toml";
/// Files and folders beside data/: the configuration and what `dais init` makes.
inline constexpr std::array<std::string_view, 6> kSettings = {kConfigFile, "README.md", ".init-answers.toml",
                                                              ".dais",     "deploy",    ".github"};

}  // namespace dais::archive
