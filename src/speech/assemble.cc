// SPDX-License-Identifier: Apache-2.0
#include "speech/assemble.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "speech/doubling.h"
#include "speech/rollup.h"
#include "speech/timestamp.h"
#include "speech/word_times.h"
#include "text/sentences.h"

namespace dais::speech {
namespace {

using domain::Milliseconds;

// Jitter of a captioner's clock: the order of the file is right, the time is not.
constexpr Milliseconds kJitter = 500;
// Silence ends a sentence, whatever the punctuation says.
constexpr Milliseconds kSilence = 5'000;
// A sentence beyond these is unpunctuated, or reads like it.
constexpr std::size_t kLongestSentenceWords = 60;
constexpr Milliseconds kLongestSentence = 40'000;
// What such a one is cut into.
constexpr std::size_t kPieceWords = 30;
constexpr std::size_t kLeastPieceWords = 8;
constexpr Milliseconds kPiece = 20'000;
constexpr Milliseconds kPause = 300;

struct Piece {
  std::size_t first = 0;
  std::size_t last = 0;  ///< one past
};

/// Where to cut [first, last): after the longest pause of the next 30 words, else at the last end of a cue or comma.
std::size_t find_cut(const std::vector<TimedWord>& words, std::size_t first, std::size_t last) {
  std::size_t limit = first + 1;
  while (limit < last && limit - first < kPieceWords && words[limit].start - words[first].start < kPiece) ++limit;
  if (limit >= last) return last;
  Milliseconds longest = kPause - 1;
  std::size_t best = 0;
  std::size_t cue_start = 0;
  std::size_t comma = 0;
  for (std::size_t i = std::min(first + kLeastPieceWords, limit); i <= limit; ++i) {
    const Milliseconds pause = words[i].start - words[i - 1].end;
    if (pause > longest) {
      longest = pause;
      best = i;
    }
    if (words[i].cue_start) cue_start = i;
    if (words[i - 1].text.back() == ',' || words[i - 1].text.back() == ';') comma = i;
  }
  if (best != 0) return best;
  if (comma != 0) return comma;
  return cue_start != 0 ? cue_start : limit;
}

bool is_too_long(const std::vector<TimedWord>& words, Piece piece) {
  return piece.last - piece.first > kLongestSentenceWords ||
         words[piece.last - 1].start - words[piece.first].start > kLongestSentence;
}

void add_piece(const std::vector<TimedWord>& words, Piece piece, std::vector<Piece>& out) {
  if (!is_too_long(words, piece)) {
    out.push_back(piece);
    return;
  }
  while (piece.first < piece.last) {
    const std::size_t cut = find_cut(words, piece.first, piece.last);
    out.push_back({piece.first, cut});
    piece.first = cut;
  }
}

/// Sentences of one turn [first, last).
void cut_turn(const std::vector<TimedWord>& words, std::size_t first, std::size_t last, std::vector<Piece>& out) {
  std::vector<std::string_view> texts;
  texts.reserve(last - first);
  for (std::size_t i = first; i < last; ++i) texts.emplace_back(words[i].text);
  const std::vector<std::size_t> starts = text::sentence_starts(texts);
  std::size_t next = 1;
  std::size_t begun = first;
  for (std::size_t i = first + 1; i <= last; ++i) {
    const bool sentence = next < starts.size() && first + starts[next] == i;
    next += sentence ? 1 : 0;
    if (i < last && !sentence && words[i].start - words[i - 1].end < kSilence) continue;
    add_piece(words, {begun, i}, out);
    begun = i;
  }
}

std::vector<Piece> cut_pieces(const std::vector<TimedWord>& words) {
  std::vector<Piece> pieces;
  std::size_t first = 0;
  for (std::size_t i = 1; i <= words.size(); ++i) {
    if (i < words.size() && words[i].turn == words[first].turn) continue;
    if (i > first && !words.empty()) cut_turn(words, first, i, pieces);
    first = i;
  }
  return pieces;
}

domain::Sentence build_sentence(std::vector<TimedWord>& words, Piece piece, const Speakers& speakers) {
  domain::Sentence sentence;
  sentence.start = words[piece.first].start;
  sentence.speaker = speakers.name(words[piece.first].speaker);
  sentence.words.reserve(piece.last - piece.first);
  for (std::size_t i = piece.first; i < piece.last; ++i) {
    TimedWord& word = words[i];
    if (!sentence.text.empty()) sentence.text.push_back(' ');
    sentence.text += word.text;
    sentence.end = std::max(sentence.end, word.end);
    sentence.words.push_back({word.start, word.end, std::move(word.text)});
  }
  return sentence;
}

void sort_by_start(std::vector<Cue>& cues) {
  std::vector<std::pair<Milliseconds, std::size_t>> order;
  order.reserve(cues.size());
  for (std::size_t i = 0; i < cues.size(); ++i) order.emplace_back(cues[i].start, i);
  std::sort(order.begin(), order.end());
  std::vector<Cue> sorted;
  sorted.reserve(cues.size());
  for (const auto& [start, index] : order) sorted.push_back(std::move(cues[index]));
  cues = std::move(sorted);
}

}  // namespace

void order_cues(std::vector<Cue>& cues, Warnings& warnings) {
  bool sorted = true;
  for (std::size_t i = 1; i < cues.size(); ++i) {
    Cue& cue = cues[i];
    const Milliseconds before = cues[i - 1].start;
    if (cue.start >= before) continue;
    if (before - cue.start <= kJitter) {
      cue.start = before;
      cue.end = std::max(cue.end, before);
      continue;
    }
    sorted = false;
    if (cue.line == 0) continue;
    warnings.at_line(cue.line, "the cue starts (" + format_timestamp(cue.start, FractionMark::kDot) +
                                   ") before the one above it; it is put in its place");
  }
  if (!sorted) sort_by_start(cues);
}

std::vector<domain::Sentence> assemble_sentences(std::vector<Cue> cues, Speakers& speakers, Labels labels) {
  mark_repeats(cues);
  drop_doubled_words(cues);
  return assemble_words(time_words(cues, speakers, labels), speakers);
}

std::vector<domain::Sentence> assemble_words(std::vector<TimedWord> words, const Speakers& speakers) {
  std::vector<Piece> pieces = cut_pieces(words);
  // Speakers who talk at once: a long turn goes on after a short one inside it.
  std::sort(pieces.begin(), pieces.end(), [&words](Piece a, Piece b) {
    return std::pair(words[a.first].start, a.first) < std::pair(words[b.first].start, b.first);
  });
  std::vector<domain::Sentence> sentences;
  sentences.reserve(pieces.size());
  std::size_t turn = 0;
  for (const Piece piece : pieces) {
    const std::size_t its_turn = words[piece.first].turn;
    sentences.push_back(build_sentence(words, piece, speakers));
    sentences.back().turn_start = its_turn != turn;
    turn = its_turn;
  }
  return sentences;
}

}  // namespace dais::speech
