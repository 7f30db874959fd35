// SPDX-License-Identifier: Apache-2.0
// All that a page or its JSON shows, as values. api and site render the same view; neither asks the store anything.
// A Ref's id is the public id of an address; empty where the record names somebody the archive has no page for.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/transcript.h"
#include "domain/vote_class.h"
#include "insight/record.h"
#include "search/index.h"

namespace dais::archive {

struct Ref {
  std::string id;
  std::string name;
  std::string external_id;
};

struct FileLink {
  std::string name;
  std::string uri;
  std::int64_t pages = 0;  ///< whose text is known here
  std::string note = {};   ///< why there is no text, or not all of it: "it is damaged"; empty: nothing is amiss
};

/// A part of a list: `next` is an opaque cursor, empty on the last page.
template <typename T>
struct Page {
  std::vector<T> items;
  std::string next;
  std::int64_t total = 0;
};

/// An earlier value of a field, as it stood until `until`.
struct Change {
  std::string field;
  std::string old_value;
  std::string new_value;
  Instant when;
};

struct Provenance {
  std::string source;       ///< name of the [[source]], or "ingest"
  std::string external_id;  ///< empty where the source gives none
  std::string source_uri;   ///< a page for people at the source
  Instant first_seen;
  Instant last_changed;
  std::optional<Instant> withdrawn;
  std::vector<Change> changes;
};

// ---- meetings

enum class EventState { kHeld, kUpcoming, kCancelled };

struct EventSummary {
  Ref ref;  ///< name: the body's and the date's, for a title
  Ref body;
  Instant start;
  std::string timezone;
  EventState state = EventState::kHeld;
  std::string status;  ///< as the source writes it
  std::string location;
  std::string comment;
  bool has_recording = false;
  bool has_transcript = false;
  std::int64_t item_count = 0;
  std::int64_t vote_count = 0;    ///< items with votes
  double duration_seconds = 0;    ///< of the transcripts without a fault; 0: not known
  bool withdrawn = false;
  std::string thumbnail;  ///< "/media/…" of a picture of its recording; empty: none
};

/// A moment: a passage and the second it starts.
struct SearchHit {
  EventSummary event;
  int session = 0;
  double start_seconds = 0;
  double end_seconds = 0;
  Ref speaker;
  std::string text;
  std::string snippet_html;
  double score = 0;
  std::string url;  ///< "/events/ID?s=0&t=3725"
  std::int64_t more_in_meeting = 0;  ///< other passages of the same meeting that are found
  std::string speaker_evidence;  ///< why the speaker is taken for a person; empty where none is
  std::vector<search::SoundAlike> sounds_like;  ///< words of the text that were found by their sound
};

/// A page of an agenda, of minutes or of an attachment.
struct DocumentHit {
  std::string title;  ///< "Agenda", "Minutes", or as the record calls it
  std::string url;    ///< at its source, open at the page where the reader's program can do that: "https://…#page=7"
  std::string kind;   ///< "pdf", "html", "text"
  std::int64_t page = 1;
  std::int64_t pages = 1;
  std::optional<EventSummary> event;  ///< the newest meeting that names the file
  Ref matter;                         ///< empty id: none
  std::string snippet_html;           ///< escaped, with <mark>
  double score = 0;
};

/// An agenda item that goes by the words of a query.
struct ItemHit {
  std::string id;
  std::string name;
  std::string agenda_number;
  Ref matter;
  EventSummary event;
  std::string url;  ///< "/events/ID#item-ID"
};

/// Some of what was found of one kind, and how much there is.
template <typename T>
struct Group {
  std::vector<T> items;
  std::int64_t total = 0;
};

/// What the beginning of a query may be meant to become.
struct Suggested {
  std::string kind;    ///< "person", "body", "matter", "phrase"
  std::string text;    ///< what to ask for
  std::string detail;  ///< "Council Member", a matter's title; empty: nothing to say
  std::string url;     ///< of the record's page; empty: it has none
};

using insight::Majority;
using insight::Tally;

enum class VoteMethod { kRollCall, kVoice, kConsent, kUnknown };

struct VoteEventSummary {
  Ref ref;  ///< name: the question in short
  Ref event;
  Ref body;
  Ref matter;
  std::string matter_title;
  Instant date;
  std::string timezone;
  std::string action;          ///< what was voted on, as the source writes it: "Approved by Council"
  std::string stated_outcome;  ///< as stated; empty: none stated
  std::optional<bool> stated_passed;
  VoteMethod method = VoteMethod::kUnknown;
  Tally tally;
  Majority majority = Majority::kTie;
  bool outcome_disagrees = false;  ///< stated passed but the rows have no majority of yes, or the other way round
};

/// Where an agenda item was taken up, as its source states or as worked out from what is said (docs/alignment.md).
enum class TimeOrigin { kStated, kWorkedOut };
struct ItemMoment {
  int session = 0;  ///< SessionView::index
  double seconds = 0;
  TimeOrigin origin = TimeOrigin::kStated;
  double confidence = 1;  ///< 0 to 1: that it begins within a minute of `seconds`
  std::string why;        ///< what speaks for it; empty where it is stated
};

struct AgendaItem {
  std::string id;  ///< anchor within the meeting's page
  int index = 0;
  std::string agenda_number;
  std::string name;
  std::string description;
  std::string action;
  std::string decision;  ///< stated outcome
  Ref matter;
  std::string matter_type;
  std::string matter_title;
  std::optional<double> start_seconds;  ///< as the source states it
  std::optional<ItemMoment> moment;
  std::vector<FileLink> files;
  std::vector<VoteEventSummary> votes;
  bool withdrawn = false;
};

struct AttendanceRow {
  Ref person;
  std::string value;
};

enum class MediaKind { kNone, kVideo, kAudio, kElsewhere };  ///< kElsewhere: a page of its own, e.g. YouTube

/// One of a session's transcripts.
struct TranscriptNote {
  std::string id;
  std::string generator;  ///< what made it, with its version
  domain::TranscriptKind kind = domain::TranscriptKind::kCaptions;
  double confidence = 0;  ///< 0 to 1, as the generator states it; 0: it states none
  Instant since;      ///< when it came or was made
  std::string fault;  ///< why it is not shown first; empty: nothing against it
};

/// A label of a transcript that is taken for a person, and why.
struct Identified {
  std::string label;
  Ref person;
  std::string evidence;
};

struct SessionView {
  int index = 0;
  std::string id;
  Instant start;
  MediaKind media = MediaKind::kNone;
  std::string media_uri;    ///< to play or to open; "/media/…" when it is kept here
  std::string caption_uri;  ///< at the source
  double clip_start_seconds = 0;
  std::optional<double> clip_end_seconds;
  /// Absent: nothing to read for this session. Shared, for it is large and read only.
  std::shared_ptr<const domain::Transcript> transcript;
  std::vector<TranscriptNote> transcripts;  ///< all there are, the one shown first
  std::vector<Ref> speakers;  ///< parallel to the sentences: id where the label is a known person; name: the label
  std::vector<Identified> identified;  ///< each label once, as they first speak
  std::string kept_media;  ///< "/media/…" of the recording, or of its sound, that is kept here; empty: neither
  std::string kept_audio;  ///< "/media/…" of the sound alone
  std::string elsewhere_uri;  ///< where the whole is, when media_uri is the sound that is kept of it
  std::string thumbnail;   ///< "/media/…"
  std::vector<std::uint8_t> loudness;  ///< peaks of equal pieces of the recording, 0 to 255; empty: not known
  std::optional<double> recording_seconds;
  std::string recording_fault;  ///< why the recording that media_uri names does not play; empty: nothing is known
};

struct EventView {
  EventSummary summary;
  std::string agenda_uri;
  std::string minutes_uri;
  std::string agenda_note;  ///< as FileLink::note
  std::string minutes_note;
  std::vector<SessionView> sessions;
  std::vector<AgendaItem> items;
  std::vector<AttendanceRow> attendance;
  Provenance provenance;
  std::string previous_id;  ///< of the same body; empty: none
  std::string next_id;
};

// ---- people, bodies, matters, votes

struct RoleView {
  std::string title;
  Ref body;
  std::string seat;
  std::optional<Instant> start;
  std::optional<Instant> end;
  bool current = false;
};

struct PersonSummary {
  Ref ref;
  std::string seat;
  std::string title;  ///< of the current or last role on the main body
  bool is_active = false;
  std::int64_t vote_count = 0;
  std::int64_t sponsored_count = 0;
  std::int64_t spoken_count = 0;  ///< turns in transcripts
};

/// One vote of one person, in lists.
struct PersonVote {
  VoteEventSummary vote_event;
  std::string value;  ///< the source's word
  domain::VoteClass vote_class = domain::VoteClass::kUnrecognised;
};

struct Cast {
  std::string value;  ///< the source's word
  domain::VoteClass vote_class = domain::VoteClass::kUnrecognised;
};

/// A vote event with the votes of those who were asked for, in that order; absent: they have no row.
struct VoteLine {
  VoteEventSummary vote_event;
  std::vector<std::optional<Cast>> casts;
};

/// A meeting of a person's attendance.
struct AttendedMeeting {
  EventSummary event;
  std::string value;  ///< the source's word
  insight::Presence presence = insight::Presence::kNotPresent;
};

struct MatterSummary {
  Ref ref;
  std::string title;
  std::string matter_type;
  std::string status;
  std::optional<Instant> introduced;
  std::string timezone;
  Ref prime_sponsor;
  std::int64_t sponsor_count = 0;
  bool withdrawn = false;
};

struct PersonView {
  PersonSummary summary;
  std::vector<std::string> also_known_as;
  std::string email;
  std::string phone;
  std::string website;
  std::string picture_uri;
  std::vector<RoleView> roles;  ///< newest first
  Tally tally;                  ///< of all votes
  Page<PersonVote> votes;       ///< newest first
  std::vector<MatterSummary> sponsored;  ///< newest first, at most 20
  std::vector<SearchHit> moments;        ///< what they said last, newest first, at most 5
  std::string timezone;
  Provenance provenance;
};

struct VoteRow {
  Ref person;
  std::string value;
  domain::VoteClass vote_class = domain::VoteClass::kUnrecognised;
};

struct VoteEventView {
  VoteEventSummary summary;
  AgendaItem item;  ///< the agenda item it belongs to; empty id where it is not in the archive
  std::vector<VoteRow> rows;  ///< by class, then by name
  Provenance provenance;
};

struct MatterActionView {
  Instant date;
  std::string action;
  std::string description;
  std::string outcome;
  Ref body;
  Ref event;
  std::optional<VoteEventSummary> vote;
};

/// An earlier text, as it stood until `until`.
struct TextVersion {
  std::string text;
  Instant until;
};

struct MatterView {
  MatterSummary summary;
  std::string summary_text;
  std::string text;
  std::string enactment_number;
  std::optional<Instant> passed;
  std::optional<Instant> enacted;
  Ref body;
  std::vector<Ref> sponsors;  ///< prime first
  std::vector<FileLink> files;
  std::vector<TextVersion> earlier_texts;  ///< newest first
  std::vector<MatterActionView> actions;  ///< oldest first; agenda items that name it included
  std::vector<SearchHit> moments;  ///< of the meetings that took it up: where its number is spoken, oldest first
  Provenance provenance;
};

struct BodySummary {
  Ref ref;
  std::string classification;
  std::string description;
  bool is_active = true;
  std::int64_t event_count = 0;
  std::int64_t member_count = 0;
  std::optional<Instant> last_event;
  std::string timezone;
};

struct Member {
  Ref person;
  RoleView role;
};

struct BodyView {
  BodySummary summary;
  std::vector<Member> members;  ///< current first
  std::vector<EventSummary> upcoming;  ///< soonest first
  Page<EventSummary> events;           ///< newest first
  Provenance provenance;
};

// ---- home and search

struct Holdings {
  std::int64_t events = 0;
  std::int64_t events_with_transcript = 0;
  std::int64_t transcript_hours = 0;
  std::int64_t matters = 0;
  std::int64_t votes = 0;
  std::int64_t people = 0;
  std::int64_t bodies = 0;
  std::optional<Instant> first_event;
  std::optional<Instant> last_event;
};

struct HomeView {
  Holdings holdings;
  std::vector<EventSummary> upcoming;  ///< soonest first
  std::vector<EventSummary> newest;    ///< newest first
  std::vector<BodySummary> bodies;
  std::vector<VoteEventSummary> recent_votes;
  std::vector<std::string> examples;  ///< what could be asked: phrases that are said in many of the meetings
};

/// Which part of a search is left out.
enum class Dropped { kWords, kFilterWords, kBody, kPerson, kEvent, kDates };

/// A search that finds something where the one that was asked finds nothing: it lacks one part of it.
struct Nearest {
  Dropped dropped = Dropped::kWords;
  std::string words;  ///< that are left out of the text, as typed
  std::string text;   ///< of the search without them
  std::int64_t total = 0;
};

struct Facet {
  std::string id;  ///< a body's id, or the year
  std::string name;
  std::int64_t count = 0;
};

struct SearchView {
  std::string text;
  std::string understood;
  std::vector<std::string> terms;
  std::int64_t total = 0;
  std::int64_t meetings = 0;  ///< that have one of them
  bool total_is_exact = true;
  bool is_complete = true;  ///< false: the hits are the best of what could be looked at in time
  std::vector<SearchHit> hits;
  std::vector<Facet> bodies;
  std::vector<Facet> years;
  std::string kind;  ///< of the request: only this kind was looked for, and `next` leads on in it; empty: all
  /// Records and documents that go by the words of the query: a few of each kind beside the first moments.
  Group<PersonSummary> people;
  Group<MatterSummary> matters;
  Group<ItemHit> items;
  Group<DocumentHit> documents;
  std::optional<std::string> suggestion;
  /// Where nothing was found: words that nobody was heard saying, and what finds most with one part left out.
  std::vector<std::string> unsaid;
  std::vector<Nearest> nearest;
  std::string next;
  double took_ms = 0;
  Holdings searched;  ///< what there was to search, for honest empty answers
};

}  // namespace dais::archive
