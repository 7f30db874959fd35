// SPDX-License-Identifier: Apache-2.0
#include "sources/cdp_files.h"

#include <filesystem>

#include "os/files.h"

namespace dais::sources::cdp {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kGlobCharacters = "*?[";

std::string folder_of(const fs::path& path) {
  const std::string folder = path.parent_path().string();
  return folder.empty() ? "." : folder;
}

/// The folders of a glob before its first wildcard: "moments" of "moments/*/ingest/*.json".
std::string fixed_folder_of(const std::string& pattern) {
  const std::size_t slash = pattern.rfind('/', pattern.find_first_of(kGlobCharacters));
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : pattern.substr(0, slash);
}

FoundFile single_file(const std::string& path) {
  FoundFile file;
  file.path = path;
  file.origin.shown = path;
  file.origin.key = fs::path(path).filename().string();
  Surroundings& around = file.origin.surroundings;
  around.root = around.folder = around.shown = folder_of(path);
  around.beside = (fs::path(around.root) / "..").string();
  return file;
}

FoundFiles files_under(const std::string& root, const std::vector<std::string>& paths) {
  FoundFiles found;
  for (const std::string& path : paths) {
    FoundFile file;
    file.path = path;
    file.origin.shown = path.starts_with("./") && root == "." ? path.substr(2) : path;
    file.origin.key = fs::path(path).lexically_relative(root).generic_string();
    file.origin.surroundings = {root, folder_of(path), "", root};
    if (auto inside = os::resolve_inside(root, file.origin.key); !inside) {
      found.refused.push_back({file.origin.shown, Error{ErrorCode::kForbidden, "a link that leads out of " + root}});
      continue;
    }
    found.files.push_back(std::move(file));
  }
  return found;
}

}  // namespace

Result<FoundFiles> find_files(const std::string& given) {
  std::string path = given;
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    auto paths = os::list_files(path, ".json", os::Depth::kAllFolders);
    if (!paths) return fail(paths.error());
    if (paths->empty()) return fail(ErrorCode::kNotFound, path + ": has no *.json");
    return files_under(path, *paths);
  }
  if (fs::exists(path, ignored)) return FoundFiles{{single_file(path)}, {}};
  if (path.find_first_of(kGlobCharacters) == std::string::npos) {
    return fail(ErrorCode::kNotFound, given + ": there is no such file or folder");
  }
  auto paths = os::glob(path);
  if (!paths) return fail(paths.error());
  if (paths->empty()) return fail(ErrorCode::kNotFound, given + ": names no file");
  return files_under(fixed_folder_of(path), *paths);
}

}  // namespace dais::sources::cdp
