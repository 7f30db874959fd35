// SPDX-License-Identifier: Apache-2.0
// Parts of recordings, for matter: and vote: in a search: where the agenda items that they mean were taken up. An item
// whose time is known lasts until the next one of its recording whose time is known; one whose time nobody knows may be
// anywhere in its meeting, so the whole of it is meant.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace dais::archive {

/// The end of a recording that nobody measured.
inline constexpr double kEndOfRecording = 1e9;

/// Seconds of sessions, each session's apart from one another and rising: [from, to).
class Spans {
 public:
  using OfSession = std::vector<std::pair<double, double>>;
  /// Nothing where `to` is not after `from`.
  void add(const std::string& session_id, double from, double to);
  [[nodiscard]] Spans without(const Spans& others) const;
  [[nodiscard]] const std::map<std::string, OfSession>& by_session() const { return by_session_; }
  bool operator==(const Spans&) const = default;

 private:
  std::map<std::string, OfSession> by_session_;
};

/// Agenda items, and meetings as a whole.
struct AskedItems {
  std::vector<std::string> item_ids;
  std::vector<std::string> event_ids;
};

Result<Spans> load_spans(store::Database& database, const AskedItems& asked);
/// Of every recording from its beginning to its end.
Result<Spans> load_all_spans(store::Database& database);

}  // namespace dais::archive
