// SPDX-License-Identifier: Apache-2.0
#include "search/patience.h"

#include <utility>

namespace dais::search {
namespace {

thread_local const Patience* patience_here = nullptr;

}  // namespace

Patience::Patience(std::chrono::milliseconds for_matching, std::chrono::milliseconds for_all)
    : matched_until_(Clock::now() + for_matching), until_(Clock::now() + for_all), lent_(this) {}

Patience::Lent::Lent(const Patience* patience) : before_(std::exchange(patience_here, patience)) {}

Patience::Lent::~Lent() { patience_here = before_; }

const Patience* Patience::current() { return patience_here; }

Status Patience::for_matching() {
  if (patience_here == nullptr || Clock::now() < patience_here->matched_until_) return {};
  return fail(ErrorCode::kBadRequest,
              "q: to answer this takes too long here; leave out the commonest words, or beginnings of a few letters");
}

bool Patience::is_over() { return patience_here != nullptr && Clock::now() >= patience_here->until_; }

}  // namespace dais::search
