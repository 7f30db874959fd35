// SPDX-License-Identifier: Apache-2.0
#include "search/understood.h"

#include <algorithm>

#include <fmt/format.h>

namespace dais::search {
namespace {

std::string quoted(std::string_view text) { return fmt::format("“{}”", text); }

std::string joined(const std::vector<std::string>& parts, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) {
      text += i + 1 < parts.size() ? ", " : fmt::format(" {} ", last);
    }
    text += parts[i];
  }
  return text;
}

std::string described(const Unit& unit);

/// In parentheses where it is put together and stands among others.
std::string described_among(const Unit& unit, std::size_t others) {
  const bool apart = others > 0 && !unit.parts.empty();
  return apart ? "(" + described(unit) + ")" : described(unit);
}

std::vector<std::string> described_all(const std::vector<Unit>& units) {
  std::vector<std::string> parts;
  parts.reserve(units.size());
  for (const Unit& unit : units) parts.push_back(described_among(unit, units.size() - 1));
  return parts;
}

std::string described_near(const Unit& unit) {
  const std::string between = unit.within == kNearWords
                                  ? "near"
                                  : fmt::format("within {} {} of", unit.within, unit.within == 1 ? "word" : "words");
  const std::vector<std::string> parts = described_all(unit.parts);
  return parts.size() == 2 ? fmt::format("{} {} {}", parts[0], between, parts[1])
                           : fmt::format("{} {} one another", joined(parts, "and"), between);
}

std::string described_sound(const Unit& unit) {
  if (unit.heard_as.empty()) return "";
  std::vector<std::string> heard;
  std::ranges::transform(unit.heard_as, std::back_inserter(heard), quoted);
  return fmt::format(" (or {}, which {} like it)", joined(heard, "or"), heard.size() == 1 ? "sounds" : "sound");
}

std::string described(const Unit& unit) {
  switch (unit.kind) {
    case UnitKind::kPrefix:
      return "words that begin with " + quoted(unit.words.front());
    case UnitKind::kNear:
      return described_near(unit);
    case UnitKind::kAny:
      return joined(described_all(unit.parts), "or");
    case UnitKind::kAll:
      return joined(described_all(unit.parts), "and");
    default:
      return quoted(unit.shown()) + described_sound(unit);
  }
}

std::string described(const Group& group, std::size_t others) {
  if (group.any_of.size() == 1) return described_among(group.any_of.front(), others);
  const std::string text = joined(described_all(group.any_of), "or");
  return others > 0 ? "(" + text + ")" : text;
}

std::string what_was_said(const ParsedQuery& parsed, PlainWords words) {
  const bool all_words = words == PlainWords::kAll;
  std::vector<std::string> required;
  std::vector<std::string> plain;
  for (const Group& group : parsed.groups) {
    (group.required ? required : plain).push_back(described(group, parsed.groups.size() - 1));
  }
  std::string text = joined(required, "and");
  if (!plain.empty()) {
    if (!text.empty()) text += all_words ? " and " : ", best with ";
    text += joined(plain, all_words || !required.empty() ? "and" : "or");
  }
  return text;
}

std::string date_text(std::int64_t date) {
  return fmt::format("{:04}-{:02}-{:02}", date / 10'000, date / 100 % 100, date % 100);
}

std::string date_text(Instant instant) { return format_utc(instant).substr(0, 10); }

std::string names(const std::vector<NameFilter>& filters, std::string_view before) {
  std::vector<std::string> wanted;
  std::vector<std::string> unwanted;
  for (const NameFilter& filter : filters) {
    (filter.wanted == Wanted::kYes ? wanted : unwanted).push_back(filter.shown);
  }
  std::string text;
  if (!wanted.empty()) {
    text += fmt::format(", {} {}", before, joined(wanted, "or"));
  }
  if (!unwanted.empty()) {
    text += fmt::format(", not {} {}", before, joined(unwanted, "or"));
  }
  return text;
}

std::string given_filters(const GivenFilters& given) {
  std::string text;
  if (given.speaker) text += given.speaker->empty() ? ", by one speaker" : ", by " + *given.speaker;
  if (given.body) text += given.body->empty() ? ", in one body" : ", in " + *given.body;
  if (given.meetings == Meetings::kOne) text += ", in one meeting";
  if (given.from) text += ", after " + date_text(*given.from);
  if (given.to) text += ", before " + date_text(*given.to);
  return text;
}

}  // namespace

std::string understood(const ParsedQuery& parsed, const GivenFilters& given, PlainWords plain) {
  std::string text = what_was_said(parsed, plain);
  text = text.empty() ? "passages" : "passages where anyone said " + text;
  if (!parsed.excluded.empty()) {
    text += (parsed.groups.empty() ? " without " : ", without ") + joined(described_all(parsed.excluded), "or");
  }
  text += names(parsed.speakers, "by") + names(parsed.bodies, "in") + names(parsed.matters, "on") +
          names(parsed.votes, "voted") + names(parsed.kinds, "of kind") + given_filters(given);
  if (parsed.first_date != 0) {
    text += ", after " + date_text(parsed.first_date);
  }
  if (parsed.end_date != 0) {
    text += ", before " + date_text(parsed.end_date);
  }
  for (const std::string& typed : parsed.no_dates) {
    text += fmt::format(" ({} is no date: write 2023-05-01)", quoted(typed));
  }
  return text == "passages" ? "nothing: no word to look for" : text;
}

}  // namespace dais::search
