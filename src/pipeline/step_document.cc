// SPDX-License-Identifier: Apache-2.0
// document: fetches a file that a record names and keeps its text by page; shelve: puts what was read into the index.
// A file that is gone, damaged, locked or a scan is told on the pages that name it; the step has done its work then.
#include <boost/json.hpp>

#include "archive/document_index.h"
#include "archive/file_texts.h"
#include "archive/kept_transcript.h"
#include "base/digest.h"
#include "documents/document_text.h"
#include "json/json.h"
#include "net/shown_url.h"
#include "os/files.h"
#include "pipeline/steps.h"
#include "pipeline/wanted_documents.h"
#include "sources/client.h"
#include "store/blobs.h"

namespace dais::pipeline {
namespace {

using archive::FileText;

constexpr int kOk = 200;
constexpr int kNotModified = 304;
constexpr int kBusy = 429;
constexpr int kServerFault = 500;
constexpr double kMegabyte = 1e6;

std::int64_t count_words(const std::string& text) {
  std::int64_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (!blank && !inside) ++words;
    inside = !blank;
  }
  return words;
}

/// One file in the reading.
class Reading {
 public:
  Reading(const Premises& premises, JobContext& job, std::string uri)
      : premises_(premises), job_(job), uri_(std::move(uri)) {}

  Result<Done> run() {
    auto before = archive::load_file_text(job_.database(), uri_);
    if (!before) return fail(std::move(before.error()));
    if (*before) text_ = **before;
    text_.uri = uri_;
    if (Status paced = job_.pace(job_.claim().host, premises_.config.net.requests_per_second); !paced)
      return fail(paced.error());
    auto answer = fetch();
    if (!answer && answer.error().code == ErrorCode::kTooLarge)
      return told("it is larger than a file that is read here");
    if (!answer) return fail(std::move(answer.error()));
    if (answer->status == kNotModified) return seen_again();
    if (answer->status == kBusy || answer->status >= kServerFault)
      return fail(ErrorCode::kUnavailable, net::shown_url(uri_) + ": answered " + std::to_string(answer->status));
    if (answer->status != kOk)
      return told("its server does not give it out (answer " + std::to_string(answer->status) + ")");
    return read(*answer);
  }

 private:
  Result<net::Response> fetch() {
    config::Config config = premises_.config;
    const double most = config.documents.max_megabytes * kMegabyte;
    config.net.max_bytes = std::min(config.net.max_bytes, static_cast<std::uint64_t>(most));
    const auto client = sources::make_client(config);
    if (!client) return fail(client.error());
    net::Request request;
    request.url = uri_;
    if (text_.read_by == kDocumentVersion && !text_.text_blob.empty()) request.if_none_match = text_.etag;
    request.stop = [this] { return job_.cancelled(); };
    return (*client)->get(request);
  }

  Result<Done> seen_again() { return done("unchanged at its source"); }

  /// What was read before stays where the file can no longer be had.
  Result<Done> told(const std::string& note) {
    job_.log(net::shown_url(uri_) + ": " + note);
    text_.note = note;
    return done(note);
  }

  Result<Done> read(const net::Response& answer) {
    const std::string hash = sha256_hex(answer.body);
    const bool same = hash == text_.content_hash && text_.read_by == kDocumentVersion;
    text_.etag = answer.etag;
    if (same) return seen_again();
    const auto document = text_of(answer);
    if (!document) return fail(document.error());
    const std::string joined = documents::join_pages(document->pages);
    text_.content_hash = hash;
    text_.bytes = static_cast<std::int64_t>(answer.body.size());
    text_.kind = documents::name_of(document->kind);
    text_.pages = static_cast<std::int64_t>(document->pages.size());
    text_.words = count_words(joined);
    text_.note = document->note;
    text_.text_blob.clear();
    if (text_.words > 0) {
      store::Blobs blobs(premises_.places().blobs);
      auto kept = blobs.put_text(joined);
      if (!kept) return fail(std::move(kept.error()));
      text_.text_blob = std::move(*kept);
    }
    if (!text_.note.empty()) job_.log(net::shown_url(uri_) + ": " + text_.note);
    return done(text_.note.empty() ? "read" : text_.note);
  }

  Result<documents::DocumentText> text_of(const net::Response& answer) {
    const auto folder = job_.folder();
    if (!folder) return fail(folder.error());
    const std::string path = *folder + "/document";
    if (Status written = os::write_file_atomically(path, answer.body, os::Durable::kNo); !written)
      return fail(ErrorCode::kStorage, written.error().message);
    documents::Reading reading{premises_.sandbox};
    if (premises_.config.recordings.sandbox == "require") reading.walls = documents::Walls::kRequired;
    reading.cancelled = [this] { return job_.cancelled(); };
    return documents::read_document(path, documents::kind_of(answer.body, answer.content_type), reading);
  }

  Result<Done> done(const std::string& outcome) {
    text_.read_by = kDocumentVersion;
    text_.read_at = job_.queue().now();
    Done out;
    out.output = json::write(boost::json::object{
        {"document", net::shown_url(uri_)}, {"outcome", outcome}, {"pages", text_.pages}, {"words", text_.words}});
    out.effect = [text = text_](store::Database& database) { return archive::keep_file_text(database, text); };
    return out;
  }

  const Premises& premises_;
  JobContext& job_;
  const std::string uri_;
  FileText text_;
};

Result<Done> shelve(const Premises& premises, JobContext& job) {
  const auto uris = documents_of_args(job.args());
  if (!uris) return fail(uris.error());
  const archive::Places places = premises.places();
  const store::Blobs blobs(places.blobs);
  archive::DocumentIndex index(job.database(), blobs, places.document_index, premises.config.instance);
  if (Status synced = index.sync({uris->begin(), uris->end()}); !synced) return fail(synced.error());
  Done done;
  done.output = json::write(boost::json::object{{"documents", uris->size()}});
  done.effect = archive::announce;
  return done;
}

}  // namespace

Kind document_step(const Premises& premises) {
  Kind kind;
  kind.name = "document";
  kind.code_version = kDocumentVersion;
  kind.time_limit = std::chrono::minutes(30);
  kind.at_once_per_host = 2;
  kind.run = [&premises](JobContext& job) -> Result<Done> {
    const auto uris = documents_of_args(job.args());
    if (!uris) return fail(uris.error());
    return Reading(premises, job, uris->front()).run();
  };
  return kind;
}

Kind shelve_step(const Premises& premises) {
  Kind kind;
  kind.name = "shelve";
  kind.time_limit = std::chrono::minutes(30);
  kind.at_once = 1;  // one writer of the index
  kind.place = Place::kHome;
  kind.run = [&premises](JobContext& job) { return shelve(premises, job); };
  return kind;
}

}  // namespace dais::pipeline
