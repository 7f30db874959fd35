// SPDX-License-Identifier: Apache-2.0
#include "speech/table.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "speech/cue_blocks.h"

namespace dais::speech {
namespace {

constexpr std::size_t kHeaderWithin = 5;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Columns {
  std::size_t start = kNone;
  std::size_t end = kNone;
  std::size_t text = kNone;
  std::size_t corrected = kNone;
  std::size_t speaker = kNone;
  Unit unit = Unit::kUnknown;
};

/// A cell without the quotes that spreadsheets put around it.
std::string unquote(std::string_view cell) {
  if (cell.size() < 2 || cell.front() != '"' || cell.back() != '"') return std::string(cell);
  std::string out;
  for (std::size_t i = 1; i + 1 < cell.size(); ++i) {
    if (cell[i] == '"' && i + 2 < cell.size() && cell[i + 1] == '"') ++i;
    out.push_back(cell[i]);
  }
  return out;
}

std::vector<std::string> split_row(std::string_view line) {
  std::vector<std::string> cells;
  for (std::size_t at = 0;; ++at) {
    const std::size_t tab = line.find('\t', at);
    cells.push_back(unquote(line.substr(at, tab == std::string_view::npos ? tab : tab - at)));
    if (tab == std::string_view::npos) return cells;
    at = tab;
  }
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool has_word(const std::string& heading, std::string_view word) { return heading.find(word) != std::string::npos; }

Columns find_columns(const std::vector<std::string>& headings) {
  Columns columns;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const std::string heading = lower(headings[i]);
    const bool in_ms = has_word(heading, "(ms") || has_word(heading, "_ms") || has_word(heading, "milli");
    const bool better = in_ms && columns.unit != Unit::kMilliseconds;
    if (has_word(heading, "start") && (columns.start == kNone || better)) {
      columns.start = i;
      columns.end = kNone;
      columns.unit = in_ms ? Unit::kMilliseconds : has_word(heading, "sec") ? Unit::kSeconds : Unit::kUnknown;
    } else if (has_word(heading, "end") && columns.end == kNone) {
      columns.end = i;
    } else if (has_word(heading, "speaker")) {
      columns.speaker = i;
    } else if (has_word(heading, "corrected")) {
      columns.corrected = i;
    } else if (columns.text == kNone && (has_word(heading, "text") || has_word(heading, "transcri"))) {
      columns.text = i;
    }
  }
  return columns;
}

std::optional<double> cell_number(const std::vector<std::string>& row, std::size_t column) {
  if (column >= row.size()) return std::nullopt;
  const std::string& cell = row[column];
  double number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return error == std::errc{} && end == cell.data() + cell.size() ? std::optional(number) : std::nullopt;
}

std::string cell_text(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? row[column] : std::string();
}

}  // namespace

std::optional<PassageList> read_table(std::string_view text) {
  PassageList list;
  Columns columns;
  bool has_header = false;
  for_each_line(text, [&](std::string_view line, std::size_t number) {
    if (!has_header && number > kHeaderWithin) return;
    if (line.empty()) return;
    const std::vector<std::string> row = split_row(line);
    if (!has_header) {
      columns = find_columns(row);
      has_header = columns.start != kNone && columns.text != kNone;
      return;
    }
    Passage passage;
    passage.start = cell_number(row, columns.start);
    passage.end = cell_number(row, columns.end);
    passage.text = cell_text(row, columns.corrected);
    if (passage.text.empty()) passage.text = cell_text(row, columns.text);
    passage.speaker = cell_text(row, columns.speaker);
    passage.place = "line " + std::to_string(number);
    list.passages.push_back(std::move(passage));
  });
  if (!has_header) return std::nullopt;
  list.unit = columns.unit;
  return list;
}

}  // namespace dais::speech
