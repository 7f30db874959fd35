// SPDX-License-Identifier: Apache-2.0
#include "search/passages.h"

#include <algorithm>

namespace dais::search {
namespace {

using domain::Milliseconds;
using domain::Sentence;

bool starts_turn(const Sentence& before, const Sentence& sentence) {
  return sentence.turn_start || sentence.speaker != before.speaker;
}

/// Turns that a passage may hold together end here: [first, end) is one turn.
std::size_t end_of_turn(const std::vector<Sentence>& sentences, std::size_t first) {
  std::size_t end = first + 1;
  while (end < sentences.size() && !starts_turn(sentences[end - 1], sentences[end])) {
    ++end;
  }
  return end;
}

struct Span {
  Milliseconds start;
  Milliseconds end;

  explicit Span(const Sentence& sentence)
      : start(std::min(sentence.start, sentence.end)), end(std::max(sentence.start, sentence.end)) {}

  void widen(const Sentence& sentence) {
    start = std::min({start, sentence.start, sentence.end});
    end = std::max({end, sentence.start, sentence.end});
  }
  [[nodiscard]] Milliseconds length() const { return end - start; }
};

/// How long a passage may grow so that the turn falls into even parts: 70 seconds into twice 35, not 60 and 10.
Milliseconds even_part(const std::vector<Sentence>& sentences, std::size_t first, std::size_t end) {
  const Milliseconds length = std::max<Milliseconds>(sentences[end - 1].end - sentences[first].start, 1);
  const Milliseconds parts = (length + kLongestPassage - 1) / kLongestPassage;
  return length / parts;
}

}  // namespace

std::vector<Passage> cut_passages(const domain::Transcript& transcript) {
  const auto& sentences = transcript.sentences;
  std::vector<Passage> passages;
  std::size_t first = 0;
  while (first < sentences.size()) {
    Span span(sentences[first]);
    std::size_t turn_end = end_of_turn(sentences, first);
    Milliseconds enough = even_part(sentences, first, turn_end);
    std::size_t next = first + 1;
    for (; next < sentences.size(); ++next) {
      Span wider = span;
      wider.widen(sentences[next]);
      if (wider.length() > kLongestPassage || sentences[next].start - span.end >= kLongestSilence) {
        break;
      }
      const bool turn_is_over = next == turn_end;
      if (turn_is_over ? span.length() >= kShortestTurn : span.length() >= enough) {
        break;
      }
      if (turn_is_over) {
        turn_end = end_of_turn(sentences, next);
        enough = kLongestPassage;
      }
      span = wider;
    }
    passages.push_back({first, next - first});
    first = next;
  }
  return passages;
}

}  // namespace dais::search
