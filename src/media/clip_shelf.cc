// SPDX-License-Identifier: Apache-2.0
#include "media/clip_shelf.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "base/digest.h"
#include "media/convert.h"
#include "os/files.h"

namespace dais::media {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFailures = 1000;

struct Kept {
  fs::path path;
  std::uintmax_t size = 0;
  fs::file_time_type asked;
};

}  // namespace

ClipShelf::ClipShelf(std::string folder, config::Recordings config)
    : folder_(std::move(folder)), config_(std::move(config)) {}

ClipShelf::~ClipShelf() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

std::string ClipShelf::path_for(const std::string& recording, const Span& span) const {
  const std::string name = fs::path(recording).filename().string();
  const std::string what = fmt::format("{} {:.3f} {:.3f}", name, span.start, *span.end);
  return folder_ + "/" + sha256_hex(what).substr(0, 32) + clip_ending(recording);
}

Result<ClipShelf::Answer> ClipShelf::ask(const std::string& recording, const Span& span) {
  if (!span.end || *span.end <= span.start) return fail(ErrorCode::kBadRequest, "to: must come after from");
  if (*span.end - span.start > config_.clip_max_seconds) {
    return fail(ErrorCode::kBadRequest, fmt::format("to: a clip may be {} seconds long; this one would be {:.0f}",
                                                    config_.clip_max_seconds, *span.end - span.start));
  }
  const std::string path = path_for(recording, span);
  const std::lock_guard lock(mutex_);
  std::error_code error;
  if (!under_way_.contains(path) && fs::is_regular_file(path, error)) {
    fs::last_write_time(path, fs::file_time_type::clock::now(), error);
    return Answer{State::kReady, path};
  }
  if (const auto failure = failures_.find(path); failure != failures_.end()) {
    Error told = std::move(failure->second);
    failures_.erase(failure);
    return fail(std::move(told));
  }
  if (under_way_.contains(path)) return Answer{State::kMaking, {}};
  const auto at_once = static_cast<std::size_t>(std::max(1, config_.clips_at_once));
  if (under_way_.size() >= at_once) return Answer{State::kBusy, {}};
  under_way_.insert(path);
  orders_.push_back({recording, span, path});
  if (threads_.size() < at_once) threads_.emplace_back([this] { work(); });
  changed_.notify_one();
  return Answer{State::kMaking, {}};
}

bool ClipShelf::is_stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void ClipShelf::work() {
  for (;;) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopping_ || !orders_.empty(); });
    if (stopping_) return;
    const Order order = std::move(orders_.front());
    orders_.pop_front();
    lock.unlock();
    Status made = make(order);
    if (made) trim(order.path);
    lock.lock();
    under_way_.erase(order.path);
    // One that nobody asks for again is not remembered for ever.
    if (!made && failures_.size() < kMostFailures) failures_.emplace(order.path, std::move(made.error()));
  }
}

Status ClipShelf::make(const Order& order) {
  std::call_once(sandbox_once_, [this] { sandbox_ = std::make_unique<os::Sandbox>(os::Sandbox::find()); });
  if (Status there = os::ensure_folder(folder_); !there) return there;
  Tools tools = tools_for(*sandbox_, config_);
  tools.cancelled = [this] { return is_stopping(); };
  return clip(tools, order.recording, order.span, order.path);
}

/// The clips that were not asked for longest go until the others fit.
void ClipShelf::trim(const std::string& newest) const {
  std::vector<Kept> all;
  std::uintmax_t sum = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    if (!entry.is_regular_file(error)) continue;
    all.push_back({entry.path(), entry.file_size(error), entry.last_write_time(error)});
    sum += all.back().size;
  }
  std::ranges::sort(all, {}, &Kept::asked);
  const auto most = static_cast<std::uintmax_t>(config_.cache_megabytes) * 1'000'000;
  for (const Kept& clip : all) {
    if (sum <= most) return;
    if (clip.path == newest || !fs::remove(clip.path, error)) continue;
    sum -= clip.size;
  }
}

}  // namespace dais::media
