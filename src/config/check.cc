// SPDX-License-Identifier: Apache-2.0
#include "config/check.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "base/cron.h"
#include "base/time.h"
#include "config/fields.h"
#include "config/language.h"
#include "config/nearest.h"
#include "config/network.h"

namespace dais::config {
namespace {

tl::unexpected<Error> wrong(const PlaceOf& place_of, const std::string& key, const std::string& what) {
  return fail(ErrorCode::kBadConfig, place_of(key) + ": " + what);
}

/// HOST:PORT, HOST a name, an IPv4 address or an IPv6 address in brackets.
bool is_listen_address(std::string_view listen) {
  const std::size_t colon = listen.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view host = listen.substr(0, colon);
  const std::string_view port = listen.substr(colon + 1);
  const bool bracketed = host.front() == '[' && host.back() == ']' && host.size() > 2;
  if (!bracketed && host.find_first_of(":[] /") != std::string_view::npos) return false;
  unsigned number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  return error == std::errc{} && end == port.data() + port.size() && number <= 65535;
}

Status check_language(const std::string& tag, const PlaceOf& place_of, const std::string& key) {
  const std::string fault = fault_of_language(tag);
  return fault.empty() ? Status{} : wrong(place_of, key, "\"" + tag + "\" " + fault);
}

Status check_networks(const std::vector<std::string>& networks, const PlaceOf& place_of, const std::string& key) {
  for (const std::string& network : networks) {
    if (is_network(network)) continue;
    return wrong(place_of, key,
                 "\"" + network + "\" is no address and no network; write it like \"10.0.0.0/8\" or \"fd00::/8\"");
  }
  return {};
}

Status check_instance(const Instance& instance, const PlaceOf& place_of) {
  if (instance.name.empty()) return wrong(place_of, "instance.name", "must not be empty");
  if (!is_time_zone(instance.timezone)) {
    return wrong(place_of, "instance.timezone",
                 "unknown time zone \"" + instance.timezone + "\"; use an IANA name such as \"America/New_York\"");
  }
  if (!instance.public_url.empty() && !instance.public_url.starts_with("https://") &&
      !instance.public_url.starts_with("http://")) {
    return wrong(place_of, "instance.public_url", "should start with https:// or http://");
  }
  return check_language(instance.language, place_of, "instance.language");
}

Status check_positive(double number, const PlaceOf& place_of, const std::string& key) {
  if (std::isfinite(number) && number > 0) return {};
  return wrong(place_of, key, "should be greater than 0");
}

Status check_net(const Net& net, const PlaceOf& place_of) {
  if (auto good = check_networks(net.allow_private_networks, place_of, "net.allow_private_networks"); !good)
    return good;
  if (auto good = check_positive(net.requests_per_second, place_of, "net.requests_per_second"); !good) return good;
  if (auto good = check_positive(static_cast<double>(net.max_bytes), place_of, "net.max_bytes"); !good) return good;
  return check_positive(net.timeout_seconds, place_of, "net.timeout_seconds");
}

Status check_serve(const Serve& serve, const PlaceOf& place_of) {
  if (!is_listen_address(serve.listen)) {
    return wrong(place_of, "serve.listen",
                 "should be HOST:PORT, such as \"127.0.0.1:8000\", is \"" + serve.listen + "\"");
  }
  if (serve.threads > 1024) return wrong(place_of, "serve.threads", "should be at most 1024");
  if (auto good = check_positive(serve.threads, place_of, "serve.threads"); !good) return good;
  if (serve.keep_unfound < 0 || serve.keep_unfound > 100'000)
    return wrong(place_of, "serve.keep_unfound", "should be 0 to 100000");
  return check_positive(serve.max_connections, place_of, "serve.max_connections");
}

/// An address that a source asks; empty is no mistake here.
Status check_address(const std::string& address, const PlaceOf& place_of, const std::string& key) {
  if (address.empty() || address.starts_with("https://") || address.starts_with("http://")) return {};
  return wrong(place_of, key, "should start with https:// or http://, is \"" + address + "\"");
}

/// Ingestion JSON comes from one place.
Status check_origin(const Source& source, const PlaceOf& place_of, const std::string& key) {
  std::vector<std::string> given;
  if (!source.path.empty()) given.emplace_back("path");
  if (!source.url.empty()) given.emplace_back("url");
  if (!source.command.empty()) given.emplace_back("command");
  if (given.size() == 1) return {};
  const std::string needs =
      "the [[source]] \"" + source.name + "\" is of kind \"cdp\" and needs one of path, url and command, ";
  if (given.empty()) return wrong(place_of, key + ".path", needs + "has none");
  return wrong(place_of, key + "." + given[1], needs + "has " + given[0] + " as well");
}

/// What its kind asks of a [[source]].
Status check_kind(const Source& source, const PlaceOf& place_of, const std::string& key) {
  const std::string named = "the [[source]] \"" + source.name + "\"";
  if (source.kind.empty()) return wrong(place_of, key + ".kind", named + " needs a kind");
  if (std::ranges::find(kSourceKinds, source.kind) == kSourceKinds.end()) {
    return wrong(place_of, key + ".kind",
                 named + " has the unknown kind \"" + source.kind + "\"; did you mean \"" +
                     std::string(nearest(source.kind, kSourceKinds)) + "\"?");
  }
  if (auto good = check_address(source.url, place_of, key + ".url"); !good) return good;
  if (auto good = check_address(source.base_url, place_of, key + ".base_url"); !good) return good;
  if (source.kind == "legistar" && source.client.empty())
    return wrong(place_of, key + ".client", named + " is of kind \"legistar\" and needs it: the council's name there");
  if (source.client.find_first_of("/:?# ") != std::string::npos) {
    return wrong(place_of, key + ".client",
                 "should be the NAME of https://NAME.legistar.com, is \"" + source.client + "\"");
  }
  if (source.kind == "cdp") return check_origin(source, place_of, key);
  if (source.kind == "legislator" && source.path.empty())
    return wrong(place_of, key + ".path", named + " is of kind \"legislator\" and needs it: the folder of the files");
  return {};
}

/// Empty is no mistake here.
Status check_cron(const std::string& text, const std::string& zone, const PlaceOf& place_of, const std::string& key) {
  if (text.empty()) return {};
  const auto cron = Cron::parse(text, zone);
  if (!cron) return wrong(place_of, key, "\"" + text + "\": " + cron.error().message);
  // Any beginning does: what does not come within its horizon never comes.
  if (!cron->next_after(Instant()))
    return wrong(place_of, key, "\"" + text + "\" never comes: no such day is in any year");
  return {};
}

Status check_times(const Source& source, const std::string& zone, const PlaceOf& place_of, const std::string& key) {
  if (auto good = check_cron(source.schedule, zone, place_of, key + ".schedule"); !good) return good;
  if (source.catch_up != "once" && source.catch_up != "backfill")
    return wrong(place_of, key + ".catch_up", "should be \"once\" or \"backfill\", is \"" + source.catch_up + "\"");
  if (source.silent_days < 0) return wrong(place_of, key + ".silent_days", "should not be negative");
  return {};
}

Status check_pipeline(const Config& config, const PlaceOf& place_of) {
  const Pipeline& pipeline = config.pipeline;
  const std::string& zone = config.instance.timezone;
  if (auto good = check_cron(pipeline.publish, zone, place_of, "pipeline.publish"); !good) return good;
  if (auto good = check_cron(pipeline.prune, zone, place_of, "pipeline.prune"); !good) return good;
  if (auto good = check_networks(pipeline.operate_from, place_of, "pipeline.operate_from"); !good) return good;
  if (auto good = check_positive(pipeline.threads, place_of, "pipeline.threads"); !good) return good;
  if (pipeline.threads > 256) return wrong(place_of, "pipeline.threads", "should be at most 256");
  if (auto good = check_positive(pipeline.keep_days, place_of, "pipeline.keep_days"); !good) return good;
  if (auto good = check_positive(pipeline.keep_jobs, place_of, "pipeline.keep_jobs"); !good) return good;
  return check_positive(pipeline.keep_log_megabytes, place_of, "pipeline.keep_log_megabytes");
}

Status check_alarm(const Config& config, const PlaceOf& place_of) {
  if (auto good = check_address(config.alarm.webhook, place_of, "alarm.webhook"); !good) return good;
  const Mail& mail = config.mail;
  if (!mail.server.empty() && !mail.server.starts_with("smtp://") && !mail.server.starts_with("smtps://"))
    return wrong(place_of, "mail.server", "should start with smtp:// or smtps://, is \"" + mail.server + "\"");
  if (mail.encryption != "required" && mail.encryption != "none")
    return wrong(place_of, "mail.encryption", "should be \"required\" or \"none\", is \"" + mail.encryption + "\"");
  if (config.alarm.mail_to.empty()) return {};
  if (mail.server.empty()) return wrong(place_of, "alarm.mail_to", "needs mail.server, through which mail is sent");
  if (mail.from.empty() && config.instance.contact.empty())
    return wrong(place_of, "mail.from", "needs a sender's address, here or as instance.contact");
  return {};
}

Status check_sources(const std::vector<Source>& sources, const std::string& zone, const PlaceOf& place_of) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::string key = "source[" + std::to_string(i) + "]";
    const Source& source = sources[i];
    if (source.name.empty()) return wrong(place_of, key + ".name", "each [[source]] needs a name");
    if (!names.insert(source.name).second) {
      return wrong(place_of, key + ".name", "there is another [[source]] named \"" + source.name + "\"");
    }
    if (auto good = check_kind(source, place_of, key); !good) return good;
    if (auto good = check_positive(source.timeout_seconds, place_of, key + ".timeout_seconds"); !good) return good;
    if (auto good = check_positive(source.requests_per_second, place_of, key + ".requests_per_second"); !good)
      return good;
    if (source.retry_seconds <= 0) return wrong(place_of, key + ".retry_seconds", "should be above 0");
    if (source.look_back_days < 0) return wrong(place_of, key + ".look_back_days", "should not be negative");
    if (auto good = check_times(source, zone, place_of, key); !good) return good;
    if (source.sweep < 0) return wrong(place_of, key + ".sweep", "should not be negative");
  }
  return {};
}

bool names_in(const std::vector<std::string>& argv, std::string_view part) {
  return std::ranges::any_of(argv, [part](const std::string& word) { return word.contains(part); });
}

Status check_recogniser(const Recogniser& recogniser, const PlaceOf& place_of, const std::string& key) {
  if (recogniser.name.empty()) return wrong(place_of, key + ".name", "each [[recogniser]] needs a name");
  const std::string named = "the [[recogniser]] \"" + recogniser.name + "\"";
  const std::string& kind = recogniser.kind;
  if (std::ranges::find(kRecogniserKinds, kind) == kRecogniserKinds.end()) {
    return wrong(place_of, key + ".kind",
                 named + (kind.empty() ? " needs a kind: openai, command or pocketsphinx"
                                       : " has the unknown kind \"" + kind + "\"; did you mean \"" +
                                             std::string(nearest(kind, kRecogniserKinds)) + "\"?"));
  }
  if (kind == "openai" && !recogniser.url.starts_with("http://") && !recogniser.url.starts_with("https://"))
    return wrong(place_of, key + ".url", named + " needs a url that starts with https:// or http://");
  if (kind == "command" && recogniser.command.empty())
    return wrong(place_of, key + ".command", named + " needs a command");
  if (kind == "command" && !names_in(recogniser.command, "{audio}"))
    return wrong(place_of, key + ".command", named + " needs an argument with {audio}: where the file to hear goes");
  if (!recogniser.language.empty()) {
    if (auto good = check_language(recogniser.language, place_of, key + ".language"); !good) return good;
  }
  if (auto good = check_networks(recogniser.allow_private_networks, place_of, key + ".allow_private_networks"); !good)
    return good;
  if (recogniser.piece_seconds < 20 || recogniser.piece_seconds > 600)
    return wrong(place_of, key + ".piece_seconds", "should be from 20 to 600: servers refuse longer audio");
  if (recogniser.parallel < 1 || recogniser.parallel > 64)
    return wrong(place_of, key + ".parallel", "should be from 1 to 64");
  if (recogniser.patience_seconds < 0) return wrong(place_of, key + ".patience_seconds", "should not be negative");
  return check_positive(recogniser.timeout_seconds, place_of, key + ".timeout_seconds");
}

Status check_speech(const Config& config, const PlaceOf& place_of) {
  const Speech& speech = config.speech;
  if (speech.when_down != "wait" && speech.when_down != "next")
    return wrong(place_of, "speech.when_down", "should be \"wait\" or \"next\", is \"" + speech.when_down + "\"");
  if (speech.capitals != "natural" && speech.capitals != "as written") {
    return wrong(place_of, "speech.capitals",
                 "should be \"natural\" or \"as written\", is \"" + speech.capitals + "\"");
  }
  if (speech.prompt_words < 0 || speech.prompt_words > 200)
    return wrong(place_of, "speech.prompt_words", "should be from 0 to 200: models read no more");
  std::set<std::string> names;
  for (std::size_t i = 0; i < config.recognisers.size(); ++i) {
    const std::string key = "recogniser[" + std::to_string(i) + "]";
    const Recogniser& recogniser = config.recognisers[i];
    if (Status good = check_recogniser(recogniser, place_of, key); !good) return good;
    if (!names.insert(recogniser.name).second)
      return wrong(place_of, key + ".name", "there is another [[recogniser]] named \"" + recogniser.name + "\"");
  }
  return {};
}

Status check_range(int number, int lowest, int highest, const PlaceOf& place_of, const std::string& key) {
  if (number >= lowest && number <= highest) return {};
  return wrong(place_of, key, "should be from " + std::to_string(lowest) + " to " + std::to_string(highest));
}

/// A fetch command that names neither its address nor its file would bring something else, or nothing.
Status check_fetching(const Recordings& recordings, const PlaceOf& place_of) {
  const auto& argv = recordings.fetch_command;
  if (argv.empty() && recordings.fetch_hosts.empty()) return {};
  if (argv.empty())
    return wrong(place_of, "recordings.fetch_hosts", "needs a recordings.fetch_command that fetches from them");
  if (recordings.fetch_hosts.empty())
    return wrong(place_of, "recordings.fetch_command", "needs recordings.fetch_hosts: the hosts that it is for");
  for (const std::string_view part : {"{url}", "{output}"}) {
    if (!names_in(argv, part))
      return wrong(place_of, "recordings.fetch_command", "needs an argument with " + std::string(part));
  }
  return check_positive(recordings.fetch_timeout_seconds, place_of, "recordings.fetch_timeout_seconds");
}

Status check_recordings(const Recordings& recordings, const PlaceOf& place_of) {
  const std::string& keep = recordings.keep;
  if (keep != "link" && keep != "audio" && keep != "video") {
    return wrong(place_of, "recordings.keep", "should be \"link\", \"audio\" or \"video\", is \"" + keep + "\"");
  }
  if (recordings.sandbox != "best" && recordings.sandbox != "require") {
    return wrong(place_of, "recordings.sandbox",
                 "should be \"best\" or \"require\", is \"" + recordings.sandbox + "\"");
  }
  if (recordings.keep_days < 0) return wrong(place_of, "recordings.keep_days", "should not be negative");
  if (recordings.keep_free_gigabytes < 0)
    return wrong(place_of, "recordings.keep_free_gigabytes", "should not be negative");
  if (auto good = check_positive(recordings.max_height, place_of, "recordings.max_height"); !good) return good;
  if (auto good = check_positive(recordings.max_hours, place_of, "recordings.max_hours"); !good) return good;
  if (auto good = check_positive(recordings.max_gigabytes, place_of, "recordings.max_gigabytes"); !good) return good;
  if (auto good = check_range(recordings.clip_max_seconds, 1, 7200, place_of, "recordings.clip_max_seconds"); !good)
    return good;
  if (auto good = check_range(recordings.clips_at_once, 1, 64, place_of, "recordings.clips_at_once"); !good)
    return good;
  if (auto good = check_range(recordings.cache_megabytes, 1, 100'000'000, place_of, "recordings.cache_megabytes");
      !good)
    return good;
  return check_fetching(recordings, place_of);
}

Status check_documents(const Documents& documents, const PlaceOf& place_of) {
  const std::string& read = documents.read;
  if (read != "none" && read != "meetings" && read != "all")
    return wrong(place_of, "documents.read", "should be \"none\", \"meetings\" or \"all\", is \"" + read + "\"");
  return check_positive(documents.max_megabytes, place_of, "documents.max_megabytes");
}

Status check_aliases(const std::vector<Alias>& aliases, const PlaceOf& place_of) {
  for (std::size_t i = 0; i < aliases.size(); ++i) {
    const std::string key = "alias[" + std::to_string(i) + "]";
    if (aliases[i].person.empty()) return wrong(place_of, key + ".person", "each [[alias]] names a person");
    if (aliases[i].also.empty()) {
      return wrong(place_of, key + ".also", "the [[alias]] of \"" + aliases[i].person + "\" lists no other spelling");
    }
  }
  return {};
}

/// One word in two classes would make a vote depend on the order of the lines.
Status check_votes(const Votes& votes, const PlaceOf& place_of) {
  std::map<std::string, std::string_view> class_of;
  Status status;
  for_each_field<Votes>([&](const auto& field) {
    for (const std::string& word : votes.*field.member) {
      const auto [known, fresh] = class_of.try_emplace(word, field.key);
      const std::string key = "votes." + std::string(field.key);
      if (word.empty()) status = wrong(place_of, key, "an empty word stands for no vote; take it out");
      if (!fresh && known->second != field.key)
        status = wrong(place_of, key, "\"" + word + "\" is listed under " + std::string(known->second) + " as well");
    }
  });
  return status;
}

}  // namespace

Status check(const Config& config, const PlaceOf& place_of) {
  if (auto good = check_instance(config.instance, place_of); !good) return good;
  const std::string& url = config.database.url;
  if (!url.empty() && !url.starts_with("postgresql://") && !url.starts_with("postgres://")) {
    return wrong(place_of, "database.url", "should be empty (SQLite) or start with postgresql://");
  }
  if (auto good = check_net(config.net, place_of); !good) return good;
  if (auto good = check_serve(config.serve, place_of); !good) return good;
  if (auto good = check_positive(config.data.keep, place_of, "data.keep"); !good) return good;
  if (auto good = check_positive(config.data.every_hours, place_of, "data.every_hours"); !good) return good;
  if (auto good = check_sources(config.sources, config.instance.timezone, place_of); !good) return good;
  if (auto good = check_votes(config.votes, place_of); !good) return good;
  if (auto good = check_recordings(config.recordings, place_of); !good) return good;
  if (auto good = check_documents(config.documents, place_of); !good) return good;
  if (auto good = check_speech(config, place_of); !good) return good;
  if (auto good = check_pipeline(config, place_of); !good) return good;
  if (auto good = check_alarm(config, place_of); !good) return good;
  return check_aliases(config.aliases, place_of);
}

}  // namespace dais::config
