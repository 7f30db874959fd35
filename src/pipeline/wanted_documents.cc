// SPDX-License-Identifier: Apache-2.0
#include "pipeline/wanted_documents.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include <boost/json.hpp>

#include "archive/names.h"
#include "base/time.h"
#include "json/json.h"
#include "net/web_address.h"

namespace dais::pipeline {
namespace {

using archive::FileRole;
using archive::FileText;
using archive::FileUse;

constexpr auto kFresh = std::chrono::hours(24 * 14);
constexpr auto kBetweenLooks = std::chrono::hours(24);
constexpr std::size_t kMostAJob = 100;

bool is_asked_for(const FileUse& use, const config::Documents& config) {
  if (config.read == "none") return false;
  return use.role != FileRole::kMatterFile || config.read == "all";
}

bool is_fresh(const FileUse& use, Instant now) {
  return use.role != FileRole::kMatterFile && use.start && now - *use.start < kFresh;
}

bool is_to_be_read(const FileUse& use, const FileText* text, Instant now) {
  if (text == nullptr || text->read_by < kDocumentVersion) return true;
  return is_fresh(use, now) && now - text->read_at > kBetweenLooks;
}

std::string owner_of(const FileUse& use) { return use.event_id.empty() ? "matter:" + use.matter_id : use.event_id; }

std::string owner_title(const FileUse& use, const std::string& timezone) {
  if (!use.start) return use.body_name.empty() ? "files of a matter" : "files of a matter, " + use.body_name;
  const std::string zone = use.timezone.empty() ? timezone : use.timezone;
  const std::string date = archive::single_spaced(format_local(*use.start, zone, "%B %e, %Y"));
  if (use.event_id.empty()) return "files of a matter introduced " + date;
  return use.body_name + ", " + date;
}

NewJob document_job(const FileUse& use, const std::string& title, Instant now) {
  NewJob job;
  job.kind = "document";
  job.title = "document: " + title_of(use) + ", " + title;
  job.args = documents_args({use.uri});
  job.unique_key = "document:" + archive::file_id(use.uri);
  // Recordings come before papers of the same age.
  job.priority = is_fresh(use, now) ? 5 : -5;
  job.host = net::host_of(use.uri);
  return job;
}

NewJob shelve_job(const std::vector<std::string>& uris, const std::string& title, int priority) {
  NewJob job;
  job.kind = "shelve";
  job.title = "shelve: " + title;
  job.args = documents_args(uris);
  job.priority = priority;
  for (std::size_t i = 0; i < uris.size(); ++i) job.needs.push_back(after_nth(i, When::kAllEnded));
  return job;
}

DocumentRun run_of(const std::vector<const FileUse*>& uses, const std::string& timezone, Instant now) {
  DocumentRun run;
  run.title = owner_title(*uses.front(), timezone);
  run.source = uses.front()->source;
  std::vector<std::string> uris;
  for (const FileUse* use : uses) {
    if (uris.size() == kMostAJob) break;
    run.jobs.push_back(document_job(*use, run.title, now));
    uris.push_back(use->uri);
  }
  run.jobs.push_back(shelve_job(uris, run.title, run.jobs.front().priority));
  run.title = "documents of " + run.title;
  return run;
}

}  // namespace

std::vector<DocumentRun> wanted_documents(const std::vector<FileUse>& uses, const std::vector<FileText>& texts,
                                          const config::Documents& config, const std::string& timezone,
                                          const Memory& memory) {
  std::unordered_map<std::string_view, const FileText*> known;
  for (const FileText& text : texts) known.emplace(text.uri, &text);
  std::unordered_set<std::string_view> seen;
  std::map<std::string, std::vector<const FileUse*>> by_owner;
  for (const FileUse& use : uses) {
    // The first use is the one that the document is shown as.
    if (!is_asked_for(use, config) || !seen.insert(use.uri).second) continue;
    const auto text = known.find(use.uri);
    if (!is_to_be_read(use, text == known.end() ? nullptr : text->second, memory.now)) continue;
    if (rests(memory, "document:" + archive::file_id(use.uri))) continue;
    by_owner[owner_of(use)].push_back(&use);
  }
  std::vector<std::vector<const FileUse*>> owners;
  owners.reserve(by_owner.size());
  for (auto& [owner, its] : by_owner) owners.push_back(std::move(its));
  std::ranges::stable_sort(owners, std::ranges::greater(),
                           [](const auto& its) { return its.front()->start.value_or(Instant()); });
  std::vector<DocumentRun> runs;
  runs.reserve(owners.size());
  for (const auto& its : owners) runs.push_back(run_of(its, timezone, memory.now));
  return runs;
}

std::string documents_args(const std::vector<std::string>& uris) {
  return json::write(boost::json::object{{"documents", boost::json::array(uris.begin(), uris.end())}});
}

Result<std::vector<std::string>> documents_of_args(const std::string& args) {
  const auto parsed = json::parse(args);
  if (!parsed) return fail(parsed.error());
  const auto* list = parsed->is_object() ? parsed->as_object().if_contains("documents") : nullptr;
  std::vector<std::string> uris;
  if (list != nullptr && list->is_array()) {
    for (const auto& uri : list->as_array()) {
      if (uri.is_string()) uris.emplace_back(uri.as_string());
    }
  }
  if (uris.empty()) return fail(ErrorCode::kBadInput, "the job names no document");
  return uris;
}

}  // namespace dais::pipeline
