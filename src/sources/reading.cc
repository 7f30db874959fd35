// SPDX-License-Identifier: Apache-2.0
#include "sources/reading.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/digest.h"

namespace dais::sources {
namespace {

/// Part of each digest: raised when the same bytes are read into other records, so that they are read again.
constexpr std::string_view kReaderVersion = "1";

constexpr double kYear1000 = -30610224000.0;
constexpr double kYear10000 = 253402300800.0;

template <typename Value>
std::optional<Value> kept(Result<std::optional<Value>> result, const json::View& view, Problems& problems) {
  if (result) return std::move(*result);
  problems.add(view, std::move(result).error());
  return std::nullopt;
}

/// "0001-01-01T00:00:00Z", "0000-00-00": how programs write that there is no date.
bool stands_for_no_date(std::string_view text) {
  return text.size() > 4 && text[0] == '0' && text[4] == '-' &&
         text.substr(0, 4).find_first_not_of("0123456789") == text.npos;
}

Result<std::optional<Instant>> from_posix(double seconds) {
  if (seconds >= kYear10000) return fail(ErrorCode::kBadInput, "not a time in POSIX seconds; milliseconds?");
  if (seconds < kYear1000) return std::nullopt;
  return Instant(std::chrono::milliseconds(std::llround(seconds * 1000)));
}

Result<std::optional<Instant>> read_time(const json::View& view, std::string_view zone, Clock clock) {
  if (!view.present()) return std::nullopt;
  if (view.is_number()) return view.number().and_then([](std::optional<double> number) { return from_posix(*number); });
  if (!view.is_string()) return fail(ErrorCode::kBadInput, "should be a time: POSIX seconds or ISO 8601");
  auto text = view.text();
  if (!text) return fail(text.error());
  if ((*text)->empty() || stands_for_no_date(**text)) return std::nullopt;
  const auto instant = clock == Clock::kFalseZ ? parse_as_local(**text, zone) : parse_instant(**text, zone);
  if (!instant) return fail(instant.error());
  return *instant;
}

}  // namespace

void Problems::add(const json::View& at, ErrorCode code, const std::string& message) {
  refusals_.push_back({place_ + ": " + at.path(), Error{code, message}});
}

void Problems::add(const json::View& at, Error error) {
  const std::string prefix = at.path() + ": ";
  if (error.message.starts_with(prefix)) error.message.erase(0, prefix.size());
  add(at, error.code, error.message);
}

void Problems::report(Sink& sink) const {
  for (const Refusal& refusal : refusals_) sink.refuse(refusal);
}

std::optional<std::string> Fields::text(std::string_view key) const {
  const json::View view = object_[key];
  auto text = kept(view.text(), view, problems_);
  if (text && text->empty()) return std::nullopt;
  return text;
}

std::optional<std::string> Fields::required_text(std::string_view key) const {
  const json::View view = object_[key];
  const std::size_t before = problems_.all().size();
  auto found = text(key);
  if (!found && problems_.all().size() == before)
    problems_.add(view, ErrorCode::kBadInput, "is required, and is not given");
  return found;
}

std::optional<double> Fields::number(std::string_view key) const {
  const json::View view = object_[key];
  return kept(view.number(), view, problems_);
}

std::optional<int> Fields::integer(std::string_view key) const {
  const json::View view = object_[key];
  const auto wide = kept(view.integer(), view, problems_);
  if (!wide) return std::nullopt;
  if (*wide < std::numeric_limits<int>::min() || *wide > std::numeric_limits<int>::max()) {
    problems_.add(view, ErrorCode::kBadInput, "the number is too large");
    return std::nullopt;
  }
  return static_cast<int>(*wide);
}

std::optional<bool> Fields::boolean(std::string_view key) const {
  const json::View view = object_[key];
  return kept(view.boolean(), view, problems_);
}

std::optional<Instant> Fields::time(std::string_view key, Clock clock) const {
  const json::View view = object_[key];
  return kept(read_time(view, zone_, clock), view, problems_);
}

int Fields::microseconds_beyond_time(std::string_view key) const {
  const json::View view = object_[key];
  if (view.is_number()) {
    const double seconds = view.number().value_or(std::nullopt).value_or(0);
    if (!(seconds >= kYear1000 && seconds < kYear10000)) return 0;
    return static_cast<int>(std::llround(seconds * 1'000'000) - std::llround(seconds * 1000) * 1000);
  }
  if (!view.is_string()) return 0;
  const std::string text = text_or_empty(key);
  const std::size_t point = text.find('.');
  if (point == std::string::npos) return 0;
  constexpr std::size_t kDigitsOfMilliseconds = 3;
  int microseconds = 0;
  int scale = 100;
  for (std::size_t i = point + 1 + kDigitsOfMilliseconds; i < text.size() && scale > 0; ++i, scale /= 10) {
    if (text[i] < '0' || text[i] > '9') break;
    microseconds += (text[i] - '0') * scale;
  }
  return microseconds;
}

std::optional<std::string> Fields::link(std::string_view key) const {
  auto found = text(key);
  if (!found) return std::nullopt;
  const std::string scheme = scheme_of(*found);
  if (scheme.empty() || scheme == "http" || scheme == "https") return with_scheme(std::move(*found));
  problems_.add(object_[key], ErrorCode::kForbidden,
                "links of the scheme \"" + scheme + ":\" are not taken, only http and https");
  return std::nullopt;
}

std::optional<json::View> Fields::array(std::string_view key) const {
  json::View view = object_[key];
  if (!view.present()) return std::nullopt;
  if (view.is_array()) return view;
  problems_.add(view, ErrorCode::kBadInput, "should be an array");
  return std::nullopt;
}

std::optional<json::View> Fields::object(std::string_view key) const {
  json::View view = object_[key];
  if (!view.present()) return std::nullopt;
  if (view.is_object()) return view;
  problems_.add(view, ErrorCode::kBadInput, "should be an object");
  return std::nullopt;
}

std::string scheme_of(std::string_view link) {
  const std::size_t colon = link.find(':');
  if (colon == std::string_view::npos || colon == 0) return {};
  std::string scheme(link.substr(0, colon));
  std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (scheme.front() < 'a' || scheme.front() > 'z') return {};
  if (scheme.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+-.") != std::string::npos) return {};
  // "www.example.org:8080/x": a host with a port, not a scheme.
  const bool port_follows = colon + 1 < link.size() && link[colon + 1] >= '0' && link[colon + 1] <= '9';
  if (port_follows && scheme.find('.') != std::string::npos) return {};
  return scheme;
}

bool is_http(std::string_view link) {
  const std::string scheme = scheme_of(link);
  return scheme == "http" || scheme == "https";
}

std::string with_scheme(std::string link) {
  if (link.starts_with("www.") && scheme_of(link).empty()) link.insert(0, "https://");
  return link;
}

bool contains(const Window& window, Instant instant) {
  return (!window.from || instant >= *window.from) && (!window.to || instant < *window.to);
}

std::string digest_of(std::string_view bytes, std::string_view zone) {
  return sha256_hex(std::string(kReaderVersion) + "\n" + std::string(zone) + "\n" + sha256_hex(bytes));
}

}  // namespace dais::sources
