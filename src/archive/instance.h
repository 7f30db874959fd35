// SPDX-License-Identifier: Apache-2.0
// Where an instance keeps what: DIR/dais.toml and DIR/data.
#pragma once

#include <string>

#include "config/config.h"

namespace dais::archive {

struct Places {
  std::string data;     ///< DIR/data
  std::string catalog;  ///< an SQLite file in it, or the PostgreSQL address of the config
  std::string index;
  std::string document_index;  ///< of the text of documents, by page
  std::string blobs;
  std::string phrases;  ///< what is said in many meetings (phrases.h)
  std::string lock;     ///< held while something writes
  std::string use;      ///< held by all that last (os/use_lock.h), for as long as they live
  std::string unfound;  ///< searches that found nothing (archive/unfound.h)
  std::string cache;    ///< may be deleted at any time
};

inline Places places_of(const std::string& instance_dir, const config::Config& config) {
  const std::string data = instance_dir + "/data";
  return {data,
          config.database.url.empty() ? data + "/catalog.sqlite" : config.database.url,
          data + "/index",
          data + "/index-documents",
          data + "/blobs",
          data + "/phrases.txt",
          data + "/write.lock",
          data + "/use.lock",
          data + "/unfound.jsonl",
          data + "/cache"};
}

}  // namespace dais::archive
