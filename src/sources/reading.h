// SPDX-License-Identifier: Apache-2.0
// What the source kinds share: fields of a foreign object read one by one, where one that is wrong is named and left
// out while the rest goes on, and the arithmetic of windows and digests.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "sources/source.h"

namespace dais::sources {

/// Gathers what could not be taken of one document. `where` of each is "PLACE: $.json.path".
class Problems {
 public:
  explicit Problems(std::string place) : place_(std::move(place)) {}
  void add(const json::View& at, ErrorCode code, const std::string& message);
  /// An error whose message may start with the path already.
  void add(const json::View& at, Error error);
  [[nodiscard]] const std::vector<Refusal>& all() const { return refusals_; }
  [[nodiscard]] bool empty() const { return refusals_.empty(); }
  void report(Sink& sink) const;

 private:
  std::string place_;
  std::vector<Refusal> refusals_;
};

/// What a date and time without an offset means: the clock of a zone. kFalseZ: an offset is written but wrong.
enum class Clock { kAsWritten, kFalseZ };

/// The fields of one object. Absent, null, blank: nullopt. Of the wrong type: nullopt, and named in the problems.
class Fields {
 public:
  Fields(json::View object, std::string_view zone, Problems& problems)
      : object_(std::move(object)), zone_(zone), problems_(problems) {}

  [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
  [[nodiscard]] std::string text_or_empty(std::string_view key) const { return text(key).value_or(""); }
  /// nullopt where it is absent, and the problem is named: the caller refuses the object.
  [[nodiscard]] std::optional<std::string> required_text(std::string_view key) const;
  [[nodiscard]] std::optional<double> number(std::string_view key) const;
  [[nodiscard]] std::optional<int> integer(std::string_view key) const;
  [[nodiscard]] std::optional<bool> boolean(std::string_view key) const;
  /// POSIX seconds or ISO 8601. Years before 1000 stand for "none".
  [[nodiscard]] std::optional<Instant> time(std::string_view key, Clock clock = Clock::kAsWritten) const;
  /// What time() leaves out of a time given to the microsecond: -500 to 999.
  [[nodiscard]] int microseconds_beyond_time(std::string_view key) const;
  /// A link for people: http, https (before "www." it is put in), or a path. Another scheme ("javascript:", "file:") is
  /// refused.
  [[nodiscard]] std::optional<std::string> link(std::string_view key) const;
  /// The array under `key`; absent where there is none, named where it is something else.
  [[nodiscard]] std::optional<json::View> array(std::string_view key) const;
  /// The object under `key`, in the same way.
  [[nodiscard]] std::optional<json::View> object(std::string_view key) const;

  [[nodiscard]] json::View at(std::string_view key) const { return object_[key]; }
  [[nodiscard]] const json::View& view() const { return object_; }
  [[nodiscard]] Problems& problems() const { return problems_; }
  [[nodiscard]] std::string_view zone() const { return zone_; }

 private:
  json::View object_;
  std::string_view zone_;
  Problems& problems_;
};

/// "https" of "https://…", lower case; empty where there is none ("captions/1.vtt", "www.example.org").
std::string scheme_of(std::string_view link);
bool is_http(std::string_view link);
/// "https://www.youtube.com/…" of "www.youtube.com/…": people's records leave the scheme out, and CDP tries https
/// first.
std::string with_scheme(std::string link);

bool contains(const Window& window, Instant instant);

/// SHA-256 over what records are made from, besides the bytes: the reader's version and the zone of local times.
std::string digest_of(std::string_view bytes, std::string_view zone);

}  // namespace dais::sources
