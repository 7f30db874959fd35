// SPDX-License-Identifier: Apache-2.0
// What `dais init` asks about an archive: the questions as a table, the answers as texts, each checked by itself. The
// questions are those of the Council Data Project's cookiecutter, as far as they still mean something.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/config.h"

namespace dais::deployment {

struct Answers {
  std::string name = "A Dais archive";
  std::string slug;               ///< empty: made of the name
  std::string timezone = "UTC";
  std::string body_type = "city council";
  std::string languages = "en";   ///< BCP 47, parted by commas, the one mostly spoken first
  std::string contact;
  std::string maintainer;
  std::string licence;
  std::string public_url;
  std::string source_kind;        ///< empty: none yet
  std::string source_name;
  std::string source_client;
  std::string source_url;
  std::string source_path;
  std::string captions_url;       ///< where captions lie, by rule
  std::string look_back_days = "30";
  std::string gather_hour = "3";  ///< of the day, in the zone of the meetings
  std::string transcriber = "none";
  std::string transcriber_url;
  std::string transcriber_model;
  std::string transcriber_command;
  std::string keep = "link";
  std::string database = "sqlite";
  std::string database_url;
  std::string storage_dir;        ///< on the server; empty: /var/lib/dais/SLUG
  std::string package_url;        ///< where a machine gets the package of Dais
  std::string meetings_per_year = "50";
  std::string hours_per_meeting = "2";
  bool operator==(const Answers&) const = default;
};

/// Whether a terminal is asked, or only the option takes it.
enum class Asking { kAlways, kOption };

struct Question {
  std::string_view option;       ///< "--name"; without its dashes, the key in the file of answers
  std::string_view type;         ///< shown in the help: "ZONE"
  std::string_view text;         ///< what a terminal is asked
  std::string_view help;         ///< of the option
  std::string Answers::* answer;
  Asking asking;
  /// Whether it makes sense after what was answered so far; null: always.
  bool (*wanted)(const Answers& so_far);
  /// Empty, or what is wrong with it, in words that fit behind the answer; null: anything goes.
  std::string (*fault)(const std::string& answer);
};

std::span<const Question> questions();

/// Each answer by itself, and all of them together. kUsage names the option: `--timezone: "Mars" is no …`.
Status check(const Answers& answers);

/// What was not answered is made of what was: the slug, the source's name, the folder on the server.
Answers completed(Answers answers);

/// Lower case letters, digits and single hyphens: "Merrow Ford Town Council" → "merrow-ford-town-council".
std::string slug_of(std::string_view name);

/// "M H * * *": the hour that was answered and a minute made of the slug, so that not all archives ask at once.
std::string cron_of(const Answers& answers);

/// REQUIRES: check() was content, and the answers are completed().
config::Config config_of(const Answers& answers);

/// The file of answers (TOML), and back. kBadInput names the file, and the line or the key.
std::string print_answers(const Answers& answers);
Result<Answers> parse_answers(std::string_view toml, const std::string& file_name);

}  // namespace dais::deployment
