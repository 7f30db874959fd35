// SPDX-License-Identifier: Apache-2.0
// The change feed: every record of the archive in the order in which it was changed last, so that a mirror asks for
// what came after the number it had last and needs no crawl. Numbers rise strictly and become visible in their order,
// for one writer at a time gives and commits them. A record that changes again moves to the end and leaves its old
// number empty (as CouchDB's feed does): who reads on to the end has seen all, at its newest.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "base/time.h"

namespace dais::archive {

enum class ChangeOp { kUpsert, kWithdraw };

struct RecordChange {
  std::int64_t seq = 0;
  ChangeOp op = ChangeOp::kUpsert;
  std::string kind;  ///< the table's name
  std::string id;
  Instant when;  ///< of this change
  boost::json::object record;  ///< as its line of the export: every column, withdrawn ones too
  std::string hash;  ///< SHA-256 of that line, in hex
};

struct ChangeFeed {
  std::vector<RecordChange> changes;  ///< oldest first
  std::int64_t last = 0;    ///< ask for what comes after this
  std::int64_t newest = 0;  ///< of the whole archive; `last` where nothing is left
};

inline constexpr std::size_t kDefaultChanges = 100;
inline constexpr std::size_t kMaxChanges = 200;

}  // namespace dais::archive
