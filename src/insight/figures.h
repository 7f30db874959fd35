// SPDX-License-Identifier: Apache-2.0
// Figures of the voting record, each over what a Selection names. Pure functions. Lists are in the order of the
// record's persons (by name) and leave out whoever has nothing to count; docs/voting-records.md gives the definitions.
// The rows behind a figure: find_vote_events() and select_roll_calls() with the same selection.
#pragma once

#include <cstdint>
#include <vector>

#include "insight/selection.h"

namespace dais::insight {

// ---- how each person voted

/// What a person's votes are counted apart by, besides the person.
enum class By { kNothing, kYear, kBody };

struct PersonTally {
  Index person = kNone;
  int year = 0;        ///< By::kYear; 0: votes without a date
  Index body = kNone;  ///< By::kBody
  Tally tally;
};
std::vector<PersonTally> tallies(const Record& record, const Selection& selection, By by = By::kNothing);

// ---- who votes with whom

/// Over vote events where both said yes or no.
struct Agreement {
  Index a = kNone;  ///< before b in the record
  Index b = kNone;
  std::int64_t shared = 0;
  std::int64_t same = 0;
};
/// Every pair that shares a vote.
std::vector<Agreement> agreement(const Record& record, const Selection& selection);
/// Of one person (`a`, whatever the order) with each other.
std::vector<Agreement> agreement_with(const Record& record, const Selection& selection, Index person);

// ---- against the majority

struct Dissent {
  Index person = kNone;
  std::int64_t dissents = 0;  ///< yes or no, and the majority was the other
  std::int64_t base = 0;      ///< yes or no where there was a majority
};
std::vector<Dissent> dissent(const Record& record, const Selection& selection);

// ---- who was there

struct Attendance {
  Index person = kNone;
  int year = 0;  ///< By::kYear
  Index body = kNone;
  std::int64_t present = 0;
  std::int64_t total = 0;
};
/// Of roll calls; a person counts once a meeting.
std::vector<Attendance> attendance(const Record& record, const Selection& selection, By by = By::kNothing);

// ---- what became of what they sponsored

struct Sponsorship {
  Index person = kNone;
  Index type = kNone;  ///< of the matters
  std::int64_t sponsored = 0;
  std::int64_t prime = 0;      ///< of these, as the first sponsor
  std::int64_t succeeded = 0;  ///< of these, with a status that counts as success
};
/// A row a person and type, of matters introduced in the span.
std::vector<Sponsorship> sponsorship(const Record& record, const Selection& selection);

// ---- what became of matters

enum class Decision { kPassed, kDisapprovedOrFiled, kFailed };

struct MatterResult {
  Index matter = kNone;
  Index vote_event = kNone;  ///< the last one, by date and then by the source's number
  /// Passed: a motion to approve carried; disapproved or filed: a motion to anything else carried. By the stated
  /// outcome; by the majority where none is stated; nothing where neither tells.
  std::optional<Decision> decision;
};
/// Of each matter that a selected vote event is about.
std::vector<MatterResult> matter_results(const Record& record, const Selection& selection);

}  // namespace dais::insight
