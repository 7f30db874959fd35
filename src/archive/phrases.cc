// SPDX-License-Identifier: Apache-2.0
#include "archive/phrases.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "text/query_words.h"
#include "text/words.h"

namespace dais::archive {
namespace {

constexpr std::size_t kFewestWords = 2;
constexpr std::size_t kMostWords = 4;
constexpr std::size_t kShortestEdge = 3;  ///< letters of the first and of the last word
/// Counters of the first reading. Phrases that share one are told apart in the second.
constexpr std::size_t kCounters = 1U << 24U;

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_edge(const text::FoldedWord& word) {
  return word.folded.size() >= kShortestEdge && !text::is_stop_word(word.folded);
}

/// Words of one phrase stand side by side: nothing but blanks, hyphens and apostrophes between them.
bool are_joined(std::string_view sentence, const text::FoldedWord& before, const text::FoldedWord& after) {
  const std::string_view between = sentence.substr(before.end, after.begin - before.end);
  return std::ranges::all_of(between, [](char c) { return c == ' ' || c == '-' || c == '\n'; });
}

struct Said {
  std::string folded;
  std::string_view as_said;
};

/// Calls `take` with each phrase of the sentence.
template <typename Take>
void each_phrase(std::string_view sentence, Take take) {
  const std::vector<text::FoldedWord> words = text::folded_words(sentence);
  for (std::size_t first = 0; first < words.size(); ++first) {
    if (!is_edge(words[first])) continue;
    std::string folded = words[first].folded;
    for (std::size_t last = first + 1; last < words.size() && last < first + kMostWords; ++last) {
      if (has_digit(words[last].folded) || has_digit(words[first].folded)) break;
      if (!are_joined(sentence, words[last - 1], words[last])) break;
      folded += ' ';
      folded += words[last].folded;
      if (last - first + 1 < kFewestWords || !is_edge(words[last])) continue;
      take(Said{folded, sentence.substr(words[first].begin, words[last].end - words[first].begin)});
    }
  }
}

std::size_t counter_of(const std::string& folded) { return std::hash<std::string>{}(folded) % kCounters; }

std::string shown(std::string_view as_said) {
  std::string out(as_said);
  const bool has_small = std::ranges::any_of(out, [](unsigned char c) { return std::islower(c) != 0 || c >= 0x80U; });
  for (char& c : out) {
    if (c == '\n') c = ' ';
    if (!has_small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

struct Counted {
  std::string shown;
  std::int64_t meetings = 0;
  std::size_t last_meeting = std::numeric_limits<std::size_t>::max();
};
using Counts = std::unordered_map<std::string, Counted>;

Result<std::vector<std::uint16_t>> count_roughly(std::size_t meetings, const ReadMeeting& read) {
  std::vector<std::uint16_t> counters(kCounters);
  for (std::size_t meeting = 0; meeting < meetings; ++meeting) {
    std::unordered_set<std::size_t> seen;
    const Status done = read(meeting, [&](std::string_view sentence) {
      each_phrase(sentence, [&](const Said& said) { seen.insert(counter_of(said.folded)); });
    });
    if (!done) return fail(done.error());
    for (const std::size_t counter : seen) {
      if (counters[counter] < std::numeric_limits<std::uint16_t>::max()) ++counters[counter];
    }
  }
  return counters;
}

Result<Counts> count_exactly(std::size_t meetings, const ReadMeeting& read, const std::vector<std::uint16_t>& counters,
                             std::int64_t least) {
  Counts counts;
  for (std::size_t meeting = 0; meeting < meetings; ++meeting) {
    const Status done = read(meeting, [&](std::string_view sentence) {
      each_phrase(sentence, [&](const Said& said) {
        if (counters[counter_of(said.folded)] < least) return;
        Counted& counted = counts[said.folded];
        if (counted.shown.empty()) counted.shown = shown(said.as_said);
        if (counted.last_meeting == meeting) return;
        counted.last_meeting = meeting;
        ++counted.meetings;
      });
    });
    if (!done) return fail(done.error());
  }
  return counts;
}

/// "protected bike" where it is always "protected bike lanes".
std::unordered_set<std::string> said_within_longer(const Counts& counts, std::int64_t least) {
  std::unordered_set<std::string> out;
  for (const auto& [folded, counted] : counts) {
    if (counted.meetings < least) continue;
    const std::size_t first_blank = folded.find(' ');
    const std::size_t last_blank = folded.rfind(' ');
    for (const std::string& shorter : {folded.substr(first_blank + 1), folded.substr(0, last_blank)}) {
      const auto found = counts.find(shorter);
      if (found != counts.end() && found->second.meetings <= counted.meetings) out.insert(shorter);
    }
  }
  return out;
}

}  // namespace

Result<std::vector<Phrase>> learn_phrases(std::size_t meetings, const ReadMeeting& read, const PhraseRules& rules) {
  const auto counters = count_roughly(meetings, read);
  if (!counters) return fail(counters.error());
  const auto counts = count_exactly(meetings, read, *counters, rules.least_meetings);
  if (!counts) return fail(counts.error());
  const auto of = static_cast<std::int64_t>(meetings);
  const std::int64_t most =
      of < rules.share_from ? of : static_cast<std::int64_t>(static_cast<double>(of) * rules.most_share);
  const auto within = said_within_longer(*counts, rules.least_meetings);
  std::vector<Phrase> phrases;
  for (const auto& [folded, counted] : *counts) {
    if (counted.meetings < rules.least_meetings || counted.meetings > most || within.contains(folded)) continue;
    phrases.push_back({counted.shown, counted.meetings});
  }
  std::ranges::sort(phrases, [](const Phrase& a, const Phrase& b) {
    return a.meetings != b.meetings ? a.meetings > b.meetings : a.text < b.text;
  });
  if (phrases.size() > rules.most) phrases.resize(rules.most);
  return phrases;
}

std::string write_phrases(const std::vector<Phrase>& phrases) {
  std::string out;
  for (const Phrase& phrase : phrases) out += std::to_string(phrase.meetings) + "\t" + phrase.text + "\n";
  return out;
}

std::vector<Phrase> read_phrases(std::string_view text) {
  std::vector<Phrase> phrases;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t tab = line.find('\t');
    std::int64_t meetings = 0;
    if (tab == std::string_view::npos || tab + 1 >= line.size()) continue;
    const auto [end, error] = std::from_chars(line.data(), line.data() + tab, meetings);
    if (error != std::errc() || end != line.data() + tab || meetings <= 0) continue;
    phrases.push_back({std::string(line.substr(tab + 1)), meetings});
  }
  return phrases;
}

}  // namespace dais::archive
