// SPDX-License-Identifier: Apache-2.0
#include "harness/fake_reader.h"

#include <algorithm>

namespace dais::harness {
namespace {

using namespace archive;

template <typename View>
Result<View> find_in(const std::map<std::string, View>& views, const std::string& id, const char* kind) {
  const auto found = views.find(id);
  if (found == views.end()) return fail(ErrorCode::kNotFound, std::string("no ") + kind + " " + id);
  return found->second;
}

template <typename T>
Page<T> page_of(std::vector<T> items, const FakeTown& town) {
  const auto total = static_cast<std::int64_t>(items.size());
  return Page<T>{std::move(items), town.next_cursor, total};
}

insight::Named named(const Ref& ref) { return {ref.id, ref.name, ref.external_id}; }

using Places = std::map<std::string, insight::Index>;

insight::Index place_in(const Places& places, const std::string& id) {
  const auto found = places.find(id);
  return found == places.end() ? insight::kNone : found->second;
}

void add_meeting(insight::RecordBuilder& builder, const EventView& view, const Places& bodies, const Places& persons,
                 Places& meetings) {
  if (view.summary.withdrawn) return;
  insight::Meeting meeting;
  meeting.id = view.summary.ref.id;
  meeting.body = place_in(bodies, view.summary.body.id);
  meeting.start = view.summary.start;
  meeting.year = std::stoi(format_local(meeting.start, view.summary.timezone, "%Y"));
  if (view.summary.state == EventState::kCancelled) meeting.standing = insight::Standing::kCalledOff;
  if (!view.agenda_uri.empty()) meeting.add(insight::Part::kAgenda);
  if (!view.minutes_uri.empty()) meeting.add(insight::Part::kMinutes);
  if (view.summary.has_recording) meeting.add(insight::Part::kRecording);
  if (view.summary.has_transcript) meeting.add(insight::Part::kTranscript);
  const insight::Index index = builder.add_meeting(std::move(meeting));
  meetings[view.summary.ref.id] = index;
  for (const AttendanceRow& row : view.attendance)
    builder.add_presence(index, place_in(persons, row.person.id), row.value);
}

void add_vote_event(insight::RecordBuilder& builder, const VoteEventView& view, const Places& bodies,
                    const Places& persons, const Places& meetings, const Places& matters) {
  const VoteEventSummary& vote = view.summary;
  insight::VoteEvent event;
  event.id = vote.ref.id;
  event.external_id = vote.ref.external_id;
  event.body = place_in(bodies, vote.body.id);
  event.meeting = place_in(meetings, vote.event.id);
  event.matter = place_in(matters, vote.matter.id);
  event.date = vote.date;
  event.year = std::stoi(format_local(vote.date, vote.timezone, "%Y"));
  event.stated_passed = vote.stated_passed;
  const insight::Index index = builder.add_vote_event(std::move(event), vote.action);
  for (const VoteRow& row : view.rows) builder.add_vote(index, place_in(persons, row.person.id), row.vote_class);
}

insight::Record voting_record_of(const FakeTown& town) {
  const config::Insight words;
  insight::RecordBuilder builder({words.present_values, words.success_statuses, words.approving_words});
  Places persons;
  Places bodies;
  Places matters;
  Places meetings;
  for (const auto& [id, view] : town.people) persons[id] = builder.add_person(named(view.summary.ref));
  for (const auto& [id, view] : town.bodies) bodies[id] = builder.add_body(named(view.summary.ref));
  for (const auto& [id, view] : town.matters) {
    insight::Matter matter;
    matter.named = named(view.summary.ref);
    matter.introduced = view.summary.introduced;
    matters[id] = builder.add_matter(std::move(matter), view.summary.matter_type, view.summary.status);
    for (const Ref& sponsor : view.sponsors) builder.add_sponsor(matters[id], place_in(persons, sponsor.id));
  }
  for (const auto& [id, view] : town.events) add_meeting(builder, view, bodies, persons, meetings);
  for (const auto& [id, view] : town.votes) add_vote_event(builder, view, bodies, persons, meetings, matters);
  return builder.finish();
}

}  // namespace

Status FakeReader::check(const Paging& paging) {
  town_->last_paging = paging;
  if (town_->failure) return fail(*town_->failure);
  if (!paging.cursor.empty() && paging.cursor != town_->only_cursor)
    return fail(ErrorCode::kBadRequest, "cursor: not one of ours");
  return {};
}

Result<HomeView> FakeReader::home() {
  if (town_->failure) return fail(*town_->failure);
  return town_->home;
}

Result<Page<EventSummary>> FakeReader::events(const EventFilter& filter, const Paging& paging) {
  town_->last_events = filter;
  if (auto ok = check(paging); !ok) return fail(ok.error());
  std::vector<EventSummary> items;
  for (const auto& [id, view] : town_->events) {
    const EventSummary& event = view.summary;
    if (!filter.body_id.empty() && event.body.id != filter.body_id) continue;
    if (filter.from && event.start < *filter.from) continue;
    if (filter.to && event.start > *filter.to) continue;
    if (filter.has == "recording" && !event.has_recording) continue;
    if (filter.has == "transcript" && !event.has_transcript) continue;
    if (filter.has == "votes" && event.vote_count == 0) continue;
    if (filter.when == "upcoming" && event.state != EventState::kUpcoming) continue;
    if (filter.when == "past" && event.state == EventState::kUpcoming) continue;
    items.push_back(event);
  }
  std::ranges::sort(items, [](const EventSummary& a, const EventSummary& b) { return a.start > b.start; });
  return page_of(std::move(items), *town_);
}

Result<EventView> FakeReader::event(const std::string& id) {
  if (town_->failure) return fail(*town_->failure);
  return find_in(town_->events, id, "event");
}

Result<Page<PersonSummary>> FakeReader::people(const PersonFilter& filter, const Paging& paging) {
  town_->last_people = filter;
  if (auto ok = check(paging); !ok) return fail(ok.error());
  std::vector<PersonSummary> items;
  for (const auto& [id, view] : town_->people) {
    if (view.summary.ref.name.find(filter.text) == std::string::npos) continue;
    if (filter.active == "true" && !view.summary.is_active) continue;
    if (filter.active == "false" && view.summary.is_active) continue;
    items.push_back(view.summary);
  }
  return page_of(std::move(items), *town_);
}

Result<PersonView> FakeReader::person(const std::string& id, const VoteFilter& filter, const Paging& paging) {
  town_->last_votes = filter;
  if (auto ok = check(paging); !ok) return fail(ok.error());
  Result<PersonView> view = find_in(town_->people, id, "person");
  if (view && filter.vote_class) {
    std::erase_if(view->votes.items, [&](const PersonVote& vote) { return vote.vote_class != *filter.vote_class; });
    view->votes.total = static_cast<std::int64_t>(view->votes.items.size());
  }
  return view;
}

Result<Page<PersonVote>> FakeReader::person_votes(const std::string& id, const VoteFilter& filter,
                                                  const Paging& paging) {
  Result<PersonView> view = person(id, filter, paging);
  if (!view) return fail(view.error());
  return view->votes;
}

Result<Page<MatterSummary>> FakeReader::matters(const MatterFilter& filter, const Paging& paging) {
  town_->last_matters = filter;
  if (auto ok = check(paging); !ok) return fail(ok.error());
  std::vector<MatterSummary> items;
  for (const auto& [id, view] : town_->matters) {
    const bool named = view.summary.ref.name.find(filter.text) != std::string::npos ||
                       view.summary.title.find(filter.text) != std::string::npos;
    if (!named) continue;
    if (!filter.matter_type.empty() && view.summary.matter_type != filter.matter_type) continue;
    if (!filter.status.empty() && view.summary.status != filter.status) continue;
    items.push_back(view.summary);
  }
  return page_of(std::move(items), *town_);
}

Result<MatterChoices> FakeReader::matter_choices() {
  if (town_->failure) return fail(*town_->failure);
  return MatterChoices{{"Ordinance", "Resolution"}, {"Adopted", "In committee"}};
}

Result<MatterView> FakeReader::matter(const std::string& id) {
  if (town_->failure) return fail(*town_->failure);
  return find_in(town_->matters, id, "matter");
}

Result<Page<BodySummary>> FakeReader::bodies(const Paging& paging) {
  if (auto ok = check(paging); !ok) return fail(ok.error());
  std::vector<BodySummary> items;
  for (const auto& [id, view] : town_->bodies) items.push_back(view.summary);
  return page_of(std::move(items), *town_);
}

Result<BodyView> FakeReader::body(const std::string& id, const Paging& paging) {
  if (auto ok = check(paging); !ok) return fail(ok.error());
  return find_in(town_->bodies, id, "body");
}

Result<VoteEventView> FakeReader::vote(const std::string& id) {
  if (town_->failure) return fail(*town_->failure);
  return find_in(town_->votes, id, "vote");
}

Result<Page<VoteLine>> FakeReader::votes(const VoteFilter& filter, const Paging& paging) {
  town_->last_votes = filter;
  if (auto ok = check(paging); !ok) return fail(ok.error());
  std::vector<VoteLine> items;
  for (const auto& [id, view] : town_->votes) {
    if (filter.contested == insight::Contested::kOnly && view.summary.tally.of(domain::VoteClass::kNo) == 0) continue;
    if (filter.stated == insight::Stated::kDisagrees && !view.summary.outcome_disagrees) continue;
    VoteLine line{view.summary, {}};
    for (const std::string& person : {filter.person_id, filter.with_id}) {
      if (person.empty()) continue;
      const auto row = std::ranges::find(view.rows, person, [](const VoteRow& each) { return each.person.id; });
      if (row == view.rows.end()) break;
      line.casts.emplace_back(Cast{row->value, row->vote_class});
    }
    const std::size_t asked = (filter.person_id.empty() ? 0U : 1U) + (filter.with_id.empty() ? 0U : 1U);
    if (line.casts.size() == asked) items.push_back(std::move(line));
  }
  return page_of(std::move(items), *town_);
}

Result<Page<AttendedMeeting>> FakeReader::attended(const AttendanceFilter& filter, const Paging& paging) {
  town_->last_attendance = filter;
  if (auto ok = check(paging); !ok) return fail(ok.error());
  std::vector<AttendedMeeting> items;
  for (const auto& [id, view] : town_->events) {
    for (const AttendanceRow& row : view.attendance) {
      if (row.person.id != filter.person_id) continue;
      const auto presence = row.value == "Present" ? insight::Presence::kPresent : insight::Presence::kNotPresent;
      items.push_back({view.summary, row.value, presence});
    }
  }
  return page_of(std::move(items), *town_);
}

Result<std::shared_ptr<const insight::Record>> FakeReader::record() {
  if (town_->failure) return fail(*town_->failure);
  return std::make_shared<const insight::Record>(voting_record_of(*town_));
}

Result<SearchView> FakeReader::search(const SearchRequest& request) {
  town_->last_search = request;
  if (auto ok = check(request.paging); !ok) return fail(ok.error());
  SearchView view = town_->found;
  view.text = request.text;
  view.next = town_->next_cursor;
  return view;
}

Result<QuoteView> FakeReader::quote(const std::string& text) {
  if (town_->failure) return fail(*town_->failure);
  QuoteView view = town_->quoted;
  view.text = text;
  return view;
}

Result<TrendsView> FakeReader::trends(const TrendsRequest& request) {
  town_->last_trends = request;
  if (town_->failure) return fail(*town_->failure);
  return town_->trends;
}

Result<LikeView> FakeReader::like(const std::string& event_id, int /*session*/, double /*seconds*/) {
  if (town_->failure) return fail(*town_->failure);
  if (!town_->events.contains(event_id)) return fail(ErrorCode::kNotFound, "no event " + event_id);
  return town_->like;
}

Result<std::vector<search::RelatedWord>> FakeReader::related(const std::string& /*text*/) {
  if (town_->failure) return fail(*town_->failure);
  return town_->related;
}

Result<std::vector<Suggested>> FakeReader::suggest(const std::string& text, std::size_t /*limit*/) {
  town_->last_suggest = text;
  if (town_->failure) return fail(*town_->failure);
  return town_->suggested;
}

Result<Located> FakeReader::locate(const std::string& kind, const std::string& id) {
  if (town_->failure) return fail(*town_->failure);
  if (town_->locate_failure) return fail(*town_->locate_failure);
  if (const auto found = town_->moved.find(id); found != town_->moved.end()) return Located{found->second, true};
  const bool known =
      (kind == "event" && town_->events.contains(id)) || (kind == "person" && town_->people.contains(id)) ||
      (kind == "matter" && town_->matters.contains(id)) || (kind == "body" && town_->bodies.contains(id)) ||
      (kind == "vote_event" && town_->votes.contains(id));
  if (!known) return fail(ErrorCode::kNotFound, "no " + kind + " " + id);
  return Located{id, false};
}

Result<std::string> FakeReader::resolve(const std::string& source, const std::string& kind,
                                        const std::string& external_id) {
  if (town_->failure) return fail(*town_->failure);
  if (kind == "event") {
    for (const auto& [id, view] : town_->events) {
      if (view.provenance.source == source && view.provenance.external_id == external_id) return id;
    }
  }
  return fail(ErrorCode::kNotFound, "no " + kind + " " + external_id + " of " + source);
}

Result<std::string> FakeReader::transcript_json(const std::string& event_id, int session) {
  if (town_->failure) return fail(*town_->failure);
  if (event_id != kHeld || session != 0) return fail(ErrorCode::kNotFound, "no transcript");
  return std::string(R"({"generator":"Alder Cross captions","sentences":[]})");
}

Result<domain::Transcript> FakeReader::transcript(const std::string& event_id, int session, const std::string& id) {
  if (town_->failure) return fail(*town_->failure);
  if (event_id != kHeld || session != 0 || id != "draft22222222")
    return fail(ErrorCode::kNotFound, "that session has no transcript \"" + id + "\"");
  domain::Transcript transcript;
  transcript.generator = "A recogniser";
  transcript.sentences.push_back(
      {1000, 2000, "Good eating.", "", false, {}, {{1000, 1500, "Good"}, {1500, 2000, "eating."}}});
  return transcript;
}

Result<std::string> FakeReader::media_file(const std::string& name) {
  if (town_->failure) return fail(*town_->failure);
  return find_in(town_->media, name, "recording");
}

Result<archive::ChangeFeed> FakeReader::changes(std::int64_t since, std::size_t limit) {
  if (town_->failure) return fail(*town_->failure);
  town_->last_since = since;
  town_->last_change_limit = limit;
  return town_->changes;
}

ReaderPool pool_of(std::shared_ptr<FakeTown> town) {
  return ReaderPool([town]() -> Result<std::unique_ptr<Reader>> { return std::make_unique<FakeReader>(town); });
}

}  // namespace dais::harness
