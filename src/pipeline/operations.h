// SPDX-License-Identifier: Apache-2.0
// The pipeline of one instance as pages, the API and the command see it: reads are lent a connection of a pool, orders
// get one of their own. Used from several threads.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "pipeline/queue.h"
#include "pipeline/readers_text.h"
#include "pipeline/runs_reader.h"

namespace dais::pipeline {

class Operations {
 public:
  using Open = std::function<Result<std::unique_ptr<store::Database>>()>;
  /// `data`: the instance's folder, where logs are. `bell`: of the workers in this process, or null.
  Operations(Open open_reading, Open open_writing, std::string data, Bell* bell = nullptr)
      : open_reading_(std::move(open_reading)),
        open_writing_(std::move(open_writing)),
        data_(std::move(data)),
        bell_(bell) {}

  template <typename Ask>
  auto read(Ask ask) -> decltype(ask(std::declval<RunsReader&>())) {
    auto database = take();
    if (!database) return dais::fail(std::move(database.error()));
    RunsReader reader(**database);
    auto answer = ask(reader);
    // A connection that failed is not lent again.
    if (answer || answer.error().code == ErrorCode::kNotFound) put_back(std::move(*database));
    return answer;
  }
  template <typename Order>
  auto order(Order order) -> decltype(order(std::declval<Queue&>())) {
    auto database = open_writing_();
    if (!database) return dais::fail(std::move(database.error()));
    Queue queue(**database, {.bell = bell_});
    return order(queue);
  }

  /// The log of a job's last attempt, whose ends are shown, or its last lines where the file is on another machine.
  [[nodiscard]] LogExcerpt log_of(const JobView& job, std::uint64_t most_of_each_end, Audience audience) const;
  /// Takes out of the errors of jobs and attempts what readers do not see (readers_text.h).
  void redact(JobView& view) const;
  void redact(std::vector<JobRow>& jobs) const;

 private:
  Result<std::unique_ptr<store::Database>> take();
  void put_back(std::unique_ptr<store::Database> database);

  const Open open_reading_;
  const Open open_writing_;
  const std::string data_;
  Bell* const bell_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<store::Database>> idle_;
};

}  // namespace dais::pipeline
