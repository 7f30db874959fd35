// SPDX-License-Identifier: Apache-2.0
#include "http/answer_cache.h"

#include <utility>

namespace dais::http {
namespace {

/// List node, index node and the shared pointer's counts.
constexpr std::size_t kBookkeeping = 200;

}  // namespace

SharedRepresentation AnswerCache::find(std::string_view key, std::uint64_t generation) {
  Entries forgotten;  // Freed after the lock is given back.
  const std::lock_guard lock(mutex_);
  if (generation != generation_) {
    generation_ = generation;
    index_.clear();
    forgotten.swap(entries_);
    bytes_ = 0;
    return nullptr;
  }
  const auto found = index_.find(key);
  if (found == index_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->answer;
}

void AnswerCache::keep(std::string key, std::uint64_t generation, SharedRepresentation answer) {
  const std::size_t weight = answer->weight() + key.size() + kBookkeeping;
  // One page must not drive out all others.
  if (weight > max_bytes_ / 4) return;
  Entries forgotten;
  const std::lock_guard lock(mutex_);
  if (generation != generation_ || index_.contains(key)) return;
  entries_.push_front({std::move(key), std::move(answer), weight});
  index_.emplace(entries_.front().key, entries_.begin());
  bytes_ += weight;
  while (bytes_ > max_bytes_) forget_oldest(forgotten);
}

void AnswerCache::forget_oldest(Entries& forgotten) {
  const auto oldest = std::prev(entries_.end());
  index_.erase(oldest->key);
  bytes_ -= oldest->weight;
  forgotten.splice(forgotten.begin(), entries_, oldest);
}

std::size_t AnswerCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

}  // namespace dais::http
