// SPDX-License-Identifier: Apache-2.0
#include "search/suggestion.h"

#include <algorithm>
#include <optional>

#include <unicode/utf8.h>

#include "search/fts_tokenizer.h"
#include "search/query_tokens.h"

namespace dais::search {
namespace {

std::u32string characters(std::string_view text) {
  std::u32string all;
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    all.push_back(static_cast<char32_t>(c < 0 ? 0xFFFD : c));
  }
  return all;
}

std::size_t distance(const std::u32string& a, const std::u32string& b, std::size_t most) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> rows((a.size() + 1) * width);
  for (std::size_t j = 0; j < width; ++j) {
    rows[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    rows[i * width] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j < width; ++j) {
      std::size_t& here = rows[i * width + j];
      here = std::min({rows[(i - 1) * width + j] + 1, rows[i * width + j - 1] + 1,
                       rows[(i - 1) * width + j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        here = std::min(here, rows[(i - 2) * width + j - 2] + 1);
      }
      least = std::min(least, here);
    }
    if (least > most) {
      return most + 1;
    }
  }
  return std::min(rows.back(), most + 1);
}

/// Short words are near to everything: they may differ in less.
std::size_t allowed(std::size_t length) {
  if (length < 4) {
    return 0;
  }
  return length < 6 ? 1 : 2;
}

struct Spelling {
  std::string word;
  std::size_t distance = 0;
  std::int64_t passages = 0;
};

Result<std::optional<Spelling>> nearest(Connection& connection, const std::string& word) {
  const std::u32string wanted = characters(word);
  const std::size_t most = allowed(wanted.size());
  std::optional<Spelling> best;
  if (most == 0) {
    return best;
  }
  auto rows = connection.prepare("SELECT term, doc FROM temp.word WHERE term >= '=' AND term < '>'");
  if (!rows) {
    return fail(std::move(rows.error()));
  }
  for (;;) {
    auto row = rows->step();
    if (!row) {
      return fail(std::move(row.error()));
    }
    if (!*row) {
      return best;
    }
    const std::string_view term = rows->text(0).substr(1);
    const std::u32string candidate = characters(term);
    const std::size_t apart = std::max(candidate.size(), wanted.size()) - std::min(candidate.size(), wanted.size());
    const std::size_t limit = best ? best->distance : most;
    if (apart > limit) {
      continue;
    }
    const std::size_t found = distance(wanted, candidate, limit);
    const std::int64_t passages = rows->integer(1);
    if (found > 0 && found <= limit && (!best || found < best->distance || passages > best->passages)) {
      best = Spelling{std::string(term), found, passages};
    }
  }
}

std::string without_quotes(std::string text) {
  for (const std::string_view quote : {"\"", "“", "”", "„", "‟", "«", "»", "＂", "″"}) {
    for (auto at = text.find(quote); at != std::string::npos; at = text.find(quote, at)) {
      text.replace(at, quote.size(), " ");
    }
  }
  return text;
}

std::string without_filters(const std::string& text) {
  std::string kept;
  for (const QueryToken& token : query_tokens(text)) {
    if (token.field == Field::kNone) {
      kept += kept.empty() ? "" : " ";
      kept += token.negated ? "-" : "";
      kept += token.quoted ? '"' + std::string(token.text) + '"' : std::string(token.text);
    }
  }
  return kept;
}

std::string trimmed(const std::string& text) {
  std::string kept;
  for (const char c : text) {
    if (c != ' ' || (!kept.empty() && kept.back() != ' ')) {
      kept.push_back(c);
    }
  }
  while (!kept.empty() && kept.back() == ' ') {
    kept.pop_back();
  }
  return kept;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  return distance(characters(a), characters(b), most);
}

Result<std::vector<std::string>> suggestions(Connection& connection, const ParsedQuery& parsed,
                                             const Matches& matches) {
  std::vector<std::string> all;
  std::string spelled = parsed.text;
  // From the last to the first, so that the places of those before stay right. Three are enough to look up.
  std::size_t looked_up = 0;
  for (auto unit = matches.units.rbegin(); unit != matches.units.rend() && looked_up < 3; ++unit) {
    if (!unit->said.empty() || !unit->named.empty() || unit->unit->words.size() != 1) {
      continue;
    }
    ++looked_up;
    auto found = nearest(connection, unit->unit->words.front());
    if (!found) {
      return fail(std::move(found.error()));
    }
    if (*found) {
      spelled.replace(unit->unit->begin, unit->unit->end - unit->unit->begin, (*found)->word);
    }
  }
  if (spelled != parsed.text) {
    all.push_back(spelled);
  }
  if (parsed.has_phrase) {
    all.push_back(trimmed(without_quotes(parsed.text)));
  }
  if (parsed.has_filter_text) {
    all.push_back(without_filters(parsed.text));
  }
  return all;
}

}  // namespace dais::search
