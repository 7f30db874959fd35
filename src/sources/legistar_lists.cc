// SPDX-License-Identifier: Apache-2.0
// Gather: persons, bodies, and the lists of meetings and matters with what is new, changed or no longer there.
#include <algorithm>
#include <map>

#include "sources/legislator_records.h"
#include "sources/legistar_gather.h"
#include "sources/legistar_query.h"
#include "sources/legistar_rows.h"
#include "sources/reading.h"

namespace dais::sources::legistar {
namespace {

using boost::json::object;

std::vector<Number> missing_from(const std::unordered_map<Number, std::string>& listed, const auto& known) {
  std::vector<Number> missing;
  for (const auto& [id, record] : known) {
    if (!listed.contains(id)) missing.push_back(id);
  }
  return missing;
}

}  // namespace

Result<Listing> Gather::list(const char* path, const char* id, const std::string& filter, std::string_view select) {
  auto listing = list_all(api_, path, id, filter, std::string(select));
  if (!listing) return listing;
  if (listing->readings > 1) {
    sink_.note(std::string(path) + ": the list changed while it was read, " +
               (listing->steadiness == Steadiness::kSteady
                    ? "and was read anew"
                    : "each time; what it may lack is found the next time, and nothing counts as withdrawn"));
  }
  return listing;
}

Status Gather::read_people() {
  // The longest list first: it shows how many rows this server puts into one answer.
  const auto roles = list("OfficeRecords", "OfficeRecordId", "", "");
  if (!roles) return fail(roles.error());
  const auto persons = list("Persons", "PersonId", "", "");
  if (!persons) return fail(persons.error());
  take_people(persons->rows, roles->rows);
  note_namesakes(persons->rows);
  std::unordered_map<Number, std::string> listed;
  for (const object& row : persons->rows) listed.emplace(number_in(row, "PersonId"), "");
  if (persons->steadiness == Steadiness::kSteady) vanished_persons_ = missing_from(listed, known_.persons);
  return {};
}

void Gather::take_people(const std::vector<object>& persons, const std::vector<object>& roles) {
  std::unordered_map<Number, std::vector<const object*>> roles_of;
  for (const object& role : roles) roles_of[number_in(role, "OfficeRecordPersonId")].push_back(&role);
  for (const object& row : persons) {
    const Number id = number_in(row, "PersonId");
    if (id != 0) persons_.push_back(id);
    const object person = person_of(row, roles_of[id]);
    Document document{key_of("persons", id), digest_of(boost::json::serialize(person), settings_.zone), {}, {}};
    if (!known_.persons.contains(id)) document.memory.emplace_back(key_of("person", id), "known");
    if (text_in(row, "PersonFullName").find_first_not_of(' ') == std::string_view::npos)
      sink_.note(document.key + ": has no full name; kept as \"" + std::string(text_in(person, "FullName")) + "\"");
    if (!sink_.wants(document.key, document.digest)) continue;
    Problems problems(document.key);
    const boost::json::value value(person);
    auto record = legislator::read_person(Fields(json::View(value), settings_.zone, problems));
    problems.report(sink_);
    if (!record) continue;
    document.records.emplace_back(std::move(*record));
    sink_.take(std::move(document));
  }
}

/// Two numbers under one name stay two persons: that is worth knowing, for it may be a mistake at the source.
void Gather::note_namesakes(const std::vector<object>& persons) {
  std::map<std::string_view, Number> first;
  for (const object& row : persons) {
    std::string_view name = text_in(row, "PersonFullName");
    name = name.substr(0, name.find_last_not_of(' ') + 1);
    if (name.empty()) continue;
    const auto [known, fresh] = first.emplace(name, number_in(row, "PersonId"));
    if (fresh) continue;
    sink_.note("Persons: " + std::to_string(known->second) + " and " + std::to_string(number_in(row, "PersonId")) +
               " are both called \"" + std::string(name) + "\"; kept as two persons");
  }
}

Status Gather::read_bodies() {
  const auto bodies = list("Bodies", "BodyId", "", "");
  if (!bodies) return fail(bodies.error());
  Problems problems("Bodies");
  for (const object& row : bodies->rows) {
    const boost::json::value value(row);
    const Fields fields(json::View(value), settings_.zone, problems);
    domain::Body body;
    body.classification = fields.text("BodyTypeName");
    body.description = fields.text("BodyDescription");
    if (const auto active = fields.integer("BodyActiveFlag")) body.is_active = *active != 0;
    bodies_.emplace(fields.text_or_empty("BodyId"), std::move(body));
  }
  problems.report(sink_);
  return {};
}

std::string Gather::events_filter() const {
  if (!window_.whole()) {
    return both({window_.from ? since("EventDate", local_clock(*window_.from, settings_.zone)) : "",
                 window_.to ? before("EventDate", local_clock(*window_.to, settings_.zone)) : ""});
  }
  const std::string changed = asked_since(known_.events_mark);
  if (listing_whole_ || changed.empty()) return "";
  // No one of these times moves with everything that happens to a meeting.
  return either({since("EventLastModifiedUtc", changed), since("EventAgendaLastPublishedUTC", changed),
                 since("EventMinutesLastPublishedUTC", changed), since("EventDate", first_recent() + "T00:00:00")});
}

std::string Gather::matters_filter() const {
  if (!window_.whole()) {
    const auto within = [&](std::string_view field, const auto& clock) {
      return both({window_.from ? since(field, clock(*window_.from)) : "",
                   window_.to ? before(field, clock(*window_.to)) : ""});
    };
    return either({within("MatterIntroDate", [&](Instant at) { return local_clock(at, settings_.zone); }),
                   within("MatterLastModifiedUtc", utc_clock)});
  }
  const std::string changed = asked_since(known_.matters_mark);
  return listing_whole_ || changed.empty() ? "" : since("MatterLastModifiedUtc", changed);
}

Status Gather::read_events() {
  const auto events = list("Events", "EventId", events_filter(), kEventSelect);
  if (!events) return fail(events.error());
  events_mark_ = known_.events_mark;
  for (const object& row : events->rows) {
    const Number id = number_in(row, "EventId");
    if (id == 0) continue;
    std::string stamp = stamp_of(row, kEventSelect);
    const auto known = known_.events.find(id);
    if (known == known_.events.end() || known->second.stamp != stamp) events_to_look_at_.push_back(id);
    event_stamps_.emplace(id, std::move(stamp));
    for (const char* field : {"EventLastModifiedUtc", "EventAgendaLastPublishedUTC", "EventMinutesLastPublishedUTC"})
      events_mark_ = std::max(events_mark_, std::string(text_in(row, field)));
  }
  if (is_whole() && events->steadiness == Steadiness::kSteady)
    vanished_events_ = missing_from(event_stamps_, known_.events);
  return {};
}

Status Gather::read_matters() {
  const auto matters = list("Matters", "MatterId", matters_filter(), kMatterSelect);
  if (!matters) return fail(matters.error());
  matters_mark_ = known_.matters_mark;
  std::map<std::string_view, Number> first;
  for (const object& row : matters->rows) {
    const Number id = number_in(row, "MatterId");
    if (id == 0) continue;
    std::string stamp = stamp_of(row, kMatterSelect);
    const auto known = known_.matters.find(id);
    if (known == known_.matters.end() || known->second.stamp != stamp) matters_to_look_at_.push_back(id);
    matter_stamps_.emplace(id, std::move(stamp));
    matters_with_record_.insert(id);
    matters_mark_ = std::max(matters_mark_, std::string(text_in(row, "MatterLastModifiedUtc")));
    const std::string_view file = text_in(row, "MatterFile");
    const auto [namesake, fresh] = first.emplace(file, id);
    if (!fresh && !file.empty())
      sink_.note("Matters: " + std::to_string(namesake->second) + " and " + std::to_string(id) +
                 " have one file number, \"" + std::string(file) + "\"; kept as two");
  }
  if (is_whole() && matters->steadiness == Steadiness::kSteady)
    vanished_matters_ = missing_from(matter_stamps_, known_.matters);
  return {};
}

void Gather::withdraw_vanished() {
  check_vanished("Persons", "person", "persons", vanished_persons_, known_.persons.size());
  check_vanished("Events", "event", "events", vanished_events_, known_.events.size());
  check_vanished("Matters", "matter", "matters", vanished_matters_, known_.matters.size());
}

/// What a list no longer names is asked for by its number before it counts as withdrawn; and a list that lacks most of
/// what it had is more likely broken than true.
void Gather::check_vanished(const char* table, const char* kind, const char* key, const std::vector<Number>& missing,
                            std::size_t known) {
  if (missing.size() > 20 && missing.size() * 2 > known) {
    sink_.note(std::string(table) + ": the list lacks " + std::to_string(missing.size()) + " of " +
               std::to_string(known) + " known records; taken for a fault, nothing is withdrawn");
    ++failures_;
    return;
  }
  in_order(
      missing.size(), settings_.at_once,
      [&](std::size_t i) { return api_.ask(std::string(table) + "/" + std::to_string(missing[i])); },
      [&](std::size_t i, const Result<Answer>& answer) {
        if (!answer || answer->found == Found::kHere) return;
        sink_.withdraw(key_of(key, missing[i]));
        sink_.remember(key_of(kind, missing[i]), "");
      });
}

}  // namespace dais::sources::legistar
