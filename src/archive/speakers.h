// SPDX-License-Identifier: Apache-2.0
// Labels of captions → persons, on evidence only: a label is a person where it is, or ends with, the full name of
// exactly one of those who were in office on the meeting's day ("Council Member Ann Lee"), by a role's dates or by
// votes cast before and after; or where the configuration gives it as another name. Whatever else it may mean stays
// open.
#pragma once

#include <map>
#include <optional>
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
  /// nullptr where nobody, or more than one person, is meant. `when`: the meeting's start.
  [[nodiscard]] const KnownPerson* find(std::string_view label, Instant when) const;
  /// Why find() answers whom it does, as a sentence for readers; empty where it answers nobody.
  [[nodiscard]] std::string evidence(std::string_view label, Instant when) const;

 private:
  enum class Basis { kRole, kVotes };
  struct Office {
    std::optional<Instant> start;  ///< none: since ever
    std::optional<Instant> end;    ///< none: until now
    Basis basis = Basis::kRole;
    std::string title;  ///< "Council Member, City Council"; empty: not said
  };
  struct Name {
    std::size_t person = 0;
    bool is_alias = false;  ///< of the configuration
  };
  struct Match {
    const Name* name = nullptr;
    const Office* office = nullptr;  ///< null for an alias
    bool whole_label = false;
  };

  Status load_names(store::Database& database);
  Status load_offices(store::Database& database);
  [[nodiscard]] Match match(std::string_view label, Instant when) const;
  [[nodiscard]] const Office* office_on(std::size_t person, Instant when) const;

  std::vector<KnownPerson> persons_;
  std::vector<std::vector<Office>> offices_;  ///< parallel to persons_
  std::unordered_map<std::string, std::vector<Name>> by_name_;  ///< folded full name →
};

/// The labels of a transcript and their turns, as its row keeps them (JSON object).
std::map<std::string, std::int64_t> turns_by_label(const std::string& speakers_json);

}  // namespace dais::archive
