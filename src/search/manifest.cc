// SPDX-License-Identifier: Apache-2.0
#include "search/manifest.h"

#include <sys/stat.h>

#include <charconv>
#include <sstream>

#include "os/files.h"
#include "search/segment_format.h"

namespace dais::search {
namespace {

/// Raise it when the manifest or the segments change: an index of another format is made anew.
constexpr std::string_view kFirstWord = "dais-index-3";
constexpr std::uint64_t kLongestManifest = 64U << 20U;

std::string sum_line(std::string_view text) { return "sum " + std::to_string(checksum(text)) + "\n"; }

/// What stands before the line of the sum, where that holds.
std::optional<std::string_view> checked(std::string_view text) {
  const std::size_t at = text.rfind("sum ");
  if (at == std::string_view::npos || text.substr(at) != sum_line(text.substr(0, at))) return std::nullopt;
  return text.substr(0, at);
}

bool is_plain_name(const std::string& name) {
  return !name.empty() && name.find('/') == std::string::npos && !name.starts_with('.');
}

}  // namespace

std::string manifest_path(const std::string& folder) { return folder + "/manifest"; }

std::string write_manifest(const Manifest& manifest) {
  std::ostringstream out;
  out << kFirstWord << '\n'
      << "birth " << manifest.birth << '\n'
      << "generation " << manifest.generation << '\n'
      << "next " << manifest.next_name << '\n';
  for (const ManifestSegment& segment : manifest.segments) {
    out << "segment " << segment.name;
    for (const std::uint32_t number : segment.gone) out << ' ' << number;
    out << '\n';
  }
  std::string text = out.str();
  return text + sum_line(text);
}

std::optional<Manifest> parse_manifest(std::string_view text) {
  const auto body = checked(text);
  if (!body) return std::nullopt;
  Manifest manifest;
  std::istringstream lines{std::string(*body)};
  std::string line;
  if (!std::getline(lines, line) || line != kFirstWord) return std::nullopt;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string what;
    words >> what;
    if (what == "birth") {
      words >> manifest.birth;
    } else if (what == "generation") {
      words >> manifest.generation;
    } else if (what == "next") {
      words >> manifest.next_name;
    } else if (what == "segment") {
      ManifestSegment& segment = manifest.segments.emplace_back();
      words >> segment.name;
      if (!is_plain_name(segment.name)) return std::nullopt;
      for (std::uint32_t number = 0; words >> number;) segment.gone.insert(number);
      if (!words.eof()) return std::nullopt;
      continue;
    }
    if (words.fail()) return std::nullopt;
  }
  return manifest;
}

Result<std::optional<Manifest>> read_manifest(const std::string& folder) {
  const auto text = os::read_file(manifest_path(folder), kLongestManifest);
  if (!text && text.error().code == ErrorCode::kNotFound) return std::optional<Manifest>();
  if (!text) return fail(text.error());
  return parse_manifest(*text);
}

Status put_manifest(const std::string& folder, const Manifest& manifest) {
  Status put = os::write_file_atomically(manifest_path(folder), write_manifest(manifest));
  return put ? put : Status(fail(ErrorCode::kStorage, put.error().message));
}

std::string manifest_identity(const std::string& folder) {
  struct stat found = {};
  if (::stat(manifest_path(folder).c_str(), &found) != 0) return "";
  return std::to_string(found.st_ino) + "." + std::to_string(found.st_size) + "." +
         std::to_string(found.st_mtim.tv_sec) + "." + std::to_string(found.st_mtim.tv_nsec);
}

}  // namespace dais::search
