// SPDX-License-Identifier: Apache-2.0
#include "archive/data_shelf.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <map>
#include <ranges>

#include <boost/json.hpp>

#include "archive/data_descriptors.h"
#include "archive/dump.h"
#include "archive/instance.h"
#include "json/json.h"
#include "os/descriptor.h"
#include "os/files.h"

namespace dais::archive {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLedger = "versions.json";
constexpr const char* kLock = "lock";
constexpr const char* kSums = "SHA256SUMS";
constexpr std::uint64_t kMostLedger = 64U << 20U;

Instant clock_now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

boost::json::object to_json(const DataVersion& version) {
  boost::json::object out{{"version", version.version},
                          {"generation", version.generation},
                          {"made_at", format_utc(version.made_at)},
                          {"bytes", version.bytes},
                          {"kept", version.kept}};
  if (version.as_of) out["as_of"] = format_utc(*version.as_of);
  return out;
}

Result<DataVersion> version_of(const json::View& view) {
  const auto version = view["version"].text();
  if (!version) return fail(version.error());
  const auto generation = view["generation"].integer();
  if (!generation) return fail(generation.error());
  const auto made_at = view["made_at"].text();
  if (!made_at) return fail(made_at.error());
  const auto bytes = view["bytes"].integer();
  if (!bytes) return fail(bytes.error());
  const auto kept = view["kept"].boolean();
  if (!kept) return fail(kept.error());
  const auto as_of = view["as_of"].text();
  if (!as_of) return fail(as_of.error());
  DataVersion out{version->value_or(""), generation->value_or(0), {}, {}, 0, kept->value_or(false)};
  out.bytes = static_cast<std::uint64_t>(bytes->value_or(0));
  const auto made = parse_instant(made_at->value_or(""), "UTC");
  if (!made) return fail(made.error());
  out.made_at = *made;
  if (*as_of) {
    const auto newest = parse_instant(**as_of, "UTC");
    if (!newest) return fail(newest.error());
    out.as_of = *newest;
  }
  return out;
}

/// name → SHA-256, of "HEX  NAME" lines.
std::map<std::string, std::string> parse_sums(const std::string& text) {
  constexpr std::size_t kHex = 64;
  std::map<std::string, std::string> sums;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end - at > kHex + 2) sums[text.substr(at + kHex + 2, end - at - kHex - 2)] = text.substr(at, kHex);
    at = end + 1;
  }
  return sums;
}

std::string type_of(std::string_view name) {
  if (name.ends_with(".json")) return "application/json";
  if (name.ends_with(".html")) return "text/html; charset=utf-8";
  if (name.ends_with(".yml") || name.ends_with(".yaml")) return "application/yaml; charset=utf-8";
  if (name.ends_with(".csv")) return "text/csv; charset=utf-8; header=present";
  if (name.ends_with(".jsonl")) return "application/x-ndjson; charset=utf-8";
  if (name.ends_with(".gz")) return "application/gzip";
  if (name.ends_with(".sqlite")) return "application/vnd.sqlite3";
  return "text/plain; charset=utf-8";
}

/// Titles, descriptions and rows, as the version's own data package tells them.
Status describe_files(const std::string& folder, std::vector<DataFile>& files) {
  const Result<std::string> text = os::read_file(folder + "/" + kDataPackageFile, kMostLedger);
  if (!text) return fail(text.error());
  const auto parsed = json::parse(*text);
  if (!parsed) return fail(Error(parsed.error()).at(folder + "/" + kDataPackageFile));
  const json::View resources = json::View(*parsed)["resources"];
  for (std::size_t i = 0; i < resources.size(); ++i) {
    const json::View resource = resources.at(i);
    const auto path = resource["path"].text();
    if (!path || !*path) continue;
    const auto file = std::ranges::find(files, **path, &DataFile::name);
    if (file == files.end()) continue;
    if (const auto title = resource["title"].text(); title && *title) file->title = **title;
    if (const auto description = resource["description"].text(); description && *description)
      file->description = **description;
    if (const auto rows = resource["rows"].integer(); rows && *rows) file->rows = *rows;
  }
  return {};
}

/// What the version before has already is not written twice on the disk. A link that cannot be made costs room only.
void share_files(const std::string& draft, const std::vector<ExportedFile>& files, const std::string& before) {
  const Result<std::string> text = os::read_file(before + "/" + kSums, kMostLedger);
  if (!text) return;
  const auto sums = parse_sums(*text);
  for (const ExportedFile& file : files) {
    const auto known = sums.find(file.name);
    if (known == sums.end() || known->second != file.sha256) continue;
    const std::string linked = draft + "/.linked";
    std::error_code problem;
    fs::create_hard_link(before + "/" + file.name, linked, problem);
    if (!problem) fs::rename(linked, draft + "/" + file.name, problem);
  }
}

/// All that was written into the folder is on the disk: what the rename makes visible survives a power cut.
Status reach_disk(const std::string& folder) {
  const os::Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor.is_open() || ::syncfs(descriptor.get()) != 0)
    return fail(ErrorCode::kIo, folder + ": " + std::strerror(errno));
  return {};
}

}  // namespace

const DataFile* PublishedData::find(std::string_view name) const {
  const auto found = std::ranges::find(files, name, &DataFile::name);
  return found == files.end() ? nullptr : &*found;
}

DataShelf::DataShelf(std::string instance_dir, const config::Config& config)
    : instance_dir_(std::move(instance_dir)),
      config_(config),
      folder_(places_of(instance_dir_, config).data + "/open") {}

Result<std::vector<DataVersion>> DataShelf::versions() const {
  const std::string path = folder_ + "/" + kLedger;
  const Result<std::string> text = os::read_file(path, kMostLedger);
  if (!text && text.error().code == ErrorCode::kNotFound) return std::vector<DataVersion>();
  if (!text) return fail(text.error());
  const auto parsed = json::parse(*text);
  if (!parsed) return fail(Error(parsed.error()).at(path));
  const json::View list = json::View(*parsed)["versions"];
  std::vector<DataVersion> versions;
  for (std::size_t i = 0; i < list.size(); ++i) {
    Result<DataVersion> version = version_of(list.at(i));
    if (!version) return fail(std::move(version.error()).at(path));
    versions.push_back(std::move(*version));
  }
  return versions;
}

Status DataShelf::write_ledger(const std::vector<DataVersion>& versions) const {
  boost::json::array list;
  for (const DataVersion& version : versions) list.push_back(to_json(version));
  return os::write_file_atomically(folder_ + "/" + kLedger,
                                   json::write(boost::json::object{{"versions", list}}) + "\n");
}

Result<PublishedData> DataShelf::load(const DataVersion& version) const {
  PublishedData data{version, folder_ + "/" + version.version, {}};
  const Result<std::string> sums = os::read_file(data.folder + "/" + kSums, kMostLedger);
  if (!sums) return fail(sums.error());
  auto names = parse_sums(*sums);
  names[kSums] = "";
  for (const auto& [name, sha256] : names) {
    std::error_code problem;
    const auto bytes = fs::file_size(data.folder + "/" + name, problem);
    if (problem) return fail(ErrorCode::kStorage, data.folder + "/" + name + ": " + problem.message());
    data.files.push_back({name, {}, {}, type_of(name), bytes, sha256, {}});
  }
  if (Status described = describe_files(data.folder, data.files); !described) return fail(described.error());
  return data;
}

/// Drafts that were never finished, and versions that the ledger does not keep.
Status DataShelf::clear_up(const std::vector<DataVersion>& versions) const {
  std::error_code problem;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, problem)) {
    if (!entry.is_directory(problem)) continue;
    const std::string name = entry.path().filename().string();
    const auto known = std::ranges::find(versions, name, &DataVersion::version);
    if (known == versions.end() || !known->kept) fs::remove_all(entry.path(), problem);
  }
  if (problem) return fail(ErrorCode::kIo, folder_ + ": " + problem.message());
  return {};
}

Result<DataVersion> DataShelf::publish(const std::stop_token& stop) const {
  if (Status made = os::ensure_folder(folder_); !made) return fail(made.error());
  const auto lock = os::FileLock::acquire(folder_ + "/" + kLock, "dais, publishing open data");
  if (!lock) return fail(lock.error());
  auto ledger = versions();
  if (!ledger) return fail(ledger.error());
  if (Status clean = clear_up(*ledger); !clean) return fail(clean.error());
  const Result<os::TempDir> draft = os::TempDir::make(folder_);
  if (!draft) return fail(draft.error());
  const Result<Dump> dump = dump_into_empty(instance_dir_, config_, draft->path(), stop);
  if (!dump) return fail(dump.error());
  DataVersion fresh{dump->version, dump->generation, clock_now(), dump->as_of, 0, true};
  for (const ExportedFile& file : dump->files) fresh.bytes += file.bytes;
  const std::string home = folder_ + "/" + fresh.version;
  const auto known = std::ranges::find(*ledger, fresh.version, &DataVersion::version);
  const bool is_there = known != ledger->end() && known->kept;
  if (!is_there) {
    const auto newest_first = std::views::reverse(*ledger);
    const auto before = std::ranges::find_if(newest_first, &DataVersion::kept);
    if (before != newest_first.end()) share_files(draft->path(), dump->files, folder_ + "/" + before->version);
    std::error_code problem;
    // Only this user can enter a draft; a web server beside us may serve what is done.
    fs::permissions(draft->path(),
                    fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read |
                        fs::perms::others_exec,
                    problem);
    if (Status synced = reach_disk(draft->path()); !synced) return fail(synced.error());
    fs::rename(draft->path(), home, problem);
    if (problem) return fail(ErrorCode::kIo, home + ": " + problem.message());
  }
  if (known != ledger->end()) ledger->erase(known);
  ledger->push_back(fresh);
  auto kept = static_cast<std::int64_t>(std::ranges::count_if(*ledger, &DataVersion::kept));
  for (DataVersion& version : *ledger) {
    if (version.kept && kept > config_.data.keep) {
      version.kept = false;
      --kept;
    }
  }
  if (Status written = write_ledger(*ledger); !written) return fail(written.error());
  if (Status clean = clear_up(*ledger); !clean) return fail(clean.error());
  return fresh;
}

}  // namespace dais::archive
