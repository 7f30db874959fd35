// SPDX-License-Identifier: Apache-2.0
// The text of documents in an index of its own, found by page. It is the index of moments (search/index.h) with other
// units: a document stands for a session, its title for the speaker, and page n begins kSecondsAPage × (n − 1) into it,
// further apart than moments that are shown as one. Nobody else need know: this file turns pages into seconds and back.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "archive/file_texts.h"
#include "base/result.h"
#include "config/config.h"
#include "search/index.h"
#include "store/blobs.h"
#include "store/database.h"

namespace dais::archive {

struct PageHit {
  std::string file_id;
  std::int64_t page = 1;
  std::string snippet_html;
  double score = 0;
};

struct PagesFound {
  std::vector<PageHit> hits;
  std::int64_t total = 0;
};

/// `query` as for moments, its person and sessions not asked for.
Result<PagesFound> find_pages(search::Reader& index, const search::Query& query);

class DocumentIndex {
 public:
  DocumentIndex(store::Database& database, const store::Blobs& blobs, std::string folder,
                const config::Instance& instance)
      : database_(&database), blobs_(&blobs), folder_(std::move(folder)), instance_(instance) {}

  /// Brings the index up to date with these addresses, or with the whole catalog, and commits.
  Status sync(const std::set<std::string>& uris);
  Status sync_all();

 private:
  Status put_or_remove(search::Writer& writer, const FileText& text, const std::vector<FileUse>& uses);
  Status put(search::Writer& writer, const FileText& text, const FileUse& use, const std::string& version);

  store::Database* database_;
  const store::Blobs* blobs_;
  std::string folder_;
  config::Instance instance_;  ///< its time zone is that of what has no meeting, its language that of documents
};

}  // namespace dais::archive
