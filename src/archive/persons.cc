// SPDX-License-Identifier: Apache-2.0
#include "archive/persons.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "archive/names.h"

namespace dais::archive {
namespace {

using Group = std::vector<const PersonRecord*>;
using ByName = std::map<std::string, Group>;

ByName group_by_name(const std::vector<PersonRecord>& records) {
  ByName groups;
  for (const PersonRecord& record : records) groups[fold_name(record.name)].push_back(&record);
  return groups;
}

/// Records with an external id first, then the one that was seen first: an address that was shown stays.
const PersonRecord* best_of(const Group& group) {
  return *std::ranges::min_element(group, [](const PersonRecord* a, const PersonRecord* b) {
    return std::tuple(a->external_id.empty(), a->first_seen, a->id) <
           std::tuple(b->external_id.empty(), b->first_seen, b->id);
  });
}

/// Whether the name can mean one person only: no source gives it two external ids.
bool means_one_person(const Group& group) {
  std::set<std::string> sources;
  for (const PersonRecord* record : group) {
    if (!record->external_id.empty() && !sources.insert(record->source).second) return false;
  }
  return true;
}

}  // namespace

std::map<std::string, SameAs> resolve_persons(const std::vector<PersonRecord>& records,
                                              const std::vector<config::Alias>& aliases) {
  const ByName groups = group_by_name(records);
  std::map<std::string, SameAs> same;
  for (const auto& [name, group] : groups) {
    if (group.size() < 2 || !means_one_person(group)) continue;
    const PersonRecord* head = best_of(group);
    for (const PersonRecord* record : group) {
      if (record != head) same[record->id] = {head->id, "the same name"};
    }
  }
  for (const config::Alias& alias : aliases) {
    const auto wanted = groups.find(fold_name(alias.person));
    if (wanted == groups.end() || !means_one_person(wanted->second)) continue;
    const PersonRecord* head = best_of(wanted->second);
    for (const std::string& other : alias.also) {
      const auto found = groups.find(fold_name(other));
      if (found == groups.end() || found == wanted) continue;
      for (const PersonRecord* record : found->second)
        same[record->id] = {head->id, "alias \"" + other + "\" of the configuration"};
    }
  }
  return same;
}

std::vector<std::string> alias_problems(const std::vector<PersonRecord>& records,
                                        const std::vector<config::Alias>& aliases) {
  const ByName groups = group_by_name(records);
  std::vector<std::string> problems;
  for (const config::Alias& alias : aliases) {
    const auto wanted = groups.find(fold_name(alias.person));
    if (wanted == groups.end()) {
      problems.push_back("alias of \"" + alias.person + "\": nobody of that name is in the archive yet");
    } else if (!means_one_person(wanted->second)) {
      problems.push_back("alias of \"" + alias.person + "\": two persons bear that name, so nothing was joined");
    }
    for (const std::string& other : alias.also) {
      if (!groups.contains(fold_name(other)))
        problems.push_back("alias \"" + other + "\": nobody of that name is in the archive yet");
    }
  }
  return problems;
}

}  // namespace dais::archive
