// SPDX-License-Identifier: Apache-2.0
#include "search/suggestion.h"

#include <algorithm>
#include <map>
#include <optional>

#include <unicode/utf8.h>

#include "search/query_tokens.h"
#include "text/index_words.h"
#include "text/sound.h"

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

/// A word that so few passages have may be a mistake of the captions.
constexpr std::uint64_t kFewPassages = 3;

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
  std::uint64_t said = 0;
};

/// The nearest word of the index, of those the most said, of those the first; where none is near, one that sounds the
/// same: captions write names as they heard them.
Result<std::optional<Spelling>> nearest(const Corpus& corpus, const std::string& word) {
  const std::u32string wanted = characters(word);
  const std::size_t most = allowed(wanted.size());
  if (most == 0) return std::optional<Spelling>();
  const std::string sound = text::sound_key(word);
  std::map<std::string, Spelling> near;
  const auto consider = [&](const TermForm& form) {
    if (form.word.empty() || form.word.front() == text::kAddedForm) return;
    const std::u32string candidate = characters(form.word);
    const std::size_t apart = std::max(candidate.size(), wanted.size()) - std::min(candidate.size(), wanted.size());
    const std::size_t found = apart > most ? most + 1 : distance(wanted, candidate, most);
    if (found == 0 || (found > most && (sound.size() < 2 || text::sound_key(form.word) != sound))) return;
    Spelling& spelling = near[form.word];
    spelling = {form.word, found, spelling.said + form.said};
  };
  for (const auto& segment : corpus.snapshot.segments) {
    const Status looked = segment->each_term(" ", [&](const Term& term) -> Result<bool> {
      std::ranges::for_each(term.forms, consider);
      return true;
    });
    if (!looked) return fail(looked.error());
  }
  const auto best = std::ranges::min_element(near, {}, [](const auto& one) {
    return std::pair(one.second.distance, -static_cast<std::int64_t>(one.second.said));
  });
  return best == near.end() ? std::nullopt : std::optional(best->second);
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

Result<std::vector<std::string>> suggestions(const Corpus& corpus, const ParsedQuery& parsed, const Matches& matches) {
  std::vector<std::string> all;
  std::string spelled = parsed.text;
  // From the last to the first, so that the places of those before stay right. Three are enough to look up.
  std::size_t looked_up = 0;
  for (auto unit = matches.units.rbegin(); unit != matches.units.rend() && looked_up < 3; ++unit) {
    // Said once or twice it may be what captions made of something that is said often.
    if (unit->said.passages() >= kFewPassages || !unit->named.empty() || unit->unit->words.size() != 1 ||
        unit->unit->kind == UnitKind::kPrefix) {
      continue;
    }
    ++looked_up;
    auto found = nearest(corpus, unit->unit->words.front());
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
