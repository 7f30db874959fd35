// SPDX-License-Identifier: Apache-2.0
// Searches that found nothing, for an operator who wants to know what people look for in vain. Of each: the text,
// folded, how often, and the last day; nothing of who asked or from where, no time of day, no order. What looks like an
// address, a telephone number or other long numbers is not kept, nor what is longer than a question.
// The file (JSON Lines, {"text", "count", "last_day"}, most first) is replaced as a whole, about once a minute while
// there is something new and when the owner goes: a process that is killed loses that minute, never the file. Several
// processes may add to one file.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "archive/reader.h"
#include "base/result.h"
#include "base/time.h"

namespace dais::archive {

struct Unfound {
  std::string text;
  std::int64_t count = 0;
  std::string last_day;  ///< "2026-11-21", UTC
  bool operator==(const Unfound&) const = default;
};

/// Bytes, folded; a longer text is not kept.
inline constexpr std::size_t kLongestUnfound = 200;

/// Words were looked for everywhere, by the first page, and neither a moment nor a record was found. With filters the
/// words themselves may be there.
bool found_nothing(const SearchRequest& request, const SearchView& view);

/// The text as it is counted; empty where it is not.
std::string unfound_text(std::string_view typed);

/// Most first, then newest, then by text. A file that is not there is an empty one; kBadInput names the line.
Result<std::vector<Unfound>> load_unfound(const std::string& file);

class UnfoundLog {
 public:
  /// Keeps `most` texts: where there are more, those counted least and longest ago go. 0 keeps none.
  UnfoundLog(std::string file, std::size_t most) : file_(std::move(file)), most_(most) {}
  ~UnfoundLog();
  UnfoundLog(const UnfoundLog&) = delete;
  UnfoundLog& operator=(const UnfoundLog&) = delete;

  /// From any thread. Writes where that is due; what cannot be written stays counted for the next time.
  void count(std::string_view typed, Instant now);
  /// kConflict where another process is writing just now.
  Status write();

 private:
  Status write_locked();

  std::string file_;
  std::size_t most_;
  std::mutex mutex_;
  std::map<std::string, Unfound> counted_;  ///< since the last write
  Instant written_;
};

}  // namespace dais::archive
