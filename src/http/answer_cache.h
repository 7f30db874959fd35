// SPDX-License-Identifier: Apache-2.0
// Answers that are sent again while the archive has not changed: least recently asked go first when their bytes exceed
// the cap. May be used from several threads.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/representation.h"

namespace dais::http {

using SharedRepresentation = std::shared_ptr<const Representation>;

class AnswerCache {
 public:
  explicit AnswerCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  /// Null where nothing is kept under `key`. A `generation` other than the last one empties the cache.
  SharedRepresentation find(std::string_view key, std::uint64_t generation);
  /// `generation` is the one before the answer was made: where another has come since, it isn't kept.
  void keep(std::string key, std::uint64_t generation, SharedRepresentation answer);

  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Entry {
    std::string key;
    SharedRepresentation answer;
    std::size_t weight = 0;
  };
  using Entries = std::list<Entry>;

  void forget_oldest(Entries& forgotten);

  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  std::uint64_t generation_ = 0;
  std::size_t bytes_ = 0;
  Entries entries_;  ///< the last asked first
  std::unordered_map<std::string_view, Entries::iterator> index_;  ///< keys live in the entries
};

}  // namespace dais::http
