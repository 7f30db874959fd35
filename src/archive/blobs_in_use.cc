// SPDX-License-Identifier: Apache-2.0
#include "archive/blobs_in_use.h"

#include <array>

namespace dais::archive {

Result<std::unordered_set<std::string>> blobs_in_use(store::Database& database) {
  constexpr std::array kNaming = {"select media_blob from session where media_blob is not null",
                                  "select text_blob from transcript where text_blob is not null",
                                  "select original_blob from transcript where original_blob is not null",
                                  "select media_blob from recording where media_blob is not null",
                                  "select audio_blob from recording where audio_blob is not null",
                                  "select thumbnail_blob from recording where thumbnail_blob is not null",
                                  "select waveform_blob from recording where waveform_blob is not null",
                                  "select text_blob from file_text where text_blob is not null",
                                  "select old_value from history where field in ('media_blob', 'text_blob', "
                                  "'original_blob') and old_value is not null"};
  std::unordered_set<std::string> names;
  for (const char* sql : kNaming) {
    const Result<store::Rows> rows = database.query(sql);
    if (!rows) return fail(rows.error());
    for (const store::Row& row : *rows) names.insert(store::text_of(row[0]));
  }
  return names;
}

}  // namespace dais::archive
