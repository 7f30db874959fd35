// SPDX-License-Identifier: Apache-2.0
#include "json/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace dais::json {
namespace {

namespace bj = boost::json;

constexpr std::size_t kMaxDepth = 64;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// "line 3, column 14": columns count bytes, as editors and jq do for ASCII.
std::string place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(offset - line_start + 1);
}

std::string words_for(const boost::system::error_code& code) {
  if (code == bj::error::incomplete) return "the JSON ends in the middle";
  if (code == bj::error::extra_data) return "there is more after the end of the JSON value";
  return "not JSON: " + code.message();
}

Error syntax_error(std::string_view text, std::size_t offset, const boost::system::error_code& code) {
  const std::string place = place_of(text, offset);
  if (code == bj::error::too_deep) {
    return Error{ErrorCode::kTooLarge, place + ": nested deeper than " + std::to_string(kMaxDepth) + " levels"};
  }
  return Error{ErrorCode::kBadInput, place + ": " + words_for(code)};
}

std::string_view strip(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string number_text(const bj::value& value) {
  if (value.is_int64()) return std::to_string(value.get_int64());
  if (value.is_uint64()) return std::to_string(value.get_uint64());
  char buffer[32];
  const auto written = std::to_chars(buffer, buffer + sizeof buffer, value.get_double());
  return {buffer, written.ptr};
}

std::string_view words_for(const bj::value& value) {
  if (value.is_object()) return "an object";
  if (value.is_array()) return "an array";
  if (value.is_string()) return "a text";
  return value.is_number() ? "a number" : "true or false";
}

tl::unexpected<Error> wrong_type(const View& view, std::string_view wanted) {
  return fail(ErrorCode::kBadInput,
              view.path() + ": should be " + std::string(wanted) + ", is " + std::string(words_for(*view.raw())));
}

/// All of `text` as a number; nullopt where it is none.
template <typename Number>
std::optional<Number> whole_number_text(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> exact_integer(double number) {
  constexpr double kLimit = 9007199254740992.0;  // 2^53: beyond it a double no longer holds each integer
  if (std::trunc(number) != number || std::fabs(number) > kLimit) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

}  // namespace

Result<bj::value> parse(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  bj::parse_options options;
  options.max_depth = kMaxDepth;
  bj::parser parser({}, options);
  try {
    boost::system::error_code code;
    const std::size_t read = parser.write_some(text.data(), text.size(), code);
    if (code) return fail(syntax_error(text, read, code));
    if (read < text.size()) return fail(syntax_error(text, read, bj::error::extra_data));
    return parser.release();
  } catch (const std::exception& problem) {
    return fail(ErrorCode::kTooLarge, std::string("the JSON does not fit into memory: ") + problem.what());
  }
}

View View::operator[](std::string_view key) const {
  std::string path = path_ + "." + std::string(key);
  if (!is_object()) return {nullptr, std::move(path)};
  return {value_->get_object().if_contains(key), std::move(path)};
}

std::size_t View::size() const { return is_array() ? value_->get_array().size() : 0; }

View View::at(std::size_t index) const {
  std::string path = path_ + "[" + std::to_string(index) + "]";
  if (index >= size()) return {nullptr, std::move(path)};
  return {&value_->get_array()[index], std::move(path)};
}

Result<std::optional<std::string>> View::text() const {
  if (!present()) return std::nullopt;
  if (value_->is_string()) return std::string(strip(value_->get_string()));
  if (value_->is_bool()) return value_->get_bool() ? "true" : "false";
  if (!value_->is_number()) return wrong_type(*this, "a text");
  return number_text(*value_);
}

Result<std::optional<double>> View::number() const {
  if (!present()) return std::nullopt;
  std::optional<double> number;
  if (value_->is_number()) number = value_->to_number<double>();
  if (value_->is_string()) number = whole_number_text<double>(strip(value_->get_string()));
  if (!number) return wrong_type(*this, "a number");
  if (!std::isfinite(*number)) return fail(ErrorCode::kBadInput, path_ + ": the number is too large");
  return number;
}

Result<std::optional<std::int64_t>> View::integer() const {
  if (!present()) return std::nullopt;
  std::optional<std::int64_t> integer;
  if (value_->is_int64()) integer = value_->get_int64();
  if (value_->is_double()) integer = exact_integer(value_->get_double());
  if (value_->is_string()) integer = whole_number_text<std::int64_t>(strip(value_->get_string()));
  if (!integer) return fail(ErrorCode::kBadInput, path_ + ": should be a whole number, is " + write(*value_));
  return integer;
}

Result<std::optional<bool>> View::boolean() const {
  if (!present()) return std::nullopt;
  if (!value_->is_bool()) return wrong_type(*this, "true or false");
  return value_->get_bool();
}

}  // namespace dais::json
