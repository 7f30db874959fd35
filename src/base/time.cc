// SPDX-License-Identifier: Apache-2.0
#include "base/time.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <sstream>

#include <date/date.h>
#include <date/tz.h>

namespace dais {
namespace {

using std::chrono::milliseconds;

date::sys_time<milliseconds> to_date(Instant instant) {
  return date::sys_time<milliseconds>(instant.time_since_epoch());
}
date::local_time<milliseconds> to_date(LocalTime local) {
  return date::local_time<milliseconds>(local.value.time_since_epoch());
}

const date::time_zone& zone_of(std::string_view name) { return *date::locate_zone(std::string(name)); }

/// A reader over "YYYY-MM-DD[T ]hh:mm[:ss[.fff]][Z|±hh[:]mm]".
class IsoReader {
 public:
  explicit IsoReader(std::string_view text) : rest_(text) {}

  bool number(std::size_t digits, int& out) {
    if (rest_.size() < digits) return false;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + digits, out);
    if (error != std::errc{} || end != rest_.data() + digits || out < 0) return false;
    rest_.remove_prefix(digits);
    return true;
  }
  bool literal(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  int fraction_ms() {
    int ms = 0;
    for (int scale = 100; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; scale /= 10) {
      ms += (rest_.front() - '0') * scale;
      rest_.remove_prefix(1);
    }
    return ms;
  }
  [[nodiscard]] bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

struct IsoTime {
  LocalTime clock;
  std::optional<std::chrono::minutes> offset;
};

std::optional<std::chrono::minutes> read_offset(IsoReader& reader) {
  if (reader.literal('Z') || reader.literal('z')) return std::chrono::minutes(0);
  const bool plus = reader.literal('+');
  int hours = 0;
  int minutes = 0;
  if ((!plus && !reader.literal('-')) || !reader.number(2, hours)) return std::nullopt;
  reader.literal(':');
  if (!reader.number(2, minutes)) minutes = 0;
  constexpr int kFarthestHours = 15;  // UTC+14 is the farthest there is
  if (hours >= kFarthestHours || minutes >= 60) return std::nullopt;
  const int total = hours * 60 + minutes;
  return std::chrono::minutes(plus ? total : -total);
}

Result<IsoTime> read_iso(std::string_view text) {
  const auto wrong = [&] {
    return fail(ErrorCode::kBadInput, "not an ISO 8601 date or time: \"" + std::string(text.substr(0, 60)) + "\"");
  };
  IsoReader reader(text);
  int y = 0;
  int m = 0;
  int d = 0;
  if (!reader.number(4, y) || !reader.literal('-') || !reader.number(2, m) || !reader.literal('-') ||
      !reader.number(2, d))
    return wrong();
  const date::year_month_day day{date::year(y), date::month(static_cast<unsigned>(m)),
                                 date::day(static_cast<unsigned>(d))};
  if (!day.ok()) return wrong();
  if (y < 1000) return fail(ErrorCode::kBadInput, "the year " + std::to_string(y) + " stands for no date");
  milliseconds clock{0};
  std::optional<std::chrono::minutes> offset;
  if (reader.literal('T') || reader.literal(' ')) {
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!reader.number(2, hour) || !reader.literal(':') || !reader.number(2, minute)) return wrong();
    if (reader.literal(':') && !reader.number(2, second)) return wrong();
    if (hour > 24 || minute > 59 || second > 60) return wrong();
    clock = std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
    if (reader.literal('.')) clock += milliseconds(reader.fraction_ms());
    if (!reader.done()) {
      offset = read_offset(reader);
      if (!offset) return wrong();
    }
  }
  if (!reader.done()) return wrong();
  const auto local = date::local_days(day) + clock;
  return IsoTime{LocalTime{std::chrono::local_time<milliseconds>(local.time_since_epoch())}, offset};
}

}  // namespace

bool is_time_zone(std::string_view name) {
  try {
    return !name.empty() && date::locate_zone(std::string(name)) != nullptr;
  } catch (const std::exception&) {
    return false;
  }
}

Instant to_instant(LocalTime local, std::string_view zone) {
  return Instant(zone_of(zone).to_sys(to_date(local), date::choose::earliest).time_since_epoch());
}

LocalTime to_local(Instant instant, std::string_view zone) {
  const auto local = zone_of(zone).to_local(to_date(instant));
  return LocalTime{std::chrono::local_time<milliseconds>(local.time_since_epoch())};
}

Instant next_midnight(Instant instant, std::string_view zone) {
  LocalTime local = to_local(instant, zone);
  local.value = std::chrono::floor<std::chrono::days>(local.value) + std::chrono::days(1);
  return to_instant(local, zone);
}

std::string format_utc(Instant instant) {
  const auto time = to_date(instant);
  if (time.time_since_epoch() % std::chrono::seconds(1) != milliseconds(0)) return date::format("%FT%TZ", time);
  return date::format("%FT%TZ", date::floor<std::chrono::seconds>(time));
}

std::string format_with_offset(Instant instant, std::string_view zone) {
  const auto seconds = date::floor<std::chrono::seconds>(to_date(instant));
  return date::format("%FT%T%Ez", date::make_zoned(&zone_of(zone), seconds));
}

std::string format_local(Instant instant, std::string_view zone, const char* pattern) {
  const auto seconds = date::floor<std::chrono::seconds>(to_date(instant));
  return date::format(pattern, date::make_zoned(&zone_of(zone), seconds));
}

Result<Instant> parse_instant(std::string_view text, std::string_view zone) {
  const Result<IsoTime> iso = read_iso(text);
  if (!iso) return fail(iso.error());
  if (!iso->offset) return to_instant(iso->clock, zone);
  return Instant(iso->clock.value.time_since_epoch()) - *iso->offset;
}

Result<Instant> parse_as_local(std::string_view text, std::string_view zone) {
  const Result<IsoTime> iso = read_iso(text);
  if (!iso) return fail(iso.error());
  return to_instant(iso->clock, zone);
}

Instant now() {
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) {
    char* end = nullptr;
    const long long seconds = std::strtoll(epoch, &end, 10);
    if (end != epoch && *end == '\0') return Instant(std::chrono::seconds(seconds));
  }
  return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

std::string format_clock(double seconds) {
  const auto whole = static_cast<long long>(std::floor(std::max(0.0, seconds)));
  std::ostringstream out;
  const auto two = [&out](long long n) { out << (n < 10 ? "0" : "") << n; };
  if (whole >= 3600) {
    out << whole / 3600 << ':';
    two(whole / 60 % 60);
  } else {
    out << whole / 60;
  }
  out << ':';
  two(whole % 60);
  return out.str();
}

}  // namespace dais
