// SPDX-License-Identifier: Apache-2.0
// POST /v1/audio/transcriptions (platform.openai.com/docs/api-reference/audio/createTranscription), as OpenAI's server,
// whisper.cpp's, vLLM, LocalAI and Speaches answer it.
#include <algorithm>
#include <array>
#include <atomic>
#include <thread>
#include <utility>

#include "base/digest.h"
#include "json/json.h"
#include "net/shown_url.h"
#include "os/files.h"
#include "os/said.h"
#include "speech/answer.h"
#include "speech/listener.h"

namespace dais::speech {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view kBoundary = "dais-piece-of-a-meeting-7f3c1e52a9";

std::string path_of(const std::string& url) {
  const std::size_t host = url.find("://") + 3;
  const std::size_t path = url.find('/', host);
  return path == std::string::npos ? "" : url.substr(path);
}

/// The server's own address, or one that ends in /v1, stands for the place where transcriptions are made.
std::string endpoint_of(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  const std::string path = path_of(url);
  if (path.empty()) return url + "/v1/audio/transcriptions";
  if (path.ends_with("/v1")) return url + "/audio/transcriptions";
  return url;
}

/// An address that the operator wrote as a number, or "localhost", is meant; a name may lead anywhere.
std::vector<std::string> networks_of(const config::Recogniser& config) {
  std::vector<std::string> networks = config.allow_private_networks;
  std::string host = config.url.substr(config.url.find("://") + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const std::size_t at = host.rfind('@'); at != std::string::npos) host.erase(0, at + 1);
  if (host.starts_with('[')) {
    host = host.substr(1, host.find(']') - 1);
  } else {
    host = host.substr(0, host.find(':'));
  }
  if (host == "localhost") {
    networks.insert(networks.end(), {"127.0.0.1", "::1"});
  } else if (host.find_first_not_of("0123456789.") == std::string::npos || host.find(':') != std::string::npos) {
    networks.push_back(host);
  }
  return networks;
}

std::string field(std::string_view name, std::string_view value) {
  return "--" + std::string(kBoundary) + "\r\nContent-Disposition: form-data; name=\"" + std::string(name) +
         "\"\r\n\r\n" + std::string(value) + "\r\n";
}

/// Whisper takes "en" and not "en-US".
std::string primary_language(const std::string& language) { return language.substr(0, language.find_first_of("-_")); }

enum class Format { kVerbose, kPlain };

class OpenAiListener : public Listener {
 public:
  OpenAiListener(config::Recogniser config, std::string token, net::Client& client, Waiting waiting)
      : config_(std::move(config)),
        token_(std::move(token)),
        client_(client),
        waiting_(waiting),
        url_(endpoint_of(config_.url)),
        networks_(networks_of(config_)) {}

  Result<std::string> listen(const Wav& wav, Piece piece, const Vocabulary& vocabulary, const Watch& watch) override {
    milliseconds waited{0};
    milliseconds wait = waiting_.first;
    int failures = 0;
    while (true) {
      const auto answer = client_.post(request_for(wav, piece, vocabulary, watch));
      if (!answer) return fail(answer.error());
      if (answer->status >= 200 && answer->status < 300) return answer->body;
      if (format_ == Format::kVerbose && refuses_format(*answer)) {
        format_ = Format::kPlain;
        watch.log(config_.name + ": the model gives no times; they are guessed from the loudness of the audio");
        continue;
      }
      const bool passing = answer->status == 429 || answer->status == 503;
      const bool failing = answer->status >= 500 && !passing;
      if (!passing && !failing) return fail(refusal(*answer));
      const milliseconds pause = std::max(wait, answer->retry_after);
      const milliseconds patience = std::chrono::seconds{config_.patience_seconds};
      if ((failing && ++failures == kFailures) || waited + pause > patience) {
        return fail(ErrorCode::kUnavailable, net::shown_url(url_) + ": status " + std::to_string(answer->status) +
                                                 (passing ? ", and stays busy" : ", again and again") + said(*answer));
      }
      watch.log(config_.name + (passing ? " is busy" : " failed") + " (status " + std::to_string(answer->status) +
                "); asked again in " + std::to_string((pause.count() + 999) / 1000) + " s");
      if (Status slept = sleep(pause, watch); !slept) return fail(slept.error());
      waited += pause;
      wait = std::min(wait * 2, waiting_.longest);
    }
  }

  std::string key() const override { return "openai\x1f" + url_ + "\x1f" + config_.model; }
  std::string generator() const override {
    return "Speech recognition by " + (config_.model.empty() ? config_.name : config_.model);
  }

 private:
  static constexpr int kFailures = 3;

  net::Request request_for(const Wav& wav, Piece piece, const Vocabulary& vocabulary, const Watch& watch) const {
    const std::int64_t samples = (piece.to - piece.from) * kSamplesPerMs;
    std::string head;
    head += field("model", config_.model.empty() ? "whisper-1" : config_.model);
    if (!vocabulary.language.empty()) head += field("language", primary_language(vocabulary.language));
    if (!vocabulary.prompt.empty()) head += field("prompt", vocabulary.prompt);
    head += field("response_format", format_ == Format::kVerbose ? "verbose_json" : "json");
    head += field("temperature", "0");
    if (format_ == Format::kVerbose) {
      head += field("timestamp_granularities[]", "word");
      head += field("timestamp_granularities[]", "segment");
    }
    // Asked of whisper.cpp's own route only: reckoning them costs it a second look at the audio.
    if (url_.ends_with("/inference")) head += field("no_language_probabilities", "true");
    head +=
        "--" + std::string(kBoundary) +
        "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"audio.wav\"\r\nContent-Type: audio/wav\r\n\r\n";
    head += wav_header(samples);
    net::Request request;
    request.url = url_;
    if (!token_.empty()) request.headers.emplace_back("Authorization", "Bearer " + token_);
    request.headers.emplace_back("Accept", "application/json");
    const auto offset = wav.data_offset() + static_cast<std::uint64_t>(piece.from * kSamplesPerMs) * 2;
    request.body = {"multipart/form-data; boundary=" + std::string(kBoundary),
                    {std::move(head), net::FileSlice{wav.path(), offset, static_cast<std::uint64_t>(samples) * 2},
                     "\r\n--" + std::string(kBoundary) + "--\r\n"}};
    request.persistence = net::Persistence::kOnce;  // listen() knows better what is worth waiting for.
    request.timeout = std::chrono::seconds{config_.timeout_seconds};
    request.also_allow = networks_;
    request.stop = watch.cancelled;
    return request;
  }

  /// Some models write text and nothing else: "response_format 'verbose_json' is not compatible with model …".
  static bool refuses_format(const net::Response& answer) {
    return (answer.status == 400 || answer.status == 422) && answer.body.find("response_format") != std::string::npos;
  }

  static Status sleep(milliseconds pause, const Watch& watch) {
    constexpr milliseconds kStep{200};
    while (pause.count() > 0) {
      if (watch.cancelled())
        return fail(ErrorCode::kTimeout, "stopped while waiting for the server, as it was asked to");
      std::this_thread::sleep_for(std::min(pause, kStep));
      pause -= kStep;
    }
    return {};
  }

  /// The message of the server's own error, where it gives one that people can read.
  std::string said(const net::Response& answer) const {
    std::string text;
    if (const auto parsed = json::parse(answer.body)) {
      const json::View root(*parsed);
      for (const json::View& view : {root["error"]["message"], root["error"], root["detail"], root["message"]}) {
        const auto message = view.is_string() ? view.text() : Result<std::optional<std::string>>(std::nullopt);
        if (text.empty() && message && *message) text = **message;
      }
    } else if (answer.content_type.starts_with("text/plain")) {
      text = answer.body;
    }
    std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    // A server may repeat what it was sent.
    if (!token_.empty()) {
      for (std::size_t at = text.find(token_); at != std::string::npos; at = text.find(token_))
        text.replace(at, token_.size(), "\u2026");
    }
    return os::it_said(text.substr(0, 300));
  }

  Error refusal(const net::Response& answer) const {
    const std::string shown = net::shown_url(url_) + ": status " + std::to_string(answer.status);
    switch (answer.status) {
      case 401:
      case 403:
        return {ErrorCode::kBadConfig,
                shown + ", " +
                    (config_.token_file.empty() ? "it wants a key: set recogniser.token_file"
                                                : "the key of recogniser.token_file is refused") +
                    said(answer)};
      case 404:
      case 405:
        return {ErrorCode::kBadConfig,
                shown +
                    ", no transcriptions are made there, or not by this model: see recogniser.url and "
                    "recogniser.model" +
                    said(answer)};
      case 413:
        return {ErrorCode::kBadConfig, shown + ", the audio is too large for it: make recogniser.piece_seconds (" +
                                           std::to_string(config_.piece_seconds) + ") smaller" + said(answer)};
      default:
        return {ErrorCode::kBadInput, shown + said(answer)};
    }
  }

  const config::Recogniser config_;
  const std::string token_;
  net::Client& client_;
  const Waiting waiting_;
  const std::string url_;
  const std::vector<std::string> networks_;
  std::atomic<Format> format_ = Format::kVerbose;
};

Result<std::string> load_token(const config::Recogniser& config, const std::string& instance_dir) {
  if (config.token_file.empty()) return std::string();
  const bool absolute = config.token_file.starts_with('/');
  const std::string path =
      absolute || instance_dir.empty() ? config.token_file : instance_dir + "/" + config.token_file;
  auto token = os::read_file(path, 64U << 10U);
  if (!token) {
    return fail(ErrorCode::kBadConfig, "recogniser.token_file of \"" + config.name + "\": " + token.error().message);
  }
  const std::size_t first = token->find_first_not_of(" \t\r\n");
  if (first == std::string::npos)
    return fail(ErrorCode::kBadConfig, "recogniser.token_file of \"" + config.name + "\": " + path + " is empty");
  std::string text = token->substr(first, token->find_last_not_of(" \t\r\n") - first + 1);
  if (text.find_first_of("\r\n") != std::string::npos) {
    return fail(ErrorCode::kBadConfig,
                "recogniser.token_file of \"" + config.name + "\": " + path + " holds more than one line");
  }
  return text;
}

}  // namespace

Result<std::unique_ptr<Listener>> make_openai_listener(const config::Recogniser& config,
                                                       const std::string& instance_dir, net::Client& client,
                                                       Waiting waiting) {
  auto token = load_token(config, instance_dir);
  if (!token) return fail(std::move(token.error()));
  return std::make_unique<OpenAiListener>(config, *std::move(token), client, waiting);
}

}  // namespace dais::speech
