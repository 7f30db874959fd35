// SPDX-License-Identifier: Apache-2.0
#include "deployment/generate.h"

#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "base/time.h"
#include "deployment/cost.h"
#include "deployment/merge.h"
#include "deployment/templates.h"

namespace dais::deployment {
namespace {

/// A title stands in comments, in quotes and in units: without what means something there.
std::string plain_title(const std::string& name) {
  std::string title;
  for (const char c : name) title += (c == '%' || c == '"' || c == '\\' || c == '@' || c == '$') ? ' ' : c;
  return title;
}

std::string indented(const std::string& text, std::string_view by) {
  std::string out;
  bool at_start = true;
  for (const char c : text) {
    if (at_start && c != '\n') out += by;
    out += c;
    at_start = c == '\n';
  }
  while (out.ends_with('\n')) out.pop_back();
  return out;
}

/// "42", "0.05", "240": as many digits as mean something.
std::string figure(double number) {
  if (number >= 10 || number == std::floor(number)) return fmt::format("{:.0f}", number);
  return number >= 1 ? fmt::format("{:.1f}", number) : fmt::format("{:.2f}", number);
}

std::string dollars(double number) { return "$" + figure(number); }

Load load_of(const Answers& answers) {
  Load load;
  load.meetings_per_year = std::stod(answers.meetings_per_year);
  load.hours_per_meeting = std::stod(answers.hours_per_meeting);
  load.kept = answers.keep == "video" ? Kept::kVideo : answers.keep == "audio" ? Kept::kAudio : Kept::kLink;
  if (answers.transcriber == "openai") {
    load.speech =
        answers.transcriber_url.starts_with("https://api.openai.com") ? Speech::kPaidService : Speech::kOwnServer;
  } else if (answers.transcriber != "none") {
    load.speech = Speech::kOwnMachine;
  }
  return load;
}

void add_speech(const Load& load, const Cost& cost, Words& words) {
  words["SPEECH_WHAT"] = "recognising speech";
  switch (load.speech) {
    case Speech::kNone:
      words["SPEECH"] = "$0";
      words["SPEECH_NOTE"] =
          "Only captions are read: a meeting without them has its agenda and votes, and no transcript.";
      return;
    case Speech::kPaidService:
      words["SPEECH"] = dollars(cost.speech_dollars);
      words["SPEECH_NOTE"] = "At most: a meeting with good captions is not sent.";
      return;
    case Speech::kOwnServer:
      words["SPEECH"] = figure(cost.speech_hours) + " hours of a graphics card";
      words["SPEECH_NOTE"] = "At most: a meeting with good captions is not sent. On two plain cores about " +
                             figure(cost.hours / figures::kHoursOfAudioPerHourOnTwoCores) + " hours instead.";
      return;
    case Speech::kOwnMachine:
      words["SPEECH"] = figure(cost.speech_hours) + " hours of this machine's two cores";
      words["SPEECH_NOTE"] = "At most: a meeting with good captions is passed over.";
      return;
  }
}

void add_cost(const Answers& answers, Words& words) {
  const Load load = load_of(answers);
  const Cost cost = cost_of(load);
  words["MEETINGS"] = figure(load.meetings_per_year);
  words["HOURS_EACH"] = figure(load.hours_per_meeting);
  words["HOURS"] = figure(cost.hours);
  words["TEXT_GB"] = figure(cost.text_gb);
  words["RECORDINGS_GB"] = figure(cost.recordings_gb);
  words["DISK_GB"] = figure(cost.disk_gb);
  words["DISK5_GB"] = figure(cost.disk_gb_after_five);
  words["MACHINE"] = dollars(cost.machine_dollars);
  words["MACHINE5"] = dollars(cost.machine_dollars_after_five);
  add_speech(load, cost, words);
  words["SOURCES"] = fmt::format(
      "text {:.1f} MB an hour (9,000 words an hour as in LocalView, doi 10.1038/s41597-023-02044-y, with times, index "
      "and "
      "history); sound as Opus at {:.0f} kb/s, video at {:.0f} Mb/s; a rented machine at ${:.0f} a month with {:.0f} "
      "GB, "
      "and ${:.2f} a month for each GB more, as small machines are listed; speech at ${:.3f} a minute, the list price "
      "of "
      "OpenAI's transcription, or {:.0f} hours of audio an hour on a graphics card of 24 GB and {:.0f} on two cores. "
      "The "
      "Council Data Project paid ${:.0f} a month for one council.",
      figures::kTextBytesPerHour / 1e6, figures::kAudioBitsPerSecond / 1e3, figures::kVideoBitsPerSecond / 1e6,
      figures::kDollarsOfAMachineAMonth, figures::kDiskOfTheMachineGb, figures::kDollarsPerGbAMonth,
      figures::kDollarsPerMinuteOfSpeech, figures::kHoursOfAudioPerHourOnACard, figures::kHoursOfAudioPerHourOnTwoCores,
      figures::kDollarsOfCdpAMonth);
}

/// What a cron without zones needs: the hour of UTC, as it is in winter.
std::string cron_in_utc(const Answers& answers) {
  std::string cron = cron_of(answers);
  const std::string minute = cron.substr(0, cron.find(' '));
  const std::string local = fmt::format("2024-01-15T{:0>2}:{:0>2}:00", answers.gather_hour, minute);
  const auto instant = parse_instant(local, answers.timezone);
  if (!instant) return cron;
  const std::string utc = format_utc(*instant);  // 2024-01-15T08:17:00Z
  return fmt::format("{} {} * * *", std::stoi(utc.substr(14, 2)), std::stoi(utc.substr(11, 2)));
}

/// What Caddy listens for: the host with TLS of its own making, or plain HTTP where that is the address.
std::string site_address(const std::string& public_url) {
  if (public_url.empty()) return ":80";
  return public_url.starts_with("https://") ? public_url.substr(8) : public_url;
}

bool below(std::string_view path, std::string_view folder) {
  return path == folder || (path.starts_with(folder) && path.substr(folder.size()).starts_with('/'));
}

Words words_of(const Answers& answers) {
  Words words;
  words["TITLE"] = plain_title(answers.name);
  words["SLUG"] = answers.slug;
  words["ZONE"] = answers.timezone;
  words["CONTACT"] = answers.contact;
  words["KEEPER"] = answers.maintainer.empty() ? answers.contact : answers.maintainer;
  words["LANGUAGES"] = answers.languages;
  words["SEVERAL_LANGUAGES"] = answers.languages.find(',') == std::string::npos ? "" : "yes";
  words["SOURCE"] = answers.source_kind;
  words["SOURCE_NAME"] = answers.source_name;
  words["SOURCE_KIND"] = answers.source_kind;
  words["KEEP"] = answers.keep;
  words["POSTGRES"] = answers.database == "postgres" ? "yes" : "";
  words["PACKAGE_URL"] = answers.package_url;
  words["CLOUD_NOTE"] =
      answers.package_url.empty() ? ", but for the package: give `--package-url` to `dais init --update`" : "";
  words["STORAGE"] = answers.storage_dir;
  words["PROTECT_HOME"] =
      below(answers.storage_dir, "/home") || below(answers.storage_dir, "/root") ? "read-only" : "yes";
  words["SITE_ADDRESS"] = site_address(answers.public_url);
  const std::string cron = cron_of(answers);
  words["CRON_TIME"] = fmt::format("{}:{:0>2}", answers.gather_hour, cron.substr(0, cron.find(' ')));
  words["CRON_UTC"] = cron_in_utc(answers);
  add_cost(answers, words);
  return words;
}

std::string place_of(std::string_view path) {
  constexpr std::string_view kGithub = "github/";
  return path.starts_with(kGithub) ? ".github/workflows/" + std::string(path.substr(kGithub.size()))
                                   : std::string(path);
}

Update update_of(const std::string& path, const Files& made, const Files& there, const std::string& fresh) {
  const auto ours = there.find(path);
  const auto base = made.find(path);
  if (ours == there.end()) return {path, base == made.end() ? Fate::kNew : Fate::kTakenOut, "", fresh};
  if (ours->second == fresh) return {path, Fate::kSame, fresh, fresh};
  if (base == made.end()) return {path, Fate::kForeign, ours->second, ours->second};
  const Merged merged =
      merge(base->second, ours->second, fresh, "as it was changed here", "as dais init writes it now");
  const Fate fate = merged.conflicts > 0 ? Fate::kConflict : merged.text == ours->second ? Fate::kSame : Fate::kMerged;
  return {path, fate, ours->second, merged.text};
}

}  // namespace

Files generate(const Answers& answers) {
  Files files;
  files["dais.toml"] = config::print(config_of(answers));
  Words words = words_of(answers);
  words["CONFIG_INDENTED"] = indented(files["dais.toml"], "      ");
  const auto text_of = [&](std::string_view path) {
    for (const Template& one : templates())
      if (one.path == path) return filled(one.text, words);
    return std::string();
  };
  words["CADDYFILE_INDENTED"] = indented(text_of("deploy/Caddyfile"), "      ");
  words["SERVICE_INDENTED"] = indented(text_of("deploy/dais.service"), "      ");
  for (const Template& one : templates()) files[place_of(one.path)] = filled(one.text, words);
  return files;
}

std::vector<Update> plan_update(const Files& made, const Files& there, const Files& fresh) {
  std::vector<Update> updates;
  for (const auto& [path, text] : fresh) updates.push_back(update_of(path, made, there, text));
  return updates;
}

}  // namespace dais::deployment
