// SPDX-License-Identifier: Apache-2.0
// What passages answer, and which moments are left of them, against plain loops over the text.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "search/passages.h"
#include "search/ranking.h"
#include "search/sample_sessions.h"
#include "text/words.h"

namespace dais::search {
namespace {

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

std::vector<std::string> any_words(int from, int to) {
  return *rc::gen::resize(to, rc::gen::container<std::vector<std::string>>(
                                  static_cast<std::size_t>(*rc::gen::inRange(from, to)),
                                  rc::gen::element<std::string>("lane", "tree", "snow", "Élan", "lanes")));
}

bool holds(const std::string& text, const std::vector<std::string>& phrase) {
  std::vector<std::string> words;
  for (auto& word : text::folded_words(text)) {
    words.push_back(word.folded);
  }
  std::vector<std::string> wanted;
  for (auto& word : text::folded_words(join(phrase))) {
    wanted.push_back(word.folded);
  }
  return std::search(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
}

RC_GTEST_PROP(Oracle, APhraseWithoutAnotherIsFoundWhereItIsSaid, ()) {
  SampleIndex index;
  std::set<std::string> expected;
  const auto wanted = any_words(1, 4);
  const auto unwanted = any_words(1, 3);
  for (int s = 0; s < 3; ++s) {
    const std::string id = "s" + std::to_string(s);
    domain::Transcript transcript;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
      domain::Sentence sentence;
      sentence.start = static_cast<domain::Milliseconds>(transcript.sentences.size()) * 200'000;
      sentence.end = sentence.start + 20'000;  // far apart: a passage and a moment each
      sentence.text = join(any_words(0, 9));
      if (holds(sentence.text, wanted) && !holds(sentence.text, unwanted)) {
        expected.insert(id + "@" + std::to_string(sentence.start / 1000));
      }
      transcript.sentences.push_back(sentence);
    }
    index.put({id, "2023-01-01", "Council", ""}, transcript);
  }
  index.commit();
  std::set<std::string> found;
  for (const Hit& hit : index.find("\"" + join(wanted) + "\" -\"" + join(unwanted) + "\"").hits) {
    found.insert(hit.session_id + "@" + std::to_string(static_cast<int>(hit.start_seconds)));
  }
  RC_ASSERT(found == expected);
}

RC_GTEST_PROP(Oracle, MomentsNearABetterOneAreLeftOut, ()) {
  std::vector<Moment> moments;
  for (int left = *rc::gen::inRange(0, 40); left > 0; --left) {
    Moment moment;
    moment.session = static_cast<std::uint32_t>(*rc::gen::inRange(0, 3));
    moment.start_ms = static_cast<std::uint32_t>(*rc::gen::inRange(0, 40)) * 20'000;
    moments.push_back(moment);
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> expected;
  for (const Moment& moment : moments) {
    const bool near = std::ranges::any_of(expected, [&](const auto& kept) {
      const auto apart = std::int64_t{kept.second} - std::int64_t{moment.start_ms};
      return kept.first == moment.session && std::abs(apart) < kOneMomentMs;
    });
    if (!near) {
      expected.emplace_back(moment.session, moment.start_ms);
    }
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> kept;
  for (const Moment& moment : fold_near_moments(moments, 3)) {
    kept.emplace_back(moment.session, moment.start_ms);
  }
  RC_ASSERT(kept == expected);
}

/// A corpus of sessions of so many cells with a word in each.
Corpus corpus_of(const std::vector<std::uint32_t>& cells) {
  Corpus corpus;
  corpus.first_cell.push_back(0);
  corpus.first_passage.push_back(0);
  for (const std::uint32_t count : cells) {
    auto session = std::make_shared<CorpusSession>();
    for (std::uint32_t i = 0; i <= count; ++i) {
      session->outline.words_before_cell.push_back(3 * i);
    }
    session->outline.words = 3 * count;
    corpus.words += session->outline.words;
    corpus.first_cell.push_back(corpus.first_cell.back() + count);
    corpus.first_passage.push_back(0);
    corpus.sessions.push_back(std::move(session));
  }
  return corpus;
}

/// The formula, cell by cell: every window is counted anew.
float plain_window(const Corpus& corpus, const std::vector<CellCount>& counts, std::uint32_t cell,
                   std::uint32_t reach) {
  std::uint32_t session = 0;
  while (cell >= corpus.first_cell[session + 1]) {
    ++session;
  }
  const std::uint32_t low = std::max<std::int64_t>(corpus.first_cell[session], std::int64_t{cell} - reach);
  const std::uint32_t high = std::min(corpus.first_cell[session + 1] - 1, cell + reach);
  float sum = 0;
  for (const CellCount& count : counts) {
    sum += count.cell >= low && count.cell <= high ? count.count : 0.0F;
  }
  return sum;
}

RC_GTEST_PROP(Oracle, PairScoresAreThoseOfEachWindowCountedAnew, ()) {
  const Corpus corpus = corpus_of(
      {static_cast<std::uint32_t>(*rc::gen::inRange(1, 40)), 1, static_cast<std::uint32_t>(*rc::gen::inRange(1, 60))});
  std::vector<CellCount> counts;
  for (std::uint32_t cell = 0; cell < corpus.cells(); ++cell) {
    if (const int count = *rc::gen::weightedElement<int>({{8, 0}, {1, 1}, {1, 3}}); count > 0) {
      counts.push_back({cell, static_cast<float>(count)});
    }
  }
  const RankWeights weights;
  CellScores scores(corpus, weights);
  scores.add_pair(counts);
  std::vector<float> expected(corpus.cells(), 0);
  for (const Window& window : weights.pairs) {
    std::size_t df = 0;
    for (std::uint32_t cell = 0; cell < corpus.cells(); ++cell) {
      df += plain_window(corpus, counts, cell, window.reach) > 0 ? 1 : 0;
    }
    for (std::uint32_t cell = 0; cell < corpus.cells(); ++cell) {
      const float f = plain_window(corpus, counts, cell, window.reach);
      expected[cell] += window.weight * rarity(df, corpus.cells()) * f / (f + 1);
    }
  }
  for (std::uint32_t cell = 0; cell < corpus.cells(); ++cell) {
    RC_ASSERT(std::abs(scores.at(cell) - expected[cell]) < 1e-4F);
  }
}

}  // namespace
}  // namespace dais::search
