// SPDX-License-Identifier: Apache-2.0
#include "search/patience.h"

#include <utility>

namespace dais::search {
namespace {

thread_local Patience* current = nullptr;

}  // namespace

Patience::Patience(std::chrono::milliseconds for_matching, std::chrono::milliseconds for_all)
    : matched_until_(Clock::now() + for_matching),
      until_(Clock::now() + for_all),
      before_(std::exchange(current, this)) {}

Patience::~Patience() { current = before_; }

Status Patience::for_matching() {
  if (current == nullptr || Clock::now() < current->matched_until_) return {};
  return fail(ErrorCode::kBadRequest,
              "q: to answer this takes too long here; leave out the commonest words, or beginnings of a few letters");
}

bool Patience::is_over() { return current != nullptr && Clock::now() >= current->until_; }

}  // namespace dais::search
