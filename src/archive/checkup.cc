// SPDX-License-Identifier: Apache-2.0
#include "archive/checkup.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "archive/check_decoding.h"
#include "archive/instance.h"
#include "archive/kept_transcript.h"
#include "archive/person_links.h"
#include "archive/persons.h"
#include "archive/source_state.h"
#include "search/index.h"
#include "store/blobs.h"
#include "store/database.h"

namespace dais::archive {
namespace {

using store::text_of;

std::string many(std::int64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

Status check_contents(store::Database& database, std::vector<Finding>& findings) {
  const auto rows = database.query(
      "select (select count(*) from event where withdrawn is null), (select count(*) from matter where withdrawn is "
      "null and stated = 1), "
      "(select count(*) from vote where withdrawn is null), (select count(*) from transcript where withdrawn is null)");
  if (!rows) return fail(rows.error());
  const store::Row& row = rows->front();
  findings.push_back({Health::kGood,
                      "the catalog holds " + many(store::integer_of(row[0]), "meeting") + ", " +
                          many(store::integer_of(row[1]), "matter") + ", " + many(store::integer_of(row[2]), "vote") +
                          ", " + many(store::integer_of(row[3]), "transcript"),
                      ""});
  return {};
}

Status check_votes(store::Database& database, std::vector<Finding>& findings) {
  const auto rows = database.query(
      "select value, count(*) from vote where class = 'unrecognised' and withdrawn is null group by value order by 2 "
      "desc, 1");
  if (!rows) return fail(rows.error());
  for (const store::Row& row : *rows) {
    findings.push_back(
        {Health::kNote,
         "vote value \"" + text_of(row[0]) + "\" is not recognised (" + many(store::integer_of(row[1]), "vote") + ")",
         "it is kept and shown as written; say what it means under [votes] in dais.toml"});
  }
  return {};
}

/// Session → what it was indexed from. An index that is not there holds nothing, and is not made here.
Result<std::map<std::string, std::string>> load_indexed(const std::string& index_folder) {
  if (std::error_code gone; !std::filesystem::exists(index_folder, gone)) return std::map<std::string, std::string>();
  const auto index = search::open_writer(index_folder);
  if (!index) return fail(index.error());
  return (*index)->versions();
}

/// Every checksum of the index; whether all of them hold.
Result<bool> check_index_files(const std::string& index_folder, std::vector<Finding>& findings) {
  const auto damaged = search::check_index(index_folder);
  if (!damaged) return fail(damaged.error());
  for (const search::DamagedPart& part : *damaged)
    findings.push_back({Health::kBad, part.what,
                        "delete " + part.file + ": what it held is put in again by dais serve, run, ingest or gather"});
  return damaged->empty();
}

/// `shown`: a row for each transcript that is shown, its fault third.
void check_faults(const store::Rows& shown, std::vector<Finding>& findings) {
  const std::int64_t at_fault =
      std::ranges::count_if(shown, [](const store::Row& row) { return !store::is_null(row[2]); });
  if (at_fault == 0) return;
  findings.push_back({Health::kNote,
                      many(at_fault, "transcript") + (at_fault == 1 ? " is" : " are") +
                          " shown although something is wrong with the captions: there is nothing better",
                      "a [[recogniser]] writes such recordings down; or put better captions in the source. The page of "
                      "each meeting says what is wrong"});
}

Status check_transcripts(store::Database& database, const store::Blobs& blobs, const std::string& index_folder,
                         std::vector<Finding>& findings) {
  const auto rows = database.query(
      "select t.text_blob, t.session_id, t.fault from transcript t join session s on s.id = t.session_id join event e "
      "on e.id = "
      "s.event_id "
      "where s.withdrawn is null and e.withdrawn is null and " +
      kIsShown);
  if (!rows) return fail(rows.error());
  check_faults(*rows, findings);
  const auto versions = load_indexed(index_folder);
  if (!versions) {
    findings.push_back({Health::kBad, "the search index cannot be opened: " + versions.error().message,
                        "if the folder can be written to, delete " + index_folder +
                            ": it is made again from the catalog by dais serve, ingest or gather"});
  }
  const auto sound = check_index_files(index_folder, findings);
  if (!sound) return fail(sound.error());
  std::int64_t lost = 0;
  std::int64_t unindexed = 0;
  for (const store::Row& row : *rows) {
    if (!blobs.path_of(text_of(row[0]))) ++lost;
    if (versions && !versions->contains(text_of(row[1]))) ++unindexed;
  }
  if (lost > 0)
    findings.push_back(
        {Health::kBad, many(lost, "transcript") + " named by the catalog not found under data/blobs",
         "restore data/blobs, or run dais ingest or gather again: the documents they came from are read anew"});
  if (unindexed > 0)
    findings.push_back({Health::kNote,
                        many(unindexed, "transcript") + " not in the search index yet, as after a restore",
                        "dais search WORD puts them in; so do dais run, serve, ingest and gather"});
  if (versions && *sound && lost == 0 && unindexed == 0)
    findings.push_back({Health::kGood, "every transcript is kept and can be searched", ""});
  return {};
}

Status check_documents(store::Database& database, const std::string& index_folder, std::vector<Finding>& findings) {
  const auto rows = database.query(
      "select (select count(*) from file_text), (select count(*) from file_text where note is not null)");
  if (!rows) return fail(rows.error());
  const std::int64_t read = store::integer_of(rows->front()[0]);
  const std::int64_t amiss = store::integer_of(rows->front()[1]);
  if (read == 0) return {};
  findings.push_back({Health::kGood,
                      many(read, "document") + (read == 1 ? " is" : " are") + " read" +
                          (amiss == 0 ? "" : ", " + std::to_string(amiss) + " of them without all of the text"),
                      amiss == 0 ? "" : "the pages that link them say why"});
  if (std::error_code gone; !std::filesystem::exists(index_folder, gone)) return {};
  if (const auto checked = check_index_files(index_folder, findings); !checked) return fail(checked.error());
  return {};
}

Status check_aliases(store::Database& database, const config::Config& config, std::vector<Finding>& findings) {
  const auto persons = load_person_records(database);
  if (!persons) return fail(persons.error());
  for (const std::string& problem : alias_problems(*persons, config.aliases)) {
    findings.push_back({Health::kNote, problem, "compare the name with the page of people"});
  }
  return {};
}

std::string requests_text(const SourceRun& run) {
  std::uint64_t all = 0;
  std::string failed;
  for (const auto& [outcome, count] : run.requests) {
    all += count;
    if (outcome != "answered") failed += (failed.empty() ? "" : ", ") + std::to_string(count) + " " + outcome;
  }
  if (all == 0) return "";
  return ", with " + many(static_cast<std::int64_t>(all), "request") + (failed.empty() ? "" : " (" + failed + ")");
}

/// How the last run of each source that is configured ended, and what it could not take.
Status check_runs(store::Database& database, const config::Config& config, std::vector<Finding>& findings) {
  const auto runs = load_runs(database);
  if (!runs) return fail(runs.error());
  for (const SourceRun& run : *runs) {
    const std::string name = "source \"" + run.source + "\": ";
    const bool configured =
        std::ranges::find(config.sources, run.source, &config::Source::name) != config.sources.end();
    if (!configured && run.refused == 0) continue;
    const std::string when = format_local(run.ended, config.instance.timezone, "%F %H:%M");
    if (run.failure) {
      findings.push_back({Health::kBad, name + "the last run, " + when + ", ended early: " + *run.failure,
                          "what was taken before it stays; dais gather goes on where it was"});
    } else {
      findings.push_back({Health::kGood, name + "last run to its end " + when + requests_text(run), ""});
    }
    if (run.refused > 0)
      findings.push_back({Health::kNote, name + many(run.refused, "record") + " or parts of them were not taken",
                          "each is named below; what was known of them stays"});
    for (const std::string& refusal : run.refusals) findings.push_back({Health::kNote, name + refusal, ""});
    for (const std::string& note : run.notes) findings.push_back({Health::kNote, name + note, ""});
  }
  return {};
}

Status check_records(store::Database& database, const Places& places, const config::Config& config,
                     std::vector<Finding>& findings) {
  if (Status checked = check_contents(database, findings); !checked) return checked;
  if (Status checked = check_votes(database, findings); !checked) return checked;
  if (Status checked = check_transcripts(database, store::Blobs(places.blobs), places.index, findings); !checked)
    return checked;
  if (Status checked = check_documents(database, places.document_index, findings); !checked) return checked;
  if (Status checked = check_aliases(database, config, findings); !checked) return checked;
  return check_runs(database, config, findings);
}

void check_catalog(const std::string& instance_dir, const config::Config& config, std::vector<Finding>& findings) {
  const Places places = places_of(instance_dir, config);
  if (!has_catalog(instance_dir, config)) {
    findings.push_back({Health::kNote, "the archive is empty: nothing was taken in yet",
                        "dais run gathers from the sources; dais ingest takes files"});
    return;
  }
  const auto database = store::open_database(places.catalog, store::Access::kReadOnly);
  if (!database) {
    findings.push_back({Health::kBad, "the catalog cannot be opened: " + database.error().message,
                        config.database.url.empty() ? "may this user read and write in " + places.data + "?"
                                                    : "does the server of database.url answer?"});
    return;
  }
  if (Status checked = check_records(**database, places, config, findings); !checked) {
    findings.push_back({Health::kBad, "the catalog cannot be read to its end: " + checked.error().message,
                        "restore it from a copy; or move it away (" + places.catalog +
                            ") and take everything in again: data/blobs is not touched"});
  }
}

}  // namespace

bool has_catalog(const std::string& instance_dir, const config::Config& config) {
  std::error_code gone;
  return !config.database.url.empty() || std::filesystem::exists(places_of(instance_dir, config).catalog, gone);
}

std::vector<Finding> check_up(const std::string& instance_dir, const config::Config& config) {
  std::vector<Finding> findings;
  check_catalog(instance_dir, config, findings);
  if (config.sources.empty())
    findings.push_back({Health::kNote, "no [[source]] is configured",
                        "dais ingest takes files; for dais gather add a [[source]] to dais.toml"});
  check_decoding(config.recordings, os::Sandbox::find().in_force(), findings);
  return findings;
}

}  // namespace dais::archive
