// SPDX-License-Identifier: Apache-2.0
// Persons, bodies, seats, roles and matters. Events: recorder_events.cc.
#include "archive/recorder.h"

#include <algorithm>
#include <optional>

#include "archive/cdp_ids.h"
#include "archive/names.h"
#include "base/ids.h"

namespace dais::archive {

using domain::Standing;
using store::of;
using store::of_text;
using store::Row;
using store::Value;
namespace tables = store::tables;

Recorder::Recorder(Merge& merge, Identity& identity, store::Blobs& blobs, domain::VoteMapping votes, std::string source,
                   Zone zone)
    : merge_(&merge),
      identity_(&identity),
      blobs_(&blobs),
      vote_mapping_(std::move(votes)),
      source_(std::move(source)),
      zone_(std::move(zone)) {}

Status Recorder::record(const domain::Record& record, Brought& brought) {
  times_named_.clear();
  if (const auto* person = std::get_if<domain::Person>(&record)) return record_person(*person, brought);
  if (const auto* matter = std::get_if<domain::Matter>(&record)) return record_matter(*matter, brought);
  return record_event(std::get<domain::Event>(record), brought);
}

void Recorder::link_cdp(std::string_view kind, std::string cdp_id, const std::string& id) {
  if (!linked_.insert(std::string(kind) + cdp_id).second) return;
  cdp_links_.push_back({std::string(kind), std::move(cdp_id), id});
}

Status Recorder::record_person(const domain::Person& person, Brought& brought) {
  if (person.name.empty()) return fail(ErrorCode::kBadInput, "a person without a name");
  brought.records.emplace_back("person", put_person(person));
  return {};
}

std::string Recorder::put_body(const domain::Body& body, Standing standing) {
  std::string id = identity_->find_or_make("body", body.external_id, fold_name(body.name));
  merge_->put_shared(tables::kBody, id, body.external_id,
                     {of_text(single_spaced(body.name)), of_text(fold_name(body.name)), of(body.description),
                      of(body.classification), of(body.is_active), of(body.start), of(body.end)},
                     standing);
  link_cdp("body", cdp_id_of_name(body.name), id);
  return id;
}

std::string Recorder::put_seat(const domain::Seat& seat) {
  std::string id = identity_->find_or_make("seat", seat.external_id, fold_name(seat.name));
  merge_->put_shared(tables::kSeat, id, seat.external_id,
                     {of_text(seat.name), of(seat.electoral_area), of(seat.electoral_type), of(seat.image_uri)});
  return id;
}

void Recorder::put_role(const domain::Role& role, const std::string& person_id, const std::string& seat_id) {
  const std::string body_id = role.body ? put_body(*role.body, Standing::kMentioned) : "";
  // The start is part of what a role is: a second term under the same title is another role.
  const std::string start = role.start ? format_utc(*role.start) : "";
  const std::string id = role.external_id.empty() ? make_id({"role", person_id, body_id, seat_id, role.title, start})
                                                  : make_id({"role", source_, role.external_id});
  merge_->put_shared(
      tables::kRole, id, role.external_id,
      {person_id, of_text(body_id), of_text(seat_id), of_text(role.title), of(role.start), of(role.end)});
}

std::string Recorder::put_person(const domain::Person& person) {
  std::string id = identity_->person(person.external_id, fold_name(person.name));
  const bool says_more = person.is_active || person.email || person.phone || person.website || person.picture_uri ||
                         person.seat || person.roles;
  const Standing standing = says_more ? Standing::kStated : Standing::kMentioned;
  merge_->put_shared(tables::kPerson, id, person.external_id,
                     {of_text(single_spaced(person.name)), of_text(sort_key_of_person(person.name)), of(says_more),
                      of(person.is_active), of(person.email), of(person.phone), of(person.website),
                      of(person.picture_uri), Value{}, Value{}},
                     standing);
  link_cdp("person", cdp_id_of_name(person.name), id);
  const std::string seat_id = person.seat ? put_seat(*person.seat) : "";
  if (!person.roles) return id;
  for (const domain::Role& role : *person.roles) put_role(role, id, seat_id);
  // Only a source that numbers its roles is known to list all of them (CDP names those of the moment).
  const bool numbered = !person.roles->empty() &&
                        std::ranges::all_of(*person.roles, [](const auto& role) { return !role.external_id.empty(); });
  if (numbered) merge_->complete(tables::kRole, "person_id", id);
  return id;
}

Status Recorder::record_matter(const domain::Matter& matter, Brought& brought) {
  if (matter.name.empty() && matter.external_id.empty())
    return fail(ErrorCode::kBadInput, "a matter without a name or an id");
  const std::string id = put_matter(matter);
  brought.records.emplace_back("matter", id);
  put_actions(matter, id, brought);
  return {};
}

std::string Recorder::put_matter(const domain::Matter& matter) {
  std::string id = identity_->find_or_make("matter", matter.external_id, matter.name);
  const std::string body_id = matter.body ? put_body(*matter.body, Standing::kMentioned) : "";
  const bool stated = matter.standing == Standing::kStated;
  merge_->put(tables::kMatter, id, matter.external_id,
              {of_text(matter.name), of(stated), of(matter.title), of(matter.matter_type), of(matter.status),
               of(matter.summary), of_text(body_id), of(matter.introduced), of(matter.passed), of(matter.enacted),
               of(matter.enactment_number), of(matter.source_uri)},
              matter.standing);
  if (matter.text) merge_->put(tables::kMatterText, id, matter.external_id, {id, of(matter.text)});
  if (!matter.name.empty()) link_cdp("matter", cdp_id_of_name(matter.name), id);
  put_sponsors(matter, id);
  put_matter_files(matter, id);
  return id;
}

void Recorder::put_sponsors(const domain::Matter& matter, const std::string& matter_id) {
  if (!matter.sponsors || others_.has_sponsors_of(matter_id)) return;
  std::int64_t place = 0;
  for (const domain::Person& sponsor : *matter.sponsors) {
    const std::string person_id = put_person(sponsor);
    merge_->put(tables::kMatterSponsor, make_id({"matter_sponsor", matter_id, person_id}), "",
                {matter_id, person_id, of(place++)});
  }
  merge_->complete(tables::kMatterSponsor, "matter_id", matter_id);
}

void Recorder::put_matter_files(const domain::Matter& matter, const std::string& matter_id) {
  if (!matter.files || others_.has_files_of(matter_id)) return;
  std::int64_t place = 0;
  for (const domain::File& file : *matter.files) {
    const std::string id = file.external_id.empty() ? make_id({"matter_file", matter_id, file.name, file.uri})
                                                    : make_id({"matter_file", source_, file.external_id, matter_id});
    merge_->put(tables::kMatterFile, id, file.external_id,
                {matter_id, of(place++), of_text(file.name), of_text(file.uri)});
  }
  merge_->complete(tables::kMatterFile, "matter_id", matter_id);
}

namespace {

/// How a vote was taken, where the minutes say so in words: "… approved by consent Roll Call." Empty: they don't.
std::string method_said_in(const std::string& minutes) {
  const std::string folded = fold_name(minutes);
  for (const char* method : {"roll call", "voice vote", "unanimous consent"}) {
    if (folded.find(method) != std::string::npos) return method;
  }
  return "";
}

}  // namespace

void Recorder::put_actions(const domain::Matter& matter, const std::string& matter_id, Brought& brought) {
  if (!matter.actions || others_.has_actions_of(matter_id)) return;
  std::int64_t place = 0;
  for (const domain::MatterAction& action : *matter.actions) {
    const std::string number = std::to_string(place);
    const std::string id = action.external_id.empty()
                               ? make_id({"matter_action", matter_id, number})
                               : make_id({"matter_action", source_, action.external_id, matter_id});
    const std::string body_id = action.body ? put_body(*action.body, Standing::kMentioned) : "";
    // Legistar: the history entry and the agenda item share one id; the item may come later, or never.
    const bool in_a_meeting = !action.event_external_id.empty() && !action.external_id.empty();
    const std::string item = in_a_meeting ? make_id({"event_item", source_, action.external_id}) : "";
    const std::string event_id =
        action.event_external_id.empty() ? "" : identity_->find_or_make("event", action.event_external_id, "");
    merge_->put(tables::kMatterAction, id, action.external_id,
                {matter_id, of(place++), of_text(event_id), of_text(item), of_text(body_id), of(action.date),
                 of_text(action.action), of(action.description), of(action.outcome)});
    if (!action.votes || action.votes->empty() || others_.has_votes_of(event_id)) continue;
    const std::string vote_event_id =
        make_id({"vote_event", source_, action.external_id.empty() ? id : action.external_id});
    merge_->put(tables::kVoteEvent, vote_event_id, action.external_id,
                {of_text(event_id), of_text(item), matter_id, of_text(body_id), of(action.date), of_text(action.action),
                 of(action.outcome), of_text(method_said_in(action.description.value_or("")))});
    put_votes(*action.votes, vote_event_id, brought);
  }
  merge_->complete(tables::kMatterAction, "matter_id", matter_id);
}

void Recorder::put_votes(const std::vector<domain::Vote>& votes, const std::string& vote_event_id, Brought& brought) {
  std::map<std::string, int> times;
  for (const domain::Vote& vote : votes) {
    const std::string person_id = put_person(vote.person);
    // A source that lists one person twice said two things: both are kept.
    const int nth = ++times[person_id];
    if (nth == 2) brought.warnings.push_back(vote.person.name + " votes more than once on one item; all are kept");
    const std::string id = make_id({"vote", vote_event_id, person_id, nth == 1 ? "" : std::to_string(nth)});
    merge_->put(tables::kVote, id, vote.external_id,
                {vote_event_id, person_id, vote.value, std::string(name_of(vote_mapping_.classify(vote.value)))});
    ++brought.votes;
  }
  merge_->complete(tables::kVote, "vote_event_id", vote_event_id);
}

}  // namespace dais::archive
