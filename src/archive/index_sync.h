// SPDX-License-Identifier: Apache-2.0
// Keeps the search index what the catalog says: sessions whose transcript, body, time or speakers changed are put
// again, those that are gone are removed. What a crash left out is found the same way.
#pragma once

#include <map>
#include <set>
#include <string>

#include "archive/speakers.h"
#include "base/result.h"
#include "search/index.h"
#include "store/blobs.h"
#include "store/database.h"

namespace dais::archive {

class IndexSync {
 public:
  /// `language`: of transcripts that do not say theirs, a BCP 47 tag.
  IndexSync(store::Database& database, const store::Blobs& blobs, search::Writer& writer, std::string language)
      : database_(&database), blobs_(&blobs), writer_(&writer), language_(std::move(language)) {}

  /// Reads what the index holds now; once, before the others. Of one event: for sync_event() of that one.
  Status load();
  Status load_event(const std::string& event_id);
  /// Puts the event's sessions that changed. Does not commit, nor does sync_all().
  Status sync_event(const std::string& event_id, const Speakers& speakers);
  /// Every session of the catalog; what it no longer has is removed.
  Status sync_all(const Speakers& speakers);

 private:
  Result<std::set<std::string>> put_changed(const std::string& event_id, const Speakers& speakers);
  Status put(search::SessionText session, const std::string& text_blob, const Speakers& speakers);

  store::Database* database_;
  const store::Blobs* blobs_;
  search::Writer* writer_;
  std::string language_;
  std::map<std::string, std::string> versions_;  ///< session → what it was indexed from
};

}  // namespace dais::archive
