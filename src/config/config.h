// SPDX-License-Identifier: Apache-2.0
// dais.toml as one struct: every key, its default and its check are here; nothing else reads configuration.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace dais::config {

struct Instance {
  std::string name = "A Dais archive";
  std::string timezone = "UTC";
  std::string body_type = "city council";
  std::string language = "en";
  std::string public_url;  ///< empty: addresses are written relative
  std::string contact;     ///< e-mail, shown in the footer and sent as part of the user agent
  std::string licence = "";
  std::string about;       ///< one or two sentences on the home page
  bool operator==(const Instance&) const = default;
};

struct Database {
  std::string url;  ///< empty: SQLite, data/catalog.sqlite of the instance; or postgresql://…
  bool operator==(const Database&) const = default;
};

struct Net {
  std::vector<std::string> allow_private_networks;  ///< CIDR blocks
  std::string user_agent;                           ///< empty: "dais/VERSION (+contact)"
  double requests_per_second = 5;
  std::uint64_t max_bytes = 256ULL << 20U;
  int timeout_seconds = 60;
  bool operator==(const Net&) const = default;
};

struct Serve {
  std::string listen = "127.0.0.1:8000";
  int threads = 2;
  int max_connections = 20000;
  int keep_unfound = 1000;  ///< searches that found nothing, at most; 0: none
  bool operator==(const Serve&) const = default;
};

/// The open data that the site offers under /data/.
struct Data {
  int keep = 3;           ///< versions
  double every_hours = 24;  ///< between two versions, at least
  bool operator==(const Data&) const = default;
};

/// Where a table stands ("dais.toml:12"), for messages: no part of what the configuration says, so that any two are
/// equal.
struct WrittenAt {
  std::string place;
  bool operator==(const WrittenAt& /*other*/) const { return true; }
};

/// The kinds that sources/make_source.cc makes.
inline constexpr std::array<std::string_view, 3> kSourceKinds = {"cdp", "legislator", "legistar"};

/// The kinds that speech/recogniser.cc makes.
inline constexpr std::array<std::string_view, 3> kRecogniserKinds = {"openai", "command", "pocketsphinx"};

struct Source {
  std::string name;
  std::string kind;
  std::string path;                  ///< file, folder or glob
  std::string url;
  std::vector<std::string> command;  ///< argv; prints ingestion JSON
  int timeout_seconds = 600;         ///< of the command
  std::string client;                ///< Legistar's name of the council
  std::string base_url;              ///< of a web API, where it isn't the vendor's own
  std::string token_file;            ///< file that holds the API's token; never logged
  double requests_per_second = 5;    ///< to this source's host
  double retry_seconds = 1;          ///< legistar: before a request that failed is made again; then twice as long
  int look_back_days = 30;           ///< legistar: meetings not older than that are looked at again each time
  int sweep = 20;                    ///< legistar: older records that are looked at again in one gather
  std::string captions_url;          ///< where captions lie, by rule, with {recording} and {event}
  std::string summary_field;         ///< legistar: the field of a matter that holds its summary
  std::string schedule;              ///< cron; empty: hourly, at a minute made from the names
  std::string catch_up = "once";     ///< what was missed while nothing ran: "once" or "backfill"
  int silent_days = 0;               ///< without anything new before somebody is told; 0: learned
  WrittenAt written;                 ///< where its table begins; empty where it was not read from a file

  /// Begins each message about it: dais.toml:12: [[source]] "nyc".
  [[nodiscard]] std::string place() const {
    return (written.place.empty() ? "" : written.place + ": ") + "[[source]] \"" + name + "\"";
  }
  bool operator==(const Source&) const = default;
};

struct Alias {
  std::string person;
  std::vector<std::string> also;
  bool operator==(const Alias&) const = default;
};

/// A council's own words for a vote, beside those that are known: by class.
struct Votes {
  std::vector<std::string> yes;
  std::vector<std::string> no;
  std::vector<std::string> abstain;
  std::vector<std::string> absent;
  std::vector<std::string> conflict;
  std::vector<std::string> nonvoting;
  bool operator==(const Votes&) const = default;
};

/// The words that figures of the voting record go by; what is set replaces the whole list.
struct Insight {
  std::vector<std::string> present_values = {
      "Present", "Here",         "In Attendance", "Remote", "Present Remotely", "Present (Remote)", "Virtual",
      "Late",    "Arrived Late", "Left Early",    "Tardy"};
  std::vector<std::string> success_statuses = {"Enacted", "Adopted",         "Approved",   "Passed",
                                               "Signed",  "Signed Into Law", "Became Law", "Confirmed"};
  std::vector<std::string> approving_words = {"approve", "approved", "adopt",    "adopted",    "pass",
                                              "passed",  "enact",    "enacted",  "confirm",    "confirmed",
                                              "accept",  "accepted", "override", "overridden", "ratified"};
  bool operator==(const Insight&) const = default;
};

/// What is kept of recordings, and how they are fetched and decoded.
struct Recordings {
  std::string keep = "link";  ///< "link", "audio" or "video"
  int keep_days = 0;          ///< after the meeting; 0: for ever
  int max_height = 720;       ///< lines of the picture, where a stream offers several
  double max_hours = 14;      ///< of one recording
  double max_gigabytes = 12;  ///< of one download
  double keep_free_gigabytes = 1;  ///< of the disk
  std::string sandbox = "best";    ///< "best" or "require"
  int clip_max_seconds = 600;
  int clips_at_once = 2;
  int cache_megabytes = 2000;  ///< of clips that were made
  std::vector<std::string> fetch_command;  ///< argv with {url} and {output}
  std::vector<std::string> fetch_hosts;    ///< whose pages it is for
  int fetch_timeout_seconds = 7200;
  bool operator==(const Recordings&) const = default;
};

/// Agendas, minutes and attachments, whose text is made findable.
struct Documents {
  std::string read =
      "meetings";  ///< "none", "meetings" (agendas, minutes, files of agenda items) or "all" (of matters)
  double max_megabytes = 100;     ///< of one file
  bool operator==(const Documents&) const = default;
};

/// Who writes down what is said in recordings without good captions.
struct Recogniser {
  std::string name;
  std::string kind;                  ///< openai, command or pocketsphinx
  std::string url;                   ///< openai: the server, or the whole address of its transcriptions
  std::string model;                 ///< as the server calls it; of pocketsphinx: a folder with a model
  std::string token_file;            ///< openai: file that holds the key; never logged
  std::vector<std::string> command;  ///< argv with {audio}, {output} and {language}
  std::string language;              ///< BCP 47; empty: the instance's
  int piece_seconds = 600;           ///< long audio is cut into pieces no longer than that
  int parallel = 1;                  ///< pieces under way at one time
  int timeout_seconds = 1800;        ///< of one piece
  int patience_seconds = 900;        ///< how long a busy server is waited for before it counts as down
  std::vector<std::string> allow_private_networks;  ///< CIDR blocks where its server may be
  bool operator==(const Recogniser&) const = default;
};

struct Speech {
  std::string when_down = "wait";  ///< wait: the first recogniser is tried again later; next: the next one is taken
  std::string capitals = "natural";  ///< of captions all in capitals or all without: natural, or as written
  std::string word_list = "/usr/share/dict/words";  ///< one word a line, names with a capital; need not exist
  int prompt_words = 150;  ///< names and rare words of the archive that recognisers are told beforehand
  bool operator==(const Speech&) const = default;
};

/// When and how often, and what is remembered of it.
struct Pipeline {
  int threads = 2;                       ///< jobs at the same time, in this process
  std::string publish = "0 4 * * *";     ///< cron: a version of the open data
  std::string prune = "30 3 * * *";      ///< cron: what is over and old is deleted
  int keep_days = 90;                    ///< of what ran
  int keep_jobs = 100'000;
  int keep_log_megabytes = 1000;
  std::vector<std::string> operate_from = {"127.0.0.0/8",
                                           "::1/128"};  ///< CIDR blocks of who may run and cancel on pages
  bool operator==(const Pipeline&) const = default;
};

/// Who is told of troubles, beside the log.
struct Alarm {
  std::vector<std::string> mail_to;
  std::string webhook;  ///< an address that takes JSON
  bool operator==(const Alarm&) const = default;
};

struct Mail {
  std::string server;  ///< smtp://HOST:PORT (STARTTLS where offered) or smtps://HOST:PORT
  std::string from;
  std::string user;
  std::string password_file;  ///< never logged
  std::string encryption = "required";  ///< "required", or "none" for a server of this machine
  bool operator==(const Mail&) const = default;
};

struct Config {
  Instance instance;
  Database database;
  Net net;
  Serve serve;
  Data data;
  std::vector<Source> sources;
  std::vector<Alias> aliases;
  Votes votes;
  Insight insight;
  Recordings recordings;
  Documents documents;
  Speech speech;
  std::vector<Recogniser> recognisers;
  Pipeline pipeline;
  Alarm alarm;
  Mail mail;
  bool operator==(const Config&) const = default;
};

/// Reads DIR/dais.toml and then the overrides ("net.requests_per_second=2", a TOML value each).
/// kBadConfig names file, line and key; an unknown key is an error that names the nearest known one.
Result<Config> load(const std::string& instance_dir, const std::vector<std::string>& overrides);
Result<Config> parse(std::string_view toml, std::string_view file_name, const std::vector<std::string>& overrides);

/// A commented dais.toml that parse() reads back as `config`.
std::string print(const Config& config);

}  // namespace dais::config
