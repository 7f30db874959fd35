// SPDX-License-Identifier: Apache-2.0
// The table of every key of dais.toml: its name, where it goes and what it is for. Reading, printing and the check that
// docs/configuration.md names each key all walk this table; defaults are those of the structs in config.h.
#pragma once

#include <string_view>
#include <tuple>

#include "config/config.h"

namespace dais::config {

/// Whether print() writes a key as a live line even where it holds its default.
enum class Shown { kAlways, kWhenSet };

template <typename Section, typename Value>
struct Field {
  std::string_view key;
  Value Section::* member;
  Shown shown;
  std::string_view comment;
};

template <typename Section>
struct SectionFields;

template <>
struct SectionFields<Instance> {
  static constexpr auto kFields = std::tuple(
      Field{"name", &Instance::name, Shown::kAlways, "shown as the site's title"},
      Field{"timezone", &Instance::timezone, Shown::kAlways, "IANA name; times without a zone are read in it"},
      Field{"body_type", &Instance::body_type, Shown::kAlways,
            "city council, county board, school board, conference …"},
      Field{"language", &Instance::language, Shown::kAlways, "of what is said, as a BCP 47 tag"},
      Field{"public_url", &Instance::public_url, Shown::kAlways, "the site's address, for links in feeds and mail"},
      Field{"contact", &Instance::contact, Shown::kAlways, "e-mail; in the footer, and told to the servers we ask"},
      Field{"licence", &Instance::licence, Shown::kAlways, "of the data, as the site states it"},
      Field{"about", &Instance::about, Shown::kAlways, "one or two sentences on the home page"});
};

template <>
struct SectionFields<Database> {
  static constexpr auto kFields = std::tuple(Field{
      "url", &Database::url, Shown::kWhenSet, "postgresql://USER@HOST/NAME; empty: SQLite in data/catalog.sqlite"});
};

template <>
struct SectionFields<Net> {
  static constexpr auto kFields =
      std::tuple(Field{"allow_private_networks", &Net::allow_private_networks, Shown::kWhenSet,
                       "CIDR blocks that sources may reach, e.g. an intranet; none by default"},
                 Field{"user_agent", &Net::user_agent, Shown::kWhenSet, "empty: dais/VERSION with the contact"},
                 Field{"requests_per_second", &Net::requests_per_second, Shown::kWhenSet, "at most, to one host"},
                 Field{"max_bytes", &Net::max_bytes, Shown::kWhenSet, "of one answer, after decompression"},
                 Field{"timeout_seconds", &Net::timeout_seconds, Shown::kWhenSet, "of one request"});
};

template <>
struct SectionFields<Serve> {
  static constexpr auto kFields =
      std::tuple(Field{"listen", &Serve::listen, Shown::kWhenSet, "HOST:PORT; port 0 takes any free one"},
                 Field{"threads", &Serve::threads, Shown::kWhenSet, "that answer requests"},
                 Field{"max_connections", &Serve::max_connections, Shown::kWhenSet, "open at the same time"},
                 Field{"keep_unfound", &Serve::keep_unfound, Shown::kWhenSet,
                       "searches that found nothing, to learn from; without who asked; 0: none"});
};

template <>
struct SectionFields<Data> {
  static constexpr auto kFields =
      std::tuple(Field{"keep", &Data::keep, Shown::kWhenSet, "versions of the open data that stay to be had"},
                 Field{"every_hours", &Data::every_hours, Shown::kWhenSet, "between two versions, at least"});
};

template <>
struct SectionFields<Source> {
  static constexpr auto kFields = std::tuple(
      Field{"name", &Source::name, Shown::kAlways, "yours, each once: records remember it, so keep it"},
      Field{"kind", &Source::kind, Shown::kAlways, "cdp, legislator or legistar"},
      Field{"path", &Source::path, Shown::kWhenSet, "file, folder or glob, relative to this file's folder"},
      Field{"url", &Source::url, Shown::kWhenSet, "http or https"},
      Field{"command", &Source::command, Shown::kWhenSet,
            "program and arguments; prints ingestion JSON; runs in this file's folder"},
      Field{"timeout_seconds", &Source::timeout_seconds, Shown::kWhenSet, "of the command"},
      Field{"client", &Source::client, Shown::kWhenSet, "legistar: the council's name there"},
      Field{"base_url", &Source::base_url, Shown::kWhenSet, "legistar: where the API is, if not at the vendor"},
      Field{"token_file", &Source::token_file, Shown::kWhenSet, "legistar: file with the API's token; never logged"},
      Field{"requests_per_second", &Source::requests_per_second, Shown::kWhenSet, "at most, to this source"},
      Field{"retry_seconds", &Source::retry_seconds, Shown::kWhenSet,
            "legistar: before a request that failed is made again; then twice as long each time"},
      Field{"look_back_days", &Source::look_back_days, Shown::kWhenSet,
            "legistar: younger meetings are looked at again each time"},
      Field{"sweep", &Source::sweep, Shown::kWhenSet, "legistar: older records looked at again in one gather"},
      Field{"captions_url", &Source::captions_url, Shown::kWhenSet,
            "where captions lie by rule: {recording} is the recording's address without its ending, {event} the "
            "meeting's id"},
      Field{"summary_field", &Source::summary_field, Shown::kWhenSet,
            "legistar: the field that holds a matter's summary, e.g. \"MatterEXText5\""},
      Field{"schedule", &Source::schedule, Shown::kWhenSet, "cron, in the instance's zone; empty: every hour"},
      Field{"catch_up", &Source::catch_up, Shown::kWhenSet, "for what was missed while nothing ran: once or backfill"},
      Field{"silent_days", &Source::silent_days, Shown::kWhenSet,
            "without anything new before an alarm; 0: learned from its habit"});
};

template <>
struct SectionFields<Alias> {
  static constexpr auto kFields =
      std::tuple(Field{"person", &Alias::person, Shown::kAlways, "the name to show"},
                 Field{"also", &Alias::also, Shown::kAlways, "other spellings of the same person"});
};

template <>
struct SectionFields<Votes> {
  static constexpr auto kFields =
      std::tuple(Field{"yes", &Votes::yes, Shown::kWhenSet, "words that count as a yes, as the source writes them"},
                 Field{"no", &Votes::no, Shown::kWhenSet, "as a no"},
                 Field{"abstain", &Votes::abstain, Shown::kWhenSet, "there, and took no side"},
                 Field{"absent", &Votes::absent, Shown::kWhenSet, "not there, for whatever reason"},
                 Field{"conflict", &Votes::conflict, Shown::kWhenSet, "recused, or with a conflict of interest"},
                 Field{"nonvoting", &Votes::nonvoting, Shown::kWhenSet, "there, without a vote to cast"});
};

template <>
struct SectionFields<Insight> {
  static constexpr auto kFields =
      std::tuple(Field{"present_values", &Insight::present_values, Shown::kWhenSet,
                       "of roll calls: who counts as present; anything else does not"},
                 Field{"success_statuses", &Insight::success_statuses, Shown::kWhenSet,
                       "of matters: what counts as success of those who sponsored them"},
                 Field{"approving_words", &Insight::approving_words, Shown::kWhenSet,
                       "of actions: a motion with one of these words approves its matter when it carries"});
};

template <>
struct SectionFields<Documents> {
  static constexpr auto kFields =
      std::tuple(Field{"read", &Documents::read, Shown::kWhenSet,
                       "none, meetings (agendas, minutes, files of agenda items), or all (files of matters too)"},
                 Field{"max_megabytes", &Documents::max_megabytes, Shown::kWhenSet, "of one file"});
};

template <>
struct SectionFields<Recordings> {
  static constexpr auto kFields = std::tuple(
      Field{"keep", &Recordings::keep, Shown::kWhenSet, "link (where the source has it), audio or video"},
      Field{"keep_days", &Recordings::keep_days, Shown::kWhenSet, "after the meeting; 0: for ever"},
      Field{"max_height", &Recordings::max_height, Shown::kWhenSet, "lines of the picture, of a stream with several"},
      Field{"max_hours", &Recordings::max_hours, Shown::kWhenSet, "of one recording"},
      Field{"max_gigabytes", &Recordings::max_gigabytes, Shown::kWhenSet, "of one download"},
      Field{"keep_free_gigabytes", &Recordings::keep_free_gigabytes, Shown::kWhenSet, "of the disk, always"},
      Field{"sandbox", &Recordings::sandbox, Shown::kWhenSet, "best, or require: decode behind walls or not at all"},
      Field{"clip_max_seconds", &Recordings::clip_max_seconds, Shown::kWhenSet, "of a clip that a reader asks for"},
      Field{"clips_at_once", &Recordings::clips_at_once, Shown::kWhenSet, "made at the same time"},
      Field{"cache_megabytes", &Recordings::cache_megabytes, Shown::kWhenSet, "of clips that were made"},
      Field{"fetch_command", &Recordings::fetch_command, Shown::kWhenSet,
            "for players' pages: program and arguments, with {url} and {output}"},
      Field{"fetch_hosts", &Recordings::fetch_hosts, Shown::kWhenSet, "whose pages fetch_command is for"},
      Field{"fetch_timeout_seconds", &Recordings::fetch_timeout_seconds, Shown::kWhenSet, "of fetch_command"});
};

template <>
struct SectionFields<Speech> {
  static constexpr auto kFields = std::tuple(
      Field{"when_down", &Speech::when_down, Shown::kWhenSet,
            "wait: the first recogniser is tried again later; next: the next one is taken"},
      Field{"capitals", &Speech::capitals, Shown::kWhenSet,
            "of captions all in capitals or all without: natural, or as written"},
      Field{"word_list", &Speech::word_list, Shown::kWhenSet,
            "one word a line, names with a capital; need not be there"},
      Field{"prompt_words", &Speech::prompt_words, Shown::kWhenSet, "names and rare words told to recognisers"});
};

template <>
struct SectionFields<Recogniser> {
  static constexpr auto kFields = std::tuple(
      Field{"name", &Recogniser::name, Shown::kAlways, "yours, each once"},
      Field{"kind", &Recogniser::kind, Shown::kAlways, "openai, command or pocketsphinx"},
      Field{"url", &Recogniser::url, Shown::kWhenSet, "openai: the server, or the whole address of its transcriptions"},
      Field{"model", &Recogniser::model, Shown::kWhenSet, "as the server calls it; pocketsphinx: a model's folder"},
      Field{"token_file", &Recogniser::token_file, Shown::kWhenSet, "openai: file with the key; never logged"},
      Field{"command", &Recogniser::command, Shown::kWhenSet,
            "program and arguments; {audio}, {output} and {language} are filled in"},
      Field{"language", &Recogniser::language, Shown::kWhenSet, "BCP 47; empty: the instance's"},
      Field{"piece_seconds", &Recogniser::piece_seconds, Shown::kWhenSet, "long audio is cut into such pieces"},
      Field{"parallel", &Recogniser::parallel, Shown::kWhenSet, "pieces under way at one time"},
      Field{"timeout_seconds", &Recogniser::timeout_seconds, Shown::kWhenSet, "of one piece"},
      Field{"patience_seconds", &Recogniser::patience_seconds, Shown::kWhenSet, "a busy server is waited for so long"},
      Field{"allow_private_networks", &Recogniser::allow_private_networks, Shown::kWhenSet,
            "CIDR blocks where its server may be, when it is named and not numbered"});
};

template <>
struct SectionFields<Pipeline> {
  static constexpr auto kFields =
      std::tuple(Field{"threads", &Pipeline::threads, Shown::kWhenSet, "jobs at the same time, in this process"},
                 Field{"publish", &Pipeline::publish, Shown::kWhenSet, "cron: when a version of the open data is made"},
                 Field{"prune", &Pipeline::prune, Shown::kWhenSet, "cron: when what is over and old is deleted"},
                 Field{"keep_days", &Pipeline::keep_days, Shown::kWhenSet, "of what ran"},
                 Field{"keep_jobs", &Pipeline::keep_jobs, Shown::kWhenSet, "that are over, at most"},
                 Field{"keep_log_megabytes", &Pipeline::keep_log_megabytes, Shown::kWhenSet, "of all logs of jobs"},
                 Field{"operate_from", &Pipeline::operate_from, Shown::kWhenSet,
                       "CIDR blocks from which the pages of runs take orders; [] for none"});
};

template <>
struct SectionFields<Alarm> {
  static constexpr auto kFields =
      std::tuple(Field{"mail_to", &Alarm::mail_to, Shown::kWhenSet, "who is told of troubles; needs [mail]"},
                 Field{"webhook", &Alarm::webhook, Shown::kWhenSet, "an address that takes them as JSON"});
};

template <>
struct SectionFields<Mail> {
  static constexpr auto kFields = std::tuple(
      Field{"server", &Mail::server, Shown::kWhenSet, "smtp://HOST:587 or smtps://HOST:465"},
      Field{"from", &Mail::from, Shown::kWhenSet, "the sender's address; empty: instance.contact"},
      Field{"user", &Mail::user, Shown::kWhenSet, "as the server knows it; empty: none is asked for"},
      Field{"password_file", &Mail::password_file, Shown::kWhenSet, "file that holds the password; never logged"},
      Field{"encryption", &Mail::encryption, Shown::kWhenSet,
            "required, or none for a server on this machine that offers none"});
};

/// Calls `visit(field)` for each key of a section.
template <typename Section, typename Visit>
void for_each_field(Visit&& visit) {
  std::apply([&visit](const auto&... field) { (visit(field), ...); }, SectionFields<Section>::kFields);
}

/// "instance.name", "source.kind" …: every key there is.
std::vector<std::string> known_keys();

}  // namespace dais::config
