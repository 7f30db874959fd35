// SPDX-License-Identifier: Apache-2.0
#include "site/feeds.h"

#include <algorithm>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "base/digest.h"
#include "text/escape.h"

namespace dais::site {
namespace {

namespace bj = boost::json;

constexpr std::string_view kLineEnd = "\r\n";
/// RFC 5545, 3.1: octets of a line without its end.
constexpr std::size_t kLongestLine = 75;

/// XML has no other controls, escaped or not.
std::string xml(std::string_view text) {
  std::string kept;
  std::ranges::copy_if(text, std::back_inserter(kept), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r';
  });
  return text::escaped(kept, text::Quotes::kEscaped);
}

/// Of the newest entry; a feed without any has not been changed since the beginning of time.
Instant newest(const Feed& feed) { return feed.entries.empty() ? Instant{} : feed.entries.front().at; }

std::string compact_time(Instant instant) {
  std::string text = format_utc(std::chrono::floor<std::chrono::seconds>(instant));
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::string calendar_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
    }
  }
  return out;
}

/// Long lines go on after a line end and a space, never within a character.
void add_line(std::string& out, std::string_view name, const std::string& value) {
  std::string_view rest;
  const std::string line = fmt::format("{}:{}", name, value);
  rest = line;
  std::size_t room = kLongestLine;
  while (rest.size() > room) {
    std::size_t cut = room;
    while (cut > 1 && (static_cast<unsigned char>(rest[cut]) & 0xC0U) == 0x80U) --cut;
    out.append(rest.substr(0, cut)).append(kLineEnd).append(" ");
    rest.remove_prefix(cut);
    room = kLongestLine - 1;
  }
  out.append(rest).append(kLineEnd);
}

}  // namespace

std::string atom_of(const Feed& feed) {
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>{}</id>\n"
      "<title>{}</title>\n<updated>{}</updated>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n"
      "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<generator>Dais</generator>\n",
      xml(feed.id), xml(feed.title), format_utc(newest(feed)), xml(feed.self_url), xml(feed.page_url));
  for (const FeedEntry& entry : feed.entries) {
    out += fmt::format(
        "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n"
        "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
        xml(entry.id), xml(entry.title), format_utc(entry.at),
        entry.author.empty() ? "Speaker not named" : xml(entry.author), xml(entry.url), xml(entry.text));
  }
  return out + "</feed>\n";
}

std::string json_feed_of(const Feed& feed) {
  bj::array items;
  for (const FeedEntry& entry : feed.entries) {
    bj::object item{{"id", entry.id},
                    {"url", entry.url},
                    {"title", entry.title},
                    {"content_text", entry.text},
                    {"date_published", format_utc(entry.at)}};
    if (!entry.author.empty()) item["authors"] = bj::array{bj::object{{"name", entry.author}}};
    items.push_back(std::move(item));
  }
  return bj::serialize(bj::object{{"version", "https://jsonfeed.org/version/1.1"},
                                  {"title", feed.title},
                                  {"home_page_url", feed.page_url},
                                  {"feed_url", feed.self_url},
                                  {"items", std::move(items)}}) +
         "\n";
}

std::string calendar_of(const std::string& title, const std::string& host,
                        const std::vector<CalendarMeeting>& meetings) {
  std::string out;
  add_line(out, "BEGIN", "VCALENDAR");
  add_line(out, "VERSION", "2.0");
  add_line(out, "PRODID", "-//Dais//Search//EN");
  add_line(out, "X-WR-CALNAME", calendar_text(title));
  for (const CalendarMeeting& meeting : meetings) {
    add_line(out, "BEGIN", "VEVENT");
    add_line(out, "UID", calendar_text(meeting.id + "@" + host));
    add_line(out, "DTSTAMP", compact_time(meeting.start));
    add_line(out, "DTSTART", compact_time(meeting.start));
    const auto minutes = static_cast<std::int64_t>(meeting.duration_seconds / 60);
    if (minutes > 0) add_line(out, "DURATION", fmt::format("PT{}M", minutes));
    add_line(out, "SUMMARY", calendar_text(meeting.title));
    if (!meeting.location.empty()) add_line(out, "LOCATION", calendar_text(meeting.location));
    if (!meeting.text.empty()) add_line(out, "DESCRIPTION", calendar_text(meeting.text));
    if (meeting.is_cancelled) add_line(out, "STATUS", "CANCELLED");
    // Nothing but a URI may stand here, and a path is none.
    if (meeting.url.find("://") != std::string::npos) add_line(out, "URL", meeting.url);
    add_line(out, "END", "VEVENT");
  }
  add_line(out, "END", "VCALENDAR");
  return out;
}

std::string urn_of(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all.append(std::to_string(part.size())).append(":").append(part);
  std::string hex = sha256_hex(all);
  hex[12] = '8';
  hex[16] = "89ab"[static_cast<std::size_t>(hex[16]) % 4];
  return fmt::format("urn:uuid:{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4),
                     hex.substr(16, 4), hex.substr(20, 12));
}

}  // namespace dais::site
