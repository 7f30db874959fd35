// SPDX-License-Identifier: Apache-2.0
// write() of json/json.h. Boost's own serializer puts every fraction into scientific notation ("3.7254E3"); people read
// these answers too.
#include <array>
#include <charconv>
#include <cmath>

#include "json/json.h"

namespace dais::json {
namespace {

namespace bj = boost::json;

void append_double(std::string& out, double number) {
  constexpr double kLargestPlain = 1e15;
  constexpr double kSmallestPlain = 1e-6;
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  std::array<char, 40> digits{};
  const double size = std::fabs(number);
  const bool plain = number == 0 || (size >= kSmallestPlain && size < kLargestPlain);
  const auto written = plain ? std::to_chars(digits.begin(), digits.end(), number, std::chars_format::fixed)
                             : std::to_chars(digits.begin(), digits.end(), number);
  out.append(digits.begin(), written.ptr);
  // A reader that tells whole numbers from others sees the same kind for every value of a field.
  if (plain && number == std::trunc(number)) out += ".0";
}

template <typename Number>
void append_integer(std::string& out, Number number) {
  std::array<char, 24> digits{};
  out.append(digits.begin(), std::to_chars(digits.begin(), digits.end(), number).ptr);
}

std::string_view short_escape(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    default:
      return {};
  }
}

void append_text(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  constexpr unsigned char kFirstPrintable = 0x20;
  out += '"';
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= kFirstPrintable && byte != '"' && byte != '\\') continue;
    out += text.substr(copied, i - copied);
    copied = i + 1;
    if (const auto escape = short_escape(text[i]); !escape.empty()) {
      out += escape;
    } else {
      out += "\\u00";
      out += {kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  out += text.substr(copied);
  out += '"';
}

void append(std::string& out, const bj::value& value);

void append_array(std::string& out, const bj::array& array) {
  char before = '[';
  for (const bj::value& element : array) {
    out += before;
    append(out, element);
    before = ',';
  }
  out += array.empty() ? "[]" : "]";
}

void append_object(std::string& out, const bj::object& object) {
  char before = '{';
  for (const auto& member : object) {
    out += before;
    append_text(out, {member.key().data(), member.key().size()});
    out += ':';
    append(out, member.value());
    before = ',';
  }
  out += object.empty() ? "{}" : "}";
}

void append(std::string& out, const bj::value& value) {
  switch (value.kind()) {
    case bj::kind::null:
      out += "null";
      break;
    case bj::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      break;
    case bj::kind::int64:
      append_integer(out, value.get_int64());
      break;
    case bj::kind::uint64:
      append_integer(out, value.get_uint64());
      break;
    case bj::kind::double_:
      append_double(out, value.get_double());
      break;
    case bj::kind::string:
      append_text(out, {value.get_string().data(), value.get_string().size()});
      break;
    case bj::kind::array:
      append_array(out, value.get_array());
      break;
    case bj::kind::object:
      append_object(out, value.get_object());
      break;
  }
}

}  // namespace

std::string write(const bj::value& value) {
  std::string out;
  append(out, value);
  return out;
}

}  // namespace dais::json
