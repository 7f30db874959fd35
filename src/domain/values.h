// SPDX-License-Identifier: Apache-2.0
// The values of the record as a source states them: plain structs, no ids of ours. What a source did not say is
// an empty optional (or an empty external id) and never overwrites what is known; a list that is present is complete,
// and what it no longer names was withdrawn.
// Words as in Open Civic Data and the Council Data Project. Times: see base/time.h. Places in recordings: seconds.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.h"

namespace dais::domain {

struct File {
  std::string external_id;
  std::string name;
  std::string uri;
};

struct Body {
  std::string external_id;
  std::string name;
  std::optional<bool> is_active;
  std::optional<std::string> description;
  std::optional<std::string> classification;  ///< council, committee, board, conference … as the source says
  std::optional<Instant> start;
  std::optional<Instant> end;
};

struct Role {
  std::string external_id;
  std::string title;
  std::optional<Body> body;
  std::optional<Instant> start;
  std::optional<Instant> end;
};

struct Seat {
  std::string external_id;
  std::string name;
  std::optional<std::string> electoral_area;
  std::optional<std::string> electoral_type;
  std::optional<std::string> image_uri;
};

struct Person {
  std::string external_id;
  std::string name;
  std::optional<bool> is_active;
  std::optional<std::string> email;
  std::optional<std::string> phone;
  std::optional<std::string> website;
  std::optional<std::string> picture_uri;
  std::optional<Seat> seat;
  std::optional<std::vector<Role>> roles;
};

/// One person on one agenda item. `value` is the source's own word ("Affirmative", "Absent (Non-Voting)", "").
struct Vote {
  std::string external_id;
  Person person;
  std::string value;
};

/// One person in one roll call for attendance.
struct Attendance {
  Person person;
  std::string value;
};

/// What was done to a matter at a time: its history.
struct MatterAction {
  std::string external_id;        ///< Legistar: the history id, which is the agenda item's id as well
  std::string event_external_id;  ///< of the meeting where it happened, where there was one
  std::optional<Body> body;
  std::optional<Instant> date;
  std::string action;
  std::optional<std::string> description;
  std::optional<std::string> outcome;  ///< as stated: "Pass", "Fail"
  std::optional<std::vector<Vote>> votes;
};

/// Whether a value comes with a record of its own, or is only named by another record (an agenda item that cites a bill
/// by number). A mention makes a record where there is none yet, and never changes one that speaks for itself.
enum class Standing { kStated, kMentioned };

struct Matter {
  Standing standing = Standing::kStated;
  std::string external_id;
  std::string name;  ///< the file number people use: "Int 0001-2022"
  std::optional<std::string> matter_type;
  std::optional<std::string> title;
  std::optional<std::string> summary;
  std::optional<std::string> text;
  std::optional<std::string> status;  ///< as the source writes it
  std::optional<std::string> enactment_number;
  std::optional<std::string> source_uri;
  std::optional<Body> body;  ///< in control
  std::optional<Instant> introduced;
  std::optional<Instant> passed;
  std::optional<Instant> enacted;
  std::optional<std::vector<Person>> sponsors;  ///< prime sponsor first
  std::optional<std::vector<File>> files;
  std::optional<std::vector<MatterAction>> actions;
};

/// An agenda item in its place in one event (CDP: EventMinutesItem with its MinutesItem).
struct EventItem {
  std::string external_id;
  std::string name;
  std::optional<int> index;  ///< order in the event; list order where the source gives none
  std::optional<std::string> agenda_number;
  std::optional<std::string> description;
  std::optional<std::string> action;
  std::optional<std::string> decision;  ///< stated outcome: "Passed", "Pass", "Failed" …
  std::optional<std::string> method;  ///< roll call, voice, consent, as the source says
  std::optional<double> start_seconds;  ///< in the event's first session, where the source gives it
  std::optional<Matter> matter;
  std::optional<std::vector<File>> files;
  std::optional<std::vector<Vote>> votes;
  std::optional<std::vector<Attendance>> roll_call;
};

/// A file of captions or a transcript, already fetched: what it is, is for src/speech to find out.
struct Caption {
  std::string uri;
  std::string content;
};

/// One recording of an event.
struct Session {
  std::string external_id;
  int index = 0;
  std::optional<Instant> start;
  std::string media_uri;  ///< as the source gives it; empty: not recorded
  std::optional<std::string> media_path;  ///< the recording as a file on this machine, when the link was relative
  std::optional<double> clip_start_seconds;  ///< where in the recording the meeting starts (CDP: video_start_time)
  std::optional<double> clip_end_seconds;
  std::optional<std::string> caption_uri;
  std::optional<Caption> caption;
};

struct Event {
  std::string external_id;
  Body body;
  std::optional<Instant> start;  ///< none given: the first session's
  int start_microseconds = 0;  ///< what `start` lacks to the time given: CDP made its ids from microseconds
  std::optional<std::string> timezone;  ///< IANA; the instance's when the source has none
  std::optional<std::string> location;
  std::optional<std::string> status;  ///< as the source writes it: "Final", "Deferred", "Cancelled"
  std::optional<std::string> comment;
  std::optional<std::string> agenda_uri;
  std::optional<std::string> minutes_uri;
  std::optional<std::string> source_uri;  ///< the page for people at the source
  std::optional<std::string> static_thumbnail_uri;
  std::optional<std::string> hover_thumbnail_uri;
  std::vector<Session> sessions;
  std::optional<std::vector<EventItem>> items;
};

using Record = std::variant<Person, Matter, Event>;

}  // namespace dais::domain
