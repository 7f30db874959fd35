// SPDX-License-Identifier: Apache-2.0
#include "pipeline/upkeep.h"

#include <algorithm>
#include <filesystem>

#include <boost/json.hpp>

#include "base/digest.h"
#include "json/json.h"
#include "os/files.h"

namespace dais::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatch = 200;
constexpr std::uint64_t kMegabyte = 1'000'000;

struct LogFile {
  std::string path;
  fs::file_time_type written;
  std::uint64_t bytes;
};

/// Oldest first.
std::vector<LogFile> logs_in(const std::string& folder) {
  std::vector<LogFile> logs;
  const auto paths = os::list_files(folder, ".log", os::Depth::kAllFolders);
  if (!paths) return logs;
  for (const std::string& path : *paths) {
    std::error_code code;
    const auto written = fs::last_write_time(path, code);
    const auto bytes = fs::file_size(path, code);
    if (!code) logs.push_back({path, written, bytes});
  }
  std::ranges::sort(logs, {}, &LogFile::written);
  return logs;
}

std::size_t remove_logs_beyond(const std::string& folder, std::uint64_t cap) {
  const std::vector<LogFile> logs = logs_in(folder);
  std::uint64_t bytes = 0;
  for (const LogFile& log : logs) bytes += log.bytes;
  std::size_t removed = 0;
  for (const LogFile& log : logs) {
    if (bytes <= cap) break;
    std::error_code code;
    if (fs::remove(log.path, code)) ++removed;
    bytes -= log.bytes;
  }
  return removed;
}

void remove_empty_months(const std::string& folder) {
  std::error_code code;
  std::vector<fs::path> months;
  for (const auto& entry : fs::directory_iterator(folder, code)) {
    std::error_code ignored;
    if (entry.is_directory(ignored)) months.push_back(entry.path());
  }
  // Refused where it is not empty.
  for (const fs::path& month : months) fs::remove(month, code);
}

}  // namespace

std::string gather_cron(const config::Config& config, const config::Source& source) {
  if (!source.schedule.empty()) return source.schedule;
  const Digest digest = sha256(config.instance.name + '\n' + source.name);
  return std::to_string((digest[0] << 8 | digest[1]) % 60) + " * * * *";
}

Result<Pruned> prune_all(Queue& queue, const config::Pipeline& config, const std::string& data,
                         const std::function<bool()>& should_stop) {
  Pruned pruned;
  const Retention retention{config.keep_days, config.keep_jobs};
  while (!should_stop()) {
    std::vector<std::string> logs;
    const auto gone = queue.prune(retention, kBatch, logs);
    if (!gone) return dais::fail(gone.error());
    for (const std::string& log : logs) {
      const auto path = os::resolve_inside(data, log);
      std::error_code code;
      if (path && fs::remove(*path, code)) ++pruned.logs;
    }
    pruned.jobs += *gone;
    if (*gone < kBatch) break;
  }
  const std::string folder = data + "/logs";
  pruned.logs += remove_logs_beyond(folder, static_cast<std::uint64_t>(config.keep_log_megabytes) * kMegabyte);
  remove_empty_months(folder);
  return pruned;
}

Schedule upkeep_schedule(const config::Config& config, const std::string& kind, const std::string& cron) {
  return {.name = kind,
          .cron = cron,
          .zone = config.instance.timezone,
          .run = {kind, kind, Origin::kSchedule},
          .jobs = [kind](Instant) { return std::vector<NewJob>{{.kind = kind, .unique_key = kind}}; },
          .first = Schedule::First::kAtItsTime};
}

void add_upkeep_kinds(Registry& registry, const config::Config& config, const std::string& data) {
  registry.add(
      {.name = "prune", .place = Place::kHome, .run = [&config, data](JobContext& job) -> Result<Done> {
         const auto pruned = prune_all(job.queue(), config.pipeline, data, [&job] { return job.cancelled(); });
         if (!pruned) return dais::fail(pruned.error());
         job.log("deleted " + std::to_string(pruned->jobs) + " jobs and " + std::to_string(pruned->logs) + " logs");
         return Done{.output = json::write(boost::json::object{{"jobs", pruned->jobs}, {"logs", pruned->logs}})};
       }});
}

}  // namespace dais::pipeline
