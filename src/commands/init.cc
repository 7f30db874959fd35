// SPDX-License-Identifier: Apache-2.0
// dais init: makes an instance, and renews what it made. Asks what isn't given when on a terminal, never otherwise.
#include <unistd.h>

#include <filesystem>
#include <iostream>

#include <CLI/CLI.hpp>

#include "commands/command.h"
#include "deployment/answers.h"
#include "deployment/generate.h"
#include "deployment/merge.h"
#include "os/files.h"

namespace dais::commands {
namespace {

using deployment::Answers;
using deployment::Asking;
using deployment::Fate;
using deployment::Files;
using deployment::Question;
using deployment::Update;

constexpr const char* kAnswersFile = ".init-answers.toml";
constexpr const char* kMadeFolder = ".dais/made";
constexpr std::uint64_t kMostSettings = 4U << 20U;

struct Options {
  std::string dir;
  Answers answers;
  std::vector<const CLI::Option*> given;  ///< in the order of the questions
  bool update = false;
  bool dry_run = false;
};

bool on_a_terminal() { return isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0; }

/// One question, until its answer will do; an empty line takes what is offered.
Status ask(const Question& question, Answers& answers) {
  std::string& answer = answers.*question.answer;
  const std::string offered = answer.empty() ? deployment::completed(answers).*question.answer : answer;
  while (true) {
    std::cerr << question.text << (offered.empty() ? "" : " [" + offered + "]") << ": " << std::flush;
    std::string line;
    if (!std::getline(std::cin, line))
      return fail(ErrorCode::kUsage, "the questions were not answered to their end; nothing was written");
    if (line.empty()) line = offered;
    const std::string fault = question.fault == nullptr ? "" : question.fault(line);
    if (fault.empty()) {
      answer = line;
      return {};
    }
    std::cerr << "  \"" << line << "\" " << fault << '\n';
  }
}

Status ask_all(Options& options) {
  const auto questions = deployment::questions();
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Question& question = questions[i];
    const bool wanted = question.wanted == nullptr || question.wanted(options.answers);
    if (question.asking != Asking::kAlways || options.given[i]->count() > 0 || !wanted) continue;
    if (Status answered = ask(question, options.answers); !answered) return answered;
  }
  return {};
}

/// A path as it is to be typed in a shell.
std::string as_typed(const std::string& path) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:+@%";
  if (path.find_first_not_of(kPlain) == std::string::npos) return path;
  std::string quoted = "'";
  for (const char c : path) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string inside(const std::string& dir, const std::string& path) { return dir + "/" + path; }

Status write(const std::string& dir, const std::string& path, const std::string& text) {
  const std::filesystem::path target = inside(dir, path);
  if (Status made = os::ensure_folder(target.parent_path().string()); !made) return made;
  return os::write_file_atomically(target.string(), text);
}

/// Those of `paths` that are there below `dir`.
Result<Files> read_those(const std::string& dir, const Files& paths) {
  Files files;
  for (const auto& [path, ignored] : paths) {
    auto text = os::read_file(inside(dir, path), kMostSettings);
    if (text) {
      files[path] = std::move(*text);
    } else if (text.error().code != ErrorCode::kNotFound) {
      return fail(text.error());
    }
  }
  return files;
}

/// What the next update needs to know: the answers, and what was made of them.
Status remember(const std::string& dir, const Answers& answers, const Files& files) {
  for (const auto& [path, text] : files) {
    if (Status written = write(dir, std::string(kMadeFolder) + "/" + path, text); !written) return written;
  }
  return write(dir, kAnswersFile, deployment::print_answers(answers));
}

/// What we write must be what we read.
Status readable(const Files& files, const std::string& dir) {
  const auto read = config::parse(files.at("dais.toml"), inside(dir, "dais.toml"), {});
  return read ? Status{} : fail(read.error());
}

void say_next(const Options& options) {
  const std::string dir = as_typed(options.dir);
  const std::string first =
      options.answers.source_kind.empty() ? "dais ingest --instance " + dir + " MEETINGS.json\n  " : "";
  std::cerr << "Made " << inside(options.dir, "dais.toml") << ". Next:\n  " << first << "dais run --instance " << dir
            << "\nWhat it costs, and how deploy/ puts it on a server: " << inside(options.dir, "README.md") << '\n';
}

Result<int> make(Options& options) {
  const std::string file = inside(options.dir, "dais.toml");
  if (std::filesystem::exists(file))
    return fail(ErrorCode::kConflict,
                file + " is there already: an instance is made once, then edited, or renewed with --update");
  if (on_a_terminal()) {
    if (Status answered = ask_all(options); !answered) return fail(answered.error());
  }
  if (Status good = deployment::check(options.answers); !good) return fail(good.error());
  const Answers answers = deployment::completed(options.answers);
  const Files files = deployment::generate(answers);
  if (Status good = readable(files, options.dir); !good) return fail(good.error());
  const auto there = read_those(options.dir, files);
  if (!there) return fail(there.error());
  const auto updates = deployment::plan_update({}, *there, files);
  for (const Update& update : updates) {
    if (options.dry_run && update.fate == Fate::kNew)
      std::cout << deployment::difference(update.path, "", update.after);
    if (!options.dry_run && update.fate == Fate::kNew) {
      if (Status written = write(options.dir, update.path, update.after); !written) return fail(written.error());
    }
    if (update.fate == Fate::kForeign)
      std::cerr << "note: " << inside(options.dir, update.path) << ": was there before and stays as it is\n";
  }
  if (options.dry_run) return 0;
  Files made;
  for (const Update& update : updates)
    if (update.fate != Fate::kForeign) made[update.path] = files.at(update.path);
  if (Status kept = remember(options.dir, answers, made); !kept) return fail(kept.error());
  std::cout << file << '\n';
  say_next(options);
  return 0;
}

/// What was answered before, with what the options say now in its place.
Result<Answers> answers_now(const Options& options) {
  const std::string file = inside(options.dir, kAnswersFile);
  const auto text = os::read_file(file, kMostSettings);
  if (!text) {
    return fail(text.error().code == ErrorCode::kNotFound
                    ? Error{ErrorCode::kNotFound,
                            file + ": is not there: dais init did not make this folder, or an older one did; "
                                   "make one beside it and compare"}
                    : text.error());
  }
  auto answers = deployment::parse_answers(*text, file);
  if (!answers) return answers;
  const auto questions = deployment::questions();
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (options.given[i]->count() > 0) (*answers).*questions[i].answer = options.answers.*questions[i].answer;
  }
  if (Status good = deployment::check(*answers); !good) return fail(good.error());
  return deployment::completed(std::move(*answers));
}

std::string_view word_for(Fate fate) {
  switch (fate) {
    case Fate::kNew:
      return "new";
    case Fate::kMerged:
      return "renewed";
    case Fate::kConflict:
      return "CONFLICT";
    case Fate::kForeign:
      return "not made by dais init, left alone";
    case Fate::kTakenOut:
      return "was taken out, stays out";
    case Fate::kSame:
      return "as it is to be";
  }
  return "";
}

Result<int> renew(const Options& options) {
  const auto answers = answers_now(options);
  if (!answers) return fail(answers.error());
  const Files fresh = deployment::generate(*answers);
  if (Status good = readable(fresh, options.dir); !good) return fail(good.error());
  const auto there = read_those(options.dir, fresh);
  if (!there) return fail(there.error());
  const auto made = read_those(inside(options.dir, kMadeFolder), fresh);
  if (!made) return fail(made.error());
  int code = 0;
  Files ours;
  for (const Update& update : deployment::plan_update(*made, *there, fresh)) {
    if (update.fate == Fate::kConflict) code = 1;
    if (update.fate != Fate::kForeign) ours[update.path] = fresh.at(update.path);
    const bool changes = update.before != update.after && update.fate != Fate::kTakenOut;
    if (options.dry_run && changes) std::cout << deployment::difference(update.path, update.before, update.after);
    if (!options.dry_run && changes) {
      if (Status written = write(options.dir, update.path, update.after); !written) return fail(written.error());
      std::cout << inside(options.dir, update.path) << ": " << word_for(update.fate) << '\n';
    }
    if (update.fate == Fate::kForeign || update.fate == Fate::kTakenOut || update.fate == Fate::kConflict)
      std::cerr << inside(options.dir, update.path) << ": " << word_for(update.fate)
                << (update.fate == Fate::kConflict ? ": both changed one place; look for <<<<<<< in it" : "") << '\n';
  }
  if (options.dry_run) return code;
  if (Status kept = remember(options.dir, *answers, ours); !kept) return fail(kept.error());
  return code;
}

Run define(CLI::App& app, const Invocation& /*invocation*/) {
  auto options = std::make_shared<Options>();
  app.add_option("DIR", options->dir, "Folder of the instance")->required();
  for (const Question& question : deployment::questions()) {
    options->given.push_back(
        app.add_option(std::string(question.option), options->answers.*question.answer, std::string(question.help))
            ->type_name(std::string(question.type)));
  }
  app.add_flag(
      "--update", options->update,
      "Renews what dais init wrote, with these answers in the place of the earlier ones; keeps what was changed");
  app.add_flag("--dry-run", options->dry_run, "Shows what would be written as a difference, and writes nothing");
  return [options] { return options->update ? renew(*options) : make(*options); };
}

}  // namespace

const Command kInit = {"init", "Makes an instance: dais.toml, its cost and what a server needs; renews them", define};

}  // namespace dais::commands
