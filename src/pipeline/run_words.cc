// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run_words.h"

namespace dais::pipeline {
namespace {

std::string with_refusals(const std::string& state, std::int64_t refused) {
  return refused > 0 ? state + ", " + std::to_string(refused) + " refused" : state;
}

std::string words_for(const Pause& pause, const std::string& zone, Instant now) {
  const bool is_today = format_local(pause.until, zone, "%F") == format_local(now, zone, "%F");
  return (pause.is_retry ? "waits for its next try at " : "waits until ") +
         format_local(pause.until, zone, is_today ? "%H:%M" : "%H:%M on %b %d");
}

}  // namespace

std::string state_words(const RunRow& run, const std::string& zone, Instant now) {
  return run.pause ? words_for(*run.pause, zone, now) : with_refusals(run.state, run.refused);
}

std::string state_words(const JobRow& job, const std::string& zone, Instant now) {
  if (job.state == "later" && job.run_at) return words_for({*job.run_at, job.attempt > 0}, zone, now);
  return with_refusals(job.state, job.refused);
}

}  // namespace dais::pipeline
