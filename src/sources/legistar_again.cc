// SPDX-License-Identifier: Apache-2.0
// Gather: looking again at what may have changed without a sign.
#include <algorithm>
#include <set>

#include "sources/legistar_gather.h"
#include "sources/legistar_query.h"
#include "sources/legistar_rows.h"

namespace dais::sources::legistar {
namespace {

using boost::json::object;

/// agenda item → rows about it
std::map<Number, std::vector<object>> by_item(std::vector<object> rows, const char* field) {
  std::map<Number, std::vector<object>> grouped;
  for (object& row : rows) grouped[number_in(row, field)].push_back(std::move(row));
  return grouped;
}

/// All rows of all persons about one span of agenda items.
struct Asked {
  const char* list;   ///< "Votes"
  const char* kind;   ///< "Vote"
  const char* field;  ///< "VoteEventItemId"
};
constexpr Asked kVotes{"Votes", "Vote", "VoteEventItemId"};
constexpr Asked kRollCalls{"RollCalls", "RollCall", "RollCallEventItemId"};

Result<std::map<Number, std::vector<object>>> rows_of_persons(Api& api, const std::vector<Number>& persons,
                                                              const Asked& asked, Number first, Number last,
                                                              AtOnce at_once) {
  const std::string query = query_of({{"$filter", between(asked.field, first, last)}, {"$orderby", asked.field}});
  std::vector<object> all;
  std::optional<Error> failure;
  in_order(
      persons.size(), at_once,
      [&](std::size_t i) { return api.rows_of("Persons/" + std::to_string(persons[i]) + "/" + asked.list, query); },
      [&](std::size_t, Result<Rows> rows) {
        if (!rows) {
          failure = std::move(rows.error());
          return;
        }
        for (object& row : rows->rows) all.push_back(std::move(row));
      });
  if (failure) return fail(std::move(*failure));
  return by_item(std::move(all), asked.field);
}

std::set<Number> events_that_differ(const std::map<Number, Number>& event_of,
                                    const std::map<Number, std::vector<object>>& rows,
                                    const std::unordered_map<Number, std::string>& known, const char* kind) {
  std::set<Number> differ;
  for (const auto& [item, event] : event_of) {
    const auto found = rows.find(item);
    const std::string says = fingerprint_of(found == rows.end() ? std::vector<object>{} : found->second, kind);
    const auto said = known.find(item);
    if (said == known.end() || said->second != says) differ.insert(event);
  }
  return differ;
}

}  // namespace

/// Meeting and agenda of each recent meeting; then who voted how, asked person by person where that takes fewer
/// questions than item by item: the persons' rows only tell which items to ask for.
void Gather::look_at_recent() {
  std::vector<Number> recent;
  const std::string from = first_recent();
  for (const auto& [id, event] : known_.events) {
    if (event.day >= from && !events_looked_at_.contains(id)) recent.push_back(id);
  }
  std::set<Number> changed;
  std::map<Number, Number> votes_in;
  std::map<Number, Number> calls_in;
  in_order(
      recent.size(), settings_.at_once,
      [&](std::size_t i) { return look_at_event(api_, recent[i], VotesAsked::kNone, known_.votes); },
      [&](std::size_t i, const EventLook& look) {
        const Number id = recent[i];
        if (look.seen != Seen::kWhole) {
          usable(key_of("events", id), "event", id, look.seen, look.error);
          return;
        }
        if (look.content != known_.events.at(id).content) changed.insert(id);
        for (const Number item : look.items_with_votes) votes_in.emplace(item, id);
        for (const Number item : look.items_with_calls) calls_in.emplace(item, id);
      });
  if (!ask_persons(votes_in, calls_in, changed)) {
    for (const auto& [item, id] : votes_in) changed.insert(id);
    for (const auto& [item, id] : calls_in) changed.insert(id);
  }
  look_at_events({changed.begin(), changed.end()}, VotesAsked::kAll);
}

/// False where it would not pay, or the server does not answer such questions.
bool Gather::ask_persons(const std::map<Number, Number>& votes_in, const std::map<Number, Number>& calls_in,
                         std::set<Number>& changed) {
  const auto ask = [&](const Asked& asked, const std::map<Number, Number>& items,
                       const std::unordered_map<Number, std::string>& known) {
    if (items.empty()) return true;
    if (persons_.size() > items.size()) {
      for (const auto& [item, id] : items) changed.insert(id);
      return true;
    }
    const auto rows =
        rows_of_persons(api_, persons_, asked, items.begin()->first, items.rbegin()->first, settings_.at_once);
    if (!rows) return false;
    changed.merge(events_that_differ(items, *rows, known, asked.kind));
    return true;
  };
  return ask(kVotes, votes_in, known_.votes) && ask(kRollCalls, calls_in, known_.calls);
}

void Gather::sweep() {
  Remembered rest = known_;
  for (const Number id : events_looked_at_) rest.events.erase(id);
  for (const Number id : matters_looked_at_) rest.matters.erase(id);
  const Sweep oldest = oldest_checked(rest, first_recent(), settings_.sweep);
  look_at_matters(oldest.matters);
  look_at_events(oldest.events, VotesAsked::kAll);
}

}  // namespace dais::sources::legistar
