// SPDX-License-Identifier: Apache-2.0
// settle: says what is against a recording's captions, puts the transcript that is shown into the index, and has the
// agenda aligned with it.
#include <boost/json.hpp>

#include "archive/index_sync.h"
#include "archive/kept_transcript.h"
#include "archive/transcript_text.h"
#include "json/json.h"
#include "pipeline/step_session.h"
#include "pipeline/wanted.h"
#include "search/index.h"
#include "speech/captions.h"
#include "speech/quality.h"
#include "store/blobs.h"

namespace dais::pipeline {
namespace {

/// What was heard by a machine is as long as the machine heard; only what was written elsewhere may be of another
/// recording.
bool may_be_at_fault(const archive::TranscriptFacts& transcript) {
  return transcript.kind == domain::TranscriptKind::kHuman || transcript.kind == domain::TranscriptKind::kCaptions;
}

Result<std::string> fault_of_transcript(const store::Blobs& blobs, const archive::SessionFacts& facts,
                                        const archive::TranscriptFacts& one) {
  const Result<std::string> packed = blobs.text(one.text_blob);
  if (!packed) return fail(packed.error());
  const Result<domain::Transcript> transcript = archive::unpack_transcript(*packed);
  if (!transcript) return fail(transcript.error());
  const std::optional<double> seconds = facts.recording ? facts.recording->duration_seconds : std::nullopt;
  const speech::Verdict verdict = speech::judge_captions(*transcript, seconds, transcript->language);
  return verdict.good ? std::string() : verdict.reason;
}

Status judge(const store::Blobs& blobs, const archive::SessionFacts& facts, JobContext& job) {
  for (const archive::TranscriptFacts& one : facts.transcripts) {
    if (!may_be_at_fault(one)) continue;
    const Result<std::string> fault = fault_of_transcript(blobs, facts, one);
    if (!fault) return fail(fault.error());
    if (*fault == one.fault) continue;
    job.log(fault->empty() ? "the captions are good now" : "something is against these captions: " + *fault);
    auto transaction = store::Transaction::begin(job.database());
    if (!transaction) return fail(std::move(transaction.error()));
    if (Status set = archive::set_fault(job.database(), one.id, *fault); !set) return set;
    if (Status committed = transaction->commit(); !committed) return committed;
  }
  return {};
}

Status index(const Premises& premises, const store::Blobs& blobs, const std::string& event_id, JobContext& job) {
  auto writer = search::open_writer(premises.places().index);
  if (!writer) return fail(std::move(writer.error()));
  const auto speakers = archive::Speakers::load(job.database());
  if (!speakers) return fail(speakers.error());
  archive::IndexSync sync(job.database(), blobs, **writer, premises.config.instance.language);
  if (Status loaded = sync.load_event(event_id); !loaded) return loaded;
  if (Status synced = sync.sync_event(event_id, *speakers); !synced) return synced;
  return search::commit_and_settle(**writer);
}

Result<Done> settle(const Premises& premises, JobContext& job, const archive::SessionFacts& before) {
  const store::Blobs blobs(premises.places().blobs);
  if (before.transcripts.empty()) return Done{"{\"outcome\":\"there is no transcript yet\"}"};
  if (Status judged = judge(blobs, before, job); !judged) return fail(judged.error());
  // Another one may be the one to show now.
  const auto facts = archive::load_session_facts(job.database(), before.session_id);
  if (!facts) return fail(facts.error());
  if (!*facts || (*facts)->transcripts.empty()) return Done{"{\"outcome\":\"there is no transcript any more\"}"};
  if (Status indexed = index(premises, blobs, (*facts)->event_id, job); !indexed) return fail(indexed.error());
  Done done;
  const archive::TranscriptFacts& shown = (*facts)->transcripts.front();
  done.output = json::write(boost::json::object{{"shown", shown.id},
                                                {"from", shown.source},
                                                {"kind", archive::name_of(shown.kind)},
                                                {"transcripts", (*facts)->transcripts.size()}});
  done.step_key = settle_key(**facts);
  done.effect = archive::announce;
  // Where it is done already the queue knows its step, and nothing is done.
  if (auto align = wanted_alignment(**facts, {{}, {}, job.queue().now()})) done.follow_ups.push_back(std::move(*align));
  return done;
}

}  // namespace

Kind settle_step(const Premises& premises) {
  Kind kind;
  kind.name = "settle";
  kind.code_version = kSettleVersion;
  kind.time_limit = std::chrono::minutes(20);
  kind.at_once = 1;  // one writer of the index
  kind.place = Place::kHome;
  kind.run = on_session(premises, [&premises](JobContext& job, const archive::SessionFacts& facts) {
    return settle(premises, job, facts);
  });
  return kind;
}

}  // namespace dais::pipeline
