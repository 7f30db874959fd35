// SPDX-License-Identifier: Apache-2.0
// captions: fetches the captions of a recording from where the source, or the config's rule for it, says they lie.
#include <optional>

#include <boost/json.hpp>

#include "archive/kept_transcript.h"
#include "archive/spelling.h"
#include "json/json.h"
#include "pipeline/step_session.h"
#include "pipeline/wanted.h"
#include "sources/client.h"
#include "speech/captions.h"

namespace dais::pipeline {
namespace {

constexpr int kOk = 200;
constexpr int kNotThere = 404;
constexpr int kGone = 410;
constexpr int kServerFault = 500;

/// Nothing where there are none (yet): they often come days after the meeting.
Result<std::optional<std::string>> fetch(const Premises& premises, const std::string& address) {
  const auto client = sources::make_client(premises.config);
  if (!client) return fail(client.error());
  net::Request request;
  request.url = address;
  auto response = (*client)->get(request);
  if (!response) return fail(std::move(response.error()));
  if (response->status == kNotThere || response->status == kGone) return std::optional<std::string>();
  if (response->status != kOk)
    return fail(response->status >= kServerFault ? ErrorCode::kUnavailable : ErrorCode::kNotFound,
                address + ": answered " + std::to_string(response->status));
  return std::optional(std::move(response->body));
}

Result<Done> captions(const Premises& premises, JobContext& job, const archive::SessionFacts& facts) {
  const std::string address = captions_address(facts, wishes_of(premises.config));
  if (address.empty()) return Done{"{\"outcome\":\"no captions are named any more\"}"};
  if (Status paced = job.pace(job.claim().host, premises.config.net.requests_per_second); !paced)
    return fail(paced.error());
  const auto fetched = fetch(premises, address);
  if (!fetched) return fail(fetched.error());
  if (!*fetched) return Done{"{\"outcome\":\"there are none yet; they are asked for again later\"}"};
  const std::string& content = **fetched;
  Result<speech::Captions> read = speech::read_captions(content, address);
  if (!read) return fail(read.error());
  for (const std::string& warning : read->warnings) job.log(warning);
  archive::Spelling spelling(job.database(), premises.config);
  if (Status cared = spelling.care_for(read->transcript); !cared) return fail(cared.error());
  store::Blobs blobs(premises.places().blobs);
  auto kept =
      archive::keep_text(blobs, facts.session_id, read->transcript, {address, content, read->is_cdp_transcript});
  if (!kept) return fail(std::move(kept.error()));
  Done done;
  done.output = json::write(boost::json::object{{"captions", address},
                                                {"transcript", kept->id},
                                                {"sentences", read->transcript.sentences.size()},
                                                {"warnings", read->warnings.size()}});
  done.effect = [source = facts.event_source, kept = std::move(*kept)](store::Database& database) {
    return archive::put_transcript(database, source, kept);
  };
  return done;
}

}  // namespace

Kind captions_step(const Premises& premises) {
  Kind kind;
  kind.name = "captions";
  kind.time_limit = std::chrono::minutes(20);
  kind.at_once_per_host = 2;
  kind.run = on_session(premises, [&premises](JobContext& job, const archive::SessionFacts& facts) {
    return captions(premises, job, facts);
  });
  return kind;
}

}  // namespace dais::pipeline
