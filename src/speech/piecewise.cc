// SPDX-License-Identifier: Apache-2.0
#include "speech/piecewise.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/digest.h"
#include "base/time.h"
#include "os/files.h"
#include "speech/answer.h"
#include "speech/assemble.h"
#include "speech/join.h"
#include "speech/word_times.h"

namespace dais::speech {
namespace {

using domain::Milliseconds;

constexpr std::uint64_t kLargestAnswer = 64ULL << 20U;
/// A server that was restarted in the midst sends half an answer; one that sends three of them is broken.
constexpr int kTries = 3;

class Transcription {
 public:
  Transcription(Listener& listener, const Manner& manner, const Vocabulary& vocabulary, const Watch& watch, Wav wav,
                std::vector<float> levels)
      : listener_(listener),
        manner_(manner),
        vocabulary_(vocabulary),
        watch_(watch),
        wav_(std::move(wav)),
        levels_(std::move(levels)),
        pieces_(plan_pieces(levels_, wav_.length(), manner.longest_piece)),
        heard_(pieces_.size()),
        guarded_(guarded(watch)) {}

  Result<domain::Transcript> run() {
    const auto count = std::min<std::size_t>(static_cast<std::size_t>(std::max(1, manner_.parallel)), pieces_.size());
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 1; i < count; ++i) threads.emplace_back([this] { work(); });
      work();
    }
    if (error_) return fail(*std::move(error_));
    return transcript();
  }

 private:
  /// The caller's functions, one at a time.
  Watch guarded(const Watch& watch) {
    Watch out;
    out.answers_dir = watch.answers_dir;
    out.log = [this, &watch](std::string_view line) {
      const std::lock_guard lock(watch_mutex_);
      if (watch.log) watch.log(line);
    };
    out.cancelled = [this, &watch] {
      if (has_failed()) return true;
      const std::lock_guard lock(watch_mutex_);
      return watch.cancelled && watch.cancelled();
    };
    return out;
  }

  bool has_failed() {
    const std::lock_guard lock(mutex_);
    return error_.has_value();
  }

  void work() {
    while (true) {
      std::size_t index = 0;
      {
        const std::lock_guard lock(mutex_);
        if (error_ || next_ == pieces_.size()) return;
        index = next_++;
      }
      Result<Heard> heard = hear_caught(pieces_[index]);
      const std::lock_guard lock(mutex_);
      if (!heard) {
        // The first failure is the reason; those that follow from ending the others are not.
        if (!error_) error_ = std::move(heard.error());
        return;
      }
      heard_[index] = std::move(*heard);
      done_ += pieces_[index].end - pieces_[index].begin;
      tell_progress();
    }
  }

  void tell_progress() {
    const std::lock_guard lock(watch_mutex_);
    if (watch_.progress) watch_.progress(static_cast<double>(done_) / 1000, static_cast<double>(wav_.length()) / 1000);
  }

  /// A thread's exception would end the program.
  Result<Heard> hear_caught(Piece piece) {
    try {
      return hear(piece);
    } catch (const std::exception& e) {
      return fail(ErrorCode::kInternal, manner_.name + ": " + e.what());
    }
  }

  Result<Heard> hear(Piece piece) {
    const auto path = path_of_answer(piece);
    if (!path) return fail(path.error());
    const ListenedTo audio{piece.to - piece.from, levels_of(piece)};
    if (!path->empty()) {
      if (const auto kept = os::read_file(*path, kLargestAnswer)) {
        if (auto heard = read_answer(*kept, audio)) return heard;
      }
    }
    Error last;
    for (int number = 1; number <= kTries; ++number) {
      if (guarded_.cancelled()) return fail(ErrorCode::kTimeout, manner_.name + ": stopped, as it was asked to");
      auto answer = listener_.listen(wav_, piece, vocabulary_, guarded_);
      if (!answer) return fail(std::move(answer).error().at(place_of(piece)));
      auto heard = read_answer(*answer, audio);
      if (heard) {
        if (!path->empty()) {
          if (Status kept = os::write_file_atomically(*path, *answer, os::Durable::kNo); !kept)
            return fail(kept.error());
        }
        return heard;
      }
      last = std::move(heard).error().at(place_of(piece));
      guarded_.log(last.message + (number < kTries ? "; asked again" : ""));
    }
    return fail(std::move(last));
  }

  [[nodiscard]] std::string place_of(Piece piece) const {
    const std::string from = format_clock(static_cast<double>(piece.from) / 1000);
    return manner_.name + ", audio from " + from + " to " + format_clock(static_cast<double>(piece.to) / 1000);
  }

  [[nodiscard]] std::span<const float> levels_of(Piece piece) const {
    const auto first = std::min(static_cast<std::size_t>(piece.from / kLevelStep), levels_.size());
    const auto last = std::min(static_cast<std::size_t>(piece.to / kLevelStep), levels_.size());
    return std::span(levels_).subspan(first, last - first);
  }

  /// By what was listened to and how, so that an answer is never taken for other audio's. Empty: nothing is kept.
  [[nodiscard]] Result<std::string> path_of_answer(Piece piece) const {
    if (watch_.answers_dir.empty()) return std::string();
    const auto samples = wav_.read(piece.from * kSamplesPerMs, (piece.to - piece.from) * kSamplesPerMs);
    if (!samples) return fail(samples.error());
    const std::string audio =
        sha256_hex({reinterpret_cast<const char*>(samples->data()), samples->size() * sizeof(std::int16_t)});
    const std::string how =
        listener_.key() + '\x1f' + vocabulary_.language + '\x1f' + vocabulary_.prompt + '\x1f' + audio;
    return watch_.answers_dir + "/" + sha256_hex(how) + ".answer";
  }

  Result<domain::Transcript> transcript() {
    domain::Transcript out;
    std::vector<HeardWord> words;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const Milliseconds offset = pieces_[i].from;
      for (const Repair& repair : heard_[i].repairs) {
        guarded_.log(manner_.name + ", at " + format_clock(static_cast<double>(offset + repair.at) / 1000) + ": " +
                     repair.what);
      }
      for (HeardWord& word : heard_[i].words) {
        word.start += offset;
        word.end += offset;
      }
      if (out.language.empty()) out.language = heard_[i].language;
      join_words(words, std::move(heard_[i].words), i == 0 ? -kOverlap * 4 : pieces_[i].begin);
    }
    if (words.empty()) return fail(ErrorCode::kNotFound, manner_.name + ": nobody speaks in it, as far as it hears");
    out.kind = manner_.kind;
    out.generator = listener_.generator();
    if (out.language.empty()) out.language = vocabulary_.language;
    out.sentences = sentences_of(std::move(words));
    return out;
  }

  static std::vector<domain::Sentence> sentences_of(std::vector<HeardWord> words) {
    std::vector<TimedWord> timed;
    std::vector<double> confidences;
    bool all_confident = true;
    std::size_t turn = 0;
    for (HeardWord& word : words) {
      if (word.begins_turn) ++turn;
      all_confident = all_confident && word.confidence.has_value();
      confidences.push_back(word.confidence.value_or(0));
      timed.push_back({word.start, word.end, std::move(word.text), turn, Speakers::kUnnamed, word.begins_segment});
    }
    std::vector<domain::Sentence> sentences = assemble_words(std::move(timed), Speakers());
    if (!all_confident) return sentences;
    std::size_t at = 0;
    for (domain::Sentence& sentence : sentences) {
      double sum = 0;
      for (std::size_t i = 0; i < sentence.words.size(); ++i) sum += confidences[at++];
      sentence.confidence = sum / static_cast<double>(sentence.words.size());
    }
    return sentences;
  }

  Listener& listener_;
  const Manner& manner_;
  const Vocabulary& vocabulary_;
  const Watch& watch_;
  const Wav wav_;
  const std::vector<float> levels_;
  const std::vector<Piece> pieces_;
  std::vector<Heard> heard_;
  std::mutex watch_mutex_;
  Watch guarded_;
  std::mutex mutex_;
  std::size_t next_ = 0;
  Milliseconds done_ = 0;
  std::optional<Error> error_;
};

}  // namespace

Result<domain::Transcript> transcribe_piecewise(Listener& listener, const Manner& manner, const std::string& wav_path,
                                                const Vocabulary& vocabulary, const Watch& watch) {
  auto wav = Wav::open(wav_path);
  if (!wav) return fail(std::move(wav.error()));
  auto levels = measure_levels(*wav);
  if (!levels) return fail(std::move(levels.error()));
  return Transcription(listener, manner, vocabulary, watch, std::move(*wav), std::move(*levels)).run();
}

}  // namespace dais::speech
