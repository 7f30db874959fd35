// SPDX-License-Identifier: Apache-2.0
// align: finds where in the recording each agenda item begins.
#include <boost/json.hpp>

#include "alignment/align.h"
#include "archive/item_times.h"
#include "archive/transcript_text.h"
#include "json/json.h"
#include "pipeline/step_session.h"
#include "pipeline/wanted.h"
#include "store/blobs.h"

namespace dais::pipeline {
namespace {

struct Agenda {
  std::vector<std::string> ids;
  std::vector<alignment::Item> items;
};

Result<Agenda> load_agenda(store::Database& database, const std::string& event_id) {
  const Result<store::Rows> rows = database.query(
      "select i.id, i.name, i.agenda_number, m.name, m.matter_type, i.start_seconds, m.title from event_item i "
      "left join matter m on m.id = i.matter_id where i.event_id = $1 and i.withdrawn is null order by i.place, i.id",
      {event_id});
  if (!rows) return fail(rows.error());
  Agenda agenda;
  for (const store::Row& row : *rows) {
    agenda.ids.push_back(store::text_of(row[0]));
    const std::string name = store::text_of(row[1]);
    agenda.items.push_back({name.empty() ? store::text_of(row[6]) : name, store::text_of(row[2]),
                            store::text_of(row[3]), store::text_of(row[4]), store::maybe_real(row[5])});
  }
  return agenda;
}

Result<domain::Transcript> load_shown(const Premises& premises, const archive::SessionFacts& facts) {
  const store::Blobs blobs(premises.places().blobs);
  const Result<std::string> packed = blobs.text(facts.transcripts.front().text_blob);
  if (!packed) return fail(packed.error());
  return archive::unpack_transcript(*packed);
}

/// The part of the recording that is this meeting's; nothing is sought after its end.
alignment::Options part_of_meeting(const archive::SessionFacts& facts) {
  alignment::Options options;
  options.from_seconds = facts.clip_start_seconds;
  options.to_seconds = facts.clip_end_seconds;
  if (!options.to_seconds && facts.recording) options.to_seconds = facts.recording->duration_seconds;
  return options;
}

/// None of a transcript that something is against: it may well be of another recording.
Result<std::vector<archive::ItemTime>> find_times(const Premises& premises, JobContext& job,
                                                  const archive::SessionFacts& facts, const Agenda& agenda) {
  std::vector<archive::ItemTime> times;
  if (const std::string& fault = facts.transcripts.front().fault; !fault.empty()) {
    job.log("no time is taken from this transcript: " + fault);
    return times;
  }
  const Result<domain::Transcript> transcript = load_shown(premises, facts);
  if (!transcript) return fail(transcript.error());
  const std::vector<alignment::Place> places = alignment::align(agenda.items, *transcript, part_of_meeting(facts));
  for (std::size_t i = 0; i < places.size(); ++i) {
    job.log((agenda.items[i].number.empty() ? "" : agenda.items[i].number + " ") + agenda.items[i].title + ": " +
            places[i].why);
    if (!places[i].seconds || places[i].origin != alignment::Origin::kWorkedOut) continue;
    times.push_back({agenda.ids[i], facts.session_id, *places[i].seconds, places[i].confidence, places[i].why});
  }
  return times;
}

Result<Done> align(const Premises& premises, JobContext& job, const archive::SessionFacts& facts) {
  if (facts.transcripts.empty()) return Done{"{\"outcome\":\"there is no transcript any more\"}"};
  const Result<Agenda> agenda = load_agenda(job.database(), facts.event_id);
  if (!agenda) return fail(agenda.error());
  const auto times = find_times(premises, job, facts, *agenda);
  if (!times) return fail(times.error());
  Done done;
  done.output = json::write(boost::json::object{{"items", agenda->items.size()}, {"found", times->size()}});
  done.effect = [event = facts.event_id, times = *times](store::Database& database) {
    return archive::keep_item_times(database, event, times, alignment::kGenerator);
  };
  return done;
}

}  // namespace

Kind align_step(const Premises& premises) {
  Kind kind;
  kind.name = "align";
  kind.code_version = kAlignVersion;
  kind.time_limit = std::chrono::minutes(10);
  kind.run = on_session(premises, [&premises](JobContext& job, const archive::SessionFacts& facts) {
    return align(premises, job, facts);
  });
  return kind;
}

}  // namespace dais::pipeline
