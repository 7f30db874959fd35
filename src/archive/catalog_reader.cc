// SPDX-License-Identifier: Apache-2.0
// What all views share: opening, paging, provenance, addresses.
#include "archive/catalog_reader.h"

#include <algorithm>
#include <array>

#include "archive/exported_cell.h"
#include "archive/instance.h"
#include "archive/kept_transcript.h"
#include "archive/transcript_text.h"
#include "base/invariant.h"
#include "speech/captions.h"

namespace dais::archive {

using store::Row;
using store::Rows;
using store::text_of;

namespace {

struct Addressed {
  std::string_view kind;
  const store::Table* table;
};

const std::array kAddressed = {Addressed{"event", &store::tables::kEvent}, Addressed{"person", &store::tables::kPerson},
                               Addressed{"matter", &store::tables::kMatter}, Addressed{"body", &store::tables::kBody},
                               Addressed{"vote_event", &store::tables::kVoteEvent}};

Result<const store::Table*> table_of(const std::string& kind) {
  const auto found = std::ranges::find(kAddressed, kind, &Addressed::kind);
  if (found == kAddressed.end())
    return fail(ErrorCode::kBadRequest, "kind: \"" + kind + "\" is none of event, person, matter, body, vote_event");
  return found->table;
}

}  // namespace

void Conditions::add(std::string_view condition, store::Value value) {
  std::string text(condition);
  const std::size_t at = text.find("$?");
  invariant(at != std::string::npos, "a condition says where its value goes");
  text.replace(at, 2, parameter(std::move(value)));
  add(text);
}

void Conditions::add(std::string_view condition) { text_ += (text_.empty() ? "" : " and ") + std::string(condition); }

std::string Conditions::where() const { return text_.empty() ? "" : "where " + text_; }

std::string Conditions::parameter(store::Value value) {
  params_.push_back(std::move(value));
  return "$" + std::to_string(params_.size());
}

CatalogReader::CatalogReader(std::unique_ptr<store::Database> database, Indexes indexes, const Places& places,
                             std::string timezone, std::shared_ptr<VotingRecordCache> record_cache,
                             std::shared_ptr<RecordTitles> titles)
    : database_(std::move(database)),
      index_(std::move(indexes.moments)),
      index_folder_(places.index),
      documents_(std::move(indexes.documents)),
      blobs_(places.blobs),
      timezone_(std::move(timezone)),
      record_cache_(std::move(record_cache)),
      titles_(std::move(titles)),
      phrases_file_(places.phrases) {}

Result<std::int64_t> CatalogReader::count(const std::string& sql, const store::Params& params) {
  const Result<Rows> rows = database_->query(sql, params);
  if (!rows) return fail(rows.error());
  return rows->empty() ? 0 : store::integer_of(rows->front().front());
}

std::uint64_t CatalogReader::generation() {
  const Result<std::int64_t> generation = database_->generation();
  return generation ? static_cast<std::uint64_t>(*generation) : 0;
}

Result<const Speakers*> CatalogReader::speakers() {
  const Result<std::int64_t> generation = database_->generation();
  if (!generation) return fail(generation.error());
  if (!speakers_ || speakers_generation_ != *generation) {
    Result<Speakers> loaded = Speakers::load(*database_);
    if (!loaded) return fail(std::move(loaded.error()));
    speakers_ = std::move(*loaded);
    speakers_generation_ = *generation;
  }
  return &*speakers_;
}

Result<Provenance> CatalogReader::provenance(const store::Table& table, const std::string& id,
                                             const std::string& source_uri) {
  const Result<Rows> rows = database_->query("select source, external_id, first_seen, last_changed, withdrawn from " +
                                                 std::string(table.name) + " where id = $1",
                                             {id});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return fail(ErrorCode::kNotFound, std::string(table.kind) + " " + id);
  const Row& row = rows->front();
  Provenance provenance{text_of(row[0]),
                        text_of(row[1]),
                        source_uri,
                        store::instant_of(row[2]),
                        store::instant_of(row[3]),
                        store::maybe_instant(row[4]),
                        {}};
  const Result<Rows> changes = database_->query(
      "select field, old_value, new_value, changed_at from history where kind = $1 and record_id = $2 order by "
      "changed_at desc, field, nth desc",
      {std::string(table.kind), id});
  if (!changes) return fail(changes.error());
  for (const Row& change : *changes) {
    const std::string field = text_of(change[0]);
    provenance.changes.push_back({field, history_text(table.kind, field, text_of(change[1])),
                                  history_text(table.kind, field, text_of(change[2])), store::instant_of(change[3])});
  }
  return provenance;
}

Result<Located> CatalogReader::locate(const std::string& kind, const std::string& id) {
  const auto table = table_of(kind);
  if (!table) return fail(table.error());
  const bool is_person = kind == "person";
  const std::string sql = std::string("select id, ") + (is_person ? "same_as" : "null") + " from " +
                          std::string((*table)->name) + " where id = $1";
  const Result<Rows> rows = database_->query(sql, {id});
  if (!rows) return fail(rows.error());
  if (!rows->empty()) {
    const std::string successor = text_of(rows->front()[1]);
    return successor.empty() ? Located{id, false} : Located{successor, true};
  }
  const Result<Rows> old = database_->query("select id from cdp_id where kind = $1 and cdp_id = $2", {kind, id});
  if (!old) return fail(old.error());
  if (old->empty()) return fail(ErrorCode::kNotFound, kind + " " + id + ": no such record");
  Result<Located> at = locate(kind, text_of(old->front()[0]));
  if (at) at->moved = true;
  return at;
}

Result<std::string> CatalogReader::resolve(const std::string& source, const std::string& kind,
                                           const std::string& external_id) {
  const auto table = table_of(kind);
  if (!table) return fail(table.error());
  const Result<Rows> keyed = database_->query("select id from identity where kind = $1 and source = $2 and key = $3",
                                              {kind, source, "x:" + external_id});
  if (!keyed) return fail(keyed.error());
  std::string id = keyed->empty() ? "" : text_of(keyed->front()[0]);
  if (id.empty()) {
    // Vote events are known by their row alone.
    const Result<Rows> rows = database_->query(
        "select id from " + std::string((*table)->name) + " where source = $1 and external_id = $2 order by id",
        {source, external_id});
    if (!rows) return fail(rows.error());
    if (rows->empty())
      return fail(ErrorCode::kNotFound,
                  kind + " \"" + external_id + "\" of source \"" + source + "\": not in the archive");
    id = text_of(rows->front()[0]);
  }
  const Result<Located> at = locate(kind, id);
  if (!at) return fail(at.error());
  return at->id;
}

Result<std::string> CatalogReader::media_file(const std::string& name) { return blobs_.path_of(name); }

Result<std::string> CatalogReader::transcript_json(const std::string& event_id, int session) {
  const Result<Rows> rows = database_->query(
      "select t.text_blob, t.original_blob, t.original_is_cdp from transcript t join session s on s.id = t.session_id "
      "where s.event_id = $1 and s.session_index = $2 and " +
          kIsShown + " order by t.id",
      {event_id, store::of(session)});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return fail(ErrorCode::kNotFound, "no transcript of that session");
  const Row& row = rows->front();
  // CDP's own file goes out as it came: nothing of it can be lost that way.
  if (store::integer_of(row[2]) != 0) return blobs_.text(text_of(row[1]));
  const Result<std::string> packed = blobs_.text(text_of(row[0]));
  if (!packed) return fail(packed.error());
  const Result<domain::Transcript> transcript = unpack_transcript(*packed);
  if (!transcript) return fail(transcript.error());
  return speech::write_cdp_json(*transcript);
}

Result<domain::Transcript> CatalogReader::transcript(const std::string& event_id, int session, const std::string& id) {
  const Result<Rows> rows = database_->query(
      "select t.text_blob from transcript t join session s on s.id = t.session_id "
      "where s.event_id = $1 and s.session_index = $2 and t.id = $3 and t.withdrawn is null",
      {event_id, store::of(session), id});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return fail(ErrorCode::kNotFound, "that session has no transcript \"" + id + "\"");
  const Result<std::string> packed = blobs_.text(text_of(rows->front()[0]));
  if (!packed) return fail(packed.error());
  return unpack_transcript(*packed);
}

std::shared_ptr<VotingRecordCache> make_record_cache(const config::Config& config) {
  return std::make_shared<VotingRecordCache>(config.instance.timezone, config.insight);
}

std::shared_ptr<RecordTitles> make_record_titles() { return std::make_shared<RecordTitles>(); }

Result<std::unique_ptr<Reader>> open_reader(const std::string& instance_dir, const config::Config& config,
                                            std::shared_ptr<VotingRecordCache> cache,
                                            std::shared_ptr<RecordTitles> titles) {
  const Places places = places_of(instance_dir, config);
  auto database = store::open_database(places.catalog, store::Access::kReadOnly);
  if (!database) return fail(std::move(database.error()));
  auto index = search::open_reader(places.index);
  if (!index) return fail(std::move(index.error()));
  auto documents = search::open_reader(places.document_index);
  if (!documents) return fail(std::move(documents.error()));
  return std::make_unique<CatalogReader>(std::move(*database),
                                         CatalogReader::Indexes{std::move(*index), std::move(*documents)}, places,
                                         config.instance.timezone, cache ? std::move(cache) : make_record_cache(config),
                                         titles ? std::move(titles) : make_record_titles());
}

}  // namespace dais::archive
