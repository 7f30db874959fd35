// SPDX-License-Identifier: Apache-2.0
// The town that FakeReader tells of.
#include <string>
#include <utility>

#include "harness/fake_reader.h"

namespace dais::harness {
namespace {

using namespace archive;
using domain::VoteClass;

constexpr const char* kZone = "America/Chicago";

Instant at(const char* text) { return parse_instant(text, kZone).value(); }

Ref ref(const char* id, std::string name) { return Ref{id, std::move(name), std::string("x-") + id}; }

Ref council() { return ref(kCouncil, "Town Council"); }
Ref planning() { return ref(kPlanning, "Planning Board"); }
Ref ann() { return ref(kAnn, "Ann Lee"); }
Ref bo() { return ref(kBo, "Bo <script>alert(1)</script> O'Der"); }

Provenance provenance(const char* external_id) {
  Provenance out;
  out.source = "clerk";
  out.external_id = external_id;
  out.source_uri = "https://clerk.example/records/1?a=1&b=2";
  out.first_seen = at("2024-03-06T09:00");
  out.last_changed = at("2024-03-08T09:00");
  return out;
}

EventSummary event_summary(const char* id, const Ref& body, const char* start) {
  EventSummary out;
  out.ref = ref(id, body.name);
  out.body = body;
  out.start = at(start);
  out.timezone = kZone;
  return out;
}

domain::Sentence sentence(int start, int end, std::string text, std::string speaker, bool turn_start) {
  domain::Sentence out;
  out.start = start;
  out.end = end;
  out.text = std::move(text);
  out.speaker = std::move(speaker);
  out.turn_start = turn_start;
  return out;
}

std::shared_ptr<const domain::Transcript> transcript() {
  auto out = std::make_shared<domain::Transcript>();
  out->generator = "Captions of the clerk";
  out->confidence = 0.97;
  out->kind = domain::TranscriptKind::kCaptions;
  out->language = "en";
  const std::string ann_label = ann().name;
  const std::string bo_label = bo().name;
  out->sentences = {
      sentence(0, 4000, "Good evening, and welcome to the council.", ann_label, true),
      sentence(4000, 9500, "The first item is the bike lane on Mill Street & its cost.", ann_label, false),
      sentence(9500, 15000, "I ask whether bike lanes <b>belong</b> there.", bo_label, true),
      sentence(61000, 66200, "My question is about the cost of bike parking.", bo_label, false),
      sentence(66200, 70000, "It is in the budget.", ann_label, true),
      sentence(3725400, 3729000, "Thank you, we stand adjourned.", "Clerk", true),
  };
  return out;
}

VoteEventSummary vote_summary(const char* id, std::string name, const char* action) {
  VoteEventSummary out;
  out.ref = ref(id, std::move(name));
  out.event = ref(kHeld, "Town Council");
  out.body = council();
  out.matter = ref(kBikeMatter, "Ord 12-2024");
  out.matter_title = "An ordinance for a protected bike lane on Mill Street";
  out.date = at("2024-03-05T18:30");
  out.timezone = kZone;
  out.action = action;
  return out;
}

void count(VoteEventSummary& vote, VoteClass vote_class, std::int64_t times) {
  vote.tally.by_class.at(static_cast<std::size_t>(vote_class)) = times;
}

VoteEventSummary split_vote() {
  VoteEventSummary out = vote_summary(kSplitVote, "Adopt the bike lane", "Adopt as amended");
  out.stated_outcome = "Passed";
  out.stated_passed = true;
  out.method = VoteMethod::kRollCall;
  out.majority = Majority::kYes;
  count(out, VoteClass::kYes, 5);
  count(out, VoteClass::kNo, 2);
  count(out, VoteClass::kAbsent, 1);
  count(out, VoteClass::kUnrecognised, 1);
  return out;
}

VoteEventSummary voice_vote() {
  VoteEventSummary out = vote_summary(kVoiceVote, "Approve the minutes", "Approve");
  out.matter = {};
  out.matter_title.clear();
  out.stated_outcome = "Approved";
  out.stated_passed = true;
  out.method = VoteMethod::kVoice;
  return out;
}

VoteEventSummary odd_vote() {
  VoteEventSummary out = vote_summary(kOddVote, "Raise the parking tax", "Adopt");
  out.matter = ref(kTaxMatter, "Res 7-2024");
  out.matter_title = "A resolution on the parking tax";
  out.stated_outcome = "Passed";
  out.stated_passed = true;
  out.majority = Majority::kNo;
  out.outcome_disagrees = true;
  count(out, VoteClass::kYes, 1);
  count(out, VoteClass::kNo, 2);
  return out;
}

AgendaItem item(const char* id, int index, const char* number, const char* name) {
  AgendaItem out;
  out.id = id;
  out.index = index;
  out.agenda_number = number;
  out.name = name;
  return out;
}

std::vector<AgendaItem> agenda() {
  AgendaItem minutes = item("itemminutes22", 0, "1", "Minutes of the last meeting");
  minutes.votes = {voice_vote()};
  minutes.decision = "Approved";
  AgendaItem bike = item("itembike22222", 1, "2", "Ord 12-2024");
  bike.matter = ref(kBikeMatter, "Ord 12-2024");
  bike.matter_type = "Ordinance";
  bike.matter_title = "An ordinance for a protected bike lane on Mill Street";
  bike.description = "Second reading.";
  bike.action = "Adopt as amended";
  bike.decision = "Passed";
  bike.start_seconds = 4;
  bike.moment = ItemMoment{0, 4, TimeOrigin::kStated, 1, {}};
  bike.files = {{"Staff report", "https://clerk.example/report.pdf"}, {"Trap", "javascript:alert(1)"}};
  bike.votes = {split_vote()};
  AgendaItem tax = item("itemtax222222", 2, "3", "Res 7-2024");
  tax.matter = ref(kTaxMatter, "Res 7-2024");
  tax.decision = "Passed";
  tax.moment = ItemMoment{0, 12.5, TimeOrigin::kWorkedOut, 0.834, "Said here: “Res” of its title; the chair moves on."};
  tax.votes = {odd_vote()};
  AgendaItem dropped = item("itemdropped22", 3, "4", "Naming of the pond");
  dropped.withdrawn = true;
  return {minutes, bike, tax, dropped};
}

EventView held_event() {
  EventView out;
  out.summary = event_summary(kHeld, council(), "2024-03-05T18:30");
  out.summary.location = "Town Hall, 1 Mill Street";
  out.summary.status = "Final";
  out.summary.has_recording = true;
  out.summary.has_transcript = true;
  out.summary.item_count = 4;
  out.summary.vote_count = 3;
  out.summary.duration_seconds = 3729;
  out.agenda_uri = "https://clerk.example/agenda.pdf";
  out.minutes_uri = "https://clerk.example/minutes.pdf";
  SessionView first;
  first.id = "session222222";
  first.start = out.summary.start;
  first.media = MediaKind::kVideo;
  first.media_uri = "/media/0a1b.mp4";
  first.transcript = transcript();
  first.transcripts = {
      {"captions22222", "Captions of the clerk", domain::TranscriptKind::kCaptions, 0.97, out.summary.start, ""},
      {"draft22222222", "A recogniser", domain::TranscriptKind::kDraft, 0.4, out.summary.start, "its end is missing"}};
  first.speakers = {ann(), ann(), bo(), bo(), ann(), Ref{"", "Clerk", ""}};
  first.identified = {{ann().name, ann(), "The label is her full name."}};
  SessionView second;
  second.index = 1;
  second.id = "session222223";
  second.start = at("2024-03-05T20:30");
  second.media = MediaKind::kElsewhere;
  second.media_uri = "https://www.youtube.com/watch?v=abc123";
  out.sessions = {first, second};
  out.items = agenda();
  out.attendance = {{ann(), "Present"}, {bo(), "Absent"}};
  out.provenance = provenance("ev-1");
  out.provenance.changes = {{"location", "Annex", "Town Hall, 1 Mill Street", at("2024-03-07T10:00")}};
  out.previous_id = kUnrecorded;
  out.next_id = kCancelled;
  return out;
}

EventView plain_event(const char* id, const Ref& body, const char* start, EventState state) {
  EventView out;
  out.summary = event_summary(id, body, start);
  out.summary.state = state;
  out.provenance = provenance("");
  out.provenance.source = "ingest";
  out.provenance.source_uri.clear();
  return out;
}

void add_events(FakeTown& town) {
  town.events[kHeld] = held_event();
  town.events[kUnrecorded] = plain_event(kUnrecorded, council(), "2024-02-06T18:30", EventState::kHeld);
  town.events[kUpcoming] = plain_event(kUpcoming, planning(), "2031-05-07T00:00", EventState::kUpcoming);
  town.events[kCancelled] = plain_event(kCancelled, council(), "2024-04-02T18:30", EventState::kCancelled);
  EventView gone = plain_event(kWithdrawn, planning(), "2024-01-10T17:00", EventState::kHeld);
  gone.summary.withdrawn = true;
  gone.provenance.withdrawn = at("2024-02-01T08:00");
  town.events[kWithdrawn] = gone;
}

MatterSummary matter_summary(const char* id, const char* name, const char* title, const char* type,
                             const char* status) {
  MatterSummary out;
  out.ref = ref(id, name);
  out.title = title;
  out.matter_type = type;
  out.status = status;
  out.introduced = at("2024-01-09");
  out.timezone = kZone;
  out.prime_sponsor = ann();
  out.sponsor_count = 2;
  return out;
}

void add_matters(FakeTown& town) {
  MatterView bike;
  bike.summary = matter_summary(kBikeMatter, "Ord 12-2024", "An ordinance for a protected bike lane on Mill Street",
                                "Ordinance", "Adopted");
  bike.summary_text = "Puts a protected lane on both sides of Mill Street.";
  bike.text = "Section 1. There shall be a lane.\nSection 2. It shall be protected.";
  bike.enactment_number = "2024-12";
  bike.passed = at("2024-03-05T19:10");
  bike.body = council();
  bike.sponsors = {ann(), bo()};
  bike.files = {{"Full text", "https://clerk.example/ord12.pdf"}};
  MatterActionView introduced{at("2024-01-09"), "Introduced", "", "", council(), {}, std::nullopt};
  MatterActionView adopted{at("2024-03-05T19:10"),     "Adopted",   "As amended", "Pass", council(),
                           ref(kHeld, "Town Council"), split_vote()};
  bike.actions = {introduced, adopted};
  bike.provenance = provenance("m-12");
  MatterView tax;
  tax.summary =
      matter_summary(kTaxMatter, "Res 7-2024", "A resolution on the parking tax", "Resolution", "In committee");
  tax.provenance = provenance("m-7");
  town.matters = {{kBikeMatter, bike}, {kTaxMatter, tax}};
}

PersonVote cast(const VoteEventSummary& vote, const char* value) {
  return PersonVote{vote, value, domain::classify_vote(value)};
}

void add_people(FakeTown& town) {
  PersonView lee;
  lee.summary = {ann(), "District 1", "Council President", true, 3, 1, 3};
  lee.also_known_as = {"A. Lee"};
  lee.email = "ann@alder.example";
  lee.website = "https://ann.example/";
  lee.roles = {{"Council President", council(), "District 1", at("2023-01-01"), std::nullopt, true},
               {"Member", planning(), "", at("2020-01-01"), at("2022-12-31"), false}};
  lee.tally.by_class = {2, 1, 0, 0, 0, 0, 0, 0};
  lee.votes = {{cast(split_vote(), "Aye"), cast(odd_vote(), "Nay")}, "", 2};
  lee.sponsored = {town.matters.at(kBikeMatter).summary};
  lee.timezone = kZone;
  lee.provenance = provenance("p-1");
  PersonView oder;
  oder.summary = {bo(), "", "Member", false, 1, 0, 2};
  oder.website = "javascript:alert(document.cookie)";
  oder.tally.by_class = {0, 0, 0, 0, 0, 0, 0, 1};
  oder.votes = {{cast(split_vote(), "Hurrah")}, "", 1};
  oder.timezone = kZone;
  oder.provenance = provenance("p-2");
  town.people = {{kAnn, lee}, {kBo, oder}};
}

void add_bodies(FakeTown& town) {
  BodyView main_body;
  main_body.summary = {council(), "council", "Decides for the town.", true, 3, 2, at("2024-03-05T18:30"), kZone};
  main_body.members = {{ann(), town.people.at(kAnn).roles.front()}};
  main_body.events = {{town.events.at(kHeld).summary, town.events.at(kUnrecorded).summary}, "", 2};
  main_body.provenance = provenance("b-1");
  BodyView board;
  board.summary = {planning(), "board", "", false, 1, 0, std::nullopt, kZone};
  board.upcoming = {town.events.at(kUpcoming).summary};
  board.provenance = provenance("b-2");
  town.bodies = {{kCouncil, main_body}, {kPlanning, board}};
}

void add_votes(FakeTown& town) {
  VoteEventView split;
  split.summary = split_vote();
  split.item = town.events.at(kHeld).items.at(1);
  split.rows = {{ann(), "Aye", VoteClass::kYes}, {bo(), "Hurrah", VoteClass::kUnrecognised}};
  split.provenance = provenance("v-1");
  VoteEventView voice;
  voice.summary = voice_vote();
  voice.item = town.events.at(kHeld).items.at(0);
  voice.provenance = provenance("v-2");
  VoteEventView odd;
  odd.summary = odd_vote();
  odd.rows = {{ann(), "Nay", VoteClass::kNo}};
  odd.provenance = provenance("v-3");
  town.votes = {{kSplitVote, split}, {kVoiceVote, voice}, {kOddVote, odd}};
}

void add_findings(FakeTown& town) {
  SearchHit hit;
  hit.event = town.events.at(kHeld).summary;
  hit.start_seconds = 9.5;
  hit.end_seconds = 66.2;
  hit.speaker = bo();
  hit.text = "I ask whether bike lanes <b>belong</b> there.";
  hit.snippet_html = "I ask whether <mark>bike</mark> lanes &lt;b&gt;belong&lt;/b&gt; there.";
  hit.score = 2.5;
  hit.url = std::string("/events/") + kHeld + "?s=0&t=9";
  SearchHit second = hit;
  second.start_seconds = 61;
  second.speaker = {};
  second.snippet_html = "the cost of <mark>bike</mark> parking &amp; more";
  second.url = std::string("/events/") + kHeld + "?s=0&t=61";
  town.found.understood = "meetings where anyone said “bike”";
  town.found.terms = {"bike"};
  town.found.total = 2;
  town.found.hits = {hit, second};
  town.found.bodies = {{kCouncil, "Town Council", 2}};
  town.found.years = {{"2024", "2024", 2}};
  town.found.took_ms = 1.9;
  town.found.searched = town.home.holdings;
}

}  // namespace

std::shared_ptr<FakeTown> make_alder_cross() {
  auto town = std::make_shared<FakeTown>();
  add_events(*town);
  add_matters(*town);
  add_people(*town);
  add_bodies(*town);
  add_votes(*town);
  town->home.holdings = {5, 1, 1, 2, 3, 2, 2, at("2024-01-10T17:00"), at("2031-05-07")};
  town->home.newest = {town->events.at(kHeld).summary, town->events.at(kUnrecorded).summary};
  town->home.upcoming = {town->events.at(kUpcoming).summary};
  town->home.bodies = {town->bodies.at(kCouncil).summary, town->bodies.at(kPlanning).summary};
  town->home.recent_votes = {split_vote(), voice_vote()};
  add_findings(*town);
  town->moved = {{"0123456789ab", kHeld}};
  return town;
}

}  // namespace dais::harness
