// SPDX-License-Identifier: Apache-2.0
#include "speech/word_times.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "speech/labels.h"
#include "text/encoding.h"
#include "text/sentences.h"

namespace dais::speech {
namespace {

using domain::Milliseconds;

// A cue that has no duration of its own (it ended before it started): some 200 words a minute.
constexpr Milliseconds kGuessedWordMs = 300;
// A caption that stands for minutes was not spoken for minutes.
constexpr Milliseconds kLongCue = 30'000;
constexpr Milliseconds kSlowestWordMs = 3'000;

/// Tokens in reading order, with the cue each is from.
struct Stream {
  std::vector<const Token*> tokens;
  std::vector<std::size_t> cue_of;
};

Stream fresh_tokens(const std::vector<Cue>& cues) {
  Stream stream;
  for (std::size_t i = 0; i < cues.size(); ++i) {
    for (std::size_t t = cues[i].fresh; t < cues[i].tokens.size(); ++t) {
      stream.tokens.push_back(&cues[i].tokens[t]);
      stream.cue_of.push_back(i);
    }
  }
  return stream;
}

/// Who says each token, and which tokens are labels and not said at all.
class TurnTracker {
 public:
  TurnTracker(const Stream& stream, Speakers& speakers, Labels labels)
      : stream_(stream), speakers_(speakers), finder_(speakers), labels_(labels) {}

  std::vector<TimedWord> words(std::vector<std::size_t>& cue_of) {
    if (labels_ == Labels::kInText) count_candidates();
    std::vector<TimedWord> out;
    out.reserve(stream_.tokens.size());
    for (std::size_t i = 0; i < stream_.tokens.size();) {
      const std::size_t label = begin(i);
      if (label > 0) {
        i += label;
        continue;
      }
      TimedWord word;
      word.text = stream_.tokens[i]->text;
      word.turn = turn_;
      word.speaker = speaker_;
      out.push_back(std::move(word));
      cue_of.push_back(i);
      ++i;
    }
    return out;
  }

 private:
  [[nodiscard]] std::span<const Token* const> ahead(std::size_t i) const {
    return std::span(stream_.tokens).subspan(i, std::min(kLongestLabel + 1, stream_.tokens.size() - i));
  }
  [[nodiscard]] bool may_follow_unmarked(std::size_t i) const {
    return stream_.tokens[i]->line_start && (i == 0 || text::ends_sentence(stream_.tokens[i - 1]->text));
  }
  void count_candidates() {
    for (std::size_t i = 0; i < stream_.tokens.size(); ++i) {
      if (stream_.tokens[i]->line_start) finder_.count_candidate(ahead(i));
    }
  }
  void change_to(std::size_t speaker) {
    ++turn_;
    speaker_ = speaker;
  }
  /// A label in the text: its words are not said, unless nothing else is ("CLERK:" alone at the end).
  std::size_t take_label(std::size_t i, std::size_t count) {
    if (count == 0 || i + count >= stream_.tokens.size()) return 0;
    const std::size_t speaker = speakers_.number_of(label_text(ahead(i), count));
    if (stream_.tokens[i]->mark == Mark::kTurn) {
      speaker_ = speaker;
    } else if (speaker != speaker_ || turn_ == 0) {
      change_to(speaker);
    }
    return count;
  }
  /// Applies what stands before token `i`; the number of tokens that are a label.
  std::size_t begin(std::size_t i) {
    const Token& token = *stream_.tokens[i];
    switch (token.mark) {
      case Mark::kTurn:
        change_to(token.voice);
        if (token.voice != Speakers::kUnnamed || labels_ == Labels::kBesideText) return 0;
        return take_label(i, LabelFinder::after_turn_mark(ahead(i)));
      case Mark::kVoice:
        if (token.voice != speaker_ || turn_ == 0) change_to(token.voice);
        return 0;
      case Mark::kVoiceEnd:
        if (speaker_ != Speakers::kUnnamed) change_to(Speakers::kUnnamed);
        return 0;
      case Mark::kNone:
        break;
    }
    const bool unmarked = labels_ == Labels::kInText && token.voice == Speakers::kUnnamed && may_follow_unmarked(i);
    return unmarked ? take_label(i, finder_.at_line_start(ahead(i))) : 0;
  }

  const Stream& stream_;
  Speakers& speakers_;
  LabelFinder finder_;
  Labels labels_;
  std::size_t turn_ = 0;
  std::size_t speaker_ = Speakers::kUnnamed;
};

/// A run of words that share one span of time: those of a cue, or of several that start at the same moment.
struct Run {
  std::size_t first = 0;
  std::size_t last = 0;  ///< one past
  Milliseconds start = 0;
  Milliseconds end = 0;
};

/// Spreads words [first, last) over [start, end) by their characters.
void spread(std::span<TimedWord> words, Milliseconds start, Milliseconds end) {
  std::int64_t total = 0;
  for (const TimedWord& word : words) total += static_cast<std::int64_t>(text::count_characters(word.text)) + 1;
  const Milliseconds length = std::max<Milliseconds>(0, end - start);
  std::int64_t passed = 0;
  for (TimedWord& word : words) {
    word.start = start + length * passed / total;
    passed += static_cast<std::int64_t>(text::count_characters(word.text)) + 1;
    word.end = start + length * passed / total;
  }
}

Milliseconds spoken_end(const Run& run) {
  const auto words = static_cast<Milliseconds>(run.last - run.first);
  if (run.end - run.start > kLongCue) return std::min(run.end, run.start + std::max(kLongCue, words * kSlowestWordMs));
  return run.end;
}

/// Times of one run; word timestamps inside the cue are kept where they do not run backwards or out of it.
void time_run(std::span<TimedWord> words, const Run& run, std::span<const Token* const> tokens) {
  const Milliseconds end = spoken_end(run);
  std::size_t from = 0;
  Milliseconds from_time = run.start;
  for (std::size_t i = 1; i <= words.size(); ++i) {
    const bool last = i == words.size();
    if (!last && (!tokens[i]->at || *tokens[i]->at < from_time || *tokens[i]->at > run.end)) continue;
    const Milliseconds to_time = last ? std::max(from_time, end) : *tokens[i]->at;
    spread(words.subspan(from, i - from), from_time, to_time);
    from = i;
    from_time = to_time;
  }
  if (!words.empty() && tokens[0]->at && *tokens[0]->at > words[0].start && *tokens[0]->at <= words[0].end)
    words[0].start = *tokens[0]->at;
}

/// Words of one cue and one turn each; cues of one turn that start together are one run.
std::vector<Run> find_runs(const std::vector<TimedWord>& words, const std::vector<std::size_t>& cue_of,
                           const std::vector<Cue>& cues) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Cue& cue = cues[cue_of[i]];
    const bool same_cue = i > 0 && cue_of[i] == cue_of[i - 1];
    const bool together = i > 0 && words[i].turn == words[i - 1].turn && cue.start == runs.back().start;
    if (same_cue || together) {
      runs.back().last = i + 1;
      runs.back().end = std::max(runs.back().end, cue.end);
    } else {
      runs.push_back({i, i + 1, cue.start, cue.end});
    }
  }
  return runs;
}

/// A cue gives way to the next one of the same turn; one without a duration gets a guessed one.
void settle_ends(std::vector<Run>& runs, const std::vector<TimedWord>& words) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    Run& run = runs[i];
    const bool guessed = run.end <= run.start;
    if (guessed) run.end = run.start + kGuessedWordMs * static_cast<Milliseconds>(run.last - run.first);
    if (i + 1 == runs.size()) break;
    const bool same_turn = words[run.last - 1].turn == words[runs[i + 1].first].turn;
    if ((same_turn || guessed) && runs[i + 1].start > run.start) run.end = std::min(run.end, runs[i + 1].start);
  }
}

}  // namespace

std::vector<TimedWord> time_words(const std::vector<Cue>& cues, Speakers& speakers, Labels labels) {
  const Stream stream = fresh_tokens(cues);
  std::vector<std::size_t> token_of;
  std::vector<TimedWord> words = TurnTracker(stream, speakers, labels).words(token_of);
  std::vector<std::size_t> cue_of(words.size());
  std::vector<const Token*> tokens(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    cue_of[i] = stream.cue_of[token_of[i]];
    tokens[i] = stream.tokens[token_of[i]];
    words[i].cue_start = i == 0 || cue_of[i] != cue_of[i - 1];
  }
  std::vector<Run> runs = find_runs(words, cue_of, cues);
  settle_ends(runs, words);
  for (const Run& run : runs) {
    const std::size_t count = run.last - run.first;
    time_run(std::span(words).subspan(run.first, count), run,
             std::span(std::as_const(tokens)).subspan(run.first, count));
  }
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].turn == words[i - 1].turn) words[i].start = std::max(words[i].start, words[i - 1].start);
    words[i].end = std::max(words[i].end, words[i].start);
  }
  return words;
}

}  // namespace dais::speech
