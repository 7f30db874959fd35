// SPDX-License-Identifier: Apache-2.0
#include "archive/file_texts.h"

#include <array>

#include "archive/kept_transcript.h"
#include "base/ids.h"

namespace dais::archive {
namespace {

using enum store::ColumnType;
using store::text_of;

constexpr std::array<store::Column, 12> kColumns = {{{"id"},
                                                     {"uri"},
                                                     {"read_by", kInteger},
                                                     {"read_at", kTime},
                                                     {"etag"},
                                                     {"content_hash"},
                                                     {"bytes", kInteger},
                                                     {"kind"},
                                                     {"pages", kInteger},
                                                     {"words", kInteger},
                                                     {"text_blob"},
                                                     {"note"}}};

constexpr char kTexts[] =
    "select id, uri, read_by, read_at, etag, content_hash, bytes, kind, pages, words, text_blob, note from file_text ";

FileText text_of_row(const store::Row& row) {
  FileText out;
  out.id = text_of(row[0]);
  out.uri = text_of(row[1]);
  out.read_by = store::integer_of(row[2]);
  out.read_at = store::instant_of(row[3]);
  out.etag = text_of(row[4]);
  out.content_hash = text_of(row[5]);
  out.bytes = store::integer_of(row[6]);
  out.kind = text_of(row[7]);
  out.pages = store::integer_of(row[8]);
  out.words = store::integer_of(row[9]);
  out.text_blob = text_of(row[10]);
  out.note = text_of(row[11]);
  return out;
}

/// One part of the union; `among` is a condition on an address, "" or " and %".
std::string uses_of_meeting(const char* column, FileRole role, const std::string& among) {
  const std::string uri = std::string("e.") + column;
  return "select " + uri + " as uri, " + std::to_string(static_cast<int>(role)) +
         " as role, null as name, e.id as event_id, null as item_id, null as matter_id, e.body_id as body_id, b.name "
         "as "
         "body_name, e.source as source, e.external_id as external_id, e.start_at as start_at, e.timezone as timezone "
         "from event e left join body b on b.id = e.body_id where e.withdrawn is null and " +
         uri + " like 'http%'" + (among.empty() ? "" : " and " + uri + " " + among) + " ";
}

std::string uses_sql(const std::string& among) {
  const std::string files = among.empty() ? "" : " and f.uri " + among;
  return "select * from (" + uses_of_meeting("agenda_uri", FileRole::kAgenda, among) + "union all " +
         uses_of_meeting("minutes_uri", FileRole::kMinutes, among) + "union all select f.uri, " +
         std::to_string(static_cast<int>(FileRole::kItemFile)) +
         ", f.name, e.id, f.event_item_id, i.matter_id, e.body_id, b.name, e.source, e.external_id, e.start_at, "
         "e.timezone from event_item_file f join event_item i on i.id = f.event_item_id join event e on e.id = "
         "f.event_id left join body b on b.id = e.body_id where f.withdrawn is null and i.withdrawn is null and "
         "e.withdrawn is null and f.uri like 'http%'" +
         files + " union all select f.uri, " + std::to_string(static_cast<int>(FileRole::kMatterFile)) +
         ", f.name, null, null, m.id, m.body_id, b.name, m.source, null, m.introduced_at, null "
         "from matter_file f join matter m on m.id = f.matter_id left join body b on b.id = m.body_id "
         "where f.withdrawn is null and m.withdrawn is null and f.uri like 'http%'" +
         files +
         ") u "
         // A meeting's use says more than a matter's.
         "order by u.uri, case when u.event_id is null then 1 else 0 end, u.start_at desc, u.event_id, u.item_id, "
         "u.matter_id";
}

bool is_web_address(const std::string& uri) { return uri.starts_with("http://") || uri.starts_with("https://"); }

Result<std::vector<FileUse>> load_uses(store::Database& database, const std::string& among,
                                       const store::Params& params) {
  const Result<store::Rows> rows = database.query(uses_sql(among), params);
  if (!rows) return fail(rows.error());
  std::vector<FileUse> out;
  out.reserve(rows->size());
  for (const store::Row& row : *rows) {
    FileUse use{text_of(row[0]),
                static_cast<FileRole>(store::integer_of(row[1])),
                text_of(row[2]),
                text_of(row[3]),
                text_of(row[4]),
                text_of(row[5]),
                text_of(row[6]),
                text_of(row[7]),
                text_of(row[8]),
                text_of(row[9]),
                store::maybe_instant(row[10]),
                text_of(row[11])};
    if (is_web_address(use.uri)) out.push_back(std::move(use));
  }
  return out;
}

}  // namespace

std::string file_id(std::string_view uri) { return make_id({"file", uri}); }

Result<std::vector<FileText>> load_file_texts(store::Database& database) {
  const Result<store::Rows> rows = database.query(kTexts);
  if (!rows) return fail(rows.error());
  std::vector<FileText> out;
  out.reserve(rows->size());
  for (const store::Row& row : *rows) out.push_back(text_of_row(row));
  return out;
}

Result<std::vector<FileText>> load_file_texts(store::Database& database, const std::vector<std::string>& ids) {
  const Result<store::Rows> rows =
      database.query(std::string(kTexts) + "where id " + database.in_list("$1"), {database.list_value(ids)});
  if (!rows) return fail(rows.error());
  std::vector<FileText> out;
  for (const store::Row& row : *rows) out.push_back(text_of_row(row));
  return out;
}

Result<std::optional<FileText>> load_file_text(store::Database& database, const std::string& uri) {
  const Result<store::Rows> rows = database.query(std::string(kTexts) + "where id = $1", {file_id(uri)});
  if (!rows) return fail(rows.error());
  return rows->empty() ? std::nullopt : std::optional(text_of_row(rows->front()));
}

Status keep_file_text(store::Database& database, const FileText& text) {
  using store::of;
  using store::of_text;
  const store::Row row = {
      file_id(text.uri),          text.uri,          text.read_by,       of(text.read_at), of_text(text.etag),
      of_text(text.content_hash), text.bytes,        of_text(text.kind), text.pages,       text.words,
      of_text(text.text_blob),    of_text(text.note)};
  if (Status kept = database.upsert("file_text", kColumns, 1, {row}); !kept) return kept;
  return announce(database);
}

Result<std::vector<FileUse>> load_file_uses(store::Database& database) { return load_uses(database, "", {}); }

Result<std::vector<FileUse>> load_file_uses(store::Database& database, const std::vector<std::string>& uris) {
  return load_uses(database, database.in_list("$1"), {database.list_value(uris)});
}

std::string title_of(const FileUse& use) {
  if (use.role == FileRole::kAgenda) return "Agenda";
  if (use.role == FileRole::kMinutes) return "Minutes";
  return use.name.empty() ? "Attachment" : use.name;
}

}  // namespace dais::archive
