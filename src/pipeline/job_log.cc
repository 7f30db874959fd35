// SPDX-License-Identifier: Apache-2.0
#include "pipeline/job_log.h"

#include <algorithm>

#include "os/files.h"

namespace dais::pipeline {
namespace {

constexpr std::size_t kTailBytes = 16 * 1024;

}  // namespace

JobLog::~JobLog() {
  if (left_out_ > 0 && file_.is_open()) file_ << left_out_ << " more lines were left out\n";
}

void JobLog::open(Instant at) {
  const std::string month = format_utc(at).substr(0, 7);
  const std::string folder = "logs/" + month;
  // Where the disk takes no log the job goes on without one.
  if (!os::ensure_folder(data_ + "/" + folder)) return;
  path_ = folder + "/" + std::to_string(number(job_)) + "-" + std::to_string(attempt_) + ".log";
  file_.open(data_ + "/" + path_, std::ios::app | std::ios::binary);
  if (!file_) path_.clear();
}

void JobLog::add(Instant at, std::string_view text) {
  const std::scoped_lock lock(mutex_);
  std::string line = format_utc(at) + " ";
  for (const char c : text) line += static_cast<unsigned char>(c) < 0x20 && c != '\t' ? ' ' : c;
  line += '\n';
  if (data_.empty()) {
    tail_ += line;
    if (tail_.size() > 2 * kTailBytes) tail_.erase(0, tail_.size() - kTailBytes);
    return;
  }
  if (written_ + line.size() > cap_) {
    ++left_out_;
    return;
  }
  if (path_.empty()) open(at);
  file_ << line << std::flush;
  written_ += line.size();
}

std::string JobLog::path() const {
  const std::scoped_lock lock(mutex_);
  return path_;
}

std::string JobLog::tail() const {
  const std::scoped_lock lock(mutex_);
  return tail_.substr(tail_.size() - std::min(tail_.size(), kTailBytes));
}

LogExcerpt read_log(const std::string& data, const std::string& path, std::uint64_t most_of_each_end) {
  const auto inside = os::resolve_inside(data, path);
  if (path.empty() || !inside) return {};
  std::ifstream file(*inside, std::ios::binary | std::ios::ate);
  if (!file) return {};
  LogExcerpt excerpt;
  excerpt.bytes = static_cast<std::uint64_t>(file.tellg());
  const auto read = [&file](std::uint64_t from, std::uint64_t count) {
    std::string text(count, '\0');
    file.seekg(static_cast<std::streamoff>(from));
    file.read(text.data(), static_cast<std::streamsize>(count));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
  };
  if (excerpt.bytes <= 2 * most_of_each_end) {
    excerpt.first = read(0, excerpt.bytes);
    return excerpt;
  }
  excerpt.first = read(0, most_of_each_end);
  excerpt.last = read(excerpt.bytes - most_of_each_end, most_of_each_end);
  // Whole lines at the cuts.
  excerpt.first.resize(excerpt.first.rfind('\n') + 1);
  excerpt.last.erase(0, excerpt.last.find('\n') + 1);
  return excerpt;
}

}  // namespace dais::pipeline
