// SPDX-License-Identifier: Apache-2.0
#include "sources/legistar_memory.h"

#include <charconv>
#include <sstream>

namespace dais::sources::legistar {
namespace {

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

void recall_record(std::string_view kind, Number id, const std::string& value, Remembered& into) {
  std::istringstream words(value);
  if (kind == "event") {
    KnownEvent event;
    if (words >> event.stamp >> event.checked >> event.content >> event.day) into.events.emplace(id, std::move(event));
  } else if (kind == "matter") {
    KnownMatter matter;
    if (words >> matter.stamp >> matter.checked) into.matters.emplace(id, std::move(matter));
  } else if (kind == "person") {
    into.persons.emplace(id, true);
  } else if (kind == "votes") {
    into.votes.emplace(id, value);
  } else if (kind == "calls") {
    into.calls.emplace(id, value);
  }
}

}  // namespace

std::string KnownEvent::text() const { return stamp + " " + std::to_string(checked) + " " + content + " " + day; }
std::string KnownMatter::text() const { return stamp + " " + std::to_string(checked); }

Remembered recall(const Memory& memory) {
  Remembered known;
  for (const auto& [key, value] : memory) {
    const std::size_t slash = key.find('/');
    const auto id = slash == std::string::npos ? std::nullopt : number_of(std::string_view(key).substr(slash + 1));
    if (id) recall_record(std::string_view(key).substr(0, slash), *id, value, known);
    if (key == "mark/events") known.events_mark = value;
    if (key == "mark/matters") known.matters_mark = value;
    if (key == "listed") known.listed = number_of(value);
    if (key == "completed") known.completed = number_of(value);
    if (key == "row-cap") known.row_cap = static_cast<std::size_t>(number_of(value).value_or(0));
  }
  return known;
}

std::string key_of(const char* kind, Number id) { return std::string(kind) + "/" + std::to_string(id); }

}  // namespace dais::sources::legistar
