// SPDX-License-Identifier: Apache-2.0
#include "deployment/merge.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dais::deployment {
namespace {

using Lines = std::vector<std::string_view>;
using Part = std::span<const std::string_view>;

/// Each with its line break, but for a last one that has none.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// For each line of `a` its partner in `b`, in order: a longest common subsequence.
std::vector<std::optional<std::size_t>> partners(const Lines& a, const Lines& b) {
  std::vector<std::optional<std::size_t>> found(a.size());
  std::size_t head = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) {
    found[head] = head;
    ++head;
  }
  std::size_t tail = 0;
  while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) {
    found[a.size() - 1 - tail] = b.size() - 1 - tail;
    ++tail;
  }
  const std::size_t rows = a.size() - head - tail;
  const std::size_t columns = b.size() - head - tail;
  std::vector<std::uint32_t> longest((rows + 1) * (columns + 1), 0);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return longest[i * (columns + 1) + j]; };
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;)
      at(i, j) = a[head + i] == b[head + j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
  }
  for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
    if (a[head + i] == b[head + j]) {
      found[head + i++] = head + j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      ++i;
    } else {
      ++j;
    }
  }
  return found;
}

std::string text_of(Part part) {
  std::string text;
  for (const std::string_view line : part) text += line;
  return text;
}

std::string ended(std::string text) {
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  return text;
}

bool same(Part a, Part b) { return std::ranges::equal(a, b); }

struct Names {
  std::string_view mine;
  std::string_view theirs;
};

void settle(Part base, Part mine, Part theirs, const Names& names, Merged& merged) {
  if (same(base, mine) || same(mine, theirs)) {
    merged.text += text_of(theirs);
  } else if (same(base, theirs)) {
    merged.text += text_of(mine);
  } else {
    ++merged.conflicts;
    merged.text = ended(std::move(merged.text));
    merged.text += "<<<<<<< " + std::string(names.mine) + "\n" + ended(text_of(mine)) + "=======\n" +
                   ended(text_of(theirs)) + ">>>>>>> " + std::string(names.theirs) + "\n";
  }
}

Part between(const Lines& lines, std::size_t from, std::size_t to) { return Part(lines).subspan(from, to - from); }

struct Edit {
  char sign;  ///< ' ', '-' or '+'
  std::string_view line;
};

std::vector<Edit> edits_of(const Lines& before, const Lines& after) {
  const auto partner = partners(before, after);
  std::vector<Edit> edits;
  std::size_t next = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!partner[i]) {
      edits.push_back({'-', before[i]});
      continue;
    }
    for (; next < *partner[i]; ++next) edits.push_back({'+', after[next]});
    edits.push_back({' ', before[i]});
    ++next;
  }
  for (; next < after.size(); ++next) edits.push_back({'+', after[next]});
  return edits;
}

std::string range_of(std::size_t first, std::size_t count) {
  return std::to_string(count == 0 ? first : first + 1) + "," + std::to_string(count);
}

/// One piece of the difference: edits [from, to), with the lines of both texts that stand before it.
std::string piece(std::span<const Edit> edits, std::size_t before, std::size_t after) {
  const auto count = [&](char sign) {
    return static_cast<std::size_t>(
        std::ranges::count_if(edits, [sign](const Edit& e) { return e.sign == ' ' || e.sign == sign; }));
  };
  std::string text = "@@ -" + range_of(before, count('-')) + " +" + range_of(after, count('+')) + " @@\n";
  for (const Edit& edit : edits) {
    text += edit.sign;
    text += edit.line;
    if (!edit.line.ends_with('\n')) text += "\n\\ No newline at end of file\n";
  }
  return text;
}

}  // namespace

Merged merge(std::string_view base, std::string_view mine, std::string_view theirs, std::string_view my_name,
             std::string_view their_name) {
  const Lines b = lines_of(base);
  const Lines m = lines_of(mine);
  const Lines t = lines_of(theirs);
  const auto in_mine = partners(b, m);
  const auto in_theirs = partners(b, t);
  const Names names{my_name, their_name};
  Merged merged;
  std::size_t i = 0;
  std::size_t j = 0;
  std::size_t k = 0;
  // From one line that all three have to the next: what stands between is settled as one place.
  for (std::size_t next = 0; next <= b.size(); ++next) {
    const bool end = next == b.size();
    if (!end && (!in_mine[next] || !in_theirs[next])) continue;
    const std::size_t mine_to = end ? m.size() : *in_mine[next];
    const std::size_t theirs_to = end ? t.size() : *in_theirs[next];
    settle(between(b, i, next), between(m, j, mine_to), between(t, k, theirs_to), names, merged);
    if (end) break;
    merged.text += b[next];
    i = next + 1;
    j = mine_to + 1;
    k = theirs_to + 1;
  }
  return merged;
}

std::string difference(std::string_view name, std::string_view before, std::string_view after) {
  if (before == after) return "";
  constexpr std::size_t kAround = 3;
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  const std::vector<Edit> edits = edits_of(old_lines, new_lines);
  std::string text = "--- " + std::string(name) + "\n+++ " + std::string(name) + "\n";
  std::size_t old_at = 0;
  std::size_t new_at = 0;
  std::size_t counted = 0;  // edits that old_at and new_at stand behind
  for (std::size_t i = 0; i < edits.size();) {
    if (edits[i].sign == ' ') {
      ++i;
      continue;
    }
    const std::size_t from = i > counted + kAround ? i - kAround : counted;
    std::size_t last = i;
    for (std::size_t j = i; j < edits.size() && j <= last + 2 * kAround; ++j)
      if (edits[j].sign != ' ') last = j;
    const std::size_t to = std::min(edits.size(), last + 1 + kAround);
    for (; counted < from; ++counted) {
      old_at += edits[counted].sign != '+' ? 1 : 0;
      new_at += edits[counted].sign != '-' ? 1 : 0;
    }
    text += piece(std::span(edits).subspan(from, to - from), old_at, new_at);
    for (; counted < to; ++counted) {
      old_at += edits[counted].sign != '+' ? 1 : 0;
      new_at += edits[counted].sign != '-' ? 1 : 0;
    }
    i = to;
  }
  return text;
}

}  // namespace dais::deployment
