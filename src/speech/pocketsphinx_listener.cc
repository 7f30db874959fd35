// SPDX-License-Identifier: Apache-2.0
// PocketSphinx 5prealpha of Debian 12 (packages pocketsphinx, pocketsphinx-en-us) in a child process. Given whole
// utterances it is wrong in four words of ten, given blocks of a stream in nine of ten, because it then normalises by
// what it heard long before: so the audio is cut at pauses first. A draft without punctuation, never more.
#include <charconv>
#include <filesystem>
#include <string_view>

#include <boost/json.hpp>

#include "json/json.h"
#include "os/files.h"
#include "os/said.h"
#include "os/sandbox.h"
#include "speech/listener.h"

namespace dais::speech {
namespace {

using domain::Milliseconds;

constexpr Milliseconds kLongestUtterance = 20'000;
constexpr Milliseconds kFrame = 10;
constexpr std::uint64_t kLargestOutput = 16ULL << 20U;
constexpr char kDebianModels[] = "/usr/share/pocketsphinx/model";

/// "<sil>", "[NOISE]", "++UM++": no words. "was(2)" is the second way to say "was".
std::string spoken_word(std::string_view word) {
  if (word.empty() || word[0] == '<' || word[0] == '[' || word.starts_with("++")) return {};
  if (const std::size_t variant = word.find('('); variant != std::string_view::npos) word = word.substr(0, variant);
  return std::string(word);
}

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  for (std::size_t at = line.find_first_not_of(' '); at != std::string_view::npos;) {
    const std::size_t end = line.find(' ', at);
    fields.push_back(line.substr(at, end == std::string_view::npos ? end : end - at));
    at = end == std::string_view::npos ? end : line.find_first_not_of(' ', end);
  }
  return fields;
}

Milliseconds frame_at(std::string_view field) {
  Milliseconds frame = 0;
  std::from_chars(field.data(), field.data() + field.size(), frame);
  return frame;
}

/// "ID S 0 T n A n L n  0 a l <s>  20 a l and(2) …  708": each word has the frame it begins at and two scores; the
/// last frame ends the line.
boost::json::array words_of_line(const std::vector<std::string_view>& fields, Milliseconds offset) {
  constexpr std::size_t kHead = 9;
  constexpr std::size_t kEach = 4;
  boost::json::array words;
  for (std::size_t i = kHead; i + kEach < fields.size(); i += kEach) {
    std::string word = spoken_word(fields[i + 3]);
    if (word.empty()) continue;
    const Milliseconds start = offset + frame_at(fields[i]) * kFrame;
    const Milliseconds end = offset + frame_at(fields[i + kEach]) * kFrame;
    words.push_back(boost::json::object{{"word", std::move(word)},
                                        {"start", static_cast<double>(start) / 1000},
                                        {"end", static_cast<double>(end) / 1000}});
  }
  return words;
}

class PocketSphinxListener : public Listener {
 public:
  PocketSphinxListener(config::Recogniser config, std::string instance_dir)
      : config_(std::move(config)), instance_dir_(std::move(instance_dir)) {}

  Result<std::string> listen(const Wav& wav, Piece piece, const Vocabulary& vocabulary, const Watch& watch) override {
    if (!vocabulary.language.empty() && !vocabulary.language.starts_with("en") && config_.model.empty()) {
      return fail(ErrorCode::kBadConfig, "Debian's model for PocketSphinx knows English only, not \"" +
                                             vocabulary.language +
                                             "\": name a folder with another in recogniser.model");
    }
    const auto folder = os::TempDir::make();
    if (!folder) return fail(folder.error());
    const auto utterances = write_utterances(wav, piece, folder->path());
    if (!utterances) return fail(utterances.error());
    if (utterances->empty()) return json_of({}, "");
    const auto segments = decode(folder->path(), watch);
    if (!segments) return fail(segments.error());
    return json_of(*utterances, *segments);
  }

  std::string key() const override { return "pocketsphinx\x1f" + config_.model; }
  std::string generator() const override { return "PocketSphinx, a rough draft"; }

 private:
  using Offsets = std::vector<Milliseconds>;

  /// Its list of words with their frames, a line an utterance.
  Result<std::string> decode(const std::string& folder, const Watch& watch) const {
    os::ConfinedCommand command;
    command.argv = arguments(folder);
    command.readable = {config_.model.empty() ? std::string(kDebianModels) : model_folder()};
    command.writable = folder;
    command.timeout = std::chrono::seconds{config_.timeout_seconds};
    command.limits.cpu_seconds = static_cast<std::uint64_t>(config_.timeout_seconds);
    command.cancelled = watch.cancelled;
    if (watch.cancelled()) return fail(ErrorCode::kTimeout, "stopped, as it was asked to");
    if (!os::is_installed(command.argv.front()) ||
        (config_.model.empty() && !std::filesystem::is_directory(kDebianModels))) {
      return fail(ErrorCode::kUnavailable,
                  "PocketSphinx is not installed; Debian has it in the packages pocketsphinx and pocketsphinx-en-us");
    }
    const auto outcome = sandbox_.run(command);
    if (!outcome) return fail(outcome.error());
    if (outcome->end == os::End::kStopped) return fail(ErrorCode::kTimeout, "stopped, as it was asked to");
    os::Command shown;
    shown.argv = command.argv;
    shown.timeout = command.timeout;
    if (Status good = os::require_success(shown, *outcome); !good) return fail(good.error());
    auto segments = os::read_file(folder + "/segments", kLargestOutput);
    if (!segments)
      return fail(ErrorCode::kBadInput, "pocketsphinx_batch wrote no result" + os::it_said(outcome->error_tail));
    return segments;
  }

  static Result<Offsets> write_utterances(const Wav& wav, Piece piece, const std::string& folder) {
    const auto sound = wav.read(piece.from * kSamplesPerMs, (piece.to - piece.from) * kSamplesPerMs);
    if (!sound) return fail(sound.error());
    const std::vector<float> levels = levels_of(*sound);
    Offsets offsets;
    std::string names;
    for (const Span span : find_utterances(levels, kLongestUtterance)) {
      const auto first = static_cast<std::size_t>(span.from * kSamplesPerMs);
      const auto last = std::min(sound->size(), static_cast<std::size_t>(span.to * kSamplesPerMs));
      if (first >= last) continue;
      const std::string name = std::to_string(offsets.size());
      const std::string bytes = sample_bytes(std::span(*sound).subspan(first, last - first));
      if (Status written = os::write_file_atomically(folder + "/" + name + ".raw", bytes, os::Durable::kNo); !written)
        return fail(written.error());
      names += name + "\n";
      offsets.push_back(span.from);
    }
    if (Status written = os::write_file_atomically(folder + "/names", names, os::Durable::kNo); !written)
      return fail(written.error());
    return offsets;
  }

  [[nodiscard]] std::vector<std::string> arguments(const std::string& folder) const {
    std::vector<std::string> argv = {"pocketsphinx_batch", "-adcin", "yes", "-cmn", "batch"};
    const auto add = [&argv](const char* option, const std::string& value) {
      argv.emplace_back(option);
      argv.push_back(value);
    };
    add("-cepdir", folder);
    add("-cepext", ".raw");
    add("-ctl", folder + "/names");
    add("-hypseg", folder + "/segments");
    add("-logfn", "/dev/null");
    if (config_.model.empty()) return argv;
    // A folder laid out as Debian's /usr/share/pocketsphinx/model/en-us, named NAME: NAME/NAME, NAME.lm.bin and
    // cmudict-NAME.dict.
    const std::string model = model_folder();
    const std::string name = model.substr(model.rfind('/') + 1);
    add("-hmm", model + "/" + name);
    add("-lm", model + "/" + name + ".lm.bin");
    add("-dict", model + "/cmudict-" + name + ".dict");
    return argv;
  }

  [[nodiscard]] std::string model_folder() const {
    std::string model = std::filesystem::absolute(std::filesystem::path(instance_dir_) / config_.model).string();
    while (model.ends_with('/')) model.pop_back();
    return model;
  }

  /// In the form in which servers answer, so that it is kept and read like theirs.
  static std::string json_of(const Offsets& offsets, std::string_view segments) {
    boost::json::array list;
    while (!segments.empty()) {
      const std::size_t end = segments.find('\n');
      const auto fields = fields_of(segments.substr(0, end));
      segments.remove_prefix(end == std::string_view::npos ? segments.size() : end + 1);
      if (fields.size() < 10) continue;
      const auto utterance = static_cast<std::size_t>(frame_at(fields[0]));
      if (utterance >= offsets.size()) continue;
      boost::json::array words = words_of_line(fields, offsets[utterance]);
      if (words.empty()) continue;
      std::string text;
      for (const auto& word : words) {
        if (!text.empty()) text += ' ';
        text += word.at("word").as_string();
      }
      const auto start = words.front().at("start");
      const auto last = words.back().at("end");
      list.push_back(boost::json::object{{"start", start}, {"end", last}, {"text", text}, {"words", std::move(words)}});
    }
    return json::write(boost::json::object{{"segments", std::move(list)}});
  }

  const config::Recogniser config_;
  const std::string instance_dir_;
  const os::Sandbox sandbox_ = os::Sandbox::find();
};

}  // namespace

std::unique_ptr<Listener> make_pocketsphinx_listener(const config::Recogniser& config,
                                                     const std::string& instance_dir) {
  return std::make_unique<PocketSphinxListener>(config, instance_dir);
}

}  // namespace dais::speech
