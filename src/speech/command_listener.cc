// SPDX-License-Identifier: Apache-2.0
// A command of the operator's: whisper-cli, a script around another recogniser.
#include <algorithm>

#include "os/files.h"
#include "os/subprocess.h"
#include "speech/listener.h"

namespace dais::speech {
namespace {

constexpr std::uint64_t kLargestAnswer = 64ULL << 20U;

std::string replaced(std::string text, std::string_view what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

class CommandListener : public Listener {
 public:
  CommandListener(config::Recogniser config, std::string instance_dir)
      : config_(std::move(config)), instance_dir_(std::move(instance_dir)) {}

  Result<std::string> listen(const Wav& wav, Piece piece, const Vocabulary& vocabulary, const Watch& watch) override {
    const auto folder = os::TempDir::make();
    if (!folder) return fail(folder.error());
    const std::string audio = folder->path() + "/audio.wav";
    if (Status written = write_piece(wav, piece, audio); !written) return fail(written.error());
    os::Command command;
    const std::string output = folder->path() + "/output";
    for (const std::string& argument : config_.command) {
      std::string filled = replaced(argument, "{audio}", audio);
      filled = replaced(std::move(filled), "{output}", output);
      filled = replaced(std::move(filled), "{prompt}", vocabulary.prompt);
      command.argv.push_back(replaced(std::move(filled), "{language}", language_for(vocabulary)));
    }
    command.working_dir = instance_dir_;
    command.timeout = std::chrono::seconds{config_.timeout_seconds};
    command.max_output = kLargestAnswer;
    command.cancelled = watch.cancelled;
    if (watch.cancelled()) return fail(ErrorCode::kTimeout, "stopped, as it was asked to");
    const auto outcome = os::run(command);
    if (!outcome) return fail(outcome.error());
    if (outcome->end == os::End::kStopped) return fail(ErrorCode::kTimeout, "stopped, as it was asked to");
    if (Status good = os::require_success(command, *outcome); !good) return fail(good.error());
    return written_answer(folder->path(), outcome->output);
  }

  std::string key() const override {
    std::string key = "command";
    for (const std::string& argument : config_.command) key += '\x1f' + argument;
    return key;
  }
  std::string generator() const override {
    return "Speech recognition by " + (config_.model.empty() ? config_.name : config_.model);
  }

 private:
  static Status write_piece(const Wav& wav, Piece piece, const std::string& path) {
    const std::int64_t samples = (piece.to - piece.from) * kSamplesPerMs;
    const auto sound = wav.read(piece.from * kSamplesPerMs, samples);
    if (!sound) return fail(sound.error());
    return os::write_file_atomically(path, wav_header(samples) + sample_bytes(*sound), os::Durable::kNo);
  }

  static std::string language_for(const Vocabulary& vocabulary) {
    return vocabulary.language.empty() ? "auto" : vocabulary.language.substr(0, vocabulary.language.find('-'));
  }

  /// What it wrote to {output}, whatever ending it put after the name; else what it printed.
  Result<std::string> written_answer(const std::string& folder, const std::string& printed) const {
    const bool names_output = std::any_of(config_.command.begin(), config_.command.end(),
                                          [](const std::string& a) { return a.find("{output}") != std::string::npos; });
    if (!names_output) return printed;
    // whisper-cli adds an ending for each format it was asked for; the one that says most is read.
    for (const char* ending : {".json", "", ".vtt", ".srt"}) {
      auto answer = os::read_file(folder + "/output" + ending, kLargestAnswer);
      if (answer || answer.error().code != ErrorCode::kNotFound) return answer;
    }
    return fail(ErrorCode::kBadInput, config_.command.front() +
                                          ": it has written nothing to {output}, with the ending .json, .vtt, .srt or "
                                          "none");
  }

  const config::Recogniser config_;
  const std::string instance_dir_;
};

}  // namespace

std::unique_ptr<Listener> make_command_listener(const config::Recogniser& config, const std::string& instance_dir) {
  return std::make_unique<CommandListener>(config, instance_dir);
}

}  // namespace dais::speech
