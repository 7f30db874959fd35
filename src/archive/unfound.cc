// SPDX-License-Identifier: Apache-2.0
#include "archive/unfound.h"

#include <algorithm>
#include <chrono>
#include <tuple>

#include <boost/json.hpp>

#include "json/json.h"
#include "os/files.h"
#include "text/fold.h"

namespace dais::archive {
namespace {

constexpr std::chrono::minutes kBetweenWrites{1};
/// Of texts not written yet: what comes beyond it in one minute is not counted.
constexpr std::size_t kMostInMemory = 1'000;
constexpr std::uint64_t kLargestFile = 64U << 20U;
/// Telephone numbers have seven digits and more; no number of a bill has.
constexpr std::ptrdiff_t kTooManyDigits = 7;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

Result<Unfound> parse_line(std::string_view line) {
  const auto parsed = json::parse(line);
  if (!parsed) return fail(parsed.error());
  const json::View view(*parsed);
  const auto text = view["text"].text();
  if (!text) return fail(text.error());
  const auto count = view["count"].integer();
  if (!count) return fail(count.error());
  const auto day = view["last_day"].text();
  if (!day) return fail(day.error());
  return Unfound{text->value_or(""), count->value_or(0), day->value_or("")};
}

void sort_most_first(std::vector<Unfound>& list) {
  std::ranges::sort(list, [](const Unfound& a, const Unfound& b) {
    return std::tie(b.count, b.last_day, a.text) < std::tie(a.count, a.last_day, b.text);
  });
}

}  // namespace

bool found_nothing(const SearchRequest& request, const SearchView& view) {
  const bool everywhere = request.body_id.empty() && request.person_id.empty() && request.event_id.empty() &&
                          !request.from && !request.to && request.paging.cursor.empty();
  return everywhere && !request.text.empty() && view.total == 0 && view.matters.total == 0 && view.people.total == 0 &&
         view.items.total == 0 && view.documents.total == 0;
}

std::string unfound_text(std::string_view typed) {
  const std::string folded = text::fold(typed);
  std::string out;
  for (const char c : folded) {
    if (!is_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  const auto digits = std::ranges::count_if(out, [](char c) { return c >= '0' && c <= '9'; });
  const bool may_name_somebody = out.find('@') != std::string::npos || digits >= kTooManyDigits;
  return may_name_somebody || out.size() > kLongestUnfound ? "" : out;
}

Result<std::vector<Unfound>> load_unfound(const std::string& file) {
  const auto bytes = os::read_file(file, kLargestFile);
  if (!bytes) {
    if (bytes.error().code == ErrorCode::kNotFound) return std::vector<Unfound>();
    return fail(bytes.error());
  }
  std::vector<Unfound> list;
  std::string_view rest = *bytes;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    auto line = parse_line(rest.substr(0, end));
    if (!line) return fail(std::move(line.error()).at(file + ":" + std::to_string(number)));
    list.push_back(std::move(*line));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  sort_most_first(list);
  return list;
}

UnfoundLog::~UnfoundLog() {
  // What cannot be written at the end is lost, as it is when the process is killed: these are counts, not records.
  static_cast<void>(write());
}

void UnfoundLog::count(std::string_view typed, Instant now) {
  if (most_ == 0) return;
  const std::string text = unfound_text(typed);
  if (text.empty()) return;
  const std::lock_guard lock(mutex_);
  if (!counted_.contains(text) && counted_.size() >= std::min(most_, kMostInMemory)) return;
  Unfound& entry = counted_[text];
  entry.text = text;
  ++entry.count;
  entry.last_day = format_local(now, "UTC", "%Y-%m-%d");
  if (now - written_ < kBetweenWrites) return;
  written_ = now;
  static_cast<void>(write_locked());
}

Status UnfoundLog::write() {
  const std::lock_guard lock(mutex_);
  return write_locked();
}

Status UnfoundLog::write_locked() {
  if (counted_.empty()) return {};
  const auto held = os::FileLock::acquire(file_ + ".lock", "dais serve");
  if (!held) return fail(held.error());
  auto list = load_unfound(file_);
  // A damaged list is begun anew: it is of no use to anybody.
  if (!list && list.error().code != ErrorCode::kBadInput) return fail(std::move(list.error()));
  std::map<std::string, Unfound> all = counted_;
  for (const Unfound& before : list ? *list : std::vector<Unfound>()) {
    Unfound& entry = all[before.text];
    entry.text = before.text;
    entry.count += before.count;
    entry.last_day = std::max(entry.last_day, before.last_day);
  }
  std::vector<Unfound> merged;
  merged.reserve(all.size());
  for (auto& [text, entry] : all) merged.push_back(std::move(entry));
  sort_most_first(merged);
  if (merged.size() > most_) merged.resize(most_);
  std::string bytes;
  for (const Unfound& entry : merged) {
    bytes +=
        json::write(boost::json::object{{"text", entry.text}, {"count", entry.count}, {"last_day", entry.last_day}});
    bytes += '\n';
  }
  if (Status written = os::write_file_atomically(file_, bytes); !written) return fail(std::move(written.error()));
  counted_.clear();
  return {};
}

}  // namespace dais::archive
