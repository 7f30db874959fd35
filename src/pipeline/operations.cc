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

LogExcerpt Operations::log_of(const JobView& job, std::uint64_t most_of_each_end, Audience audience) const {
  LogExcerpt log =
      job.log.empty() ? LogExcerpt{job.log_tail, "", job.log_tail.size()} : read_log(data_, job.log, most_of_each_end);
  if (audience == Audience::kOperator) return log;
  const std::uint64_t between = log.bytes - log.first.size() - log.last.size();
  log.first = log_for_readers(log.first, data_);
  log.last = log_for_readers(log.last, data_);
  log.bytes = between + log.first.size() + log.last.size();
  return log;
}

void Operations::redact(JobView& view) const {
  view.job.error = error_for_readers(view.job.error, data_);
  for (AttemptRow& attempt : view.earlier) attempt.error = error_for_readers(attempt.error, data_);
}

void Operations::redact(std::vector<JobRow>& jobs) const {
  for (JobRow& job : jobs) job.error = error_for_readers(job.error, data_);
}

}  // namespace dais::pipeline
