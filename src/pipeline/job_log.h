// SPDX-License-Identifier: Apache-2.0
// The log of one attempt: a file under data/logs/YYYY-MM/, or only its last lines, for machines that share no folder
// with the instance. Lines beyond the cap are counted, not kept. Used from any thread.
#pragma once

#include <cstdint>
#include <fstream>
#include <mutex>
#include <string>
#include <string_view>

#include "base/time.h"
#include "pipeline/ids.h"

namespace dais::pipeline {

class JobLog {
 public:
  /// `data` empty: no file. `cap`: bytes kept.
  JobLog(std::string data, JobId job, int attempt, std::uint64_t cap)
      : data_(std::move(data)), job_(job), attempt_(attempt), cap_(cap) {}
  ~JobLog();
  JobLog(const JobLog&) = delete;
  JobLog& operator=(const JobLog&) = delete;

  void add(Instant at, std::string_view text);
  /// "logs/2024-03/17-1.log", relative to `data`; empty where nothing was written to a file.
  [[nodiscard]] std::string path() const;
  /// The last lines, where there is no file.
  [[nodiscard]] std::string tail() const;

 private:
  void open(Instant at);

  const std::string data_;
  const JobId job_;
  const int attempt_;
  const std::uint64_t cap_;
  mutable std::mutex mutex_;
  std::ofstream file_;
  std::string path_;
  std::string tail_;
  std::uint64_t written_ = 0;
  std::uint64_t left_out_ = 0;
};

/// What the pages show of a log: all of a short one, else its beginning and its end.
struct LogExcerpt {
  std::string first;
  std::string last;  ///< empty where `first` is all
  std::uint64_t bytes = 0;
};

/// `path` as JobLog::path() gave it; empty where the file is gone.
LogExcerpt read_log(const std::string& data, const std::string& path, std::uint64_t most_of_each_end);

}  // namespace dais::pipeline
