// SPDX-License-Identifier: Apache-2.0
// Which records of persons are one person, reversibly: nothing is merged. A record points to another by `same_as`, with
// the evidence beside it, and the pointers are worked out anew from names, external ids and the aliases of the config
// (docs/adr/0005). Pure: values in, pointers out.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "config/config.h"

namespace dais::archive {

struct PersonRecord {
  std::string id;
  std::string source;
  std::string external_id;  ///< empty: known by name alone
  std::string name;
  std::int64_t first_seen = 0;
};

struct SameAs {
  std::string id;  ///< the record that stands for the person
  std::string evidence;
};

/// Of the records that are not their own person. An alias joins whatever it names; otherwise a record joins another of
/// the same name only where that name can mean one person: two external ids of one source are two persons, and a bare
/// name that fits both stays by itself.
std::map<std::string, SameAs> resolve_persons(const std::vector<PersonRecord>& records,
                                              const std::vector<config::Alias>& aliases);

/// Aliases that name nobody, or a name that two persons bear: for the operator.
std::vector<std::string> alias_problems(const std::vector<PersonRecord>& records,
                                        const std::vector<config::Alias>& aliases);

}  // namespace dais::archive
