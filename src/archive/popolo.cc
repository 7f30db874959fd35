// SPDX-License-Identifier: Apache-2.0
// Popolo: persons, organizations, posts, memberships, events, motions with their vote events.
#include "archive/civic_json.h"
#include "archive/civic_rows.h"

namespace dais::archive {
namespace {

namespace tables = store::tables;
using Row = CivicTable::Cursor;

JsonObject person_of(const Row& row, const std::vector<std::string>& other_names) {
  JsonObject person{{"id", row.text("id")}, {"name", row.text("name")}};
  put(person, "sort_name", row.text("sort_key"));
  put(person, "email", row.text("email"));
  put(person, "image", row.text("picture_uri"));
  put_identifiers(person, row);
  JsonArray names;
  for (const std::string& name : other_names) names.push_back(JsonObject{{"name", name}});
  if (!names.empty()) person["other_names"] = std::move(names);
  if (const std::string phone = row.text("phone"); !phone.empty())
    person["contact_details"] = JsonArray{JsonObject{{"type", "voice"}, {"value", phone}}};
  if (const std::string site = row.text("website"); !site.empty())
    person["links"] = JsonArray{JsonObject{{"url", site}}};
  return person;
}

JsonObject organization_of(const Row& row) {
  JsonObject organization{{"id", row.text("id")}, {"name", row.text("name")}};
  put(organization, "classification", row.text("classification"));
  put(organization, "description", row.text("description"));
  put_date(organization, "founding_date", row.value("start_at"));
  put_date(organization, "dissolution_date", row.value("end_at"));
  put_identifiers(organization, row);
  return organization;
}

JsonObject post_of(const Row& row) {
  JsonObject post{{"id", row.text("id")}, {"label", row.text("name")}};
  if (const std::string area = row.text("electoral_area"); !area.empty()) {
    JsonObject place{{"name", area}};
    put(place, "classification", row.text("electoral_type"));
    post["area"] = std::move(place);
  }
  return post;
}

JsonObject membership_of(const Row& row, const Persons& persons) {
  JsonObject membership{{"id", row.text("id")}, {"person_id", persons.one(row.text("person_id"))}};
  put(membership, "organization_id", row.text("body_id"));
  put(membership, "post_id", row.text("seat_id"));
  put(membership, "role", row.text("title"));
  put_date(membership, "start_date", row.value("start_at"));
  put_date(membership, "end_date", row.value("end_at"));
  return membership;
}

JsonObject event_of(const Row& row, const std::map<std::string, std::string>& body_names) {
  const auto body = body_names.find(row.text("body_id"));
  JsonObject event{{"id", row.text("id")}, {"name", body == body_names.end() ? std::string() : body->second}};
  put(event, "organization_id", row.text("body_id"));
  put_date(event, "start_date", row.value("start_at"));
  put(event, "status", row.text("status"));
  if (const std::string location = row.text("location"); !location.empty())
    event["location"] = JsonObject{{"name", location}};
  put_identifiers(event, row);
  return event;
}

JsonObject vote_event_of(const Row& row, const std::vector<Row>& votes, const Persons& persons) {
  JsonObject event{{"id", row.text("id")}, {"motion_id", row.text("id")}};
  put(event, "organization_id", row.text("body_id"));
  put(event, "event_id", row.text("event_id"));
  put_date(event, "start_date", row.value("voted_at"));
  put(event, "result", row.text("outcome"));
  put_identifiers(event, row);
  std::map<std::string, std::int64_t> options;
  JsonArray cast;
  for (const Row& vote : votes) {
    const std::string_view option = option_of(vote.text("class"));
    ++options[std::string(option)];
    JsonObject one{{"voter_id", persons.one(vote.text("person_id"))}, {"option", option}};
    put(one, "note", vote.text("value"));
    cast.push_back(std::move(one));
  }
  event["counts"] = counts_of(options);
  event["votes"] = std::move(cast);
  return event;
}

JsonObject motion_of(const Row& row, const std::map<std::string, std::string>& matter_names) {
  JsonObject motion{{"id", row.text("id")}};
  put(motion, "organization_id", row.text("body_id"));
  const auto matter = matter_names.find(row.text("matter_id"));
  const std::string action = row.text("action");
  const std::string name = matter == matter_names.end() ? "" : matter->second;
  put(motion, "text", name + (name.empty() || action.empty() ? "" : ": ") + action);
  put(motion, "event_id", row.text("event_id"));
  put_date(motion, "date", row.value("voted_at"));
  put(motion, "result", row.text("outcome"));
  return motion;
}

std::map<std::string, std::string> names_in(const CivicTable& table) {
  std::map<std::string, std::string> names;
  for (const Row& row : table.rows()) names[row.text("id")] = row.text("name");
  return names;
}

Status write_people(JsonArrays& out, store::Database& database, const CivicTable& people, const Persons& persons) {
  std::map<std::string, std::vector<std::string>> other_names;
  for (const Row& row : people.rows()) {
    if (const std::string same_as = row.text("same_as"); !same_as.empty() && row.text("name") != persons.name(same_as))
      other_names[same_as].push_back(row.text("name"));
  }
  if (Status begun = out.begin("persons"); !begun) return begun;
  for (const Row& row : people.rows()) {
    if (!row.text("same_as").empty()) continue;
    if (Status added = out.add(person_of(row, other_names[row.text("id")])); !added) return added;
  }
  const auto seats = CivicTable::load(database, tables::kSeat);
  if (!seats) return fail(seats.error());
  if (Status begun = out.begin("posts"); !begun) return begun;
  for (const Row& row : seats->rows()) {
    if (Status added = out.add(post_of(row)); !added) return added;
  }
  const auto roles = CivicTable::load(database, tables::kRole);
  if (!roles) return fail(roles.error());
  if (Status begun = out.begin("memberships"); !begun) return begun;
  for (const Row& row : roles->rows()) {
    if (Status added = out.add(membership_of(row, persons)); !added) return added;
  }
  return {};
}

Status write_votes(JsonArrays& out, store::Database& database, const Persons& persons) {
  const auto vote_events = CivicTable::load(database, tables::kVoteEvent);
  if (!vote_events) return fail(vote_events.error());
  const auto matters = CivicTable::load(database, tables::kMatter);
  if (!matters) return fail(matters.error());
  const auto matter_names = names_in(*matters);
  if (Status begun = out.begin("motions"); !begun) return begun;
  for (const Row& row : vote_events->rows()) {
    if (Status added = out.add(motion_of(row, matter_names)); !added) return added;
  }
  const auto votes = CivicTable::load(database, tables::kVote);
  if (!votes) return fail(votes.error());
  auto votes_of = votes->by("vote_event_id");
  if (Status begun = out.begin("vote_events"); !begun) return begun;
  for (const Row& row : vote_events->rows()) {
    if (Status added = out.add(vote_event_of(row, votes_of[row.text("id")], persons)); !added) return added;
  }
  return {};
}

}  // namespace

Result<ExportedFile> export_popolo(const std::string& folder, store::Database& database) {
  const auto people = CivicTable::load(database, tables::kPerson);
  if (!people) return fail(people.error());
  const auto bodies = CivicTable::load(database, tables::kBody);
  if (!bodies) return fail(bodies.error());
  const Persons persons(*people);
  Result<JsonArrays> out = JsonArrays::create(folder, kPopoloFile);
  if (!out) return fail(std::move(out.error()));
  if (Status begun = out->begin("organizations"); !begun) return fail(begun.error());
  for (const Row& row : bodies->rows()) {
    if (Status added = out->add(organization_of(row)); !added) return fail(added.error());
  }
  if (Status written = write_people(*out, database, *people, persons); !written) return fail(written.error());
  const auto events = CivicTable::load(database, tables::kEvent);
  if (!events) return fail(events.error());
  const auto body_names = names_in(*bodies);
  if (Status begun = out->begin("events"); !begun) return fail(begun.error());
  for (const Row& row : events->rows()) {
    if (Status added = out->add(event_of(row, body_names)); !added) return fail(added.error());
  }
  if (Status written = write_votes(*out, database, persons); !written) return fail(written.error());
  return out->end();
}

}  // namespace dais::archive
