// SPDX-License-Identifier: Apache-2.0
// dais help: what all commands say of themselves, for a reader, for man and for bash. Nothing here is written twice: it
// walks the table of commands.
#include <algorithm>
#include <iostream>

#include <CLI/CLI.hpp>

#include "base/time.h"
#include "commands/command.h"

namespace dais::commands {
namespace {

struct Options {
  std::string command;
  bool man = false;
  bool completion = false;
};

/// Text as roff takes it: no line of it is an order, no hyphen is a dash.
std::string roff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '.' || c == '\'') {
      out += out.empty() ? std::string("\\&") + c : std::string(1, c);
    } else {
      out += c;
    }
  }
  return out;
}

/// "--limit N", or "QUERY" where it has its place instead of a name.
std::string shown(const CLI::Option& option) {
  std::string text = option.get_name(false, true);
  std::ranges::replace(text, ',', ' ');
  if (option.get_expected_min() > 0 && !option.get_positional() && option.get_items_expected_max() > 0)
    text += " " + option.get_type_name();
  return text;
}

std::string man_options(const CLI::App& app) {
  std::string text;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    text += ".TP\n.B " + roff(shown(*option)) + "\n" + roff(option->get_description()) + "\n";
  }
  return text;
}

std::string man_page(const CLI::App& app) {
  std::string text = ".TH DAIS 1 \"" + format_utc(now()).substr(0, 10) + "\" \"dais " + std::string(kVersion) + "\"\n";
  text += ".SH NAME\ndais \\- puts a council on the record\n.SH SYNOPSIS\n.B dais\n.I COMMAND\n[\\fIOPTIONS\\fR]\n";
  text += ".SH DESCRIPTION\n" + roff(app.get_description()) + "\n.SH OPTIONS\n" + man_options(app) + ".SH COMMANDS\n";
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    text += ".SS dais " + roff(command->get_name()) + "\n" + roff(command->get_description()) + ".\n";
    text += man_options(*command);
  }
  text += ".SH EXIT STATUS\n0: done; 1: nothing found, or some records refused; 2: wrong usage; others as ";
  text += "/usr/share/doc/dais/docs/commands.md has them.\n";
  return text;
}

std::string words_of(const CLI::App& app) {
  std::string words;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) words += " --" + name;
  }
  return words;
}

std::string completion(const CLI::App& app) {
  std::string commands;
  std::string cases;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    commands += " " + command->get_name();
    cases += "    " + command->get_name() + ") words=\"" + words_of(*command) + "\" ;;\n";
  }
  return "# bash completion for dais\n_dais() {\n  local word=${COMP_WORDS[COMP_CWORD]} command= words= i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n    case \"" +
         commands +
         " \" in\n"
         "      *\" ${COMP_WORDS[i]} \"*) command=${COMP_WORDS[i]}; break ;;\n    esac\n  done\n  case $command in\n" +
         cases + "    *) words=\"" + commands +
         "\" ;;\n  esac\n  if [[ $word == -* || -z $command ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$words" +
         words_of(app) +
         "\" -- \"$word\")\n  fi\n}\n"
         "complete -o default -F _dais dais\n";
}

Result<int> help(const Options& options) {
  CLI::App app;
  Invocation invocation;
  Run chosen;
  define_all(app, invocation, chosen);
  if (options.man || options.completion) {
    std::cout << (options.man ? man_page(app) : completion(app));
    return 0;
  }
  if (options.command.empty()) {
    std::cout << app.help();
    return 0;
  }
  for (const CLI::App* command :
       app.get_subcommands([&](const CLI::App* one) { return one->get_name() == options.command; })) {
    std::cout << command->help("dais");
    return 0;
  }
  return fail(ErrorCode::kUsage, "there is no command \"" + options.command + "\"");
}

Run define(CLI::App& app, const Invocation& /*invocation*/) {
  auto options = std::make_shared<Options>();
  app.add_option("COMMAND", options->command, "The command to tell of; none: all of them");
  app.add_flag("--man", options->man, "All of them as a manual page, for man");
  app.add_flag("--completion", options->completion, "Completion of commands and options, for bash");
  return [options] { return help(*options); };
}

}  // namespace

const Command kHelp = {"help", "Says what the commands do, also as a manual page", define};

}  // namespace dais::commands
