// SPDX-License-Identifier: Apache-2.0
// Recordings → transcripts, by the recognisers of the config: servers that speak the OpenAI transcription API,
// commands, and PocketSphinx as a rough draft. Long audio goes in pieces that are cut at silence; what was answered for
// a piece is kept on the disk, so that a transcription that was cut off goes on where it was.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/config.h"
#include "domain/transcript.h"
#include "net/client.h"

namespace dais::speech {

/// What a recogniser is told beforehand.
struct Vocabulary {
  std::string language;  ///< BCP 47; empty: the recogniser finds out
  std::string prompt;  ///< names and rare words (speech/vocabulary.h); empty: none
};

/// What goes on meanwhile. Each may be empty; they are called from several threads, never two at once.
struct Watch {
  std::function<void(double done_seconds, double total_seconds)> progress;
  std::function<bool()> cancelled;  ///< asked often; true: end soon, with kTimeout
  std::function<void(std::string_view line)> log;  ///< what was repaired or left out, and what is waited for
  std::string
      answers_dir;  ///< an existing folder for the answers; those of other audio do no harm. Empty: none is kept
};

class Recogniser {
 public:
  virtual ~Recogniser() = default;
  [[nodiscard]] virtual const std::string& name() const = 0;  ///< as the config has it
  [[nodiscard]] virtual domain::TranscriptKind kind() const = 0;
  /// Another text wherever the same audio would be written down otherwise: part of the key of a step.
  [[nodiscard]] virtual std::string key() const = 0;
  /// `wav_path`: 16 kHz, one channel, 16 bits (media::extract_audio). Errors: kUnavailable (the server or program is
  /// not there or stays busy: later), kTimeout (a piece took too long, or `cancelled`), kBadConfig (the token, the
  /// address or the model is refused), kBadInput (no WAV file; an answer that is none), kNotFound (nobody speaks in
  /// it), kIo.
  virtual Result<domain::Transcript> recognise(const std::string& wav_path, const Vocabulary& vocabulary,
                                               const Watch& watch) = 0;
};

/// In the config's order. Relative paths of the config are within `instance_dir`. kBadConfig names what is wrong.
/// REQUIRES: `client` outlives them.
Result<std::vector<std::unique_ptr<Recogniser>>> make_recognisers(const config::Config& config,
                                                                  const std::string& instance_dir, net::Client& client);

/// The first in order that answers. One that is down (kUnavailable) is passed over where config.speech.when_down is
/// "next"; else, and where none answers, the error of the first. `chosen`: its place in `recognisers`.
struct Recognised {
  domain::Transcript transcript;
  std::size_t chosen = 0;
};
Result<Recognised> recognise_in_order(const std::vector<std::unique_ptr<Recogniser>>& recognisers,
                                      const config::Speech& config, const std::string& wav_path,
                                      const Vocabulary& vocabulary, const Watch& watch);

}  // namespace dais::speech
