// SPDX-License-Identifier: Apache-2.0
// One meeting or one matter, asked for whole: the questions it takes, and the document that the answers make. Asking
// may go on in several threads; making documents knows no network.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "domain/values.h"
#include "sources/legistar_api.h"
#include "sources/legistar_memory.h"
#include "sources/source.h"

namespace dais::sources::legistar {

/// kFailed: no whole answer, so nothing is known; `error` says why.
enum class Seen { kWhole, kGone, kFailed };

/// Agenda item → what its votes or its roll call said.
using Fingerprints = std::vector<std::pair<Number, std::string>>;

struct MatterLook {
  Seen seen = Seen::kFailed;
  Error error{ErrorCode::kUnavailable, ""};
  boost::json::object matter;  ///< as matter_of() makes it, with votes in its history
  Fingerprints votes;
  std::vector<std::string> notes;
};
/// `row` of the list Matters. Asks for sponsors, attachments, history with votes, versions and the newest text.
MatterLook look_at_matter(Api& api, const boost::json::object& row, std::string_view summary_field);

/// Which votes of a meeting are asked for: kUnknown leaves out those whose fingerprint is there already.
enum class VotesAsked { kAll, kUnknown, kNone };

struct EventLook {
  Seen seen = Seen::kFailed;
  Error error{ErrorCode::kUnavailable, ""};
  boost::json::object event;  ///< as event_of() makes it, with roll calls
  std::string content;        ///< digest of meeting and agenda
  std::string day;            ///< "2023-01-31"
  std::vector<Number> items_with_votes;
  std::vector<Number> items_with_calls;
  std::unordered_map<Number, boost::json::array> votes;        ///< of the items that were asked for
  std::unordered_map<Number, boost::json::array> attachments;  ///< of the items' matters
  Fingerprints votes_said;
  Fingerprints calls_said;
  std::vector<std::string> notes;
};
/// kNone: meeting and agenda only, no roll calls either.
EventLook look_at_event(Api& api, Number id, VotesAsked asked,
                        const std::unordered_map<Number, std::string>& known_votes);

/// What a document is made with.
struct Making {
  std::string_view zone;
  std::function<bool(Number)> matter_has_record;  ///< else the agenda item says all that is known of it
  const std::unordered_map<std::string, domain::Body>& bodies;
};
/// nullopt where the record cannot be identified; why is refused at the sink.
std::optional<Document> document_of(const MatterLook& look, std::string_view zone, Sink& sink);
std::optional<Document> document_of(const EventLook& look, const Making& making, Sink& sink);

/// The number of every matter that the agenda names, each once.
std::vector<Number> matters_named(const EventLook& look);

}  // namespace dais::sources::legistar
