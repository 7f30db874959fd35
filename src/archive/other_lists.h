// SPDX-License-Identifier: Apache-2.0
// Two sources may tell of one meeting: a supplier's API and somebody's history of it. Their records join, but a list of
// rows (an agenda with its votes, the actions on a matter with theirs, its sponsors, its files) has one source, the
// first that gave it: two lists side by side would count each vote twice. What the second adds besides (a recording,
// captions, links) is taken.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>

#include "base/result.h"
#include "store/database.h"

namespace dais::archive {

class OtherLists {
 public:
  /// The lists that sources other than `source` gave, as the catalog has them now.
  static Result<OtherLists> load(store::Database& database, const std::string& source);

  /// True where the meeting's agenda, or the matter's actions, are another source's; counted once each.
  bool has_agenda_of(const std::string& event_id) { return note(agendas_, event_id); }
  bool has_actions_of(const std::string& matter_id) { return note(actions_, matter_id); }
  bool has_sponsors_of(const std::string& matter_id) { return note(sponsors_, matter_id); }
  bool has_files_of(const std::string& matter_id) { return note(files_, matter_id); }
  /// True where the votes of that meeting came with its agenda.
  [[nodiscard]] bool has_votes_of(const std::string& event_id) const { return votes_.contains(event_id); }

  /// How many lists were passed over since the load.
  [[nodiscard]] std::size_t passed_over() const { return passed_over_.size(); }

 private:
  using Ids = std::unordered_set<std::string>;
  bool note(const Ids& ids, const std::string& id) {
    if (!ids.contains(id)) return false;
    passed_over_.insert(id);
    return true;
  }

  Ids agendas_;
  Ids actions_;
  Ids sponsors_;
  Ids files_;
  Ids votes_;
  Ids passed_over_;
};

}  // namespace dais::archive
