// SPDX-License-Identifier: Apache-2.0
#include "base/cron.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <span>
#include <vector>

#include <date/tz.h>

namespace dais {
namespace {

using Minute = std::chrono::local_time<std::chrono::minutes>;
using std::chrono::minutes;

struct FieldShape {
  std::string_view name;
  int first;
  int last;
  std::span<const std::string_view> names;  ///< of `first`, `first` + 1 …
};

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
constexpr std::array<FieldShape, 5> kFields = {
    FieldShape{"minute", 0, 59, {}}, FieldShape{"hour", 0, 23, {}}, FieldShape{"day of month", 1, 31, {}},
    FieldShape{"month", 1, 12, kMonths}, FieldShape{"day of week", 0, 7, kWeekdays}};

struct Nickname {
  std::string_view name;
  std::string_view stands_for;
};
constexpr std::array<Nickname, 7> kNicknames = {{{"@hourly", "0 * * * *"},
                                                 {"@daily", "0 0 * * *"},
                                                 {"@midnight", "0 0 * * *"},
                                                 {"@weekly", "0 0 * * 0"},
                                                 {"@monthly", "0 0 1 * *"},
                                                 {"@yearly", "0 0 1 1 *"},
                                                 {"@annually", "0 0 1 1 *"}}};

/// Years within which every date that there is comes: 29 February on a given weekday takes up to 40.
constexpr std::chrono::days kHorizon{41 * 366};

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find_first_of(separators);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words = split(text, " \t");
  std::erase(words, std::string_view());
  return words;
}

Error wrong(const FieldShape& shape, std::string_view part, const std::string& what) {
  return {ErrorCode::kBadConfig, std::string(shape.name) + ": \"" + std::string(part) + "\" " + what};
}

Result<int> read_number(const FieldShape& shape, std::string_view text) {
  int number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool digits = !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (digits && code == std::errc() && end == text.data() + text.size()) {
    if (number >= shape.first && number <= shape.last) return number;
    return fail(
        wrong(shape, text, "is not within " + std::to_string(shape.first) + " to " + std::to_string(shape.last)));
  }
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto found = std::ranges::find(shape.names, lower);
  if (found != shape.names.end()) return shape.first + static_cast<int>(found - shape.names.begin());
  return fail(wrong(shape, text,
                    shape.names.empty()
                        ? "is not a number"
                        : "is neither a number nor a name such as \"" + std::string(shape.names[1]) + '"'));
}

struct Range {
  int first;
  int last;
};

Result<Range> read_range(const FieldShape& shape, std::string_view text, bool with_step) {
  if (text == "*") return Range{shape.first, shape.last};
  const std::size_t dash = text.find('-');
  const auto first = read_number(shape, text.substr(0, dash));
  if (!first) return fail(first.error());
  if (dash == std::string_view::npos) {
    if (with_step)
      return fail(wrong(shape, text, "has a step, which needs \"*\" or a range such as \"0-30\" before it"));
    return Range{*first, *first};
  }
  const auto last = read_number(shape, text.substr(dash + 1));
  if (!last) return fail(last.error());
  if (*last < *first) return fail(wrong(shape, text, "ends before it begins"));
  return Range{*first, *last};
}

template <std::size_t kSize>
Status read_field(const FieldShape& shape, std::string_view text, std::bitset<kSize>& into) {
  for (const std::string_view part : split(text, ",")) {
    const std::size_t slash = part.find('/');
    const bool with_step = slash != std::string_view::npos;
    const auto range = read_range(shape, part.substr(0, slash), with_step);
    if (!range) return fail(range.error());
    int step = 1;
    if (with_step) {
      const std::string_view steps = part.substr(slash + 1);
      const auto [end, code] = std::from_chars(steps.data(), steps.data() + steps.size(), step);
      if (code != std::errc() || end != steps.data() + steps.size() || step < 1 || step > shape.last)
        return fail(wrong(shape, part, "has a step that is not within 1 to " + std::to_string(shape.last)));
    }
    for (int i = range->first; i <= range->last; i += step) into.set(static_cast<std::size_t>(i));
  }
  return {};
}

template <std::size_t kSize>
std::optional<int> next_set(const std::bitset<kSize>& bits, int from) {
  for (int i = from; i < static_cast<int>(kSize); ++i) {
    if (bits.test(static_cast<std::size_t>(i))) return i;
  }
  return std::nullopt;
}

Instant at(std::chrono::sys_seconds seconds) { return seconds; }

}  // namespace

Result<Cron> Cron::parse(std::string_view text, std::string_view zone) {
  std::vector<std::string_view> words = words_of(text);
  if (words.size() == 1 && words[0].starts_with('@')) {
    const auto found = std::ranges::find(kNicknames, words[0], &Nickname::name);
    if (found == kNicknames.end())
      return fail(ErrorCode::kBadConfig, "\"" + std::string(words[0]) +
                                             "\" is not known; there are @hourly, @daily, @weekly, @monthly, @yearly");
    words = words_of(found->stands_for);
  }
  if (words.size() != kFields.size())
    return fail(ErrorCode::kBadConfig, "has " + std::to_string(words.size()) +
                                           (words.size() == 1 ? " field" : " fields") +
                                           ", not five: minute, hour, day of month, month, day of week");
  Cron cron;
  Status good = read_field(kFields[0], words[0], cron.minutes_);
  if (good) good = read_field(kFields[1], words[1], cron.hours_);
  if (good) good = read_field(kFields[2], words[2], cron.days_);
  if (good) good = read_field(kFields[3], words[3], cron.months_);
  if (good) good = read_field(kFields[4], words[4], cron.weekdays_);
  if (!good) return fail(good.error());
  if (cron.weekdays_.test(7)) cron.weekdays_.set(0);
  cron.any_day_ = words[2].starts_with('*');
  cron.any_weekday_ = words[4].starts_with('*');
  cron.wildcard_ = words[0].starts_with('*') || words[1].starts_with('*');
  cron.zone_ = zone;
  return cron;
}

bool Cron::matches_day(std::chrono::year_month_day day) const {
  if (!months_.test(static_cast<unsigned>(day.month()))) return false;
  const bool day_fits = days_.test(static_cast<unsigned>(day.day()));
  const auto weekday = std::chrono::weekday(std::chrono::local_days(day));
  const bool weekday_fits = weekdays_.test(weekday.c_encoding());
  return any_day_ || any_weekday_ ? day_fits && weekday_fits : day_fits || weekday_fits;
}

bool Cron::matches(LocalTime minute) const {
  const auto day = std::chrono::floor<std::chrono::days>(minute.value);
  const auto of_day = std::chrono::floor<minutes>(minute.value - day).count();
  return matches_day(std::chrono::year_month_day(day)) && hours_.test(static_cast<std::size_t>(of_day / 60)) &&
         minutes_.test(static_cast<std::size_t>(of_day % 60));
}

std::optional<Minute> Cron::next_on_clock(Minute from) const {
  const auto first_day = std::chrono::floor<std::chrono::days>(from);
  for (auto day = first_day; day < first_day + kHorizon; day += std::chrono::days(1)) {
    if (!matches_day(std::chrono::year_month_day(day))) continue;
    const int begin = day == first_day ? static_cast<int>((from - day).count()) : 0;
    for (auto hour = next_set(hours_, begin / 60); hour; hour = next_set(hours_, *hour + 1)) {
      const auto minute = next_set(minutes_, *hour == begin / 60 ? begin % 60 : 0);
      if (minute) return day + std::chrono::hours(*hour) + minutes(*minute);
    }
  }
  return std::nullopt;
}

std::optional<Instant> Cron::next_after(Instant instant) const {
  const date::time_zone* zone = date::locate_zone(zone_);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(instant);
  if (wildcard_) {
    // Segment by segment between two changes of the clocks; the first minute that begins after `instant`.
    auto begin = seconds + std::chrono::seconds(1);
    const auto horizon = seconds + kHorizon;
    while (begin < horizon) {
      const date::sys_info info = zone->get_info(begin);
      const auto on_clock = std::chrono::local_seconds((begin + info.offset).time_since_epoch());
      const auto next = next_on_clock(std::chrono::ceil<minutes>(on_clock));
      if (!next) return std::nullopt;
      const std::chrono::sys_seconds there(next->time_since_epoch() - info.offset);
      if (there < info.end) return at(there);
      begin = info.end;
    }
    return std::nullopt;
  }
  const auto on_clock = to_local(instant, zone_).value;
  Minute from = std::chrono::floor<minutes>(on_clock);
  for (auto next = next_on_clock(from); next; next = next_on_clock(*next + minutes(1))) {
    const date::local_info info = zone->get_info(date::local_seconds(next->time_since_epoch()));
    std::chrono::sys_seconds there(next->time_since_epoch() - info.first.offset);
    if (info.result == date::local_info::nonexistent) there = info.first.end;
    if (at(there) > instant) return at(there);
  }
  return std::nullopt;
}

}  // namespace dais
