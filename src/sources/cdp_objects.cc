// SPDX-License-Identifier: Apache-2.0
#include "sources/cdp_objects.h"

namespace dais::sources::cdp {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(kBlanks) == std::string_view::npos; }

char first_character(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  return first == std::string_view::npos ? '\0' : text[first];
}

/// Calls `visit(line, number)` for each line, numbers from 1.
template <typename Visit>
void for_each_line(std::string_view text, Visit visit) {
  for (std::uint64_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    visit(text.substr(0, end), number);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

/// Whether a text that is not one JSON value is meant as one object a line: at least half of its lines are braced (a
/// printed object has lone braces and indented lines), so that one broken line does not cost the others.
bool looks_like_lines(std::string_view text) {
  std::size_t lines = 0;
  std::size_t braced = 0;
  for_each_line(text, [&](std::string_view line, std::uint64_t) {
    while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
    if (line.empty()) return;
    ++lines;
    braced += line.size() > 2 && line.front() == '{' && line.back() == '}' ? 1 : 0;
  });
  return lines > 1 && braced * 2 >= lines;
}

void take_line(std::string_view line, std::uint64_t line_number, std::uint64_t number, const Taker& taker) {
  const std::string place = ":" + std::to_string(line_number);
  const auto value = json::parse(line);
  if (!value) {
    // "line 1, column 8: …": of the line; which line it is stands in the place.
    Error error = value.error();
    if (error.message.starts_with("line 1, ")) error.message.erase(0, std::string_view("line 1, ").size());
    taker.refuse(place, std::move(error));
    return;
  }
  const json::View view(*value);
  taker.take({view, line, "#" + std::to_string(number), place});
}

void take_array(const boost::json::array& array, const Taker& taker) {
  for (std::size_t i = 0; i < array.size(); ++i) {
    const json::View view(&array[i], "$[" + std::to_string(i) + "]");
    const std::string text = boost::json::serialize(array[i]);
    taker.take({view, text, "#" + std::to_string(i + 1), ""});
  }
}

}  // namespace

void for_each_object(std::string_view text, const Taker& taker) {
  text = without_mark(text);
  const auto value = json::parse(text);
  if (value && value->is_array()) return take_array(value->get_array(), taker);
  if (value) {
    const json::View view(*value);
    return taker.take({view, text, "", ""});
  }
  if (!looks_like_lines(text)) return taker.refuse("", value.error());
  std::uint64_t number = 0;
  for_each_line(text, [&](std::string_view line, std::uint64_t line_number) {
    if (!is_blank(line)) take_line(line, line_number, ++number, taker);
  });
}

Status ObjectFeed::feed(std::string_view piece) {
  waiting_ += piece;
  if (shape_ == Shape::kUnknown) decide_shape();
  if (shape_ == Shape::kLines) take_lines();
  if (waiting_.size() <= max_bytes_) return {};
  return fail(ErrorCode::kTooLarge, "more than the " + std::to_string(max_bytes_) + " bytes allowed");
}

/// One object a line, as soon as the first line is an object by itself.
void ObjectFeed::decide_shape() {
  const char first = first_character(without_mark(waiting_));
  if (first == '\0') return;
  if (first != '{') {
    shape_ = Shape::kWhole;
    return;
  }
  const std::size_t start = waiting_.find('{');
  const std::size_t end = waiting_.find('\n', start);
  if (end == std::string::npos) return;
  const auto value = json::parse(std::string_view(waiting_).substr(start, end - start));
  shape_ = value && value->is_object() ? Shape::kLines : Shape::kWhole;
}

void ObjectFeed::take_lines() {
  const std::size_t last = waiting_.rfind('\n');
  if (last == std::string::npos) return;
  for_each_line(without_mark(std::string_view(waiting_).substr(0, last + 1)),
                [this](std::string_view line, std::uint64_t) {
                  ++line_;
                  if (!is_blank(line)) take_line(line, line_, ++number_, taker_);
                });
  waiting_.erase(0, last + 1);
}

void ObjectFeed::finish() {
  if (shape_ == Shape::kLines) {
    if (!is_blank(waiting_)) take_line(waiting_, line_ + 1, number_ + 1, taker_);
  } else if (!is_blank(without_mark(waiting_))) {
    for_each_object(waiting_, taker_);
  }
  waiting_.clear();
}

}  // namespace dais::sources::cdp
