// SPDX-License-Identifier: Apache-2.0
// transcribe: has a recording written down by the recognisers of the config, where no good transcript came.
#include <filesystem>

#include <boost/json.hpp>

#include "archive/kept_transcript.h"
#include "archive/spelling.h"
#include "base/digest.h"
#include "json/json.h"
#include "media/convert.h"
#include "os/files.h"
#include "pipeline/step_session.h"
#include "pipeline/wanted.h"
#include "sources/client.h"
#include "speech/captions.h"
#include "speech/recogniser.h"
#include "speech/vocabulary.h"
#include "store/blobs.h"

namespace dais::pipeline {
namespace {

using archive::SessionFacts;

/// A lesser recogniser stood in for one that was down: that one is asked again.
constexpr auto kUntilTheFirstIsAskedAgain = std::chrono::hours(6);

/// What is kept of the sound, the least work first.
Result<std::string> find_sound(const store::Blobs& blobs, const SessionFacts& facts) {
  std::vector<std::string> names;
  if (facts.recording) names = {facts.recording->audio_blob, facts.recording->media_blob};
  names.push_back(facts.media_blob);
  for (const std::string& name : names) {
    if (name.empty()) continue;
    if (Result<std::string> path = blobs.path_of(name)) return path;
  }
  return fail(ErrorCode::kNotFound, "nothing of the recording is kept here that could be heard");
}

/// Only the part that is this meeting's was heard: back to the times of the recording.
void shift(domain::Transcript& transcript, double seconds) {
  constexpr double kMillisecondsInSecond = 1000;
  const auto by = static_cast<domain::Milliseconds>(seconds * kMillisecondsInSecond);
  for (domain::Sentence& sentence : transcript.sentences) {
    sentence.start += by;
    sentence.end += by;
    for (domain::Word& word : sentence.words) {
      word.start += by;
      word.end += by;
    }
  }
}

/// One recording that is being written down.
class Hearing {
 public:
  Hearing(const Premises& premises, JobContext& job, SessionFacts facts)
      : premises_(premises), job_(job), facts_(std::move(facts)), blobs_(premises.places().blobs) {}

  Result<Done> run() {
    if (const std::string why = why_unheard(facts_, wishes_of(premises_.config)); !why.empty())
      return Done{json::write(boost::json::object{{"outcome", why}})};
    const auto wav = make_wav();
    if (!wav) return fail(wav.error());
    const auto client = sources::make_client(premises_.config);
    if (!client) return fail(client.error());
    const auto recognisers = speech::make_recognisers(premises_.config, premises_.dir, **client);
    if (!recognisers) return fail(recognisers.error());
    auto heard = recognise(*recognisers, *wav);
    if (!heard) return fail(std::move(heard.error()));
    shift(heard->transcript, facts_.clip_start_seconds);
    return keep(heard->transcript, (*recognisers)[heard->chosen]->name(), heard->chosen);
  }

 private:
  Result<std::string> make_wav() {
    const auto sound = find_sound(blobs_, facts_);
    if (!sound) return fail(sound.error());
    const auto folder = job_.folder();
    if (!folder) return fail(folder.error());
    media::Tools tools = media::tools_for(premises_.sandbox, premises_.config.recordings);
    tools.cancelled = [this] { return job_.cancelled(); };
    std::string wav = *folder + "/sound.wav";
    if (Status made = media::extract_audio(tools, *sound, wav, {facts_.clip_start_seconds, facts_.clip_end_seconds});
        !made)
      return fail(made.error());
    return wav;
  }

  /// The names of the place, and how they are written.
  Result<speech::Vocabulary> learn_vocabulary() {
    const auto lexicon = archive::load_lexicon(job_.database(), premises_.config);
    if (!lexicon) return fail(lexicon.error());
    const auto names = archive::load_known_names(job_.database(), facts_.event_id);
    if (!names) return fail(names.error());
    return speech::Vocabulary{premises_.config.instance.language,
                              speech::prompt_of(*names, *lexicon, premises_.config.speech.prompt_words)};
  }

  Result<speech::Recognised> recognise(const std::vector<std::unique_ptr<speech::Recogniser>>& recognisers,
                                       const std::string& wav) {
    const auto vocabulary = learn_vocabulary();
    if (!vocabulary) return fail(vocabulary.error());
    answers_ = premises_.places().data + "/unfinished/answers/" + facts_.session_id;
    if (Status made = os::ensure_folder(answers_); !made) return fail(made.error());
    speech::Watch watch;
    watch.progress = [this](double done, double total) {
      job_.progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
    };
    watch.cancelled = [this] { return job_.cancelled(); };
    watch.log = [this](std::string_view line) { job_.log(line); };
    watch.answers_dir = answers_;
    return speech::recognise_in_order(recognisers, premises_.config.speech, wav, *vocabulary, watch);
  }

  Result<Done> keep(domain::Transcript& transcript, const std::string& recogniser, std::size_t chosen) {
    archive::Spelling spelling(job_.database(), premises_.config);
    if (Status cared = spelling.care_for(transcript); !cared) return fail(cared.error());
    auto kept =
        archive::keep_text(blobs_, facts_.session_id, transcript, {"", speech::write_cdp_json(transcript), true});
    if (!kept) return fail(std::move(kept.error()));
    Done done;
    done.output = json::write(boost::json::object{
        {"recogniser", recogniser}, {"transcript", kept->id}, {"sentences", transcript.sentences.size()}});
    done.effect = [recogniser, kept = std::move(*kept)](store::Database& database) {
      return archive::put_transcript(database, recogniser, kept);
    };
    if (chosen == 0) {
      done.step_key = transcribe_key(facts_, wishes_of(premises_.config));
    } else {
      NewJob again;
      again.kind = "transcribe";
      again.title = job_.claim().title;
      again.args = job_.args();
      again.run_at = job_.queue().now() + kUntilTheFirstIsAskedAgain;
      done.follow_ups.push_back(std::move(again));
    }
    std::error_code ignored;
    std::filesystem::remove_all(answers_, ignored);
    return done;
  }

  const Premises& premises_;
  JobContext& job_;
  SessionFacts facts_;
  store::Blobs blobs_;
  std::string answers_;
};

Result<Done> transcribe(const Premises& premises, JobContext& job, SessionFacts facts) {
  // Captions may have come while this waited.
  if (has_good_transcript(facts)) return Done{"{\"outcome\":\"there is a good transcript\"}"};
  return Hearing(premises, job, std::move(facts)).run();
}

}  // namespace

Kind transcribe_step(const Premises& premises) {
  Kind kind;
  kind.name = "transcribe";
  kind.code_version = kTranscribeVersion;
  kind.time_limit = std::chrono::hours(48);
  kind.run = on_session(premises, [&premises](JobContext& job, SessionFacts facts) {
    return transcribe(premises, job, std::move(facts));
  });
  return kind;
}

}  // namespace dais::pipeline
