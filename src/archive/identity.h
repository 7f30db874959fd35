// SPDX-License-Identifier: Apache-2.0
// Which record a source means (rules of the record, 3). An external id identifies before a name does. A key, once
// given an id, keeps it. Holds the keys of one catalog in memory for the length of a run; one thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace dais::archive {

class Identity {
 public:
  Identity(store::Database& database, std::string source) : database_(&database), source_(std::move(source)) {}

  Status load();

  /// Bodies, matters, events: by the source's external id; else by `natural` (a name, or body and time), from whichever
  /// source, unless that record has another external id at this source: two meetings of one hour stay two. Where
  /// another source gives such a record the same external id, that one is meant.
  std::string find_or_make(std::string_view kind, const std::string& external_id, const std::string& natural);
  /// Persons: by external id at this source, else by name at this source. Never joined here: see persons.h.
  std::string person(const std::string& external_id, const std::string& folded_name);

  /// Writes the keys that are new since the last call, inside the caller's transaction.
  Status flush();
  /// Forgets the new keys: the transaction was rolled back.
  void abandon();

 private:
  struct Key {
    std::string kind, source, key, id;
  };
  static std::string joined(std::string_view kind, std::string_view source, std::string_view key);
  [[nodiscard]] const std::string* find(std::string_view kind, std::string_view source, std::string_view key) const;
  void learn(Key key);

  store::Database* database_;
  std::string source_;
  std::unordered_map<std::string, std::string> ids_;  ///< kind, source, key → id
  std::unordered_map<std::string, std::string> external_of_;  ///< kind, source, id → its "x:" key
  std::unordered_map<std::string, std::string> elsewhere_;  ///< kind, "", "x:" key → id, as other sources use the key
  std::vector<Key> fresh_;
};

}  // namespace dais::archive
