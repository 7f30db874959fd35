// SPDX-License-Identifier: Apache-2.0
#include "archive/source_state.h"

#include <algorithm>
#include <array>

#include <boost/json.hpp>

namespace dais::archive {
namespace {

using store::ColumnType;
using store::Row;
using store::Rows;

constexpr std::array<store::Column, 3> kStateColumns = {{{"source"}, {"key"}, {"value"}}};
constexpr std::array<store::Column, 6> kRunColumns = {{{"source"},
                                                       {"started", ColumnType::kTime},
                                                       {"ended", ColumnType::kTime},
                                                       {"failure"},
                                                       {"requests"},
                                                       {"refused", ColumnType::kInteger}}};
constexpr std::array<store::Column, 4> kRemarkColumns = {
    {{"source"}, {"nth", ColumnType::kInteger}, {"kind"}, {"text"}}};

std::string requests_json(const std::map<std::string, std::uint64_t>& requests) {
  boost::json::object out;
  for (const auto& [outcome, count] : requests) out[outcome] = count;
  return boost::json::serialize(out);
}

std::map<std::string, std::uint64_t> requests_of(const std::string& text) {
  std::map<std::string, std::uint64_t> requests;
  boost::system::error_code wrong;
  const boost::json::value parsed = boost::json::parse(text, wrong);
  if (wrong || !parsed.is_object()) return requests;
  for (const auto& entry : parsed.get_object()) {
    boost::system::error_code no_number;
    requests[std::string(entry.key())] = entry.value().to_number<std::uint64_t>(no_number);
  }
  return requests;
}

void add_remarks(const SourceRun& run, const std::vector<std::string>& texts, const std::string& kind, Rows& rows) {
  for (std::size_t i = 0; i < std::min(texts.size(), kKeptRemarks); ++i)
    rows.push_back({run.source, static_cast<std::int64_t>(rows.size()), kind, texts[i]});
}

}  // namespace

Status SourceState::load() {
  const Result<Rows> rows = database_->query("select key, value from source_state where source = $1", {source_});
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows) memory_.emplace(store::text_of(row[0]), store::text_of(row[1]));
  return {};
}

Status SourceState::write() {
  Rows rows;
  std::vector<std::string> forgotten;
  for (const auto& [key, value] : fresh_) {
    if (value.empty()) {
      forgotten.push_back(key);
    } else {
      rows.push_back({source_, key, value});
    }
  }
  if (!forgotten.empty()) {
    const std::string sql = "delete from source_state where source = $1 and key " + database_->in_list("$2");
    if (Status done = database_->execute(sql, {source_, database_->list_value(forgotten)}); !done) return done;
  }
  return rows.empty() ? Status{} : database_->upsert("source_state", kStateColumns, 2, rows);
}

Status write_run(store::Database& database, const SourceRun& run) {
  const Row row = {run.source,
                   store::of(run.started),
                   store::of(run.ended),
                   run.failure ? store::Value{*run.failure} : store::Value{},
                   requests_json(run.requests),
                   run.refused};
  if (Status written = database.upsert("source_run", kRunColumns, 1, {row}); !written) return written;
  if (Status done = database.execute("delete from source_remark where source = $1", {run.source}); !done) return done;
  Rows remarks;
  add_remarks(run, run.refusals, "refusal", remarks);
  add_remarks(run, run.notes, "note", remarks);
  return remarks.empty() ? Status{} : database.upsert("source_remark", kRemarkColumns, 2, remarks);
}

Result<std::vector<SourceRun>> load_runs(store::Database& database) {
  const Result<Rows> rows =
      database.query("select source, started, ended, failure, requests, refused from source_run order by source");
  if (!rows) return fail(rows.error());
  std::vector<SourceRun> runs;
  for (const Row& row : *rows) {
    SourceRun& run = runs.emplace_back();
    run.source = store::text_of(row[0]);
    run.started = store::instant_of(row[1]);
    run.ended = store::instant_of(row[2]);
    if (!store::is_null(row[3])) run.failure = store::text_of(row[3]);
    run.requests = requests_of(store::text_of(row[4]));
    run.refused = store::integer_of(row[5]);
    const Result<Rows> remarks =
        database.query("select kind, text from source_remark where source = $1 order by nth", {run.source});
    if (!remarks) return fail(remarks.error());
    for (const Row& remark : *remarks)
      (store::text_of(remark[0]) == "note" ? run.notes : run.refusals).push_back(store::text_of(remark[1]));
  }
  return runs;
}

}  // namespace dais::archive
