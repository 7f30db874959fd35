// SPDX-License-Identifier: Apache-2.0
#include "search_corpus.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace dais::bench {
namespace {

constexpr std::array<const char*, 8> kBodies = {"City Council",       "Finance Committee", "Planning Commission",
                                                "Board of Education", "Public Works",      "Housing Committee",
                                                "Parks Board",        "Transport"};
constexpr std::size_t kSubjects = 3;
constexpr std::size_t kSentencesOfMeeting = 480;
/// Of a hundred steps, those that leave the two words before for others of the subject.
constexpr std::uint64_t kJumps = 6;
/// Of a thousand words, those that are a name or a number of the meeting's own.
constexpr std::uint64_t kOwnWords = 12;

std::uint64_t pair_of(std::uint32_t first, std::uint32_t second) { return std::uint64_t{first} << 32U | second; }

/// std::uniform_int_distribution differs between libraries; this does not.
std::uint64_t below(std::mt19937_64& random, std::uint64_t end) { return random() % end; }

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text + " ") {
    if (c != ' ' && c != '\n' && c != '\t') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

}  // namespace

SearchCorpus::SearchCorpus(const std::vector<domain::Transcript>& captions, std::uint64_t seed) : seed_(seed) {
  std::unordered_map<std::string, Word> numbers;
  for (const domain::Transcript& transcript : captions) learn(transcript, numbers);
}

void SearchCorpus::learn(const domain::Transcript& transcript, std::unordered_map<std::string, Word>& numbers) {
  Model model;
  Word before = UINT32_MAX;
  Word last = UINT32_MAX;
  for (const domain::Sentence& sentence : transcript.sentences) {
    for (const std::string& text : words_of(sentence.text)) {
      const auto [found, is_new] = numbers.try_emplace(text, static_cast<Word>(words_.size()));
      if (is_new) {
        words_.push_back(text);
        said_.push_back(0);
      }
      const Word word = found->second;
      ++said_[word];
      if (before != UINT32_MAX) {
        model.after[pair_of(before, last)].words.push_back(word);
        model.pairs.push_back(pair_of(before, last));
      }
      before = last;
      last = word;
    }
  }
  if (!model.pairs.empty()) models_.push_back(std::move(model));
}

SearchCorpus::Random SearchCorpus::random_of(std::uint64_t number) const {
  std::seed_seq seed{seed_, number};
  return Random(seed);
}

std::vector<const SearchCorpus::Model*> SearchCorpus::subjects(Random& random) const {
  std::vector<const Model*> all;
  for (std::size_t i = 0; i < kSubjects; ++i) all.push_back(&models_[below(random, models_.size())]);
  return all;
}

std::string SearchCorpus::name(Random& random) const {
  constexpr std::array<const char*, 20> kSyllables = {"ba",  "den", "ri", "mo",  "tal", "ves", "ko",
                                                      "lin", "sar", "ne", "hu",  "gor", "pel", "wis",
                                                      "fa",  "tor", "ma", "jun", "del", "so"};
  std::string name;
  for (std::uint64_t left = 2 + below(random, 3); left > 0; --left)
    name += kSyllables[below(random, kSyllables.size())];
  name[0] = static_cast<char>(name[0] - 32);
  return name;
}

MadeMeeting SearchCorpus::meeting(std::uint64_t number) const {
  Random random = random_of(number);
  MadeMeeting made;
  made.id = "made-" + std::to_string(number);
  made.body = kBodies[below(random, kBodies.size())];
  std::array<char, 16> date{};
  std::snprintf(date.data(), date.size(), "%04d-%02d-%02d", 2006 + static_cast<int>(below(random, 19)),
                1 + static_cast<int>(below(random, 12)), 1 + static_cast<int>(below(random, 28)));
  made.date = date.data();
  const auto subjects = this->subjects(random);
  std::vector<std::string> own;
  std::vector<std::string> speakers;
  for (int i = 0; i < 12; ++i) own.push_back(i % 3 == 0 ? std::to_string(1 + below(random, 9999)) : name(random));
  for (int i = 0; i < 9; ++i) speakers.push_back(name(random) + " " + name(random));
  const Model* subject = subjects[0];
  std::uint64_t pair = subject->pairs[below(random, subject->pairs.size())];
  domain::Milliseconds now = 0;
  std::size_t speaker = 0;
  for (std::size_t i = 0; i < kSentencesOfMeeting; ++i) {
    if (i % 40 == 0) subject = subjects[below(random, subjects.size())];
    domain::Sentence sentence;
    sentence.turn_start = below(random, 5) == 0;
    if (sentence.turn_start) speaker = below(random, speakers.size());
    sentence.speaker = speakers[speaker];
    const std::uint64_t count = 8 + below(random, 20);
    for (std::uint64_t w = 0; w < count; ++w) {
      const auto followers = subject->after.find(pair);
      if (followers == subject->after.end() || below(random, 100) < kJumps)
        pair = subject->pairs[below(random, subject->pairs.size())];
      const auto& next = subject->after.at(pair).words;
      const Word word = next[below(random, next.size())];
      sentence.text +=
          (w > 0 ? " " : "") + (below(random, 1000) < kOwnWords ? own[below(random, own.size())] : words_[word]);
      pair = pair_of(static_cast<Word>(pair), word);
    }
    sentence.text += '.';
    sentence.start = now;
    sentence.end = now + static_cast<domain::Milliseconds>(count) * 400;
    now = sentence.end;
    made.transcript.sentences.push_back(std::move(sentence));
  }
  return made;
}

}  // namespace dais::bench
