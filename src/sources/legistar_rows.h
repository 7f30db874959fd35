// SPDX-License-Identifier: Apache-2.0
// Rows of the Legistar Web API → the objects that jehiah/legislator makes of the same rows, so that one reader
// (legislator_records.h) makes the same records of both: fields lose the name of their kind ("EventBodyId" → "BodyID"),
// a meeting's day and its typed time become one. Pure: no network, no clock.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

namespace dais::sources::legistar {

using boost::json::object;

/// `roles`: the person's OfficeRecords. A person without a full name is called by first and last name, or else by the
/// number; person 0 is one without a number.
object person_of(const object& row, const std::vector<const object*>& roles);

struct MatterRows {
  std::vector<object> sponsors;
  std::vector<object> attachments;
  std::vector<object> histories;
  object text;
};
/// Sponsors of the newest version, the prime sponsor first. `summary_field`: the client's own place for summaries.
object matter_of(const object& row, const MatterRows& rows, std::string_view summary_field);

/// With its EventItems, where they were asked for; without roll calls and votes.
object event_of(const object& row);

boost::json::array votes_of(const std::vector<object>& rows);
boost::json::array roll_call_of(const std::vector<object>& rows);
boost::json::array attachments_of(const boost::json::array& rows);

/// Whether there may be votes on an agenda item or a history entry (`kind` "EventItem" or "MatterHistory").
bool may_have_votes(const object& row, std::string_view kind);

/// The key of the version whose text is the matter's: the row's own version, or else the last.
std::string version_key(const object& matter_row, const std::vector<object>& versions);

/// What votes or roll calls say, in 16 characters, names left out: two answers that mean the same have the same.
/// `kind` "Vote" or "RollCall".
std::string fingerprint_of(const std::vector<object>& rows, std::string_view kind);
/// The first 16 characters of the SHA-256.
std::string short_digest(std::string_view bytes);
/// The digest of the named fields only.
std::string stamp_of(const object& row, std::string_view fields);

}  // namespace dais::sources::legistar
