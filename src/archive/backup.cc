// SPDX-License-Identifier: Apache-2.0
#include "archive/backup.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include <boost/json.hpp>

#include "archive/backup_file.h"
#include "archive/backup_names.h"
#include "archive/instance.h"
#include "base/time.h"
#include "json/json.h"
#include "os/files.h"
#include "store/copy.h"
#include "store/migrations.h"

namespace dais::archive {
namespace {

namespace fs = std::filesystem;

/// More than that was not made by `dais init`.
constexpr std::uintmax_t kMostSettings = 1U << 20U;

struct Listed {
  std::string name;
  std::string path;
  std::uint64_t bytes = 0;
};

Status list_below(const fs::path& root, const std::string& name, std::uintmax_t most, std::vector<Listed>& files) {
  const auto add = [&](const fs::path& path) {
    std::error_code gone;
    const std::uintmax_t size = fs::file_size(path, gone);
    if (gone || !fs::is_regular_file(fs::symlink_status(path, gone)) || size > most) return;
    const std::string relative = path.lexically_relative(root).string();
    if (is_plain_name(relative)) files.push_back({relative, path.string(), size});
  };
  std::error_code code;
  const fs::path start = root / name;
  if (!fs::exists(start, code)) return {};
  if (!fs::is_directory(fs::symlink_status(start, code))) {
    add(start);
    return {};
  }
  for (auto it = fs::recursive_directory_iterator(start, code); !code && it != fs::end(it); it.increment(code))
    if (!it->is_directory(code)) add(it->path());
  if (code) return fail(ErrorCode::kIo, start.string() + ": " + code.message());
  return {};
}

Result<std::vector<Listed>> settings_of(const std::string& dir) {
  std::vector<Listed> files;
  for (const std::string_view name : kSettings) {
    if (Status listed = list_below(dir, std::string(name), kMostSettings, files); !listed) return fail(listed.error());
  }
  return files;
}

/// Those that are being written (".part") are no blobs yet.
Result<std::vector<Listed>> blobs_of(const std::string& dir) {
  std::vector<Listed> files;
  if (Status listed = list_below(dir, "data/blobs", UINTMAX_MAX, files); !listed) return fail(listed.error());
  std::erase_if(files, [](const Listed& file) { return file.name.ends_with(".part") || file.name.ends_with(".tmp"); });
  std::ranges::sort(files, {}, &Listed::name);
  return files;
}

Result<std::string> manifest_of(const std::string& program, const config::Config& config, const std::string& snapshot) {
  const auto database = store::open_sqlite(snapshot, store::Access::kReadOnly);
  if (!database) return fail(database.error());
  const auto schema = store::schema_number(**database);
  if (!schema) return fail(schema.error());
  return json::write(boost::json::object{{"format", kBackupFormat},
                                         {"program", program},
                                         {"made_at", format_utc(now())},
                                         {"schema", *schema},
                                         {"name", config.instance.name}}) +
         "\n";
}

/// What is written where the catalog is copied to, gone with its owner; what a kill left of it goes first.
class Snapshot {
 public:
  static Result<Snapshot> make(const std::string& folder, const std::string& catalog) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    if (Status made = os::ensure_folder(folder); !made) return fail(std::move(made.error()));
    Snapshot snapshot(folder);
    if (Status copied = store::snapshot_catalog(catalog, snapshot.file()); !copied)
      return fail(std::move(copied.error()).at("the copy of the catalog"));
    return snapshot;
  }
  ~Snapshot() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  Snapshot(Snapshot&& other) noexcept : folder_(std::exchange(other.folder_, "")) {}
  Snapshot& operator=(Snapshot&&) = delete;
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  [[nodiscard]] std::string file() const { return folder_ + "/catalog.sqlite"; }

 private:
  explicit Snapshot(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
};

class NoTaker : public BackupTaker {
 public:
  Status begin(const std::string& /*name*/, std::uint64_t /*size*/) override { return {}; }
  Status piece(std::string_view /*bytes*/) override { return {}; }
  Status end() override { return {}; }
};

}  // namespace

Result<BackupSummary> back_up(const std::string& instance_dir, const config::Config& config, const std::string& program,
                              int descriptor, const std::string& called, const BytesProgress& progress) {
  const Places places = places_of(instance_dir, config);
  if (std::error_code gone; !fs::is_directory(places.data, gone))
    return fail(ErrorCode::kNotFound, places.data + ": there is nothing to back up yet: nothing was taken in");
  const auto lock = os::FileLock::acquire(places.data + "/backup.lock", "dais backup");
  if (!lock) return fail(lock.error());
  // The catalog first: each blob that it names was there before its row.
  const auto snapshot = Snapshot::make(places.data + "/.backup", places.catalog);
  if (!snapshot) return fail(snapshot.error());
  const auto manifest = manifest_of(program, config, snapshot->file());
  if (!manifest) return fail(manifest.error());
  auto files = settings_of(instance_dir);
  if (!files) return fail(files.error());
  std::error_code ignored;
  files->push_back({std::string(kBackupCatalog), snapshot->file(), fs::file_size(snapshot->file(), ignored)});
  const auto blobs = blobs_of(instance_dir);
  if (!blobs) return fail(blobs.error());
  files->insert(files->end(), blobs->begin(), blobs->end());

  std::uint64_t total = 0;
  for (const Listed& file : *files) total += file.bytes;
  const auto writer = BackupWriter::open(descriptor, called);
  if (!writer) return fail(writer.error());
  if (Status written = (*writer)->add_text(std::string(kBackupManifest), *manifest); !written)
    return fail(written.error());
  BackupSummary summary;
  for (const Listed& file : *files) {
    const Status written = (*writer)->add_file(file.name, file.path, [&](std::uint64_t bytes) {
      summary.bytes += bytes;
      if (progress) progress(summary.bytes, total);
    });
    if (!written && written.error().code == ErrorCode::kNotFound) {
      summary.removed.push_back(file.name);
      continue;
    }
    if (!written) return fail(written.error());
    ++summary.files;
  }
  if (Status finished = (*writer)->finish(); !finished) return fail(finished.error());
  return summary;
}

Status verify_backup(int descriptor, const std::string& called) {
  NoTaker taker;
  return read_backup(descriptor, called, taker);
}

}  // namespace dais::archive
