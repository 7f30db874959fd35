// SPDX-License-Identifier: Apache-2.0
#include "site/words.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

namespace dais::site {
namespace {

using domain::VoteClass;

std::string zone_or_utc(std::string_view zone) { return is_time_zone(zone) ? std::string(zone) : "UTC"; }

/// date's %e pads with a blank.
std::string without_double_blanks(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  }
  return out;
}

std::string formatted(Instant instant, std::string_view zone, const char* pattern) {
  return without_double_blanks(format_local(instant, zone_or_utc(zone), pattern));
}

std::string outcome_words(const archive::VoteEventSummary& vote) {
  // "Pass 31 to 20" is no sentence; the page says beside it how the source writes it.
  if (vote.stated_outcome == "Pass") return "Passed";
  if (vote.stated_outcome == "Fail") return "Failed";
  if (!vote.stated_outcome.empty()) return vote.stated_outcome;
  if (vote.tally.rows() == 0) return "No outcome stated";
  switch (vote.majority) {
    case archive::Majority::kYes:
      return "More yes than no:";
    case archive::Majority::kNo:
      return "More no than yes:";
    case archive::Majority::kTie:
      return "As many yes as no:";
  }
  return {};
}

std::string_view class_in_sentence(VoteClass vote_class) {
  constexpr std::array<std::string_view, domain::kVoteClasses.size()> kWords = {
      "yes", "no", "abstained", "absent", "recused or in conflict", "not voting", "without a value", "unrecognised"};
  return kWords.at(static_cast<std::size_t>(vote_class));
}

}  // namespace

std::string long_date(Instant instant, std::string_view zone) { return formatted(instant, zone, "%A, %B %e, %Y"); }
std::string short_date(Instant instant, std::string_view zone) { return formatted(instant, zone, "%b %e, %Y"); }

std::string clock_time(Instant instant, std::string_view zone) {
  const std::string hour = formatted(instant, zone, "%H:%M");
  if (hour == "00:00") return {};
  std::string text = formatted(instant, zone, "%I:%M %p %Z");
  if (text.starts_with('0')) text.erase(0, 1);
  return text;
}

std::string weekday_and_time(Instant instant, std::string_view zone) {
  const std::string clock = clock_time(instant, zone);
  return formatted(instant, zone, "%A") + (clock.empty() ? "" : ", " + clock);
}

std::string machine_date(Instant instant, std::string_view zone) {
  const std::string text = format_with_offset(instant, zone_or_utc(zone));
  constexpr std::size_t kDateAlone = 10;
  return clock_time(instant, zone).empty() ? text.substr(0, kDateAlone) : text;
}

std::string with_commas(std::int64_t number) {
  std::string out = std::to_string(number);
  for (auto place = static_cast<std::ptrdiff_t>(out.size()) - 3; place > (number < 0 ? 1 : 0); place -= 3) {
    out.insert(static_cast<std::size_t>(place), ",");
  }
  return out;
}

std::string counted(std::int64_t number, std::string_view singular, std::string_view plural) {
  return with_commas(number) + " " + std::string(number == 1 ? singular : plural);
}

std::string spoken_duration(double seconds) {
  const auto minutes = std::llround(seconds / 60);
  if (minutes < 1) return {};
  if (minutes < 60) return fmt::format("{} min", minutes);
  if (minutes % 60 == 0) return fmt::format("{} h", minutes / 60);
  return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string_view class_label(VoteClass vote_class) {
  constexpr std::array<std::string_view, domain::kVoteClasses.size()> kLabels = {
      "Yes", "No", "Abstained", "Absent", "Recused or conflict", "Not voting", "No value given", "Unrecognised"};
  return kLabels.at(static_cast<std::size_t>(vote_class));
}

std::string_view method_words(archive::VoteMethod method) {
  switch (method) {
    case archive::VoteMethod::kRollCall:
      return "roll call";
    case archive::VoteMethod::kVoice:
      return "voice vote";
    case archive::VoteMethod::kConsent:
      return "by consent";
    case archive::VoteMethod::kUnknown:
      return "";
  }
  return "";
}

std::string_view state_words(archive::EventState state) {
  switch (state) {
    case archive::EventState::kHeld:
      return "";
    case archive::EventState::kUpcoming:
      return "Upcoming";
    case archive::EventState::kCancelled:
      return "Cancelled";
  }
  return "";
}

std::string tally_sentence(const archive::VoteEventSummary& vote) {
  std::string out = outcome_words(vote);
  const std::string_view method = method_words(vote.method);
  if (vote.tally.rows() == 0) {
    if (!method.empty()) out.append("; ").append(method);
    return out + "; no individual votes were recorded.";
  }
  out +=
      fmt::format(" {} to {}", with_commas(vote.tally.of(VoteClass::kYes)), with_commas(vote.tally.of(VoteClass::kNo)));
  for (const VoteClass each : domain::kVoteClasses) {
    if (each == VoteClass::kYes || each == VoteClass::kNo || vote.tally.of(each) == 0) continue;
    out += fmt::format("; {} {}", with_commas(vote.tally.of(each)), class_in_sentence(each));
  }
  if (!method.empty()) out.append("; ").append(method);
  return out + ".";
}

std::string meeting_title(const archive::EventSummary& event) {
  return event.body.name + ", " + formatted(event.start, event.timezone, "%B %e, %Y");
}

std::string words_of_path(std::string_view path) {
  std::string out;
  const std::size_t last = path.find_last_not_of('/');
  if (last == std::string_view::npos) return out;
  path = path.substr(0, last + 1);
  for (const char c : path.substr(path.rfind('/') + 1)) {
    const bool separates = c == '-' || c == '_' || c == '.' || c == '+' || c == ' ';
    if (!separates)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string held_sentence(const archive::Holdings& held, std::string_view zone) {
  std::string out = "This archive holds the words of " + counted(held.events_with_transcript, "meeting", "meetings");
  if (held.transcript_hours > 0) out += ", " + counted(held.transcript_hours, "hour", "hours");
  if (held.first_event && held.last_event) {
    out += ", between " + long_date(*held.first_event, zone) + " and " + long_date(*held.last_event, zone);
  }
  const std::int64_t without = held.events - held.events_with_transcript;
  out += ".";
  if (without > 0)
    out += " " + counted(without, "more meeting has", "more meetings have") +
           " no transcript and cannot be found by words.";
  return out;
}

}  // namespace dais::site
