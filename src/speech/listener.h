// SPDX-License-Identifier: Apache-2.0
// One way of having a piece of audio listened to: a server, a command, a program of Debian's. What they answer is read
// by read_answer(); cutting, keeping, waiting and joining is done by piecewise.h, the same for all.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "config/config.h"
#include "net/client.h"
#include "speech/pieces.h"
#include "speech/recogniser.h"
#include "speech/wav.h"

namespace dais::speech {

class Listener {
 public:
  virtual ~Listener() = default;
  /// The answer as it came. Called from as many threads as the config has pieces under way. Errors as
  /// Recogniser::recognise().
  virtual Result<std::string> listen(const Wav& wav, Piece piece, const Vocabulary& vocabulary, const Watch& watch) = 0;
  /// What the answer depends on besides audio, language and prompt.
  [[nodiscard]] virtual std::string key() const = 0;
  /// For the transcript: "Whisper large-v3", "PocketSphinx, a rough draft".
  [[nodiscard]] virtual std::string generator() const = 0;
};

/// How long to wait before a busy server is asked again: twice as long each time.
struct Waiting {
  std::chrono::milliseconds first{std::chrono::seconds{2}};
  std::chrono::milliseconds longest{std::chrono::seconds{60}};
};

/// kBadConfig names the token file that cannot be read. REQUIRES: `client` outlives it.
Result<std::unique_ptr<Listener>> make_openai_listener(const config::Recogniser& config,
                                                       const std::string& instance_dir, net::Client& client,
                                                       Waiting waiting = {});
std::unique_ptr<Listener> make_command_listener(const config::Recogniser& config, const std::string& instance_dir);
std::unique_ptr<Listener> make_pocketsphinx_listener(const config::Recogniser& config, const std::string& instance_dir);

}  // namespace dais::speech
