// SPDX-License-Identifier: Apache-2.0
#include "pipeline/job_context.h"

#include <algorithm>
#include <filesystem>

#include "os/files.h"

namespace dais::pipeline {

void Ending::begin() {
  {
    const std::scoped_lock lock(mutex_);
    begun_ = true;
  }
  changed_.notify_all();
}

bool Ending::wait_for(Milliseconds longest) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, longest, [this] { return begun_.load(); });
}

Attempt::Attempt(Claim claim, const WorkerOptions& options, Connection& connection, Ending& ending)
    : claim_(std::move(claim)),
      options_(options),
      connection_(connection),
      ending_(ending),
      log_(options.logs == LogPlace::kFiles ? options.data : "", claim_.job, claim_.attempt, options.log_cap) {}

Attempt::~Attempt() {
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

Instant Attempt::now() const {
  if (options_.clock) return options_.clock();
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

void Attempt::log(std::string_view text) { log_.add(now(), text); }

void Attempt::progress(std::int64_t done, std::int64_t total) {
  done_ = done;
  total_ = total;
}

Stop Attempt::stop() const {
  const Stop asked = asked_.load();
  if (asked != Stop::kNo) return asked;
  return now() >= claim_.deadline ? Stop::kDeadline : Stop::kNo;
}

Result<std::string> Attempt::folder() {
  if (!folder_.empty()) return folder_;
  // The fence makes it the attempt's own, also where a lost worker is still at it.
  const std::string folder =
      options_.data + "/jobs/" + std::to_string(number(claim_.job)) + "-" + std::to_string(number(claim_.fence));
  if (Status made = os::ensure_folder(folder); !made) return dais::fail(made.error());
  folder_ = folder;
  return folder_;
}

Status Attempt::pace(const std::string& host, double per_second) {
  constexpr Milliseconds kGlance(200);
  const auto turn = queue().take_turn(host, per_second);
  if (!turn) return dais::fail(turn.error());
  const auto until = std::chrono::steady_clock::now() + *turn;
  while (true) {
    if (cancelled()) return dais::fail(ErrorCode::kTimeout, "stopped while it waited for its turn at " + host);
    const auto left = std::chrono::duration_cast<Milliseconds>(until - std::chrono::steady_clock::now());
    if (left.count() <= 0) return {};
    ending_.wait_for(std::min(left, kGlance));
  }
}

Pulse Attempt::pulse() const { return {claim_.job, claim_.fence, done_.load(), total_.load(), claim_.deadline}; }

void Attempt::ask_to_stop(Stop why) {
  // A lease that is lost stays lost, whatever else is asked.
  if (asked_.load() != Stop::kLeaseLost) asked_ = why;
}

Claim Attempt::with_log() const {
  Claim claim = claim_;
  claim.log = log_.path();
  claim.log_tail = log_.tail();
  return claim;
}

bool Attempt::has_unnoted_log() {
  if (options_.logs == LogPlace::kRows) return !log_.tail().empty();
  return !log_noted_ && (log_noted_ = !log_.path().empty());
}

}  // namespace dais::pipeline
