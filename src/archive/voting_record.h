// SPDX-License-Identifier: Apache-2.0
// The catalog's votes, roll calls, sponsors and meetings as one insight::Record: loaded once a generation and shared by
// all readers of an archive. Persons that were joined are one; what was withdrawn is left out.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "config/config.h"
#include "insight/record.h"
#include "store/database.h"

namespace dais::archive {

/// `timezone`: the calendar of votes whose meeting the archive lacks, and of matters.
Result<insight::Record> load_voting_record(store::Database& database, const std::string& timezone,
                                           const config::Insight& words);

class VotingRecordCache {
 public:
  VotingRecordCache(std::string timezone, config::Insight words)
      : timezone_(std::move(timezone)), words_(std::move(words)) {}

  /// The record as of the catalog's present generation. From any thread, each with a database of its own: one loads,
  /// the others wait for it.
  Result<std::shared_ptr<const insight::Record>> current(store::Database& database);

 private:
  const std::string timezone_;
  const config::Insight words_;
  std::mutex mutex_;
  std::shared_ptr<const insight::Record> record_;
  std::int64_t generation_ = -1;
};

}  // namespace dais::archive
