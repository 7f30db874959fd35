// SPDX-License-Identifier: Apache-2.0
// The voting record of an archive as numbers: persons, bodies, matters, meetings and vote events by index, small enough
// to stay in memory (New York's two years: 63,240 votes in 2 MB). It holds what figures are counted from and the public
// ids that lead from a figure to its rows; titles and texts stay in the catalog. Immutable once built: read it from any
// thread. RecordBuilder is how one is made.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/time.h"
#include "domain/vote_class.h"
#include "insight/tally.h"

namespace dais::insight {

using Index = std::uint32_t;
inline constexpr Index kNone = std::numeric_limits<Index>::max();

struct Named {
  std::string id;  ///< public
  std::string name;
  std::string external_id;
};

/// Present as the operator's table of words has it; every other value of a roll call is not.
enum class Presence : std::uint8_t { kPresent, kNotPresent };
/// What a carried motion does to its matter: approve it, or anything else (file it, disapprove it, refer it).
enum class Motion : std::uint8_t { kApproves, kOther };
enum class Success : std::uint8_t { kReached, kNotReached };
enum class Standing : std::uint8_t { kTakesPlace, kCalledOff };

/// The words by which values are told apart that differ from place to place. Case and blanks around do not count.
struct Words {
  std::vector<std::string> present_values;  ///< of roll calls: the whole value
  std::vector<std::string> success_statuses;  ///< of matters: the whole status
  std::vector<std::string> approving_words;  ///< of actions: any one word of it
};

/// What of a meeting the archive has; parts of one number.
enum class Part : std::uint8_t { kAgenda, kMinutes, kRollCall, kVotes, kRecording, kTranscript };
inline constexpr std::size_t kParts = 6;

struct Meeting {
  std::string id;
  Index body = kNone;
  Instant start;
  int year = 0;  ///< on the meeting's own calendar
  Standing standing = Standing::kTakesPlace;
  std::uint8_t parts = 0;
  Index first_presence = 0;
  Index presence_count = 0;

  [[nodiscard]] bool has(Part part) const { return ((parts >> static_cast<unsigned>(part)) & 1U) != 0; }
  void add(Part part) { parts = static_cast<std::uint8_t>(parts | (1U << static_cast<unsigned>(part))); }
};

struct Matter {
  Named named;
  Index type = kNone;  ///< in Record::matter_types
  Index status = kNone;  ///< in Record::statuses
  std::optional<Instant> introduced;
  Success success = Success::kNotReached;
  Index first_sponsor = 0;
  Index sponsor_count = 0;
};

struct VoteEvent {
  std::string id;
  std::string external_id;
  Index body = kNone;
  Index meeting = kNone;
  Index matter = kNone;
  std::optional<Instant> date;
  int year = 0;  ///< on the archive's calendar; 0 where there is no date
  Motion motion = Motion::kOther;
  std::optional<bool> stated_passed;
  Tally tally;
  Majority majority = Majority::kTie;
  Index first_row = 0;
  Index row_count = 0;

  /// With at least one no.
  [[nodiscard]] bool contested() const { return tally.of(domain::VoteClass::kNo) > 0; }
  /// The stated outcome and the rows do not fit.
  [[nodiscard]] bool disagrees() const { return tally.rows() > 0 && insight::disagrees(stated_passed, majority); }
};

struct VoteRow {
  Index person = kNone;
  domain::VoteClass vote_class = domain::VoteClass::kUnrecognised;
};

struct PresenceRow {
  Index person = kNone;
  Index value = kNone;  ///< in Record::presence_values, as the source writes it
  Presence presence = Presence::kNotPresent;
};

struct Record {
  std::vector<Named> persons;  ///< in the order they were added: by name
  std::vector<Named> bodies;
  std::vector<Matter> matters;
  std::vector<Meeting> meetings;
  std::vector<VoteEvent> vote_events;
  std::vector<VoteRow> votes;  ///< by vote event, then person; a person at most once in each
  std::vector<PresenceRow> presences;  ///< by meeting, then person; a person at most once in each
  std::vector<Index> sponsors;  ///< persons, by matter; the prime sponsor first
  std::vector<std::string> matter_types;
  std::vector<std::string> statuses;
  std::vector<std::string> presence_values;

  [[nodiscard]] std::span<const VoteRow> rows_of(const VoteEvent& event) const {
    return std::span(votes).subspan(event.first_row, event.row_count);
  }
  [[nodiscard]] std::span<const PresenceRow> presences_of(const Meeting& meeting) const {
    return std::span(presences).subspan(meeting.first_presence, meeting.presence_count);
  }
  [[nodiscard]] std::span<const Index> sponsors_of(const Matter& matter) const {
    return std::span(sponsors).subspan(matter.first_sponsor, matter.sponsor_count);
  }
  /// How the person voted; nothing where they have no row.
  [[nodiscard]] std::optional<domain::VoteClass> vote_of(const VoteEvent& event, Index person) const;
  [[nodiscard]] std::optional<Index> find_person(std::string_view id) const;
  [[nodiscard]] std::optional<Index> find_body(std::string_view id) const;
  [[nodiscard]] std::optional<Index> find_matter_type(std::string_view type) const;

  std::unordered_map<std::string, Index> person_by_id;
  std::unordered_map<std::string, Index> body_by_id;
};

/// Rows may come in any order; where a person has two rows in one vote event or one meeting, the first that came
/// counts. Indexes given are those that add_…() returned.
class RecordBuilder {
 public:
  explicit RecordBuilder(Words words);

  Index add_person(Named person);
  Index add_body(Named body);
  Index add_matter(Matter matter, std::string_view type, std::string_view status);
  Index add_meeting(Meeting meeting);
  /// `event` without tally, majority and rows: they are counted.
  Index add_vote_event(VoteEvent event, std::string_view action);
  void add_vote(Index vote_event, Index person, domain::VoteClass vote_class);
  void add_presence(Index meeting, Index person, std::string_view value);
  void add_part(Index meeting, Part part);
  void add_sponsor(Index matter, Index person);

  /// The builder is used up.
  Record finish();

 private:
  /// Texts that come again and again, once each.
  struct Pool {
    std::unordered_map<std::string, Index> places;
    Index place_of(std::string_view text, std::vector<std::string>& texts);
  };

  Words words_;
  Record record_;
  Pool types_;
  Pool statuses_;
  Pool values_;
  std::vector<Presence> presence_of_value_;
  std::vector<std::pair<Index, VoteRow>> votes_;
  std::vector<std::pair<Index, PresenceRow>> presences_;
  std::vector<std::pair<Index, Index>> sponsors_;
};

}  // namespace dais::insight
