// SPDX-License-Identifier: Apache-2.0
#include "pipeline/step_session.h"

#include <algorithm>
#include <filesystem>

#include "net/shown_url.h"
#include "pipeline/wanted.h"

namespace dais::pipeline {
namespace {

/// Of blobs and downloads: these have no blanks in their names.
std::size_t end_of_file_name(const std::string& message, std::size_t at) {
  return std::min(message.find_first_of(": \t\n\"'),;", at), message.size());
}

std::string words_for(const std::string& file, const archive::SessionFacts& facts) {
  const auto is_it = [&file](const archive::TranscriptFacts& one) { return one.text_blob == file; };
  if (std::ranges::any_of(facts.transcripts, is_it)) return "a transcript of " + recording_words(facts);
  return recording_words(facts);
}

Result<Done> run_on_session(const Premises& premises, const SessionWork& work, JobContext& job) {
  const auto session = session_of_args(job.args());
  if (!session) return fail(session.error());
  auto facts = archive::load_session_facts(job.database(), *session);
  if (!facts) return fail(facts.error());
  if (!*facts) return Done{"{\"outcome\":\"the recording was withdrawn\"}"};
  const archive::SessionFacts known = **facts;
  Result<Done> done = work(job, std::move(**facts));
  if (done) return done;
  const archive::Places places = premises.places();
  Error error = std::move(done.error());
  for (const std::string& folder : {places.blobs, places.data + "/unfinished"}) {
    std::error_code gone;
    error.message = name_recording(std::move(error.message), std::filesystem::canonical(folder, gone).string(), known);
    error.message = name_recording(std::move(error.message), folder, known);
  }
  return fail(std::move(error));
}

}  // namespace

std::string recording_words(const archive::SessionFacts& facts) {
  return "the recording " + (facts.media_uri.empty() ? "" : net::shown_url(facts.media_uri) + " ") + "(" + facts.title +
         ")";
}

std::string name_recording(std::string message, const std::string& folder, const archive::SessionFacts& facts) {
  if (folder.empty()) return message;
  const std::string prefix = folder + "/";
  std::size_t at = 0;
  while ((at = message.find(prefix, at)) != std::string::npos) {
    const std::size_t end = end_of_file_name(message, at + prefix.size());
    const std::string file = std::filesystem::path(message.substr(at, end - at)).filename().string();
    const std::string words = words_for(file, facts);
    message.replace(at, end - at, words);
    at += words.size();
  }
  return message;
}

std::function<Result<Done>(JobContext&)> on_session(const Premises& premises, SessionWork work) {
  return [&premises, work = std::move(work)](JobContext& job) { return run_on_session(premises, work, job); };
}

}  // namespace dais::pipeline
