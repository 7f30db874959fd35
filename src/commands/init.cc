// SPDX-License-Identifier: Apache-2.0
// dais init: makes an instance. Asks what isn't given when on a terminal, never otherwise.
#include <unistd.h>

#include <filesystem>
#include <iostream>

#include <CLI/CLI.hpp>

#include "base/time.h"
#include "commands/command.h"
#include "os/files.h"

namespace dais::commands {
namespace {

struct Options {
  std::string dir;
  config::Instance instance;
  config::Source source;
};

/// One question: what it sets, and what is taken when nothing is answered.
void ask(const char* question, std::string& answer, const CLI::Option* given) {
  if (given->count() > 0) return;
  std::cerr << question << " [" << answer << "]: ";
  std::string line;
  if (std::getline(std::cin, line) && !line.empty()) answer = line;
}

bool on_a_terminal() { return isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0; }

config::Config config_of(const Options& options) {
  config::Config config;
  config.instance = options.instance;
  if (!options.source.kind.empty()) {
    config::Source source = options.source;
    if (source.name.empty()) source.name = source.kind;
    config.sources.push_back(std::move(source));
  }
  return config;
}

/// A path as it is to be typed in a shell.
std::string as_typed(const std::string& path) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:+@%";
  if (path.find_first_not_of(kPlain) == std::string::npos) return path;
  std::string quoted = "'";
  for (const char c : path) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

Status check_source(const config::Source& source) {
  const bool named = !source.name.empty() || !source.path.empty() || !source.url.empty() || !source.client.empty();
  if (source.kind.empty())
    return named ? fail(ErrorCode::kUsage, "--source-kind: needed with the other --source options") : Status{};
  if (source.kind != "cdp" && source.kind != "legislator" && source.kind != "legistar")
    return fail(ErrorCode::kUsage, "--source-kind: \"" + source.kind + "\" is none of cdp, legislator, legistar");
  if (source.kind != "legistar") return {};
  if (source.client.empty()) return fail(ErrorCode::kUsage, "--source-client: needed with --source-kind legistar");
  if (!source.url.empty() || !source.path.empty())
    return fail(ErrorCode::kUsage,
                "--source-url, --source-path: not for --source-kind legistar; base_url in dais.toml "
                "names another server");
  return {};
}

Result<int> init(const Options& options) {
  if (!is_time_zone(options.instance.timezone)) {
    return fail(ErrorCode::kUsage, "--timezone: \"" + options.instance.timezone +
                                       "\" is no IANA time zone (for example America/New_York)");
  }
  if (Status good = check_source(options.source); !good) return fail(good.error());
  const std::string file = options.dir + "/dais.toml";
  if (std::filesystem::exists(file))
    return fail(ErrorCode::kConflict, file + " is there already: an instance is made once, then edited");
  const std::string text = config::print(config_of(options));
  // What we write must be what we read.
  if (const auto read = config::parse(text, file, {}); !read) return fail(read.error());
  if (Status made = os::ensure_folder(options.dir); !made) return fail(made.error());
  if (Status written = os::write_file_atomically(file, text); !written) return fail(written.error());
  std::cout << file << '\n';
  const std::string dir = as_typed(options.dir);
  const std::string first = options.source.kind.empty() ? "dais ingest --instance " + dir + " MEETINGS.json"
                                                        : "dais gather --instance " + dir;
  std::cerr << "Made " << file << ". Next:\n  " << first << "\n  dais serve --instance " << dir << '\n';
  return 0;
}

Run define(CLI::App& app, const Invocation& /*invocation*/) {
  auto options = std::make_shared<Options>();
  config::Instance& instance = options->instance;
  app.add_option("DIR", options->dir, "Folder of the new instance")->required();
  const auto* name = app.add_option("--name", instance.name, "Name of the archive: \"Merrow Ford Town Council\"");
  const auto* zone =
      app.add_option("--timezone", instance.timezone, "IANA zone of the meetings: Europe/Berlin")->type_name("ZONE");
  const auto* body =
      app.add_option("--body-type", instance.body_type, "city council, county council, school board, conference …");
  const auto* contact =
      app.add_option("--contact", instance.contact, "E-mail shown to readers and to the servers that are asked");
  app.add_option("--language", instance.language, "Language of the meetings (BCP 47)");
  app.add_option("--public-url", instance.public_url, "Address under which the site will be reached")->type_name("URL");
  app.add_option("--licence", instance.licence, "Licence of the data, shown to readers");
  app.add_option("--source-kind", options->source.kind, "Where records come from: cdp, legislator or legistar");
  app.add_option("--source-name", options->source.name, "Name of that source");
  app.add_option("--source-path", options->source.path, "Its file, folder or glob")->type_name("PATH");
  app.add_option("--source-client", options->source.client,
                 "The council's name at Legistar: https://NAME.legistar.com");
  app.add_option("--source-url", options->source.url, "Its address")->type_name("URL");
  return [=] {
    if (on_a_terminal()) {
      ask("Name of the archive", options->instance.name, name);
      ask("Time zone of the meetings", options->instance.timezone, zone);
      ask("What meets (city council, school board, conference …)", options->instance.body_type, body);
      ask("Contact e-mail", options->instance.contact, contact);
    }
    return init(*options);
  };
}

}  // namespace

const Command kInit = {"init", "Makes an instance: a folder with dais.toml", define};

}  // namespace dais::commands
