// SPDX-License-Identifier: Apache-2.0
#include "archive/voting_record.h"

#include <algorithm>
#include <unordered_map>

#include "archive/meeting_state.h"
#include "archive/vote_classes.h"
#include "insight/tally.h"

namespace dais::archive {
namespace {

using insight::Index;
using insight::kNone;
using insight::Part;
using store::Row;
using store::Rows;
using store::text_of;

class Loading {
 public:
  Loading(store::Database& database, const std::string& timezone, const config::Insight& words)
      : database_(database),
        timezone_(timezone),
        builder_({words.present_values, words.success_statuses, words.approving_words}) {}

  Result<insight::Record> load() {
    using Step = Status (Loading::*)();
    for (const Step step : {&Loading::add_persons, &Loading::add_bodies, &Loading::add_matters, &Loading::add_sponsors,
                            &Loading::add_meetings, &Loading::add_recordings, &Loading::add_roll_calls,
                            &Loading::add_vote_events, &Loading::add_votes}) {
      if (Status done = (this->*step)(); !done) return fail(std::move(done.error()));
    }
    return builder_.finish();
  }

 private:
  using Places = std::unordered_map<std::string, Index>;

  static Index place_in(const Places& places, const store::Value& id) {
    const auto* text = std::get_if<std::string>(&id);
    if (text == nullptr) return kNone;
    const auto found = places.find(*text);
    return found == places.end() ? kNone : found->second;
  }

  template <typename Take>
  Status each(const char* sql, Take take) {
    const Result<Rows> rows = database_.query(sql);
    if (!rows) return fail(rows.error());
    for (const Row& row : *rows) take(row);
    return {};
  }

  int year_of(Instant instant, const std::string& zone) const {
    const auto local = to_local(instant, zone.empty() ? timezone_ : zone);
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(local.value));
    return static_cast<int>(day.year());
  }

  Status add_persons();
  Status add_bodies();
  Status add_matters();
  Status add_sponsors();
  Status add_meetings();
  Status add_recordings();
  Status add_roll_calls();
  Status add_vote_events();
  Status add_votes();

  store::Database& database_;
  const std::string& timezone_;
  insight::RecordBuilder builder_;
  Places persons_;
  Places bodies_;
  Places matters_;
  Places meetings_;
  Places vote_events_;
};

Status Loading::add_persons() {
  Status heads = each(
      "select id, name, external_id from person where same_as is null order by sort_key, id", [this](const Row& row) {
        persons_[text_of(row[0])] = builder_.add_person({text_of(row[0]), text_of(row[1]), text_of(row[2])});
      });
  if (!heads) return heads;
  return each("select id, same_as from person where same_as is not null", [this](const Row& row) {
    if (const Index head = place_in(persons_, row[1]); head != kNone) persons_[text_of(row[0])] = head;
  });
}

Status Loading::add_bodies() {
  return each("select id, name, external_id from body order by sort_key, id", [this](const Row& row) {
    bodies_[text_of(row[0])] = builder_.add_body({text_of(row[0]), text_of(row[1]), text_of(row[2])});
  });
}

Status Loading::add_matters() {
  return each(
      "select id, name, external_id, matter_type, status, introduced_at from matter where withdrawn is null order by "
      "name, id",
      [this](const Row& row) {
        insight::Matter matter;
        matter.named = {text_of(row[0]), text_of(row[1]), text_of(row[2])};
        matter.introduced = store::maybe_instant(row[5]);
        matters_[text_of(row[0])] = builder_.add_matter(std::move(matter), text_of(row[3]), text_of(row[4]));
      });
}

Status Loading::add_sponsors() {
  return each("select matter_id, person_id from matter_sponsor where withdrawn is null order by matter_id, place, id",
              [this](const Row& row) {
                const Index matter = place_in(matters_, row[0]);
                const Index person = place_in(persons_, row[1]);
                if (matter != kNone && person != kNone) builder_.add_sponsor(matter, person);
              });
}

Status Loading::add_meetings() {
  return each(
      "select id, body_id, start_at, timezone, status, agenda_uri, minutes_uri from event where withdrawn is null and "
      "start_at is not null order by start_at, id",
      [this](const Row& row) {
        insight::Meeting meeting;
        meeting.id = text_of(row[0]);
        meeting.body = place_in(bodies_, row[1]);
        meeting.start = store::instant_of(row[2]);
        meeting.year = year_of(meeting.start, text_of(row[3]));
        if (is_called_off(text_of(row[4]))) meeting.standing = insight::Standing::kCalledOff;
        if (!text_of(row[5]).empty()) meeting.add(Part::kAgenda);
        if (!text_of(row[6]).empty()) meeting.add(Part::kMinutes);
        meetings_[text_of(row[0])] = builder_.add_meeting(std::move(meeting));
      });
}

Status Loading::add_recordings() {
  Status recorded = each(
      "select distinct event_id from session where withdrawn is null and coalesce(media_uri, media_blob) is not null",
      [this](const Row& row) {
        if (const Index meeting = place_in(meetings_, row[0]); meeting != kNone)
          builder_.add_part(meeting, Part::kRecording);
      });
  if (!recorded) return recorded;
  return each(
      "select distinct s.event_id from transcript t join session s on s.id = t.session_id where t.withdrawn is null "
      "and s.withdrawn is null",
      [this](const Row& row) {
        if (const Index meeting = place_in(meetings_, row[0]); meeting != kNone)
          builder_.add_part(meeting, Part::kTranscript);
      });
}

Status Loading::add_roll_calls() {
  return each(
      "select a.event_id, a.person_id, a.value from attendance a left join event_item i on i.id = a.event_item_id "
      "where a.withdrawn is null order by coalesce(i.place, 0), a.place, a.id",
      [this](const Row& row) {
        const Index meeting = place_in(meetings_, row[0]);
        const Index person = place_in(persons_, row[1]);
        if (meeting != kNone && person != kNone) builder_.add_presence(meeting, person, text_of(row[2]));
      });
}

Status Loading::add_vote_events() {
  return each(
      "select v.id, v.external_id, v.body_id, v.event_id, v.matter_id, v.voted_at, v.outcome, v.action, e.timezone "
      "from "
      "vote_event v left join event e on e.id = v.event_id where v.withdrawn is null order by v.id",
      [this](const Row& row) {
        insight::VoteEvent event;
        event.id = text_of(row[0]);
        event.external_id = text_of(row[1]);
        event.body = place_in(bodies_, row[2]);
        event.meeting = place_in(meetings_, row[3]);
        event.matter = place_in(matters_, row[4]);
        event.date = store::maybe_instant(row[5]);
        if (event.date) event.year = year_of(*event.date, text_of(row[8]));
        event.stated_passed = insight::stated_passed(text_of(row[6]));
        vote_events_[text_of(row[0])] = builder_.add_vote_event(std::move(event), text_of(row[7]));
      });
}

Status Loading::add_votes() {
  return each("select vote_event_id, person_id, class from vote where withdrawn is null order by id",
              [this](const Row& row) {
                const Index event = place_in(vote_events_, row[0]);
                const Index person = place_in(persons_, row[1]);
                if (event != kNone && person != kNone) builder_.add_vote(event, person, class_named(text_of(row[2])));
              });
}

}  // namespace

Result<insight::Record> load_voting_record(store::Database& database, const std::string& timezone,
                                           const config::Insight& words) {
  return Loading(database, timezone, words).load();
}

Result<std::shared_ptr<const insight::Record>> VotingRecordCache::current(store::Database& database) {
  const std::lock_guard lock(mutex_);
  const Result<std::int64_t> generation = database.generation();
  if (!generation) return fail(generation.error());
  if (record_ && generation_ == *generation) return record_;
  Result<insight::Record> loaded = load_voting_record(database, timezone_, words_);
  if (!loaded) return fail(std::move(loaded.error()));
  record_ = std::make_shared<const insight::Record>(std::move(*loaded));
  generation_ = *generation;
  return record_;
}

}  // namespace dais::archive
