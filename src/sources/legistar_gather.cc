// SPDX-License-Identifier: Apache-2.0
#include "sources/legistar_gather.h"

#include <algorithm>
#include <set>
#include <span>

#include "sources/legistar_query.h"

namespace dais::sources::legistar {
namespace {

using boost::json::object;

/// The lists are read whole so often, to see what has vanished: not quite a day, so that a daily run does.
constexpr std::chrono::hours kBetweenWholeLists{20};
/// Matters whose rows are held at one time.
constexpr std::size_t kMattersAtOnce = 1600;
/// Meetings whose agendas are held while the matters on them are asked for.
constexpr std::size_t kEventsAtOnce = 64;

std::int64_t milliseconds_of(Instant instant) { return instant.time_since_epoch().count(); }

}  // namespace

Gather::Gather(Api& api, const GatherSettings& settings, const Window& window, Sink& sink)
    : api_(api), settings_(settings), window_(window), sink_(sink), began_(now()), known_(recall(sink.memory())) {
  api_.learn_row_cap(known_.row_cap);
  const auto a_while_ago = milliseconds_of(began_ - kBetweenWholeLists);
  listing_whole_ = !known_.completed || !known_.listed || *known_.listed < a_while_ago;
  for (const auto& [id, matter] : known_.matters) matters_with_record_.insert(id);
}

std::string Gather::first_recent() const {
  const std::string today = format_local(began_, settings_.zone, "%F");
  return first_recent_day(known_.events, today, settings_.look_back_days);
}

Status Gather::run() {
  for (const auto step : {&Gather::read_people, &Gather::read_bodies, &Gather::read_matters, &Gather::read_events}) {
    if (Status read = (this->*step)(); !read) return read;
  }
  total_ = matters_to_look_at_.size() + events_to_look_at_.size();
  look_at_matters(matters_to_look_at_);
  look_at_events(events_to_look_at_, known_.completed ? VotesAsked::kAll : VotesAsked::kUnknown);
  if (window_.whole() && known_.completed) {
    look_at_recent();
    sweep();
  }
  if (window_.whole() && !api_.is_down()) withdraw_vanished();
  return finish();
}

Status Gather::finish() {
  if (api_.is_stopping()) return fail(ErrorCode::kTimeout, "stopped; the next gather goes on from here");
  if (api_.is_down()) return fail(ErrorCode::kUnavailable, "the server stopped answering: " + outage_);
  if (api_.row_cap() != known_.row_cap) sink_.remember("row-cap", std::to_string(api_.row_cap()));
  if (!window_.whole()) return {};
  sink_.remember("completed", std::to_string(milliseconds_of(began_)));
  // What failed is not in the memory, and a whole list shows that it is wanting.
  if (failures_ > 0) sink_.remember("listed", "");
  if (failures_ > 0) return {};
  if (listing_whole_) sink_.remember("listed", std::to_string(milliseconds_of(began_)));
  if (!events_mark_.empty()) sink_.remember("mark/events", events_mark_);
  if (!matters_mark_.empty()) sink_.remember("mark/matters", matters_mark_);
  return {};
}

void Gather::shown_progress() { sink_.progress(++done_, std::max(done_, total_)); }

/// Whether there is something to take. What is gone is withdrawn, what failed is named and left as it was.
bool Gather::usable(const std::string& key, const char* kind, Number id, Seen seen, const Error& error) {
  shown_progress();
  if (seen == Seen::kWhole) return true;
  if (seen == Seen::kGone) {
    sink_.withdraw(key);
    sink_.remember(key_of(kind, id), "");
    return false;
  }
  ++failures_;
  // In an outage each record that follows fails alike: one word is enough.
  if (!api_.is_down() || outage_.empty()) {
    outage_ = error.message;
    sink_.refuse({key, error});
  }
  return false;
}

void Gather::learn(const Document& document) {
  for (const auto& [key, value] : document.memory) {
    constexpr std::string_view kVotes = "votes/";
    if (key.starts_with(kVotes)) fresh_votes_.insert_or_assign(std::stoll(key.substr(kVotes.size())), value);
  }
}

void Gather::keep(Document document) {
  learn(document);
  if (!document.records.empty()) return sink_.take(std::move(document));
  // It says what it said: that it was looked at is all there is to remember.
  for (auto& [key, value] : document.memory) {
    const auto known = sink_.memory().find(key);
    if (known == sink_.memory().end() || known->second != value) sink_.remember(key, value);
  }
}

void Gather::look_at_matters(const std::vector<Number>& ids) {
  for (std::size_t first = 0; first < ids.size() && !api_.is_down(); first += kMattersAtOnce) {
    const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(first);
    const std::vector<Number> some(begin,
                                   begin + static_cast<std::ptrdiff_t>(std::min(kMattersAtOnce, ids.size() - first)));
    const std::vector<object> rows = matter_rows(some);
    in_order(
        rows.size(), settings_.at_once,
        [&](std::size_t i) { return look_at_matter(api_, rows[i], settings_.summary_field); },
        [&](std::size_t i, MatterLook look) { use(number_in(rows[i], "MatterId"), std::move(look)); });
  }
  known_.votes.merge(fresh_votes_);
}

/// The rows of these matters; those that are gone, or cannot be had, are dealt with here.
std::vector<object> Gather::matter_rows(const std::vector<Number>& ids) {
  const std::size_t questions = (ids.size() + kTermsOfAFilter - 1) / kTermsOfAFilter;
  std::map<Number, object> rows;
  in_order(
      questions, settings_.at_once,
      [&](std::size_t i) {
        const auto part = std::span(ids).subspan(i * kTermsOfAFilter);
        return api_.ask(
            "Matters", query_of({{"$filter", one_of("MatterId", part.first(std::min(kTermsOfAFilter, part.size())))}}));
      },
      [&](std::size_t, Result<Answer> answer) {
        if (!answer || !answer->value.is_array()) return;
        for (boost::json::value& row : answer->value.get_array()) {
          if (row.is_object()) rows.emplace(number_in(row.get_object(), "MatterId"), std::move(row.get_object()));
        }
      });
  // Not in the answer: gone since the list was read, or the server passes over filters, or the question failed.
  std::vector<Number> missing;
  std::ranges::copy_if(ids, std::back_inserter(missing), [&](Number id) { return !rows.contains(id); });
  in_order(
      missing.size(), settings_.at_once,
      [&](std::size_t i) { return api_.ask("Matters/" + std::to_string(missing[i])); },
      [&](std::size_t i, Result<Answer> answer) {
        const Number id = missing[i];
        if (answer && answer->found == Found::kHere && answer->value.is_object()) {
          rows.emplace(id, std::move(answer->value.get_object()));
          return;
        }
        const Error error = answer ? Error{ErrorCode::kBadInput, "should be one matter"} : answer.error();
        const bool gone = answer && answer->found == Found::kNone;
        if (!gone && !known_.matters.contains(id)) matters_to_come_.insert(id);
        usable(key_of("matters", id), "matter", id, gone ? Seen::kGone : Seen::kFailed, error);
      });
  std::vector<object> wanted;
  for (const Number id : ids) {
    if (auto found = rows.extract(id); !found.empty()) wanted.push_back(std::move(found.mapped()));
  }
  return wanted;
}

void Gather::use(Number id, MatterLook look) {
  matters_looked_at_.insert(id);
  if (look.seen == Seen::kFailed && !known_.matters.contains(id)) matters_to_come_.insert(id);
  if (!usable(key_of("matters", id), "matter", id, look.seen, look.error)) return;
  for (std::string& note : look.notes) sink_.note(std::move(note));
  auto document = document_of(look, settings_.zone, sink_);
  if (!document) return;
  KnownMatter matter{"-", milliseconds_of(began_)};
  const auto known = known_.matters.find(id);
  if (known != known_.matters.end()) matter.stamp = known->second.stamp;
  const auto stamp = matter_stamps_.find(id);
  if (stamp != matter_stamps_.end()) matter.stamp = stamp->second;
  document->memory.emplace_back(key_of("matter", id), matter.text());
  matters_with_record_.insert(id);
  keep(std::move(*document));
}

void Gather::look_at_events(const std::vector<Number>& ids, VotesAsked asked) {
  const auto look_at = [&](std::size_t first, std::size_t count, auto take) {
    in_order(
        count, settings_.at_once,
        [&, first](std::size_t i) { return look_at_event(api_, ids[first + i], asked, known_.votes); }, take);
  };
  if (window_.whole()) {
    look_at(0, ids.size(), [&](std::size_t i, EventLook look) { use(ids[i], std::move(look)); });
    known_.votes.merge(fresh_votes_);
    return;
  }
  // Of a part of the time, the matters on the agendas belong to it, and go before the meetings that act on them.
  for (std::size_t first = 0; first < ids.size() && !api_.is_down(); first += kEventsAtOnce) {
    std::vector<EventLook> looks;
    look_at(first, std::min(kEventsAtOnce, ids.size() - first),
            [&](std::size_t, EventLook look) { looks.push_back(std::move(look)); });
    follow_matters(looks);
    for (std::size_t i = 0; i < looks.size(); ++i) use(ids[first + i], std::move(looks[i]));
    known_.votes.merge(fresh_votes_);
  }
}

void Gather::follow_matters(const std::vector<EventLook>& looks) {
  std::set<Number> named;
  for (const EventLook& look : looks) {
    for (const Number id : matters_named(look)) {
      if (!matters_with_record_.contains(id) && !matters_looked_at_.contains(id)) named.insert(id);
    }
  }
  for (const Number id : named) matters_looked_at_.insert(id);
  look_at_matters({named.begin(), named.end()});
}

/// A matter that could not be had this time brings its votes along when it comes, with what its history says of them:
/// taken from the agenda now, they would then seem to have changed.
void Gather::leave_votes_to_come(EventLook& look) const {
  if (matters_to_come_.empty()) return;
  for (const boost::json::value& item : look.event.at("Items").as_array()) {
    if (matters_to_come_.contains(number_in(item.as_object(), "MatterID")))
      look.votes.erase(number_in(item.as_object(), "ID"));
  }
}

void Gather::use(Number id, EventLook look) {
  events_looked_at_.insert(id);
  if (!usable(key_of("events", id), "event", id, look.seen, look.error)) return;
  for (std::string& note : look.notes) sink_.note(std::move(note));
  leave_votes_to_come(look);
  const Making making{settings_.zone, [&](Number matter) { return matters_with_record_.contains(matter); }, bodies_};
  auto document = document_of(look, making, sink_);
  if (!document) return;
  KnownEvent event{"-", milliseconds_of(began_), look.content, look.day.empty() ? "-" : look.day};
  const auto known = known_.events.find(id);
  if (known != known_.events.end()) event.stamp = known->second.stamp;
  const auto stamp = event_stamps_.find(id);
  if (stamp != event_stamps_.end()) event.stamp = stamp->second;
  document->memory.emplace_back(key_of("event", id), event.text());
  keep(std::move(*document));
}

}  // namespace dais::sources::legistar
