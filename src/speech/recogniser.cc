// SPDX-License-Identifier: Apache-2.0
#include "speech/recogniser.h"

#include <optional>
#include <utility>

#include "speech/listener.h"
#include "speech/piecewise.h"

namespace dais::speech {
namespace {

class PiecewiseRecogniser : public Recogniser {
 public:
  PiecewiseRecogniser(const config::Recogniser& config, std::unique_ptr<Listener> listener)
      : listener_(std::move(listener)), language_(config.language) {
    manner_.name = config.name;
    manner_.kind = config.kind == "pocketsphinx" ? domain::TranscriptKind::kDraft : domain::TranscriptKind::kMachine;
    manner_.longest_piece = domain::Milliseconds{config.piece_seconds} * 1000;
    manner_.parallel = config.parallel;
  }

  const std::string& name() const override { return manner_.name; }
  domain::TranscriptKind kind() const override { return manner_.kind; }
  std::string key() const override {
    return listener_->key() + '\x1f' + std::to_string(manner_.longest_piece) + '\x1f' + language_;
  }
  Result<domain::Transcript> recognise(const std::string& wav_path, const Vocabulary& vocabulary,
                                       const Watch& watch) override {
    Vocabulary told = vocabulary;
    if (!language_.empty()) told.language = language_;
    return transcribe_piecewise(*listener_, manner_, wav_path, told, watch);
  }

 private:
  std::unique_ptr<Listener> listener_;
  std::string language_;
  Manner manner_;
};

Result<std::unique_ptr<Listener>> make_listener(const config::Recogniser& config, const std::string& instance_dir,
                                                net::Client& client) {
  if (config.kind == "openai") return make_openai_listener(config, instance_dir, client);
  if (config.kind == "command") return make_command_listener(config, instance_dir);
  if (config.kind == "pocketsphinx") return make_pocketsphinx_listener(config, instance_dir);
  return fail(ErrorCode::kBadConfig, "recogniser.kind: unknown kind \"" + config.kind + "\"");
}

}  // namespace

Result<std::vector<std::unique_ptr<Recogniser>>> make_recognisers(const config::Config& config,
                                                                  const std::string& instance_dir,
                                                                  net::Client& client) {
  std::vector<std::unique_ptr<Recogniser>> recognisers;
  for (const config::Recogniser& one : config.recognisers) {
    auto listener = make_listener(one, instance_dir, client);
    if (!listener) return fail(std::move(listener.error()));
    recognisers.push_back(std::make_unique<PiecewiseRecogniser>(one, *std::move(listener)));
  }
  return recognisers;
}

namespace {

/// What all of them said; worth another try where it is for one of them.
Error both(std::optional<Error> before, Error error) {
  if (!before) return error;
  if (error.code == ErrorCode::kUnavailable) before->code = error.code;
  before->message += "; " + error.message;
  return *std::move(before);
}

}  // namespace

Result<Recognised> recognise_in_order(const std::vector<std::unique_ptr<Recogniser>>& recognisers,
                                      const config::Speech& config, const std::string& wav_path,
                                      const Vocabulary& vocabulary, const Watch& watch) {
  if (recognisers.empty()) return fail(ErrorCode::kBadConfig, "no [[recogniser]] is configured");
  std::optional<Error> all;
  for (std::size_t i = 0; i < recognisers.size(); ++i) {
    auto transcript = recognisers[i]->recognise(wav_path, vocabulary, watch);
    if (transcript) return Recognised{*std::move(transcript), i};
    const ErrorCode code = transcript.error().code;
    const bool down = code == ErrorCode::kUnavailable;
    all = both(std::move(all), std::move(transcript.error()));
    // A mistake in the config is the operator's to mend, not to be hidden by a lesser recogniser.
    const bool stays = code == ErrorCode::kBadConfig || (down && config.when_down != "next");
    if (stays || (watch.cancelled && watch.cancelled())) break;
    if (watch.log && i + 1 < recognisers.size())
      watch.log(recognisers[i]->name() + (down ? " is down" : " failed") + "; the next in order is asked");
  }
  return fail(*std::move(all));
}

}  // namespace dais::speech
