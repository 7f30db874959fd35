// SPDX-License-Identifier: Apache-2.0
// Suggestions while a query is typed: people, phrases, matters and bodies that have the words typed so far, the last of
// them perhaps only begun.
#include <algorithm>
#include <filesystem>

#include "archive/catalog_reader.h"
#include "archive/phrases.h"
#include "os/files.h"
#include "text/encoding.h"
#include "text/words.h"

namespace dais::archive {

using store::Row;
using store::Rows;
using store::text_of;

namespace {

constexpr std::size_t kShortest = 2;  ///< characters
constexpr std::size_t kLongest = 100;  ///< bytes: longer ones are no beginning any more
constexpr std::size_t kPeople = 3;
constexpr std::size_t kPhrases = 4;
constexpr std::size_t kMatters = 3;
constexpr std::size_t kBodies = 2;
constexpr std::uint64_t kMostPhraseBytes = 4U << 20U;

/// The words as they stand: what is typed is no query yet.
TitleQuery beginning_of(const std::string& text) {
  search::ParsedQuery typed;
  typed.text = text;
  for (const text::FoldedWord& word : text::folded_words(text)) {
    search::Unit unit;
    unit.words = {word.folded};
    unit.begin = word.begin;
    unit.end = word.end;
    typed.groups.push_back({{unit}, true});
  }
  return title_query(typed, LastWord::kBegun);
}

}  // namespace

Status CatalogReader::suggest_people(const TitleQuery& query, std::vector<Suggested>& out) {
  const auto found = titles_->find(*database_, TitleKind::kPerson, query, "", 0, kPeople);
  if (!found) return fail(found.error());
  for (const std::string& id : found->ids) {
    const Result<Rows> rows = database_->query(
        "select p.name, (select r.title from role r where r.person_id = p.id and r.withdrawn is null order by "
        "coalesce(r.end_at, 9000000000000000) desc, r.id limit 1) from person p where p.id = $1",
        {id});
    if (!rows) return fail(rows.error());
    if (!rows->empty())
      out.push_back({"person", text_of(rows->front()[0]), text_of(rows->front()[1]), "/people/" + id});
  }
  return {};
}

Status CatalogReader::suggest_matters(const TitleQuery& query, std::vector<Suggested>& out) {
  const auto found = titles_->find(*database_, TitleKind::kMatter, query, "", 0, kMatters);
  if (!found) return fail(found.error());
  for (const std::string& id : found->ids) {
    const Result<Rows> rows = database_->query("select name, title from matter where id = $1", {id});
    if (!rows) return fail(rows.error());
    if (rows->empty()) continue;
    const std::string name = text_of(rows->front()[0]);
    const std::string title = text_of(rows->front()[1]);
    out.push_back({"matter", name.empty() ? title : name, name.empty() ? "" : title, "/matters/" + id});
  }
  return {};
}

Status CatalogReader::suggest_bodies(const TitleQuery& query, std::vector<Suggested>& out) {
  const auto found = titles_->find(*database_, TitleKind::kBody, query, "", 0, kBodies);
  if (!found) return fail(found.error());
  for (const std::string& id : found->ids) {
    const Result<Rows> rows = database_->query("select name from body where id = $1", {id});
    if (!rows) return fail(rows.error());
    if (!rows->empty()) out.push_back({"body", text_of(rows->front()[0]), "", "/bodies/" + id});
  }
  return {};
}

/// The file is read again when it was written anew.
void CatalogReader::refresh_phrases() {
  std::error_code gone;
  const auto written = std::filesystem::last_write_time(phrases_file_, gone);
  if (gone || (phrases_written_ && *phrases_written_ == written)) return;
  const auto text = os::read_file(phrases_file_, kMostPhraseBytes);
  if (!text) return;
  phrases_ = TitleTable();
  for (const Phrase& phrase : read_phrases(*text)) phrases_.put({phrase.text, "", phrase.meetings, phrase.text});
  phrases_written_ = written;
}

Result<std::vector<Suggested>> CatalogReader::suggest(const std::string& text, std::size_t limit) {
  std::vector<Suggested> out;
  if (text.size() > kLongest || text::count_characters(text::decode_text(text).utf8) < kShortest) return out;
  const TitleQuery query = beginning_of(text);
  if (query.empty()) return out;
  if (Status added = suggest_people(query, out); !added) return fail(std::move(added.error()));
  refresh_phrases();
  for (std::string& phrase : phrases_.find(query, "", 0, kPhrases).ids)
    out.push_back({"phrase", std::move(phrase), "", ""});
  if (Status added = suggest_matters(query, out); !added) return fail(std::move(added.error()));
  if (Status added = suggest_bodies(query, out); !added) return fail(std::move(added.error()));
  if (out.size() > limit) out.resize(limit);
  return out;
}

}  // namespace dais::archive
