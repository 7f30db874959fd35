// SPDX-License-Identifier: Apache-2.0
#include "archive/identity.h"

#include <array>

#include "base/ids.h"

namespace dais::archive {
namespace {

constexpr char kExternal[] = "x:";
constexpr char kNatural[] = "n:";
/// Natural keys hold for every source.
constexpr char kAnySource[] = "";

}  // namespace

std::string Identity::joined(std::string_view kind, std::string_view source, std::string_view key) {
  std::string out(kind);
  out += '\x1f';
  out += source;
  out += '\x1f';
  out += key;
  return out;
}

const std::string* Identity::find(std::string_view kind, std::string_view source, std::string_view key) const {
  const auto found = ids_.find(joined(kind, source, key));
  return found == ids_.end() ? nullptr : &found->second;
}

void Identity::learn(Key key) {
  ids_.insert_or_assign(joined(key.kind, key.source, key.key), key.id);
  if (key.key.starts_with(kExternal)) external_of_.try_emplace(joined(key.kind, key.source, key.id), key.key);
  if (key.key.starts_with(kExternal) && key.source != source_)
    elsewhere_.try_emplace(joined(key.kind, kAnySource, key.key), key.id);
  fresh_.push_back(std::move(key));
}

Status Identity::load() {
  const Result<store::Rows> rows = database_->query("select kind, source, key, id from identity");
  if (!rows) return fail(rows.error());
  for (const store::Row& row : *rows) {
    learn({store::text_of(row[0]), store::text_of(row[1]), store::text_of(row[2]), store::text_of(row[3])});
  }
  fresh_.clear();
  return {};
}

std::string Identity::find_or_make(std::string_view kind, const std::string& external_id, const std::string& natural) {
  const std::string external = kExternal + external_id;
  const std::string by_nature = kNatural + natural;
  const std::string* same = natural.empty() ? nullptr : find(kind, kAnySource, by_nature);
  if (const std::string* known = external_id.empty() ? nullptr : find(kind, source_, external)) {
    std::string id = *known;
    // Named by id alone before (a vote on a meeting not yet read): now its nature is known as well.
    if (same == nullptr && !natural.empty()) learn({std::string(kind), kAnySource, by_nature, id});
    return id;
  }
  if (same != nullptr && !external_id.empty()) {
    const auto twin = elsewhere_.find(joined(kind, kAnySource, external));
    if (twin != elsewhere_.end()) same = &twin->second;
  }
  const bool fits = same != nullptr && (external_id.empty() || !external_of_.contains(joined(kind, source_, *same)));
  const std::string id = fits                  ? *same
                         : external_id.empty() ? make_id({kind, natural})
                                               : make_id({kind, source_, external_id});
  if (!external_id.empty()) learn({std::string(kind), source_, external, id});
  if (same == nullptr && !natural.empty()) learn({std::string(kind), kAnySource, by_nature, id});
  return id;
}

std::string Identity::person(const std::string& external_id, const std::string& folded_name) {
  const std::string key = external_id.empty() ? kNatural + folded_name : kExternal + external_id;
  if (const std::string* id = find("person", source_, key)) return *id;
  std::string id = external_id.empty() ? make_id({"person", source_, "name", folded_name})
                                       : make_id({"person", source_, external_id});
  learn({"person", source_, key, id});
  return id;
}

Status Identity::flush() {
  static constexpr std::array<store::Column, 4> kColumns = {{{"kind"}, {"source"}, {"key"}, {"id"}}};
  store::Rows rows;
  for (const Key& key : fresh_) rows.push_back({key.kind, key.source, key.key, key.id});
  if (Status written = database_->upsert("identity", kColumns, 3, rows); !written) return written;
  fresh_.clear();
  return {};
}

void Identity::abandon() {
  for (const Key& key : fresh_) {
    ids_.erase(joined(key.kind, key.source, key.key));
    external_of_.erase(joined(key.kind, key.source, key.id));
  }
  fresh_.clear();
}

}  // namespace dais::archive
