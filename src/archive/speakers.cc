// SPDX-License-Identifier: Apache-2.0
#include "archive/speakers.h"

#include "archive/names.h"
#include "json/json.h"

namespace dais::archive {
namespace {

constexpr std::size_t kAmbiguous = static_cast<std::size_t>(-1);

}  // namespace

Result<Speakers> Speakers::load(store::Database& database) {
  const Result<store::Rows> rows = database.query(
      "select coalesce(p.same_as, p.id), p.name, coalesce(head.name, p.name) from person p "
      "left join person head on head.id = p.same_as where p.withdrawn is null and p.name is not null order by p.id");
  if (!rows) return fail(rows.error());
  Speakers speakers;
  for (const store::Row& row : *rows) {
    const std::string id = store::text_of(row[0]);
    const auto [at, fresh] = speakers.by_name_.try_emplace(fold_name(store::text_of(row[1])), speakers.persons_.size());
    if (fresh) {
      speakers.persons_.push_back({id, store::text_of(row[2])});
    } else if (at->second != kAmbiguous && speakers.persons_[at->second].id != id) {
      at->second = kAmbiguous;
    }
  }
  return speakers;
}

const KnownPerson* Speakers::find(std::string_view label) const {
  std::string folded = fold_name(label);
  while (true) {
    const auto found = by_name_.find(folded);
    if (found != by_name_.end()) return found->second == kAmbiguous ? nullptr : &persons_[found->second];
    const std::size_t blank = folded.find(' ');
    // What is left must still be a full name: a lone family name is no evidence.
    if (blank == std::string::npos || folded.find(' ', blank + 1) == std::string::npos) return nullptr;
    folded.erase(0, blank + 1);
  }
}

std::map<std::string, std::int64_t> turns_by_label(const std::string& speakers_json) {
  std::map<std::string, std::int64_t> turns;
  const auto parsed = json::parse(speakers_json.empty() ? "{}" : speakers_json);
  if (!parsed || !parsed->is_object()) return turns;
  for (const auto& [label, count] : parsed->get_object()) {
    if (count.is_number()) turns[std::string(label)] = count.to_number<std::int64_t>();
  }
  return turns;
}

}  // namespace dais::archive
