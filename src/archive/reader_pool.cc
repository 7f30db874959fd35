// SPDX-License-Identifier: Apache-2.0
#include <mutex>

#include "archive/reader.h"

namespace dais::archive {

struct ReaderPool::State {
  std::function<Result<std::unique_ptr<Reader>>()> open;
  std::mutex mutex;
  std::vector<std::unique_ptr<Reader>> idle;
};

ReaderPool::ReaderPool(std::function<Result<std::unique_ptr<Reader>>()> open) : state_(std::make_unique<State>()) {
  state_->open = std::move(open);
}
ReaderPool::~ReaderPool() = default;

Result<ReaderPool::Lease> ReaderPool::lease() {
  {
    const std::lock_guard lock(state_->mutex);
    if (!state_->idle.empty()) {
      std::unique_ptr<Reader> reader = std::move(state_->idle.back());
      state_->idle.pop_back();
      return Lease(*this, std::move(reader));
    }
  }
  Result<std::unique_ptr<Reader>> reader = state_->open();
  if (!reader) return fail(std::move(reader.error()));
  return Lease(*this, std::move(*reader));
}

ReaderPool::Lease::~Lease() {
  if (!reader_) return;
  const std::lock_guard lock(pool_->state_->mutex);
  pool_->state_->idle.push_back(std::move(reader_));
}

}  // namespace dais::archive
