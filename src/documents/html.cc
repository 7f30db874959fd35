// SPDX-License-Identifier: Apache-2.0
// A page's words for the index, not its looks: tags go, blocks end lines, named characters become what they stand for.
#include <array>
#include <cctype>
#include <charconv>

#include "documents/document_text.h"
#include "text/encoding.h"

namespace dais::documents {
namespace {

constexpr std::size_t kLongestName = 32;

std::string lower_name(std::string_view tag) {
  std::string name;
  for (const char c : tag) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) == 0 || name.size() >= kLongestName) break;
    name += static_cast<char>(std::tolower(byte));
  }
  return name;
}

bool is_inline(std::string_view name) {
  constexpr std::array<std::string_view, 18> kInline = {"a",     "abbr", "b",      "bdi",  "cite", "code",
                                                        "em",    "font", "i",      "mark", "q",    "s",
                                                        "small", "span", "strong", "sub",  "sup",  "u"};
  for (const std::string_view one : kInline) {
    if (name == one) return true;
  }
  return false;
}

/// "&amp;" → "&": the names that occur in running text, and any number.
struct Named {
  std::string_view name;
  char32_t stands_for;
};
constexpr std::array<Named, 16> kNamed = {{{"amp", U'&'},
                                           {"lt", U'<'},
                                           {"gt", U'>'},
                                           {"quot", U'"'},
                                           {"apos", U'\''},
                                           {"nbsp", U' '},
                                           {"sect", U'§'},
                                           {"para", U'¶'},
                                           {"ndash", U'–'},
                                           {"mdash", U'—'},
                                           {"lsquo", U'‘'},
                                           {"rsquo", U'’'},
                                           {"ldquo", U'“'},
                                           {"rdquo", U'”'},
                                           {"hellip", U'…'},
                                           {"eacute", U'é'}}};

/// Bytes taken from `at`, where a "&" stands; 1 where it is one.
std::size_t append_reference(std::string& out, std::string_view html, std::size_t at) {
  const std::size_t end = html.find(';', at);
  if (end == std::string_view::npos || end - at > kLongestName) {
    out += '&';
    return 1;
  }
  const std::string_view name = html.substr(at + 1, end - at - 1);
  if (name.starts_with('#')) {
    const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const std::string_view digits = name.substr(hex ? 2 : 1);
    std::uint32_t number = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, hex ? 16 : 10);
    if (error == std::errc() && stop == digits.data() + digits.size() && number >= ' ') {
      text::append_utf8(out, static_cast<char32_t>(number));
      return end - at + 1;
    }
  }
  for (const Named& one : kNamed) {
    if (name != one.name) continue;
    text::append_utf8(out, one.stands_for);
    return end - at + 1;
  }
  out += '&';
  return 1;
}

/// Where the element that begins at `at` with this name is over, with its end tag.
std::size_t after_element(std::string_view html, std::size_t at, std::string_view name) {
  while ((at = html.find("</", at)) != std::string_view::npos) {
    at += 2;
    if (lower_name(html.substr(at, kLongestName)) != name) continue;
    const std::size_t end = html.find('>', at);
    return end == std::string_view::npos ? html.size() : end + 1;
  }
  return html.size();
}

/// Where what begins with "<" at `at` is over; what it says to the reader is put to `out`.
std::size_t skip_markup(std::string& out, std::string_view html, std::size_t at) {
  if (html.substr(at).starts_with("<!--")) {
    const std::size_t end = html.find("-->", at + 4);
    return end == std::string_view::npos ? html.size() : end + 3;
  }
  const bool closes = at + 1 < html.size() && html[at + 1] == '/';
  const std::string name = lower_name(html.substr(at + (closes ? 2 : 1), kLongestName));
  const bool is_tag = !name.empty() || (at + 1 < html.size() && (html[at + 1] == '!' || html[at + 1] == '?'));
  if (!is_tag) {
    out += '<';
    return at + 1;
  }
  if (!is_inline(name)) out += '\n';
  const std::size_t end = html.find('>', at);
  if (end == std::string_view::npos) return html.size();
  if (!closes && (name == "script" || name == "style" || name == "noscript" || name == "template"))
    return after_element(html, end, name);
  return end + 1;
}

/// Runs of blanks become one, empty lines go.
std::string tidied(std::string_view text) {
  std::string out;
  char pending = 0;
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == kPageEnd) {
      pending = '\n';
    } else if (c == ' ' || c == '\t') {
      if (pending == 0) pending = ' ';
    } else {
      if (pending != 0 && !out.empty()) out += pending;
      pending = 0;
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string text_of_html(std::string_view html) {
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] == '<') {
      at = skip_markup(out, html, at);
    } else if (html[at] == '&') {
      at += append_reference(out, html, at);
    } else {
      out += html[at++];
    }
  }
  return tidied(out);
}

}  // namespace dais::documents
