// SPDX-License-Identifier: Apache-2.0
#include "deployment/answers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <sstream>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "base/digest.h"
#include "base/time.h"
#include "config/language.h"
#include "config/nearest.h"
#include "deployment/shell_words.h"
#include "text/fold.h"

namespace dais::deployment {
namespace {

constexpr std::array<std::string_view, 4> kTranscribers = {"none", "openai", "command", "pocketsphinx"};
constexpr std::array<std::string_view, 3> kKeeps = {"link", "audio", "video"};
constexpr std::array<std::string_view, 2> kDatabases = {"sqlite", "postgres"};

std::string list_of(std::span<const std::string_view> words) {
  std::string all;
  for (const std::string_view word : words) all += (all.empty() ? "" : ", ") + std::string(word);
  return all;
}

std::string none_of(const std::string& answer, std::span<const std::string_view> words) {
  if (std::ranges::find(words, answer) != words.end()) return "";
  return "is none of " + list_of(words) + "; did you mean \"" + std::string(config::nearest(answer, words)) + "\"?";
}

bool is_one_line(const std::string& answer) {
  return std::ranges::none_of(answer, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

std::string number_fault(const std::string& answer, double least, double most) {
  double number = 0;
  const auto [end, error] = std::from_chars(answer.data(), answer.data() + answer.size(), number);
  if (error == std::errc{} && end == answer.data() + answer.size() && number >= least && number <= most) return "";
  return "should be a number from " + std::to_string(static_cast<long>(least)) + " to " +
         std::to_string(static_cast<long>(most));
}

std::string whole_fault(const std::string& answer, int least, int most) {
  int number = 0;
  const auto [end, error] = std::from_chars(answer.data(), answer.data() + answer.size(), number);
  if (error == std::errc{} && end == answer.data() + answer.size() && number >= least && number <= most) return "";
  return "should be a whole number from " + std::to_string(least) + " to " + std::to_string(most);
}

std::string text_fault(const std::string& answer) { return is_one_line(answer) ? "" : "should be one line of text"; }

std::string name_fault(const std::string& answer) {
  return answer.empty() ? "is empty; an archive needs a name" : text_fault(answer);
}

std::string slug_fault(const std::string& answer) {
  if (answer.empty()) return "";
  const bool plain = answer.size() <= 40 && std::ranges::all_of(answer, [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                     });
  return plain && answer.front() != '-' && answer.back() != '-'
             ? ""
             : "should be lower case letters, digits and hyphens, 40 at most, such as \"merrow-ford\"";
}

std::string zone_fault(const std::string& answer) {
  return is_time_zone(answer) ? "" : "is no IANA time zone (for example America/New_York)";
}

std::string languages_fault(const std::string& answer) {
  std::string_view rest = answer;
  while (true) {
    const std::size_t comma = rest.find(',');
    const std::string_view tag = rest.substr(0, comma);
    const bool good = tag.size() >= 2 && tag.size() <= 35 && std::ranges::all_of(tag, [](char c) {
                        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
                      });
    if (!good) return "should be BCP 47 tags parted by commas, such as \"en\" or \"fr,nl\"";
    const std::string fault = config::fault_of_language(std::string(tag));
    if (!fault.empty()) return tag == answer ? fault : "has \"" + std::string(tag) + "\", which " + fault;
    if (comma == std::string_view::npos) return "";
    rest.remove_prefix(comma + 1);
  }
}

std::string contact_fault(const std::string& answer) {
  if (answer.empty()) return "";
  const std::size_t at = answer.find('@');
  const bool good = at != std::string::npos && at > 0 && at + 1 < answer.size() &&
                    answer.find('@', at + 1) == std::string::npos &&
                    answer.find_first_of(" \t<>,") == std::string::npos && is_one_line(answer);
  return good ? "" : "is no e-mail address, such as clerk@town.example";
}

std::string address_fault(const std::string& answer) {
  if (answer.empty()) return "";
  const std::size_t scheme = answer.starts_with("https://") ? 8 : answer.starts_with("http://") ? 7 : 0;
  const bool good = scheme > 0 && answer.size() > scheme && answer[scheme] != '/' &&
                    answer.find_first_of(" \"<>\\{}") == std::string::npos && is_one_line(answer);
  return good ? "" : "is no address, such as https://council.example";
}

std::string public_fault(const std::string& answer) {
  if (std::string fault = address_fault(answer); !fault.empty()) return fault;
  const std::size_t path = answer.empty() ? std::string::npos : answer.find('/', answer.find("//") + 2);
  if (path == std::string::npos || path + 1 == answer.size()) return "";
  return "has a path; an archive has a host of its own, such as https://council.example";
}

std::string kind_fault(const std::string& answer) {
  if (answer.empty() || std::ranges::find(config::kSourceKinds, answer) != config::kSourceKinds.end()) return "";
  return "is none of " + list_of(config::kSourceKinds);
}

std::string client_fault(const std::string& answer) {
  return answer.find_first_of("/:?# ") == std::string::npos && is_one_line(answer)
             ? ""
             : "should be the NAME of https://NAME.legistar.com";
}

std::string command_fault(const std::string& answer) {
  if (answer.empty()) return "";
  if (!is_one_line(answer)) return "should be one line of text";
  const auto words = shell_words(answer);
  if (!words) return words.error().message;
  return answer.contains("{audio}") ? "" : "needs {audio}, where the file to hear goes";
}

std::string look_back_fault(const std::string& answer) { return whole_fault(answer, 0, 3650); }
std::string hour_fault(const std::string& answer) { return whole_fault(answer, 0, 23); }
std::string transcriber_fault(const std::string& answer) { return none_of(answer, kTranscribers); }
std::string keep_fault(const std::string& answer) { return none_of(answer, kKeeps); }
std::string database_fault(const std::string& answer) { return none_of(answer, kDatabases); }
std::string meetings_fault(const std::string& answer) { return number_fault(answer, 0, 100'000); }
std::string hours_fault(const std::string& answer) { return number_fault(answer, 0, 24); }

std::string database_url_fault(const std::string& answer) {
  const bool good = answer.empty() || answer.starts_with("postgresql://") || answer.starts_with("postgres://");
  return good && is_one_line(answer) ? "" : "should start with postgresql://";
}

std::string folder_fault(const std::string& answer) {
  if (answer.empty()) return "";
  const bool plain = std::ranges::all_of(answer, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-' ||
           c == '_' || c == '.';
  });
  return plain && answer.starts_with('/') && answer.size() > 1 && !answer.ends_with('/') &&
                 answer.find("..") == std::string::npos
             ? ""
             : "should be a whole path of plain letters, such as /var/lib/dais/town";
}

bool has_source(const Answers& answers) { return !answers.source_kind.empty(); }
bool is_legistar(const Answers& answers) { return answers.source_kind == "legistar"; }
bool reads_files(const Answers& answers) {
  return has_source(answers) && !is_legistar(answers) && answers.source_url.empty();
}
bool is_cdp(const Answers& answers) { return answers.source_kind == "cdp"; }
bool asks_a_server(const Answers& answers) { return answers.transcriber == "openai"; }
bool has_model(const Answers& answers) { return asks_a_server(answers) || answers.transcriber == "pocketsphinx"; }
bool runs_a_command(const Answers& answers) { return answers.transcriber == "command"; }
bool on_postgres(const Answers& answers) { return answers.database == "postgres"; }

constexpr auto kQuestions = std::to_array<Question>({
    {"--name", "NAME", "Name of the archive", "Name of the archive: \"Merrow Ford Town Council\"", &Answers::name,
     Asking::kAlways, nullptr, name_fault},
    {"--slug", "SLUG", "Short name, for files and services", "Short name, for files and services: merrow-ford",
     &Answers::slug, Asking::kAlways, nullptr, slug_fault},
    {"--timezone", "ZONE", "Time zone of the meetings", "IANA zone of the meetings: Europe/Berlin", &Answers::timezone,
     Asking::kAlways, nullptr, zone_fault},
    {"--body-type", "TEXT", "What meets (city council, county council, school board, conference …)",
     "city council, county council, school board, conference …", &Answers::body_type, Asking::kAlways, nullptr,
     text_fault},
    {"--language", "TAGS", "Languages of the meetings, the first one first",
     "Languages of the meetings (BCP 47), by commas", &Answers::languages, Asking::kAlways, nullptr, languages_fault},
    {"--contact", "EMAIL", "Contact e-mail", "E-mail shown to readers and to the servers that are asked",
     &Answers::contact, Asking::kAlways, nullptr, contact_fault},
    {"--maintainer", "NAME", "Who keeps the archive", "Who keeps the archive, a person or an organisation",
     &Answers::maintainer, Asking::kAlways, nullptr, text_fault},
    {"--source-kind", "KIND", "Where records come from (cdp, legislator, legistar; empty: not yet)",
     "Where records come from: cdp, legislator or legistar", &Answers::source_kind, Asking::kAlways, nullptr,
     kind_fault},
    {"--source-name", "NAME", "", "Name of that source", &Answers::source_name, Asking::kOption, nullptr, text_fault},
    {"--source-client", "CLIENT", "The council's NAME at https://NAME.legistar.com",
     "The council's name at Legistar: https://NAME.legistar.com", &Answers::source_client, Asking::kAlways, is_legistar,
     client_fault},
    {"--source-url", "URL", "Address of the records (empty: they are files)",
     "Its address; of legistar: of its API, where that is not the vendor's", &Answers::source_url, Asking::kAlways,
     is_cdp, address_fault},
    {"--source-path", "PATH", "File, folder or pattern of the records", "Its file, folder or glob",
     &Answers::source_path, Asking::kAlways, reads_files, text_fault},
    {"--captions-url", "RULE", "",
     "Where captions lie, by rule: {recording} stands for a recording's address without its ending",
     &Answers::captions_url, Asking::kOption, nullptr, text_fault},
    {"--look-back", "DAYS", "Days for which a meeting is looked at again",
     "Days for which a meeting is looked at again", &Answers::look_back_days, Asking::kAlways, is_legistar,
     look_back_fault},
    {"--gather-hour", "HOUR", "Hour of the day at which to gather (0 to 23)",
     "Hour of the day at which to gather, in the meetings' zone", &Answers::gather_hour, Asking::kAlways, has_source,
     hour_fault},
    {"--transcriber", "KIND", "Who writes down what is said without captions (none, openai, command, pocketsphinx)",
     "Who writes down what is said without captions: none, openai, command or pocketsphinx", &Answers::transcriber,
     Asking::kAlways, nullptr, transcriber_fault},
    {"--transcriber-url", "URL", "Address of the transcription server", "Server with the OpenAI transcription API",
     &Answers::transcriber_url, Asking::kAlways, asks_a_server, address_fault},
    {"--transcriber-model", "MODEL", "Model it is asked for (empty: its own)",
     "Model, as the server or PocketSphinx calls it", &Answers::transcriber_model, Asking::kAlways, has_model,
     text_fault},
    {"--transcriber-command", "COMMAND", "Command, with {audio} where the file goes",
     "Program and arguments, quoted as in a shell, {audio} where the file goes", &Answers::transcriber_command,
     Asking::kAlways, runs_a_command, command_fault},
    {"--keep", "WHAT", "What is kept of recordings here (link, audio, video)",
     "What is kept of recordings here: link, audio or video", &Answers::keep, Asking::kAlways, nullptr, keep_fault},
    {"--database", "KIND", "Database (sqlite, postgres)", "sqlite, or postgres for several workers", &Answers::database,
     Asking::kAlways, nullptr, database_fault},
    {"--database-url", "URL", "Its address", "postgresql://USER@HOST/NAME", &Answers::database_url, Asking::kAlways,
     on_postgres, database_url_fault},
    {"--storage-dir", "DIR", "Folder of the archive on the server",
     "Folder of the archive on the server: /var/lib/dais/SLUG", &Answers::storage_dir, Asking::kAlways, nullptr,
     folder_fault},
    {"--licence", "LICENCE", "Licence of the data", "Licence of the data, shown to readers", &Answers::licence,
     Asking::kAlways, nullptr, text_fault},
    {"--public-url", "URL", "Address of the site (https://…; empty: not yet)",
     "Address under which the site will be reached", &Answers::public_url, Asking::kAlways, nullptr, public_fault},
    {"--package-url", "URL", "", "Where a new machine gets the package of Dais (.deb), for deploy/cloud-init.yaml",
     &Answers::package_url, Asking::kOption, nullptr, address_fault},
    {"--meetings-per-year", "N", "Meetings in a year, about", "Meetings in a year, for the cost",
     &Answers::meetings_per_year, Asking::kAlways, nullptr, meetings_fault},
    {"--hours-per-meeting", "N", "Hours of a meeting, about", "Hours of a meeting, for the cost",
     &Answers::hours_per_meeting, Asking::kAlways, nullptr, hours_fault},
});

std::string_view key_of(const Question& question) { return question.option.substr(2); }

Status needs(std::string_view option, bool there, std::string_view because) {
  if (there) return {};
  return fail(ErrorCode::kUsage, std::string(option) + ": needed with " + std::string(because));
}

Status check_cdp(const Answers& answers) {
  if (answers.source_path.empty() && answers.source_url.empty())
    return fail(ErrorCode::kUsage, "--source-path: needed with --source-kind cdp, or --source-url");
  if (answers.source_path.empty() || answers.source_url.empty()) return {};
  return fail(ErrorCode::kUsage, "--source-url: not together with --source-path: a source has one place");
}

Status check_source(const Answers& answers) {
  const bool named = !answers.source_name.empty() || !answers.source_path.empty() || !answers.source_url.empty() ||
                     !answers.source_client.empty();
  if (answers.source_kind.empty())
    return named ? fail(ErrorCode::kUsage, "--source-kind: needed with the other --source options") : Status{};
  if (answers.source_kind == "legislator")
    return needs("--source-path", !answers.source_path.empty(), "--source-kind legislator");
  if (is_cdp(answers)) return check_cdp(answers);
  if (Status there = needs("--source-client", !answers.source_client.empty(), "--source-kind legistar"); !there)
    return there;
  if (answers.source_path.empty()) return {};
  return fail(ErrorCode::kUsage, "--source-path: not for --source-kind legistar");
}

}  // namespace

std::span<const Question> questions() { return kQuestions; }

Status check(const Answers& answers) {
  for (const Question& question : kQuestions) {
    const std::string& answer = answers.*question.answer;
    const std::string fault = question.fault == nullptr ? "" : question.fault(answer);
    if (!fault.empty()) return fail(ErrorCode::kUsage, std::string(question.option) + ": \"" + answer + "\" " + fault);
  }
  if (Status good = check_source(answers); !good) return good;
  if (Status good = needs("--transcriber-url", !asks_a_server(answers) || !answers.transcriber_url.empty(),
                          "--transcriber openai");
      !good)
    return good;
  return needs("--transcriber-command", !runs_a_command(answers) || !answers.transcriber_command.empty(),
               "--transcriber command");
}

Answers completed(Answers answers) {
  if (answers.slug.empty()) answers.slug = slug_of(answers.name);
  if (answers.storage_dir.empty()) answers.storage_dir = "/var/lib/dais/" + answers.slug;
  if (answers.source_name.empty()) answers.source_name = answers.source_kind;
  if (on_postgres(answers) && answers.database_url.empty())
    answers.database_url = "postgresql:///" + answers.slug + "?host=/run/postgresql";
  while (answers.public_url.ends_with('/')) answers.public_url.pop_back();
  return answers;
}

std::string slug_of(std::string_view name) {
  constexpr std::size_t kLongest = 40;
  std::string slug;
  for (const char c : text::fold(name)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) slug += c;
    if (!plain && !slug.empty() && slug.back() != '-') slug += '-';
  }
  slug.resize(std::min(slug.size(), kLongest));
  while (slug.ends_with('-')) slug.pop_back();
  return slug.empty() ? "archive" : slug;
}

std::string cron_of(const Answers& answers) {
  const std::string& slug = answers.slug.empty() ? answers.name : answers.slug;
  const unsigned minute = sha256(slug)[0] % 60U;
  return std::to_string(minute) + " " + answers.gather_hour + " * * *";
}

config::Config config_of(const Answers& answers) {
  config::Config config;
  config.instance.name = answers.name;
  config.instance.timezone = answers.timezone;
  config.instance.body_type = answers.body_type;
  config.instance.language = answers.languages.substr(0, answers.languages.find(','));
  config.instance.contact = answers.contact;
  config.instance.licence = answers.licence;
  config.instance.public_url = answers.public_url;
  if (on_postgres(answers)) config.database.url = answers.database_url;
  config.recordings.keep = answers.keep;
  if (has_source(answers)) {
    config::Source& source = config.sources.emplace_back();
    source.name = answers.source_name;
    source.kind = answers.source_kind;
    source.client = answers.source_client;
    (is_legistar(answers) ? source.base_url : source.url) = answers.source_url;
    source.captions_url = answers.captions_url;
    source.path = answers.source_path;
    if (is_legistar(answers)) source.look_back_days = std::stoi(answers.look_back_days);
    source.schedule = cron_of(answers);
  }
  if (answers.transcriber != "none") {
    config::Recogniser& recogniser = config.recognisers.emplace_back();
    recogniser.name = answers.transcriber;
    recogniser.kind = answers.transcriber;
    recogniser.url = answers.transcriber_url;
    recogniser.model = answers.transcriber_model;
    recogniser.command = shell_words(answers.transcriber_command).value_or(std::vector<std::string>());
  }
  return config;
}

std::string print_answers(const Answers& answers) {
  toml::table table;
  for (const Question& question : kQuestions) table.insert(key_of(question), answers.*question.answer);
  std::ostringstream text;
  text << "# What dais init was told: dais init --update reads it. Change dais.toml by hand, and this file never.\n"
       << toml::toml_formatter(table) << '\n';
  return text.str();
}

Result<Answers> parse_answers(std::string_view toml, const std::string& file_name) {
  const toml::parse_result parsed = toml::parse(toml, file_name);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return fail(ErrorCode::kBadInput,
                file_name + ":" + std::to_string(error.source().begin.line) + ": " + std::string(error.description()));
  }
  Answers answers;
  for (const Question& question : kQuestions) {
    const toml::node* node = parsed.table().get(key_of(question));
    if (node == nullptr) continue;
    if (!node->is_string())
      return fail(ErrorCode::kBadInput,
                  file_name + ": " + std::string(key_of(question)) + ": should be a text in quotes");
    answers.*question.answer = node->as_string()->get();
  }
  return answers;
}

}  // namespace dais::deployment
