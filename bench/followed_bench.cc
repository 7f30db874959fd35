// SPDX-License-Identifier: Apache-2.0
// 100,000 followed searches against the passages of a meeting of two hours, beside the plain loop on a sample of them.
// The searches are made, always the same, of words as often as they are said in the captions of a folder: one to three
// words (60 %), two or three words in a row (15 %), two words near one another (10 %), with one excluded (5 %),
// beginnings (5 %), alternatives (5 %). Usage: followed_bench CAPTIONS_FOLDER [COUNT]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "os/files.h"
#include "search/followed.h"
#include "search/passages.h"
#include "speech/captions.h"
#include "text/query_words.h"

namespace {

using namespace dais;

constexpr std::uint64_t kLargestCaptions = 64'000'000;
constexpr domain::Milliseconds kTwoHours = 2 * 3'600'000;

[[noreturn]] void stop(const std::string& message) {
  std::fprintf(stderr, "followed_bench: %s\n", message.c_str());
  std::exit(1);
}

double seconds_of(const auto& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Of this process now, in MB.
double memory() {
  std::ifstream in("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  in >> all >> resident;
  return static_cast<double>(resident) * 4096 / 1e6;
}

struct Captions {
  std::vector<std::vector<std::string>> words;  ///< of each recording, folded
  domain::Transcript meeting;                   ///< the first of two hours and more, cut there
};

Captions read(const std::string& folder) {
  Captions captions;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::ranges::sort(files);
  for (const std::string& file : files) {
    const auto content = os::read_file(file, kLargestCaptions);
    if (!content) stop(content.error().message);
    auto read = speech::read_captions(*content, file);
    if (!read) continue;
    auto& sentences = read->transcript.sentences;
    auto& words = captions.words.emplace_back();
    for (const auto& sentence : sentences) {
      for (auto& word : text::folded_words(sentence.text)) words.push_back(std::move(word.folded));
    }
    if (captions.meeting.sentences.empty() && !sentences.empty() && sentences.back().end >= kTwoHours) {
      std::erase_if(sentences, [](const domain::Sentence& sentence) { return sentence.end > kTwoHours; });
      captions.meeting = std::move(read->transcript);
    }
  }
  return captions;
}

class Maker {
 public:
  explicit Maker(const Captions& captions) : captions_(captions) {}

  std::string query() {
    const auto kind = random_() % 100;
    if (kind < 60) return words(1 + random_() % 3);
    if (kind < 75) return '"' + row(2 + random_() % 2) + '"';
    if (kind < 85) return word() + " NEAR " + word();
    if (kind < 90) return word() + " " + word() + " -" + word();
    if (kind < 95) return word() + " " + word().substr(0, 5) + "*";
    return word() + " OR " + word() + " OR \"" + row(2) + '"';
  }

 private:
  std::string words(std::size_t count) {
    std::string text;
    for (; count > 0; --count) text += word() + " ";
    return text;
  }

  /// As often as it is said; none that says nothing.
  std::string word() {
    for (;;) {
      const auto& said = captions_.words[random_() % captions_.words.size()];
      if (said.empty()) continue;
      const std::string& word = said[random_() % said.size()];
      if (!text::is_stop_word(word)) return word;
    }
  }

  std::string row(std::size_t count) {
    for (;;) {
      const auto& said = captions_.words[random_() % captions_.words.size()];
      if (said.size() < count) continue;
      const std::size_t first = random_() % (said.size() - count + 1);
      std::string text;
      for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? " " : "") + said[first + i];
      return text;
    }
  }

  const Captions& captions_;
  std::mt19937_64 random_{2159};  // the standard says what it gives, unlike the distributions
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) stop("usage: followed_bench CAPTIONS_FOLDER [COUNT]");
  const std::size_t count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 100'000;
  const Captions captions = read(argv[1]);
  if (captions.meeting.sentences.empty()) stop("no recording of two hours is in the folder");
  std::map<std::string, std::uint64_t, std::less<>> often;
  text::Stemmer stemmer;
  for (const auto& words : captions.words) {
    for (const std::string& word : words) {
      ++often[word];
      if (const std::string& stem = stemmer.stem(word); stem != word) ++often[stem];
    }
  }
  Maker maker(captions);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) texts.push_back(maker.query());

  const double before = memory();
  search::FollowedSearches followed({"english"}, [&](std::string_view word) {
    const auto found = often.find(word);
    return found == often.end() ? 0 : found->second;
  });
  const double compiling = seconds_of([&] {
    for (const std::string& text : texts) followed.add(text);
  });
  std::printf("%zu followed searches compiled in %.2f s, %.0f MB\n", followed.size(), compiling, memory() - before);

  text::IndexWords analysis("english");
  std::vector<search::SaidPassage> passages;
  const double taking_apart = seconds_of([&] {
    for (const search::Passage& cut : search::cut_passages(captions.meeting)) {
      std::vector<search::SaidSentence> sentences;
      for (std::size_t i = cut.first; i < cut.first + cut.count; ++i) {
        const domain::Sentence& sentence = captions.meeting.sentences[i];
        sentences.push_back({sentence.speaker, "", sentence.text});
      }
      passages.emplace_back(sentences, analysis);
    }
  });
  const search::SessionFacts facts;
  std::vector<std::vector<std::uint32_t>> found;
  const double matching = seconds_of([&] {
    for (const search::SaidPassage& passage : passages) found.push_back(followed.match(passage, facts));
  });
  std::size_t matches = 0;
  for (const auto& one : found) matches += one.size();
  std::printf("%zu passages taken apart in %.3f s and matched in %.3f s: %.2f ms a passage, %zu matches\n",
              passages.size(), taking_apart, matching, 1000 * matching / static_cast<double>(passages.size()), matches);

  // The plain loop on the first searches alone: all of them would take long.
  const std::size_t sample = std::min<std::size_t>(count, 2'000);
  std::vector<search::ParsedQuery> parsed;
  for (std::size_t i = 0; i < sample; ++i) parsed.push_back(search::parse_query(texts[i]));
  std::size_t differing = 0;
  const double looping = seconds_of([&] {
    for (std::size_t p = 0; p < passages.size(); ++p) {
      for (std::uint32_t i = 0; i < sample; ++i) {
        const bool answers = search::answers_followed(parsed[i], passages[p], facts);
        differing += answers != std::ranges::binary_search(found[p], i) ? 1 : 0;
      }
    }
  });
  std::printf("the plain loop over %zu of them: %.2f s, so %.0f s for all; %zu answers differ\n", sample, looping,
              looping * static_cast<double>(count) / static_cast<double>(sample), differing);
  return differing == 0 ? 0 : 1;
}
