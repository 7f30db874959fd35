// SPDX-License-Identifier: Apache-2.0
#include "pipeline/wanted.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include <boost/json.hpp>

#include "alignment/align.h"
#include "json/json.h"
#include "media/retention.h"
#include "pipeline/step_key.h"

namespace dais::pipeline {
namespace {

using archive::SessionFacts;
using domain::TranscriptKind;

constexpr std::size_t kKeyLength = 16;
/// After the first try; then twice as long each time: captions often come days after a meeting.
constexpr auto kFirstRest = std::chrono::hours(1);
constexpr std::int64_t kMostDoublings = 10;

/// Newer meetings first: they are what people wait for.
int priority_of(const SessionFacts& facts, Instant now) {
  constexpr auto kFresh = std::chrono::hours(24 * 14);
  return now - facts.event_start < kFresh ? 10 : 0;
}

std::string key_of(const char* kind, const SessionFacts& facts, const std::string& inputs) {
  return std::string(kind) + ":" + facts.session_id + ":" + step_key(kind, 1, {inputs}).substr(0, kKeyLength);
}

std::string host_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return "";
  const std::size_t begin = scheme + 3;
  return url.substr(begin, url.find_first_of("/?#", begin) - begin);
}

bool holds_captions_of(const SessionFacts& facts, const std::string& address) {
  return std::ranges::any_of(facts.transcripts,
                             [&](const archive::TranscriptFacts& one) { return one.caption_uri == address; });
}

bool wants_transcript(const SessionFacts& facts, const Wishes& wishes, const Memory& memory) {
  if (wishes.recognisers.empty() || has_good_transcript(facts)) return false;
  if (facts.media_uri.empty() && facts.media_blob.empty()) return false;
  if (!why_unheard(facts, wishes).empty()) return false;
  const std::string step = transcribe_key(facts, wishes);
  // Nothing is fetched to be heard by recognisers that could not hear it lately; other recognisers are asked at once.
  return !memory.steps.contains(step) && !rests(memory, key_of("transcribe", facts, step));
}

bool wants_recording(const SessionFacts& facts, const Wishes& wishes, bool to_transcribe, Instant now) {
  if (facts.media_uri.empty() && facts.media_blob.empty()) return false;
  const bool is_needed = keep_now(facts, wishes, now) != "link" || !facts.media_blob.empty() || to_transcribe;
  if (!is_needed) return false;
  if (!facts.recording || facts.recording->made_from != recording_made_from(facts, wishes)) return true;
  // What was heard is let go where only the link is kept; to be heard again it is fetched again.
  return to_transcribe && facts.recording->audio_blob.empty() && facts.recording->note.empty();
}

/// Collects the jobs of one session, each waiting for those before it as it must.
class Chain {
 public:
  Chain(const SessionFacts& facts, const Memory& memory) : facts_(facts), memory_(memory) {}

  /// Its place among the jobs; nothing where it failed lately.
  std::optional<std::size_t> add(const char* kind, std::string unique_key, const std::string& host,
                                 std::vector<Need> needs) {
    if (rests(memory_, unique_key)) return std::nullopt;
    NewJob job;
    job.kind = kind;
    job.title = std::string(kind) + ": " + facts_.title;
    job.args = session_args(facts_.session_id);
    job.unique_key = std::move(unique_key);
    job.priority = priority_of(facts_, memory_.now);
    job.host = host;
    job.needs = std::move(needs);
    jobs_.push_back(std::move(job));
    return jobs_.size() - 1;
  }
  std::vector<NewJob> take() { return std::move(jobs_); }

 private:
  const SessionFacts& facts_;
  const Memory& memory_;
  std::vector<NewJob> jobs_;
};

/// Times are not taken from a transcript that something is against.
std::string aligned_with(const archive::TranscriptFacts& shown) {
  return shown.id + (shown.fault.empty() ? "" : " at fault");
}

void need(std::vector<Need>& needs, std::optional<std::size_t> nth, When when) {
  if (nth) needs.push_back(after_nth(*nth, when));
}

}  // namespace

Wishes wishes_of(const config::Config& config) {
  Wishes wishes;
  wishes.recordings = config.recordings;
  for (const config::Recogniser& recogniser : config.recognisers) {
    wishes.recognisers.push_back(
        recogniser.kind + "|" + recogniser.url + "|" + recogniser.model + "|" +
        boost::json::serialize(boost::json::array(recogniser.command.begin(), recogniser.command.end())));
  }
  for (const config::Source& source : config.sources) {
    if (!source.captions_url.empty()) wishes.captions_url.emplace(source.name, source.captions_url);
  }
  return wishes;
}

Result<Memory> load_memory(store::Database& database, Instant now) {
  Memory memory;
  memory.now = now;
  const Result<store::Rows> steps =
      database.query("select step_key from job_step where kind in ('settle', 'align', 'transcribe')");
  if (!steps) return fail(steps.error());
  for (const store::Row& row : *steps) memory.steps.insert(store::text_of(row[0]));
  const Result<store::Rows> tries = database.query(
      "select unique_key, max(ended_at), count(*) from job_history where unique_key is not null and (state = 'failed' "
      "or (state = 'succeeded' and kind = 'captions')) group by unique_key");
  if (!tries) return fail(tries.error());
  for (const store::Row& row : *tries)
    memory.tries[store::text_of(row[0])] = {store::instant_of(row[1]), store::integer_of(row[2])};
  return memory;
}

bool rests(const Memory& memory, const std::string& unique_key) {
  const auto found = memory.tries.find(unique_key);
  if (found == memory.tries.end()) return false;
  const auto doublings = std::min(found->second.times - 1, kMostDoublings);
  return memory.now < found->second.last + kFirstRest * (1LL << doublings);
}

bool has_good_transcript(const SessionFacts& facts) {
  return !facts.transcripts.empty() && facts.transcripts.front().fault.empty() &&
         facts.transcripts.front().kind != TranscriptKind::kDraft;
}

std::string captions_address(const SessionFacts& facts, const Wishes& wishes) {
  // A file beside the record was read with it.
  const bool is_on_the_web = facts.caption_uri.starts_with("http://") || facts.caption_uri.starts_with("https://");
  if (!facts.caption_uri.empty()) return is_on_the_web ? facts.caption_uri : "";
  const auto rule = wishes.captions_url.find(facts.event_source);
  if (rule == wishes.captions_url.end()) return "";
  const std::size_t name = facts.media_uri.rfind('/');
  const std::size_t ending = facts.media_uri.rfind('.');
  const bool has_ending = ending != std::string::npos && name != std::string::npos && ending > name;
  std::string address = rule->second;
  for (const auto& [word, value] :
       {std::pair<std::string, std::string>{"{recording}",
                                            facts.media_uri.substr(0, has_ending ? ending : std::string::npos)},
        {"{event}", facts.event_external_id}}) {
    const std::size_t at = address.find(word);
    if (at == std::string::npos) continue;
    if (value.empty()) return "";
    address.replace(at, word.size(), value);
  }
  return address;
}

std::string keep_now(const SessionFacts& facts, const Wishes& wishes, Instant now) {
  const auto elsewhere = facts.media_blob.empty() ? media::Elsewhere::kYes : media::Elsewhere::kNo;
  switch (media::keeping_of(wishes.recordings, elsewhere, facts.event_start, now).keep) {
    case media::Kept::kLink:
      return "link";
    case media::Kept::kAudio:
      return "audio";
    case media::Kept::kVideo:
      return "video";
  }
  return "link";
}

std::string recording_made_from(const SessionFacts& facts, const Wishes& wishes) {
  return step_key(
      "recording", kRecordingVersion,
      {facts.media_uri, facts.media_blob, wishes.recordings.keep, std::to_string(wishes.recordings.max_height)});
}

std::string transcribe_key(const SessionFacts& facts, const Wishes& wishes) {
  std::string recognisers;
  for (const std::string& key : wishes.recognisers) recognisers += key + "\n";
  return step_key("transcribe", kTranscribeVersion, {facts.session_id, facts.media_uri, facts.media_blob, recognisers});
}

std::string settle_key(const SessionFacts& facts) {
  std::string transcripts;
  for (const archive::TranscriptFacts& one : facts.transcripts) transcripts += one.id + " ";
  const double seconds = facts.recording && facts.recording->duration_seconds ? *facts.recording->duration_seconds : 0;
  return step_key("settle", kSettleVersion, {facts.session_id, transcripts, std::to_string(seconds)});
}

std::string why_unheard(const SessionFacts& facts, const Wishes& wishes) {
  if (!facts.recording || facts.recording->made_from != recording_made_from(facts, wishes)) return "";
  if (!facts.recording->note.empty()) return "it stays a link: " + facts.recording->note;
  return facts.recording->waveform_blob.empty() ? "it has no sound" : "";
}

std::string session_args(const std::string& session_id) {
  return json::write(boost::json::object{{"session", session_id}});
}

Result<std::string> session_of_args(const std::string& args) {
  const auto parsed = json::parse(args);
  if (!parsed) return fail(parsed.error());
  const auto session = json::View(*parsed)["session"].text();
  if (!session) return fail(session.error());
  if (!*session) return fail(ErrorCode::kBadInput, "the job names no session");
  return **session;
}

std::optional<NewJob> wanted_alignment(const SessionFacts& facts, const Memory& memory) {
  if (facts.transcripts.empty() || facts.items_version.empty()) return std::nullopt;
  const std::string step = step_key("align", kAlignVersion,
                                    {alignment::kGenerator, facts.session_id, aligned_with(facts.transcripts.front()),
                                     facts.items_version, std::to_string(facts.clip_start_seconds)});
  if (memory.steps.contains(step)) return std::nullopt;
  Chain chain(facts, memory);
  if (!chain.add("align", key_of("align", facts, step), "", {})) return std::nullopt;
  NewJob job = std::move(chain.take().front());
  job.step_key = step;
  return job;
}

std::vector<NewJob> wanted_jobs(const SessionFacts& facts, const Wishes& wishes, const Memory& memory) {
  Chain chain(facts, memory);
  std::optional<std::size_t> captions;
  const std::string address = captions_address(facts, wishes);
  if (!address.empty() && !holds_captions_of(facts, address))
    captions = chain.add("captions", key_of("captions", facts, address), host_of(address), {});

  const bool to_transcribe = wants_transcript(facts, wishes, memory);
  std::vector<Need> needs;
  need(needs, captions, When::kAllEnded);
  std::optional<std::size_t> recording;
  if (wants_recording(facts, wishes, to_transcribe, memory.now))
    recording = chain.add("recording", key_of("recording", facts, recording_made_from(facts, wishes)),
                          host_of(facts.media_uri), needs);
  const bool has_audio = facts.recording && !facts.recording->audio_blob.empty();
  std::optional<std::size_t> transcribe;
  if (to_transcribe && (recording || has_audio)) {
    need(needs, recording, When::kAllSucceeded);
    transcribe = chain.add("transcribe", key_of("transcribe", facts, transcribe_key(facts, wishes)), "", needs);
  }
  std::vector<Need> all;
  for (const auto& nth : {captions, recording, transcribe}) need(all, nth, When::kAllEnded);
  const bool is_settled = facts.transcripts.empty() || memory.steps.contains(settle_key(facts));
  // A new recording says how long it is: captions that are there are judged by that.
  const bool is_to_settle = captions || transcribe || !is_settled || (recording && !facts.transcripts.empty());
  if (is_to_settle) chain.add("settle", "settle:" + facts.session_id, "", all);
  std::vector<NewJob> jobs = chain.take();
  // Settling sees to it that the agenda is aligned; where nothing is to be settled it may still have changed.
  if (!jobs.empty()) return jobs;
  if (auto align = wanted_alignment(facts, memory)) jobs.push_back(std::move(*align));
  return jobs;
}

}  // namespace dais::pipeline
