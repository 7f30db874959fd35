// SPDX-License-Identifier: Apache-2.0
// Labels of captions → persons, on evidence only: a label is a person where it is, or ends with, the full name of
// exactly one person of the archive ("Council Member Ann Lee").
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace dais::archive {

struct KnownPerson {
  std::string id;  ///< of the record that stands for the person
  std::string name;
};

class Speakers {
 public:
  static Result<Speakers> load(store::Database& database);
  /// nullptr where nobody, or more than one person, is meant.
  [[nodiscard]] const KnownPerson* find(std::string_view label) const;

 private:
  std::vector<KnownPerson> persons_;
  std::unordered_map<std::string, std::size_t> by_name_;  ///< folded full name → place in persons_; kAmbiguous
};

/// The labels of a transcript and their turns, as its row keeps them (JSON object).
std::map<std::string, std::int64_t> turns_by_label(const std::string& speakers_json);

}  // namespace dais::archive
