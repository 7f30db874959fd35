// SPDX-License-Identifier: Apache-2.0
#include "archive/dump.h"

#include <algorithm>
#include <filesystem>

#include "archive/civic_json.h"
#include "archive/data_descriptors.h"
#include "archive/export_transcripts.h"
#include "archive/instance.h"
#include "base/digest.h"
#include "os/files.h"
#include "store/database.h"

namespace dais::archive {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSqliteFile = "archive.sqlite";
constexpr std::size_t kVersionDigits = 16;

class Dumper {
 public:
  Dumper(store::Database& database, const store::Blobs& blobs, const config::Config& config, std::string folder,
         std::stop_token stop)
      : database_(database), blobs_(blobs), config_(config), folder_(std::move(folder)), stop_(std::move(stop)) {}

  Result<Dump> run() {
    // One moment for all tables.
    const Result<store::Transaction> moment = store::Transaction::begin_reading(database_);
    if (!moment) return fail(moment.error());
    const Result<std::int64_t> generation = database_.generation();
    if (!generation) return fail(generation.error());
    dump_.generation = *generation;
    if (Status dated = find_newest_change(); !dated) return fail(dated.error());
    if (Status written = write_tables(); !written) return fail(written.error());
    if (Status written = keep(export_popolo(folder_, database_)); !written) return fail(written.error());
    if (Status written = keep(export_open_civic_data(folder_, database_)); !written) return fail(written.error());
    if (Status written = describe(); !written) return fail(written.error());
    return std::move(dump_);
  }

 private:
  Status keep(Result<ExportedFile> file) {
    if (!file) return fail(std::move(file.error()));
    dump_.files.push_back(std::move(*file));
    return {};
  }

  Status find_newest_change() {
    for (const store::Table* table : store::record_tables()) {
      const Result<store::Rows> rows = database_.query("select max(last_changed) from " + std::string(table->name));
      if (!rows) return fail(rows.error());
      const std::optional<Instant> newest = store::maybe_instant(rows->front().front());
      if (newest) dump_.as_of = std::max(dump_.as_of.value_or(*newest), *newest);
    }
    return {};
  }

  Status write_tables() {
    Result<SqliteExport> sqlite = SqliteExport::create(folder_ + "/" + kSqliteFile);
    if (!sqlite) return fail(std::move(sqlite.error()));
    const auto transcripts = transcripts_to_export(database_);
    if (!transcripts) return fail(transcripts.error());
    const Result<Speakers> speakers = Speakers::load(database_);
    if (!speakers) return fail(speakers.error());
    for (const TableShape& shape : exported_tables()) {
      Result<ExportedTable> table =
          shape.name == kSentenceTable
              ? export_table(folder_, shape, heeding_stop(sentences_of(*transcripts, blobs_, *speakers)), *sqlite)
              : write_table(shape, *sqlite);
      if (!table) return fail(std::move(table.error()));
      dump_.files.push_back(table->csv);
      dump_.files.push_back(table->json_lines);
      dump_.tables.push_back(std::move(*table));
    }
    if (Status finished = sqlite->finish(); !finished) return finished;
    if (Status measured = keep(measure_file(folder_, kSqliteFile)); !measured) return measured;
    return keep(export_transcripts(folder_, *transcripts, blobs_));
  }

  Result<ExportedTable> write_table(const TableShape& shape, SqliteExport& sqlite) {
    const Result<store::Rows> rows = sorted_rows(database_, shape);
    if (!rows) return fail(rows.error());
    const RowSource source = [&rows](const RowVisitor& visit) -> Status {
      for (const store::Row& row : *rows) {
        if (Status visited = visit(row); !visited) return visited;
      }
      return {};
    };
    return export_table(folder_, shape, heeding_stop(source), sqlite);
  }

  RowSource heeding_stop(RowSource source) const {
    return [this, source = std::move(source)](const RowVisitor& visit) -> Status {
      return source([&](const store::Row& row) -> Status {
        if (stop_.stop_requested()) return fail(ErrorCode::kUnavailable, "the export was stopped");
        return visit(row);
      });
    };
  }

  Status describe() {
    // The version is made from the files and from what the descriptions say but for the version itself.
    std::string content = data_package(dump_, config_);
    for (const ExportedFile& file : dump_.files) content += file.name + " " + file.sha256 + "\n";
    dump_.version = sha256_hex(content).substr(0, kVersionDigits);
    for (const auto& [name, text] : data_descriptions(dump_, config_)) {
      if (Status written = keep(write_export_file(folder_, name, text)); !written) return written;
    }
    std::ranges::sort(dump_.files, {}, &ExportedFile::name);
    std::string sums;
    for (const ExportedFile& file : dump_.files) sums += file.sha256 + "  " + file.name + "\n";
    return keep(write_export_file(folder_, "SHA256SUMS", sums));
  }

  store::Database& database_;
  const store::Blobs& blobs_;
  const config::Config& config_;
  std::string folder_;
  std::stop_token stop_;
  Dump dump_;
};

}  // namespace

Result<Dump> dump_into_empty(const std::string& instance_dir, const config::Config& config, const std::string& folder,
                             const std::stop_token& stop) {
  const Places places = places_of(instance_dir, config);
  auto database = store::open_database(places.catalog, store::Access::kReadOnly);
  if (!database) return fail(std::move(database.error()));
  const store::Blobs blobs(places.blobs);
  return Dumper(**database, blobs, config, folder, stop).run();
}

Result<Dump> dump_archive(const std::string& instance_dir, const config::Config& config, const std::string& to_dir) {
  if (Status made = os::ensure_folder(to_dir); !made) return fail(made.error());
  const Result<os::TempDir> draft = os::TempDir::make(to_dir);
  if (!draft) return fail(draft.error());
  Result<Dump> dump = dump_into_empty(instance_dir, config, draft->path());
  if (!dump) return dump;
  for (const ExportedFile& file : dump->files) {
    std::error_code problem;
    fs::rename(draft->path() + "/" + file.name, to_dir + "/" + file.name, problem);
    if (problem) return fail(ErrorCode::kIo, to_dir + "/" + file.name + ": " + problem.message());
  }
  return dump;
}

}  // namespace dais::archive
