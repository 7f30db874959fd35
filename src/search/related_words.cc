// SPDX-License-Identifier: Apache-2.0
#include "search/related_words.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "text/encoding.h"
#include "text/query_words.h"
#include "text/stem.h"
#include "text/words.h"

namespace dais::search {
namespace {

constexpr std::size_t kShortestWord = 3;
/// Places of a query's words that are looked at.
constexpr std::size_t kMostPlaces = 500'000;

bool tells_something(const std::string& word) {
  const bool has_digit = std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
  // A sign of Chinese or Japanese is a word; a letter or two of others is none.
  const bool is_ascii = std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return !has_digit && !text::is_stop_word(word) && (!is_ascii || word.size() >= kShortestWord);
}

/// A passage by its first sentence.
using PassageKey = SentencePosition;

/// How many of the query's words each passage has.
Result<std::map<PassageKey, std::uint32_t>> passages_of(const IndexView& index, const ParsedQuery& query) {
  std::map<PassageKey, std::uint32_t> passages;
  std::size_t places = 0;
  for (const Group& group : query.groups) {
    std::set<PassageKey> here;
    for (const Unit& unit : group.any_of) {
      Status read = index.each_place(unit, [&](SentencePosition place) {
        if (++places > kMostPlaces) return;
        here.insert({place.session, index.passage(place).first});
      });
      if (!read) return fail(std::move(read.error()));
    }
    for (const PassageKey& passage : here) ++passages[passage];
  }
  return passages;
}

std::vector<PassageKey> choose(const std::map<PassageKey, std::uint32_t>& passages) {
  std::uint32_t best = 0;
  for (const auto& [passage, words] : passages) best = std::max(best, words);
  std::vector<PassageKey> all;
  for (const auto& [passage, words] : passages) {
    if (words == best) all.push_back(passage);
  }
  if (all.size() <= kMostPassagesRead) return all;
  std::vector<PassageKey> some;
  some.reserve(kMostPassagesRead);
  for (std::size_t i = 0; i < kMostPassagesRead; ++i) some.push_back(all[i * all.size() / kMostPassagesRead]);
  return some;
}

struct Seen {
  std::uint64_t times = 0;
  std::uint32_t passages = 0;
  std::size_t last_passage = SIZE_MAX;
};

struct Sample {
  std::map<std::string, Seen> words;
  std::uint64_t in_all = 0;
};

Result<Sample> read_sample(const IndexView& index, const std::vector<PassageKey>& passages) {
  Sample sample;
  for (std::size_t number = 0; number < passages.size(); ++number) {
    const auto texts = index.texts(passages[number].session, index.passage(passages[number]));
    if (!texts) return fail(texts.error());
    for (const std::string& text : *texts) {
      for (text::FoldedWord& word : text::folded_words(text)) {
        ++sample.in_all;
        Seen& seen = sample.words[std::move(word.folded)];
        ++seen.times;
        if (seen.last_passage != number) ++seen.passages;
        seen.last_passage = number;
      }
    }
  }
  return sample;
}

/// Of words with one stem the first.
template <typename T, typename WordOf>
void keep_one_a_stem(std::vector<T>& best_first, std::set<std::string> taken, std::size_t most, WordOf word_of) {
  text::Stemmer stemmer;
  std::erase_if(best_first, [&](const T& one) { return !taken.insert(stemmer.stem(word_of(one))).second; });
  if (best_first.size() > most) best_first.resize(most);
}

std::set<std::string> stems_of(std::string_view query) {
  text::Stemmer stemmer;
  std::set<std::string> stems;
  for (const text::FoldedWord& word : text::folded_words(query)) stems.insert(stemmer.stem(word.folded));
  return stems;
}

}  // namespace

double log_likelihood_ratio(double times_here, double words_here, double times_elsewhere, double words_elsewhere) {
  const double all = words_here + words_elsewhere;
  const double times = times_here + times_elsewhere;
  if (words_here <= 0 || words_elsewhere <= 0 || times_here * words_elsewhere <= times_elsewhere * words_here) return 0;
  const auto term = [](double observed, double expected) {
    return observed <= 0 ? 0 : observed * std::log(observed / expected);
  };
  const double others = all - times;
  return 2 * (term(times_here, times * words_here / all) + term(times_elsewhere, times * words_elsewhere / all) +
              term(words_here - times_here, others * words_here / all) +
              term(words_elsewhere - times_elsewhere, others * words_elsewhere / all));
}

Result<std::vector<RelatedWord>> related_words(const IndexView& index, std::string_view query, std::size_t most) {
  const auto passages = passages_of(index, parse_query(query));
  if (!passages) return fail(passages.error());
  const auto sample = read_sample(index, choose(*passages));
  if (!sample) return fail(sample.error());
  std::vector<RelatedWord> related;
  const auto here = static_cast<double>(sample->in_all);
  const double elsewhere = static_cast<double>(index.words()) - here;
  for (const auto& [word, seen] : sample->words) {
    if (seen.passages < kLeastPassages || !tells_something(word)) continue;
    const auto said = index.times_said(word);
    if (!said) return fail(said.error());
    const auto times = static_cast<double>(seen.times);
    const double strength =
        log_likelihood_ratio(times, here, std::max(static_cast<double>(*said) - times, 0.0), elsewhere);
    if (strength >= kLeastStrength) related.push_back({word, seen.passages, strength});
  }
  std::ranges::sort(related, {}, [](const RelatedWord& one) { return std::tuple(-one.strength, one.word); });
  keep_one_a_stem(related, stems_of(query), most, [](const RelatedWord& one) { return one.word; });
  return related;
}

Result<TellingWords> telling_words(const IndexView& index, std::uint32_t session, double seconds, std::size_t most) {
  TellingWords out;
  if (index.sentences(session) == 0) return out;
  constexpr double kMs = 1000;
  std::uint32_t at = 0;
  for (std::uint32_t i = 0; i < index.sentences(session); ++i) {
    if (index.sentence(session, i).start_ms <= seconds * kMs) at = i;
  }
  out.range = index.passage({session, at});
  const auto texts = index.texts(session, out.range);
  if (!texts) return fail(texts.error());
  std::map<std::string, std::uint64_t> times;
  for (const std::string& text : *texts) {
    for (text::FoldedWord& word : text::folded_words(text)) ++times[std::move(word.folded)];
  }
  std::vector<std::pair<double, std::string>> telling;
  for (const auto& [word, here] : times) {
    if (!tells_something(word)) continue;
    const auto said = index.times_said(word);
    if (!said) return fail(said.error());
    // What is said nowhere else finds nothing else.
    if (*said <= here) continue;
    const double rarity = std::log(static_cast<double>(index.words()) / static_cast<double>(*said));
    telling.emplace_back(-std::sqrt(static_cast<double>(here)) * rarity, word);
  }
  std::ranges::sort(telling);
  keep_one_a_stem(telling, {}, most, [](const auto& one) { return one.second; });
  for (auto& [weight, word] : telling) out.words.push_back(std::move(word));
  return out;
}

}  // namespace dais::search
