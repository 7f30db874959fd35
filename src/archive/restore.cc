// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>

#include <boost/json.hpp>

#include "archive/backup.h"
#include "archive/backup_file.h"
#include "archive/backup_names.h"
#include "archive/instance.h"
#include "json/json.h"
#include "os/descriptor.h"
#include "os/files.h"
#include "os/use_lock.h"
#include "store/copy.h"
#include "store/migrations.h"

namespace dais::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostManifest = 1U << 20U;

Status write_all(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return os::fail_errno(path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

bool is_of_a_backup(std::string_view name) {
  if (name == kBackupManifest || name == kBackupCatalog || name.starts_with(kBackupBlobs)) return true;
  return std::ranges::any_of(kSettings, [name](std::string_view one) {
    return name == one || (name.starts_with(one) && name.substr(one.size()).starts_with('/'));
  });
}

struct Manifest {
  std::int64_t format = 0;
  std::int64_t schema = 0;
  std::string program;
  std::string made_at;
};

Result<Manifest> read_manifest(const std::string& text, const std::string& called) {
  const auto parsed = json::parse(text);
  if (!parsed || !parsed->is_object())
    return fail(ErrorCode::kBadInput, called + ": " + std::string(kBackupManifest) + ": is no JSON object");
  const json::View view(*parsed);
  const auto format = view["format"].integer();
  const auto schema = view["schema"].integer();
  const auto program = view["program"].text();
  const auto made_at = view["made_at"].text();
  if (!format || !schema || !program || !made_at || !*format || !*schema)
    return fail(ErrorCode::kBadInput, called + ": " + std::string(kBackupManifest) + ": does not say what made it");
  return Manifest{**format, **schema, program->value_or(""), made_at->value_or("")};
}

/// kStorage for what this program does not know yet.
Status check_manifest(const Manifest& manifest, const std::string& called) {
  const std::int64_t known = store::migrations().back().number;
  if (manifest.format <= kBackupFormat && manifest.schema <= known) return {};
  return fail(ErrorCode::kStorage, called + ": was made by a newer program (" + manifest.program + ", schema " +
                                       std::to_string(manifest.schema) + "; this one knows " + std::to_string(known) +
                                       "): restore it with that one");
}

/// Lays the files of a backup ready in a folder. The manifest comes first and is looked at before anything is written.
class Laying : public BackupTaker {
 public:
  Laying(std::string folder, std::string called, const BytesProgress& progress)
      : folder_(std::move(folder)), called_(std::move(called)), progress_(progress) {}

  Status begin(const std::string& name, std::uint64_t size) override {
    if (!is_of_a_backup(name) || (manifest_.has_value() == (name == kBackupManifest)))
      return fail(ErrorCode::kBadInput, called_ + ": is no backup of Dais: it holds \"" + name + "\"");
    path_ = folder_ + "/" + name;
    if (!manifest_) {
      text_ = "";
      return size <= kMostManifest ? Status{} : fail(ErrorCode::kBadInput, called_ + ": is no backup of Dais");
    }
    if (Status made = os::ensure_folder(fs::path(path_).parent_path().string()); !made) return made;
    file_ = os::Descriptor(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                                  name.starts_with("data/") ? 0640 : 0644));
    if (!file_.is_open()) return os::fail_errno(path_, errno);
    if (!name.starts_with("data/")) settings_.push_back(name);
    ++files_;
    return {};
  }

  Status piece(std::string_view bytes) override {
    if (!manifest_) {
      text_ += bytes;
      return text_.size() <= kMostManifest ? Status{} : fail(ErrorCode::kBadInput, called_ + ": is no backup of Dais");
    }
    if (progress_) progress_(bytes_ += bytes.size(), 0);
    return write_all(file_.get(), bytes, path_);
  }

  Status end() override {
    if (!manifest_) {
      auto manifest = read_manifest(text_, called_);
      if (!manifest) return fail(manifest.error());
      manifest_ = std::move(*manifest);
      return check_manifest(*manifest_, called_);
    }
    if (::fsync(file_.get()) != 0) return os::fail_errno(path_, errno);
    if (::close(file_.release()) != 0) return os::fail_errno(path_, errno);
    return {};
  }

  [[nodiscard]] const std::optional<Manifest>& manifest() const { return manifest_; }
  [[nodiscard]] const std::vector<std::string>& settings() const { return settings_; }
  [[nodiscard]] std::uint64_t files() const { return files_; }

 private:
  std::string folder_;
  std::string called_;
  const BytesProgress& progress_;
  std::optional<Manifest> manifest_;
  std::string text_;
  std::string path_;
  os::Descriptor file_;
  std::vector<std::string> settings_;
  std::uint64_t files_ = 0;
  std::uint64_t bytes_ = 0;
};

/// What is there already of the folder that is to take the backup.
Status require_free(const std::string& dir, const config::Config& config, Existing existing) {
  if (existing == Existing::kReplace) return {};
  const Places places = places_of(dir, config);
  const bool own_file = config.database.url.empty();
  if (std::error_code gone; own_file && !fs::exists(places.catalog, gone)) return {};
  auto database = store::open_database(places.catalog, store::Access::kReadWrite);
  if (!database) {
    return fail(
        std::move(database.error())
            .at(dir + ": the catalog that is there cannot be looked at; --replace puts the backup in its place"));
  }
  const auto empty = store::is_empty_catalog(**database);
  if (!empty) return fail(empty.error());
  if (*empty) return {};
  return fail(ErrorCode::kConflict,
              dir + ": holds an archive already; --replace puts the backup in its place, and what is there is lost");
}

/// The catalog of the backup is whole, and brought to this program's schema.
Result<std::unique_ptr<store::Database>> open_laid(const std::string& path, const std::string& called) {
  std::error_code gone;
  if (!fs::exists(path, gone)) return fail(ErrorCode::kBadInput, called + ": holds no catalog");
  auto database = store::open_database(path, store::Access::kReadWrite);
  if (!database) return fail(std::move(database.error()).at(called));
  const auto checked = (*database)->query("pragma quick_check(1)");
  if (!checked) return fail(checked.error());
  if (checked->empty() || store::text_of(checked->front().front()) != "ok")
    return fail(ErrorCode::kBadInput, called + ": the catalog in it is damaged");
  return database;
}

/// A worker on another machine holds no lock of this one's, but it is heard of in the database.
Status require_no_worker(store::Database& database) {
  constexpr std::chrono::seconds kJustNow{60};
  const auto since = std::chrono::system_clock::now() - kJustNow;
  const auto rows = database.query("select name from worker where seen_at > $1 order by name",
                                   {store::of(std::chrono::time_point_cast<std::chrono::milliseconds>(since))});
  if (!rows) return fail(rows.error());
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  for (const store::Row& row : *rows) {
    const std::string name = store::text_of(row.front());
    if (name.starts_with(std::string(host.data()) + ":")) continue;
    return fail(ErrorCode::kConflict, "worker " + name +
                                          " was heard of within the last minute: stop dais run and dais work on all "
                                          "machines before a restore, and wait a minute for one that was killed");
  }
  return {};
}

Status exchange_folders(const std::string& fresh, const std::string& place) {
  std::error_code gone;
  const unsigned how = fs::exists(place, gone) ? RENAME_EXCHANGE : 0;
  if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, place.c_str(), how) == 0) return {};
  if (errno != EINVAL && errno != ENOSYS) return os::fail_errno(place, errno);
  // A file system without the exchange: two steps, and what a kill leaves between them lies beside.
  std::error_code code;
  const std::string old = fresh + ".old";
  if (how != 0) fs::rename(place, old, code);
  if (!code) fs::rename(fresh, place, code);
  return code ? Status(fail(ErrorCode::kIo, place + ": " + code.message())) : Status{};
}

/// Settings that are not there yet; what is there stays as it is. Those that differ are named.
Result<std::vector<std::string>> place_settings(const std::string& from, const std::string& dir,
                                                const std::vector<std::string>& names) {
  std::vector<std::string> kept;
  for (const std::string& name : names) {
    const std::string target = (fs::path(dir) / name).string();
    const auto theirs = os::read_file(from + "/" + name, kMostManifest);
    if (!theirs) return fail(theirs.error());
    std::error_code gone;
    if (fs::exists(fs::symlink_status(target, gone))) {
      const auto ours = os::read_file(target, kMostManifest);
      if (!ours || *ours != *theirs) kept.push_back(name);
      continue;
    }
    if (Status made = os::ensure_folder(fs::path(target).parent_path().string()); !made) return fail(made.error());
    if (Status written = os::write_file_atomically(target, *theirs); !written) return fail(written.error());
  }
  return kept;
}

/// The folder's own configuration, or the backup's where it has none.
Result<config::Config> config_for(const std::string& dir, const std::string& laid, const std::string& called,
                                  const std::vector<std::string>& overrides) {
  std::error_code gone;
  const fs::path own = fs::path(dir) / kConfigFile;
  if (!fs::exists(own, gone) && !fs::exists(fs::path(laid) / kConfigFile, gone))
    return fail(ErrorCode::kBadInput, called + ": holds no dais.toml, and " + dir + " has none");
  return config::load(fs::exists(own, gone) ? dir : laid, overrides);
}

class Restoring {
 public:
  Restoring(const std::string& dir, const std::vector<std::string>& overrides, std::string called)
      : dir_(dir), overrides_(overrides), called_(std::move(called)), laid_(dir + "/.restore") {}
  ~Restoring() {
    std::error_code ignored;
    fs::remove_all(laid_, ignored);
    if (!alone_) return;
    fs::remove(dir_ + "/.restore.lock", ignored);
    // A folder that was made for nothing; one that holds something stays.
    if (made_dir_) ::rmdir(dir_.c_str());
  }
  Restoring(const Restoring&) = delete;
  Restoring& operator=(const Restoring&) = delete;

  Result<RestoreSummary> run(int descriptor, Existing existing, const BytesProgress& progress) {
    if (Status ready = begin(existing); !ready) return fail(ready.error());
    Laying laying(laid_, called_, progress);
    if (Status read = read_backup(descriptor, called_, laying); !read) return fail(read.error());
    if (!laying.manifest()) return fail(ErrorCode::kBadInput, called_ + ": is no backup of Dais");
    const auto config = config_for(dir_, laid_, called_, overrides_);
    if (!config) return fail(config.error());
    // Only now is it known, where the configuration came with the backup.
    if (Status free = require_free(dir_, *config, existing); !free) return fail(free.error());
    if (Status exchanged = put_in_place(*config); !exchanged) return fail(exchanged.error());
    auto kept = place_settings(laid_, dir_, laying.settings());
    if (!kept) return fail(kept.error());
    return RestoreSummary{laying.files(), laying.manifest()->program, laying.manifest()->made_at, std::move(*kept)};
  }

 private:
  Status begin(Existing existing) {
    std::error_code gone;
    made_dir_ = !fs::exists(dir_, gone);
    if (Status made = os::ensure_folder(dir_); !made) return made;
    auto alone = os::FileLock::acquire(dir_ + "/.restore.lock", "dais restore");
    if (!alone) return fail(alone.error());
    alone_ = std::move(*alone);
    if (fs::exists(dir_ + "/data", gone)) {
      if (Status taken = take_data(); !taken) return taken;
    }
    if (fs::exists(dir_ + "/" + std::string(kConfigFile), gone)) {
      const auto config = config::load(dir_, overrides_);
      if (!config) return fail(config.error());
      if (Status free = require_free(dir_, *config, existing); !free) return free;
    } else if (existing == Existing::kRefuse && fs::exists(dir_ + "/" + std::string(kBackupCatalog), gone)) {
      return fail(ErrorCode::kConflict,
                  dir_ + ": holds a catalog already, without a dais.toml; --replace puts the backup in its place");
    }
    fs::remove_all(laid_, gone);
    return os::ensure_folder(laid_ + "/data/blobs");
  }

  /// Nobody may go on with what is exchanged under its feet: it would write into the old archive, which goes.
  Status take_data() {
    const Places places = places_of(dir_, {});
    auto alone = os::UseLock::alone(places.use, "dais restore");
    if (!alone) return fail(std::move(alone.error()).at("stop what works on " + dir_ + " before a restore"));
    unused_ = std::move(*alone);
    auto lock = os::FileLock::acquire(places.lock, "dais restore");
    if (!lock) return fail(lock.error());
    writing_ = std::move(*lock);
    return {};
  }

  Status put_in_place(const config::Config& config) {
    const std::string laid_catalog = laid_ + "/" + std::string(kBackupCatalog);
    auto catalog = open_laid(laid_catalog, called_);
    if (!catalog) return fail(catalog.error());
    if (!config.database.url.empty()) {
      auto into = store::open_database(config.database.url, store::Access::kReadWrite);
      if (!into) return fail(into.error());
      if (Status alone = require_no_worker(**into); !alone) return alone;
      // The blobs go first: a row never names what is not there.
      if (Status laid = lay_blobs_beside(); !laid) return laid;
      if (Status replaced = store::replace_catalog(**catalog, **into); !replaced) return replaced;
      catalog->reset();
      std::error_code ignored;
      for (const char* end : {"", "-wal", "-shm"}) fs::remove(laid_catalog + end, ignored);
      return exchange_folders(laid_ + "/data", dir_ + "/data");
    }
    // One file without a log beside it.
    if (Status one = (*catalog)->run_script("pragma journal_mode = delete"); !one) return one;
    catalog->reset();
    if (Status exchanged = exchange_folders(laid_ + "/data", dir_ + "/data"); !exchanged) return exchanged;
    // Versions of the open data are no part of a backup, and their addresses are to last.
    std::error_code ignored;
    fs::rename(laid_ + "/data/open", dir_ + "/data/open", ignored);
    return {};
  }

  /// Hard links of the new blobs among the old ones.
  Status lay_blobs_beside() const {
    std::error_code code;
    const fs::path from = laid_ + "/data/blobs";
    for (auto it = fs::recursive_directory_iterator(from, code); !code && it != fs::end(it); it.increment(code)) {
      if (!it->is_regular_file(code)) continue;
      const fs::path to = fs::path(dir_) / "data" / "blobs" / it->path().lexically_relative(from);
      std::error_code there;
      fs::create_directories(to.parent_path(), there);
      fs::create_hard_link(it->path(), to, there);
      if (there && there != std::errc::file_exists) return fail(ErrorCode::kIo, to.string() + ": " + there.message());
    }
    return code ? Status(fail(ErrorCode::kIo, from.string() + ": " + code.message())) : Status{};
  }

  const std::string& dir_;
  const std::vector<std::string>& overrides_;
  std::string called_;
  std::string laid_;
  bool made_dir_ = false;
  std::optional<os::FileLock> alone_;
  std::optional<os::UseLock> unused_;
  std::optional<os::FileLock> writing_;
};

}  // namespace

Result<RestoreSummary> restore(const std::string& dir, const std::vector<std::string>& overrides, int descriptor,
                               const std::string& called, Existing existing, const BytesProgress& progress) {
  return Restoring(dir, overrides, called).run(descriptor, existing, progress);
}

}  // namespace dais::archive
