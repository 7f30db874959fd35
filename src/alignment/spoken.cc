// SPDX-License-Identifier: Apache-2.0
#include "alignment/spoken.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "text/stem.h"
#include "text/words.h"

namespace dais::alignment {
namespace {

constexpr double kBlockSeconds = 30;
constexpr double kLongestStretch = 6;      // without a place where an item may begin
constexpr double kNearestPositions = 1;    // seconds
constexpr std::size_t kShortestMisheard = 5;  // letters: shorter words have too many neighbours
constexpr std::size_t kMostReferences = 12;   // numbers of one "items 1, 2, 3 …"

using Words = std::unordered_set<std::string>;

bool is_number(std::string_view word) { return !word.empty() && word[0] >= '0' && word[0] <= '9'; }

/// "7", "12", "3a"; "12th" is none.
bool is_item_number(std::string_view word) {
  const auto letters = word.find_first_not_of("0123456789");
  return is_number(word) && (letters == std::string_view::npos || letters + 1 == word.size());
}

std::string_view lookup(std::span<const Spelling> table, std::string_view word) {
  for (const Spelling& entry : table) {
    if (entry.said == word) return entry.canonical;
  }
  return {};
}

/// The tables of a language as maps, and its stemmer.
class Canon {
 public:
  explicit Canon(const Phrases& phrases) : phrases_(phrases), stemmer_(std::string(phrases.stemmer)) {}

  std::string of(const std::string& word) {
    const auto known = known_.find(word);
    if (known != known_.end()) return known->second;
    std::string_view plain = lookup(phrases_.units, word);
    if (plain.empty()) plain = lookup(phrases_.tens, word);
    if (plain.empty()) plain = lookup(phrases_.spellings, word);
    std::string canonical = plain.empty() ? stemmer_.stem(word) : std::string(plain);
    known_.emplace(word, canonical);
    return canonical;
  }

  [[nodiscard]] bool is_ten(const std::string& word) const { return !lookup(phrases_.tens, word).empty(); }
  [[nodiscard]] std::string_view unit(const std::string& word) const {
    const std::string_view digits = lookup(phrases_.units, word);
    return !digits.empty() && (digits.size() == 1 || !is_number(digits.substr(1, 1))) ? digits : std::string_view{};
  }

 private:
  const Phrases& phrases_;
  text::Stemmer stemmer_;
  std::unordered_map<std::string, std::string> known_;
};

/// Every phrase of one kind, found by its first word.
class PhraseFinder {
 public:
  explicit PhraseFinder(std::span<const std::string_view> phrases) {
    for (const std::string_view phrase : phrases) {
      std::vector<std::string> words;
      for (const text::FoldedWord& word : text::folded_words(phrase)) words.push_back(word.folded);
      if (!words.empty()) by_first_[words.front()].push_back(words);
    }
  }

  [[nodiscard]] bool starts_at(const std::vector<std::string>& said, std::size_t at) const {
    const auto found = by_first_.find(said[at]);
    if (found == by_first_.end()) return false;
    return std::ranges::any_of(found->second, [&](const std::vector<std::string>& words) {
      return at + words.size() <= said.size() &&
             std::equal(words.begin(), words.end(), said.begin() + static_cast<std::ptrdiff_t>(at));
    });
  }

 private:
  std::unordered_map<std::string, std::vector<std::vector<std::string>>> by_first_;
};

}  // namespace

CanonicalWords canonical_words(const std::vector<std::string>& folded, const std::vector<double>& seconds,
                               const Phrases& phrases) {
  Canon canon(phrases);
  CanonicalWords out;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    out.seconds.push_back(seconds[i]);
    out.written.push_back(i);
    const std::string_view unit = i + 1 < folded.size() ? canon.unit(folded[i + 1]) : std::string_view{};
    if (canon.is_ten(folded[i]) && !unit.empty()) {
      out.words.push_back(canon.of(folded[i]).substr(0, 1) + std::string(unit));
      ++i;
    } else {
      out.words.push_back(canon.of(folded[i]));
    }
  }
  return out;
}

namespace {

Words canonical_set(std::span<const std::string_view> words, const Phrases& phrases) {
  const std::vector<std::string> folded(words.begin(), words.end());
  const auto canonical = canonical_words(folded, std::vector<double>(folded.size()), phrases).words;
  return {canonical.begin(), canonical.end()};
}

}  // namespace

/// The words as written, and where sentences and turns begin among them.
struct Spoken::Heard {
  struct Start {
    double seconds = 0;
    double pause = 0;
    bool turn = false;
  };
  std::vector<std::string> folded;
  std::vector<double> seconds;
  std::vector<Start> starts;
};

Spoken::Spoken(const domain::Transcript& transcript, double from, double to)
    : phrases_(&phrases_of(transcript.language)) {
  Heard heard;
  hear(transcript, from, to, heard);
  CanonicalWords words = canonical_words(heard.folded, heard.seconds, *phrases_);
  seconds_ = words.seconds;
  count_terms(words);
  find_phrases(heard);
  find_references(words);
  make_positions(heard);
}

void Spoken::hear(const domain::Transcript& transcript, double from, double to, Heard& heard) {
  double said_until = from;
  double latest = from;  // captions overlap and sources err: time never runs backwards here
  for (const domain::Sentence& sentence : transcript.sentences) {
    const double start = static_cast<double>(sentence.start) / 1000;
    const double end = std::max(start, static_cast<double>(sentence.end) / 1000);
    if (start < from || start >= to) continue;
    latest = std::max(latest, start);
    heard.starts.push_back({latest, std::max(0.0, start - said_until), sentence.turn_start});
    const auto say = [&](std::string_view text, double at) {
      latest = std::max(latest, std::min(at, end));
      for (text::FoldedWord& word : text::folded_words(text)) {
        heard.folded.push_back(std::move(word.folded));
        heard.seconds.push_back(latest);
      }
    };
    for (const domain::Word& word : sentence.words) say(word.text, static_cast<double>(word.start) / 1000);
    if (sentence.words.empty()) {
      const double letters = static_cast<double>(std::max<std::size_t>(1, sentence.text.size()));
      for (text::FoldedWord& word : text::folded_words(sentence.text)) {
        latest = std::max(latest, start + (end - start) * static_cast<double>(word.begin) / letters);
        heard.folded.push_back(std::move(word.folded));
        heard.seconds.push_back(latest);
      }
    }
    said_until = std::max(said_until, end);
  }
  last_second_ = std::min(said_until, to);
}

void Spoken::count_terms(const CanonicalWords& words) {
  std::vector<std::uint32_t> blocks;
  std::vector<std::int64_t> last_block;
  std::int64_t block_count = 0;
  std::int64_t previous = -1;
  for (std::size_t i = 0; i < words.words.size(); ++i) {
    const auto [at, fresh] = vocabulary_.try_emplace(words.words[i], static_cast<Term>(places_.size()));
    if (fresh) {
      places_.emplace_back();
      blocks.push_back(0);
      last_block.push_back(-1);
    }
    const auto block = static_cast<std::int64_t>(words.seconds[i] / kBlockSeconds);
    if (block != previous) ++block_count;
    previous = block;
    const Term term = at->second;
    if (last_block[term] != block) ++blocks[term];
    last_block[term] = block;
    places_[term].push_back(static_cast<std::uint32_t>(i));
  }
  for (const std::uint32_t in : blocks) {
    rarity_.push_back(std::log((static_cast<double>(block_count) + 1) / (static_cast<double>(in) + 0.5)));
  }
  rarity_of_unsaid_ = std::log((static_cast<double>(block_count) + 1) / 1.5);
  for (const auto& [word, term] : vocabulary_) {
    if (word.size() < kShortestMisheard || is_number(word)) continue;
    for (std::size_t i = 0; i < word.size(); ++i) {
      std::string less = word;
      less.erase(i, 1);
      one_letter_less_.emplace_back(Hash{}(less), term);
    }
  }
  std::ranges::sort(one_letter_less_);
}

std::optional<Term> Spoken::find_term(std::string_view canonical) const {
  const auto found = vocabulary_.find(canonical);
  return found == vocabulary_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Term> Spoken::find_near_terms(const std::string& canonical) const {
  std::vector<Term> near;
  if (canonical.size() < kShortestMisheard || is_number(canonical)) return near;
  const auto add = [&](const std::string& key) {
    const std::size_t hash = Hash{}(key);
    for (auto found = std::ranges::lower_bound(one_letter_less_, std::pair<std::size_t, Term>(hash, 0));
         found != one_letter_less_.end() && found->first == hash; ++found) {
      near.push_back(found->second);
    }
  };
  add(canonical);  // the captions have one letter more
  for (std::size_t i = 0; i < canonical.size(); ++i) {
    std::string less = canonical;
    less.erase(i, 1);
    add(less);  // another letter
    if (less.size() >= kShortestMisheard) {
      if (const auto fewer = find_term(less)) near.push_back(*fewer);
    }
  }
  std::ranges::sort(near);
  near.erase(std::unique(near.begin(), near.end()), near.end());
  const auto itself = find_term(canonical);
  if (itself) std::erase(near, *itself);
  return near;
}

void Spoken::find_phrases(const Heard& heard) {
  const PhraseFinder openings(phrases_->openings);
  const PhraseFinder closings(phrases_->closings);
  const PhraseFinder thanks(phrases_->thanks);
  for (std::size_t i = 0; i < heard.folded.size(); ++i) {
    if (openings.starts_at(heard.folded, i)) openings_.push_back(heard.seconds[i]);
    if (closings.starts_at(heard.folded, i)) closings_.push_back(heard.seconds[i]);
    if (thanks.starts_at(heard.folded, i)) thanks_.push_back(heard.seconds[i]);
  }
}

void Spoken::find_references(const CanonicalWords& said) {
  const Words item_words = canonical_set(phrases_->item_words, *phrases_);
  const Words skipped = canonical_set(phrases_->number_words, *phrases_);
  const Words joiners = canonical_set(phrases_->joiners, *phrases_);
  for (std::size_t i = 0; i < said.words.size(); ++i) {
    if (!item_words.contains(said.words[i])) continue;
    std::size_t found = 0;
    for (std::size_t at = i + 1; at < said.words.size() && found < kMostReferences; ++at) {
      const std::string& word = said.words[at];
      if (is_item_number(word)) {
        references_.push_back({said.seconds[i], word});
        ++found;
      } else if (!(skipped.contains(word) && at == i + 1) && !(joiners.contains(word) && found > 0)) {
        break;
      }
    }
  }
}

void Spoken::make_positions(const Heard& heard) {
  std::vector<Position> all;
  all.reserve(heard.starts.size() + openings_.size() + references_.size());
  for (const Heard::Start& start : heard.starts) all.push_back({start.seconds, start.pause, start.turn});
  for (const double seconds : openings_) all.push_back({seconds, 0, false});
  for (const ItemReference& reference : references_) all.push_back({reference.seconds, 0, false});
  std::ranges::stable_sort(all, {}, &Position::seconds);
  std::size_t word = 0;
  const auto fill_until = [&](double until) {
    while (!positions_.empty() && until - positions_.back().seconds > kLongestStretch) {
      const double due = positions_.back().seconds + kLongestStretch;
      while (word < heard.seconds.size() && heard.seconds[word] < due) ++word;
      if (word == heard.seconds.size() || heard.seconds[word] >= until) return;
      positions_.push_back({heard.seconds[word], 0, false});
    }
  };
  for (const Position& next : all) {
    fill_until(next.seconds);
    if (positions_.empty() || next.seconds - positions_.back().seconds >= kNearestPositions) {
      positions_.push_back(next);
    } else {
      positions_.back().turn_start |= next.turn_start;
      positions_.back().pause = std::max(positions_.back().pause, next.pause);
    }
  }
  fill_until(last_second_);
}

}  // namespace dais::alignment
