// SPDX-License-Identifier: Apache-2.0
#include "pipeline/operations.h"

namespace dais::pipeline {

Result<std::unique_ptr<store::Database>> Operations::take() {
  {
    const std::scoped_lock lock(mutex_);
    if (!idle_.empty()) {
      auto database = std::move(idle_.back());
      idle_.pop_back();
      return database;
    }
  }
  return open_reading_();
}

void Operations::put_back(std::unique_ptr<store::Database> database) {
  const std::scoped_lock lock(mutex_);
  idle_.push_back(std::move(database));
}

LogExcerpt Operations::log_of(const JobView& job, std::uint64_t most_of_each_end) const {
  if (job.log.empty()) return {job.log_tail, "", job.log_tail.size()};
  return read_log(data_, job.log, most_of_each_end);
}

}  // namespace dais::pipeline
