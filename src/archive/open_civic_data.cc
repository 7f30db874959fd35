// SPDX-License-Identifier: Apache-2.0
// Open Civic Data: people, organizations, events with their agendas, bills, votes. Its ids hold a UUID; ours is made
// from the record's own id, so that it lasts as long, and the record's own id stands in `extras`.
#include "archive/civic_json.h"
#include "archive/civic_rows.h"
#include "base/digest.h"

namespace dais::archive {
namespace {

namespace tables = store::tables;
using Row = CivicTable::Cursor;
using RowsBy = std::map<std::string, std::vector<Row>>;

/// "ocd-person/XXXXXXXX-XXXX-8XXX-8XXX-XXXXXXXXXXXX": a UUID of version 8 (RFC 9562), which leaves its bits to us.
std::string ocd_id(std::string_view kind, const std::string& id) {
  if (id.empty()) return {};
  std::string hex = sha256_hex(std::string(kind) + ":" + id).substr(0, 32);
  hex[12] = '8';
  hex[16] = '8';
  return "ocd-" + std::string(kind) + "/" + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
         hex.substr(16, 4) + "-" + hex.substr(20);
}

JsonObject head_of(std::string_view kind, const Row& row) {
  JsonObject head{{"id", ocd_id(kind, row.text("id"))}};
  JsonObject extras{{"dais_id", row.text("id")}, {"source", row.text("source")}};
  put(extras, "external_id", row.text("external_id"));
  head["extras"] = std::move(extras);
  return head;
}

JsonArray links_of(const std::string& uri) { return uri.empty() ? JsonArray{} : JsonArray{JsonObject{{"url", uri}}}; }

JsonArray files_of(const std::vector<Row>& files) {
  JsonArray out;
  for (const Row& file : files)
    out.push_back(JsonObject{{"note", file.text("name")}, {"links", links_of(file.text("uri"))}});
  return out;
}

JsonObject person_of(const Row& row) {
  JsonObject person = head_of("person", row);
  person["name"] = row.text("name");
  put(person, "sort_name", row.text("sort_key"));
  put(person, "image", row.text("picture_uri"));
  JsonArray contacts;
  if (const std::string email = row.text("email"); !email.empty())
    contacts.push_back(JsonObject{{"type", "email"}, {"value", email}});
  if (const std::string phone = row.text("phone"); !phone.empty())
    contacts.push_back(JsonObject{{"type", "voice"}, {"value", phone}});
  person["contact_details"] = std::move(contacts);
  person["links"] = links_of(row.text("website"));
  return person;
}

JsonObject organization_of(const Row& row) {
  JsonObject organization = head_of("organization", row);
  organization["name"] = row.text("name");
  put(organization, "classification", row.text("classification"));
  put_date(organization, "founding_date", row.value("start_at"));
  put_date(organization, "dissolution_date", row.value("end_at"));
  return organization;
}

JsonObject membership_of(const Row& row, const Persons& persons) {
  JsonObject membership{{"person_id", ocd_id("person", persons.one(row.text("person_id")))},
                        {"organization_id", ocd_id("organization", row.text("body_id"))}};
  put(membership, "role", row.text("title"));
  put_date(membership, "start_date", row.value("start_at"));
  put_date(membership, "end_date", row.value("end_at"));
  return membership;
}

JsonObject agenda_item_of(const Row& item) {
  const std::string title = item.text("name");
  JsonObject out{{"description", title.empty() ? item.text("description") : title},
                 {"order", item.text("agenda_number").empty() ? item.text("place") : item.text("agenda_number")}};
  if (const std::string matter = item.text("matter_id"); !matter.empty()) {
    out["related_entities"] =
        JsonArray{JsonObject{{"entity_type", "bill"}, {"id", ocd_id("bill", matter)}, {"note", "considered"}}};
  }
  return out;
}

JsonObject event_of(const Row& row, const std::string& body_name, const std::vector<Row>& items,
                    const std::vector<Row>& sessions) {
  JsonObject event = head_of("event", row);
  event["name"] = body_name;
  put_date(event, "start_time", row.value("start_at"));
  event["timezone"] = row.text("timezone");
  event["all_day"] = false;
  put(event, "status_stated", row.text("status"));
  if (const std::string location = row.text("location"); !location.empty())
    event["location"] = JsonObject{{"name", location}};
  event["participants"] = JsonArray{JsonObject{{"entity_type", "organization"},
                                               {"id", ocd_id("organization", row.text("body_id"))},
                                               {"name", body_name},
                                               {"note", "host"}}};
  JsonArray agenda;
  for (const Row& item : items) agenda.push_back(agenda_item_of(item));
  event["agenda"] = std::move(agenda);
  JsonArray media;
  for (const Row& session : sessions) {
    if (const std::string uri = session.text("media_uri"); !uri.empty())
      media.push_back(JsonObject{{"note", "Recording"}, {"links", links_of(uri)}});
  }
  event["media"] = std::move(media);
  JsonArray documents;
  if (const std::string uri = row.text("agenda_uri"); !uri.empty())
    documents.push_back(JsonObject{{"note", "Agenda"}, {"links", links_of(uri)}});
  if (const std::string uri = row.text("minutes_uri"); !uri.empty())
    documents.push_back(JsonObject{{"note", "Minutes"}, {"links", links_of(uri)}});
  event["documents"] = std::move(documents);
  event["sources"] = links_of(row.text("source_uri"));
  return event;
}

JsonObject bill_of(const Row& row, const Persons& persons, const std::vector<Row>& sponsors,
                   const std::vector<Row>& actions, const std::vector<Row>& files) {
  JsonObject bill = head_of("bill", row);
  bill["identifier"] = row.text("name");
  put(bill, "title", row.text("title"));
  if (const std::string type = row.text("matter_type"); !type.empty()) bill["classification"] = JsonArray{type};
  put(bill, "from_organization", ocd_id("organization", row.text("body_id")));
  JsonArray sponsorships;
  for (const Row& sponsor : sponsors) {
    const std::string id = persons.one(sponsor.text("person_id"));
    const bool primary = store::integer_of(sponsor.value("place")) == 0;
    sponsorships.push_back(JsonObject{{"name", persons.name(id)},
                                      {"entity_type", "person"},
                                      {"person_id", ocd_id("person", id)},
                                      {"primary", primary},
                                      {"classification", primary ? "primary" : "cosponsor"}});
  }
  bill["sponsorships"] = std::move(sponsorships);
  JsonArray done;
  std::int64_t order = 0;
  for (const Row& action : actions) {
    JsonObject one{{"description", action.text("action")}, {"order", order++}};
    put_date(one, "date", action.value("acted_at"));
    put(one, "organization", ocd_id("organization", action.text("body_id")));
    put(one, "result", action.text("outcome"));
    done.push_back(std::move(one));
  }
  bill["actions"] = std::move(done);
  bill["documents"] = files_of(files);
  bill["sources"] = links_of(row.text("source_uri"));
  return bill;
}

JsonObject vote_of(const Row& row, const std::vector<Row>& votes, const Persons& persons) {
  JsonObject vote = head_of("vote", row);
  put(vote, "identifier", row.text("external_id"));
  put(vote, "motion_text", row.text("action"));
  put_date(vote, "start_date", row.value("voted_at"));
  put(vote, "result_stated", row.text("outcome"));
  put(vote, "organization_id", ocd_id("organization", row.text("body_id")));
  put(vote, "event_id", ocd_id("event", row.text("event_id")));
  put(vote, "bill_id", ocd_id("bill", row.text("matter_id")));
  std::map<std::string, std::int64_t> options;
  JsonArray cast;
  for (const Row& one : votes) {
    const std::string_view option = option_of(one.text("class"));
    ++options[std::string(option)];
    const std::string id = persons.one(one.text("person_id"));
    JsonObject entry{{"option", option}, {"voter_name", persons.name(id)}, {"voter_id", ocd_id("person", id)}};
    put(entry, "note", one.text("value"));
    cast.push_back(std::move(entry));
  }
  vote["counts"] = counts_of(options);
  vote["votes"] = std::move(cast);
  return vote;
}

/// What several classes name.
struct Known {
  CivicTable people, bodies;
  Persons persons;
  std::map<std::string, std::string> body_names;
};

Status write_people(JsonArrays& out, store::Database& database, const Known& known) {
  if (Status begun = out.begin("people"); !begun) return begun;
  for (const Row& row : known.people.rows()) {
    if (!row.text("same_as").empty()) continue;
    if (Status added = out.add(person_of(row)); !added) return added;
  }
  if (Status begun = out.begin("organizations"); !begun) return begun;
  for (const Row& row : known.bodies.rows()) {
    if (Status added = out.add(organization_of(row)); !added) return added;
  }
  const auto roles = CivicTable::load(database, tables::kRole);
  if (!roles) return fail(roles.error());
  if (Status begun = out.begin("memberships"); !begun) return begun;
  for (const Row& row : roles->rows()) {
    if (Status added = out.add(membership_of(row, known.persons)); !added) return added;
  }
  return {};
}

Status write_events(JsonArrays& out, store::Database& database, const Known& known) {
  const auto events = CivicTable::load(database, tables::kEvent);
  if (!events) return fail(events.error());
  const auto items = CivicTable::load(database, tables::kEventItem);
  if (!items) return fail(items.error());
  const auto sessions = CivicTable::load(database, tables::kSession);
  if (!sessions) return fail(sessions.error());
  RowsBy items_of = items->by("event_id");
  RowsBy sessions_of = sessions->by("event_id");
  if (Status begun = out.begin("events"); !begun) return begun;
  for (const Row& row : events->rows()) {
    const auto body = known.body_names.find(row.text("body_id"));
    const std::string name = body == known.body_names.end() ? std::string() : body->second;
    const std::string id = row.text("id");
    if (Status added = out.add(event_of(row, name, items_of[id], sessions_of[id])); !added) return added;
  }
  return {};
}

Status write_bills(JsonArrays& out, store::Database& database, const Known& known) {
  const auto matters = CivicTable::load(database, tables::kMatter);
  if (!matters) return fail(matters.error());
  const auto sponsors = CivicTable::load(database, tables::kMatterSponsor);
  if (!sponsors) return fail(sponsors.error());
  const auto actions = CivicTable::load(database, tables::kMatterAction);
  if (!actions) return fail(actions.error());
  const auto files = CivicTable::load(database, tables::kMatterFile);
  if (!files) return fail(files.error());
  RowsBy sponsors_of = sponsors->by("matter_id");
  RowsBy actions_on = actions->by("matter_id");
  RowsBy files_on = files->by("matter_id");
  if (Status begun = out.begin("bills"); !begun) return begun;
  for (const Row& row : matters->rows()) {
    const std::string id = row.text("id");
    if (Status added = out.add(bill_of(row, known.persons, sponsors_of[id], actions_on[id], files_on[id])); !added)
      return added;
  }
  return {};
}

Status write_votes(JsonArrays& out, store::Database& database, const Known& known) {
  const auto vote_events = CivicTable::load(database, tables::kVoteEvent);
  if (!vote_events) return fail(vote_events.error());
  const auto votes = CivicTable::load(database, tables::kVote);
  if (!votes) return fail(votes.error());
  RowsBy votes_of = votes->by("vote_event_id");
  if (Status begun = out.begin("votes"); !begun) return begun;
  for (const Row& row : vote_events->rows()) {
    if (Status added = out.add(vote_of(row, votes_of[row.text("id")], known.persons)); !added) return added;
  }
  return {};
}

}  // namespace

Result<ExportedFile> export_open_civic_data(const std::string& folder, store::Database& database) {
  auto people = CivicTable::load(database, tables::kPerson);
  if (!people) return fail(std::move(people.error()));
  auto bodies = CivicTable::load(database, tables::kBody);
  if (!bodies) return fail(std::move(bodies.error()));
  Persons persons(*people);
  Known known{std::move(*people), std::move(*bodies), std::move(persons), {}};
  for (const Row& row : known.bodies.rows()) known.body_names[row.text("id")] = row.text("name");
  Result<JsonArrays> out = JsonArrays::create(folder, kOpenCivicDataFile);
  if (!out) return fail(std::move(out.error()));
  if (Status written = write_people(*out, database, known); !written) return fail(written.error());
  if (Status written = write_events(*out, database, known); !written) return fail(written.error());
  if (Status written = write_bills(*out, database, known); !written) return fail(written.error());
  if (Status written = write_votes(*out, database, known); !written) return fail(written.error());
  return out->end();
}

}  // namespace dais::archive
