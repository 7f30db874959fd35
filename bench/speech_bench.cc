// SPDX-License-Identifier: Apache-2.0
// Speech, measured: what bench/speech.py asks for.
//   speech_bench recognise CONFIG.toml WAV ANSWERS_DIR   the transcript as plain text, by the first recogniser
//   speech_bench judge FILE[=SECONDS]…                   a verdict a file
//   speech_bench capitals LANGUAGE LEXICON FILE…         mixed-case captions, put in capitals, cared for and compared;
//                                                        LEXICON has lines "person NAME", "name NAME", "text TEXT",
//                                                        "list FILE"
#include <array>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "os/files.h"
#include "speech/captions.h"
#include "speech/care.h"
#include "speech/quality.h"
#include "speech/recogniser.h"

namespace {

using namespace dais;

constexpr std::uint64_t kLargest = 256U << 20U;

int complain(const Error& error) {
  std::cerr << error.message << "\n";
  return 1;
}

int recognise(const std::string& config_path, const std::string& wav, const std::string& answers) {
  const auto toml = os::read_file(config_path, kLargest);
  if (!toml) return complain(toml.error());
  const auto config = config::parse(*toml, config_path, {});
  if (!config) return complain(config.error());
  const auto client = net::Client::make({});
  if (!client) return complain(client.error());
  const auto recognisers = speech::make_recognisers(*config, ".", **client);
  if (!recognisers) return complain(recognisers.error());
  speech::Watch watch;
  watch.answers_dir = answers;
  watch.log = [](std::string_view line) { std::cerr << line << "\n"; };
  const auto done =
      speech::recognise_in_order(*recognisers, config->speech, wav, {config->instance.language, ""}, watch);
  if (!done) return complain(done.error());
  for (const domain::Sentence& sentence : done->transcript.sentences) {
    for (const domain::Word& word : sentence.words)
      std::cout << word.start << " " << word.end << " " << word.text << "\n";
  }
  return 0;
}

int judge(const std::vector<std::string>& files) {
  for (const std::string& argument : files) {
    const std::size_t equals = argument.rfind('=');
    const std::string path = argument.substr(0, equals);
    std::optional<double> seconds;
    if (equals != std::string::npos) seconds = std::strtod(argument.c_str() + equals + 1, nullptr);
    const auto content = os::read_file(path, kLargest);
    if (!content) return complain(content.error());
    const auto captions = speech::read_captions(*content, path);
    const auto verdict = captions ? speech::judge_captions(captions->transcript, seconds)
                                  : speech::Verdict{false, "cannot be read: " + captions.error().message};
    std::cout << (verdict.good ? "good" : "bad") << "\t" << path << "\t" << verdict.reason << "\n";
  }
  return 0;
}

std::string upper(const std::string& text) {
  std::string out;
  icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale::getRoot()).toUTF8String(out);
  return out;
}

Result<speech::Lexicon> read_lexicon(const std::string& language, const std::string& path) {
  speech::Lexicon lexicon(language);
  const auto lines = os::read_file(path, kLargest);
  if (!lines) return fail(lines.error());
  for (std::size_t at = 0; at < lines->size();) {
    const std::size_t end = std::min(lines->find('\n', at), lines->size());
    const std::string line = lines->substr(at, end - at);
    at = end + 1;
    const std::size_t blank = std::min(line.find(' '), line.size());
    const std::string kind = line.substr(0, blank);
    const std::string rest = line.substr(std::min(blank + 1, line.size()));
    if (kind == "person") lexicon.add_person(rest);
    if (kind == "name") lexicon.add_name(rest);
    if (kind == "text") lexicon.add_text(rest);
    if (kind == "list") {
      const auto words = os::read_file(rest, kLargest);
      if (!words) return fail(words.error());
      lexicon.add_word_list(*words);
    }
  }
  return lexicon;
}

struct Tally {
  std::size_t words = 0, right = 0, small_right = 0;
  std::size_t raised_truth = 0, raised = 0, raised_right = 0;
};

void compare(const domain::Transcript& truth, const domain::Transcript& cared, Tally& tally) {
  for (std::size_t s = 0; s < truth.sentences.size(); ++s) {
    for (std::size_t w = 0; w < truth.sentences[s].words.size(); ++w) {
      const std::string& wanted = truth.sentences[s].words[w].text;
      const std::string& got = cared.sentences[s].words[w].text;
      const std::string small = speech::small_letters(wanted);
      ++tally.words;
      if (wanted == got) ++tally.right;
      if (wanted == small) ++tally.small_right;
      if (wanted != small) ++tally.raised_truth;
      if (got != small) ++tally.raised;
      if (got != small && got == wanted) ++tally.raised_right;
      if (wanted != got && std::getenv("DAIS_SHOW_WRONG") != nullptr) std::cerr << wanted << " -> " << got << "\n";
    }
  }
}

int capitals(const std::vector<std::string>& arguments) {
  const auto lexicon = read_lexicon(arguments.at(0), arguments.at(1));
  if (!lexicon) return complain(lexicon.error());
  Tally tally;
  for (std::size_t i = 2; i < arguments.size(); ++i) {
    const auto content = os::read_file(arguments[i], kLargest);
    if (!content) return complain(content.error());
    const auto captions = speech::read_captions(*content, arguments[i]);
    if (!captions) return complain(captions.error());
    domain::Transcript cared = captions->transcript;
    for (domain::Sentence& sentence : cared.sentences) {
      sentence.text = upper(sentence.text);
      for (domain::Word& word : sentence.words) word.text = upper(word.text);
    }
    speech::care_for(cared, *lexicon);
    compare(captions->transcript, cared, tally);
  }
  const auto share = [](std::size_t a, std::size_t b) {
    return b == 0 ? 0.0 : static_cast<double>(a) / static_cast<double>(b);
  };
  std::cout << "words " << tally.words << "\nright " << share(tally.right, tally.words) << "\nall small "
            << share(tally.small_right, tally.words) << "\nprecision of capitals "
            << share(tally.raised_right, tally.raised) << "\nrecall of capitals "
            << share(tally.raised_right, tally.raised_truth) << "\n";
  return 0;
}

}  // namespace

/// Of this program alone: what getrusage() says counts the program that started it.
void print_peak_memory() {
  const auto status = dais::os::read_file("/proc/self/status", 1U << 20U);
  const std::size_t at = status ? status->find("VmHWM:") : std::string::npos;
  if (at != std::string::npos) std::cerr << status->substr(at, status->find('\n', at) - at) << "\n";
}

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + std::min(argc, 2), argv + argc);
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "recognise" && arguments.size() == 3) {
    const int code = recognise(arguments[0], arguments[1], arguments[2]);
    print_peak_memory();
    return code;
  }
  if (what == "judge") return judge(arguments);
  if (what == "capitals" && arguments.size() > 2) return capitals(arguments);
  std::cerr << "usage: speech_bench recognise CONFIG WAV ANSWERS | judge FILE… | capitals LANGUAGE LEXICON FILE…\n";
  return 2;
}
