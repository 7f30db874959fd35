// SPDX-License-Identifier: Apache-2.0
#include "sources/cdp_people.h"

namespace dais::sources::cdp {
namespace {

using domain::Body;
using domain::File;
using domain::Matter;
using domain::MatterAction;
using domain::Person;
using domain::Role;
using domain::Seat;
using domain::Vote;

std::optional<Role> read_role(const Fields& fields, const Body* event_body) {
  auto title = fields.required_text("title");
  if (!title) return std::nullopt;
  Role role;
  role.external_id = fields.text_or_empty("external_source_id");
  role.title = std::move(*title);
  role.body = read_object(fields, "body", read_body);
  if (!role.body && event_body != nullptr) role.body = *event_body;
  role.start = fields.time("start_datetime");
  role.end = fields.time("end_datetime");
  return role;
}

std::optional<Seat> read_seat(const Fields& fields) {
  auto name = fields.required_text("name");
  if (!name) return std::nullopt;
  Seat seat;
  seat.external_id = fields.text_or_empty("external_source_id");
  seat.name = std::move(*name);
  seat.electoral_area = fields.text("electoral_area");
  seat.electoral_type = fields.text("electoral_type");
  seat.image_uri = fields.link("image_uri");
  return seat;
}

std::optional<MatterAction> read_action(const Fields& fields, const Body* event_body) {
  MatterAction action;
  action.external_id = fields.text_or_empty("external_source_id");
  action.event_external_id = fields.text_or_empty("event_external_source_id");
  action.body = read_object(fields, "body", read_body);
  action.date = fields.time("date");
  action.action = fields.text_or_empty("action");
  action.description = fields.text("description");
  action.outcome = fields.text("outcome");
  action.votes = read_list<Vote>(fields, "votes", [&](const Fields& vote) { return read_vote(vote, event_body); });
  if (!action.action.empty() || action.votes) return action;
  fields.problems().add(fields.view(), ErrorCode::kBadInput, "has neither an action nor votes");
  return std::nullopt;
}

}  // namespace

std::optional<Body> read_body(const Fields& fields) {
  auto name = fields.required_text("name");
  if (!name) return std::nullopt;
  Body body;
  body.external_id = fields.text_or_empty("external_source_id");
  body.name = std::move(*name);
  body.is_active = fields.boolean("is_active");
  body.description = fields.text("description");
  body.classification = fields.text("classification");
  body.start = fields.time("start_datetime");
  body.end = fields.time("end_datetime");
  return body;
}

std::optional<Person> read_person(const Fields& fields, const Body* event_body) {
  auto name = fields.required_text("name");
  if (!name) return std::nullopt;
  Person person;
  person.external_id = fields.text_or_empty("external_source_id");
  person.name = std::move(*name);
  person.is_active = fields.boolean("is_active");
  person.email = fields.text("email");
  person.phone = fields.text("phone");
  person.website = fields.link("website");
  person.picture_uri = fields.link("picture_uri");
  person.seat = read_object(fields, "seat", read_seat);
  const auto read = [&](const Fields& role) { return read_role(role, event_body); };
  person.roles = read_object(fields, "seat", [&](const Fields& seat) { return read_list<Role>(seat, "roles", read); });
  if (!person.roles) person.roles = read_list<Role>(fields, "roles", read);
  return person;
}

std::optional<File> read_file(const Fields& fields) {
  const std::size_t before = fields.problems().all().size();
  auto uri = fields.link("uri");
  if (!uri) {
    if (fields.problems().all().size() == before) {
      fields.problems().add(fields.at("uri"), ErrorCode::kBadInput, "is required, and is not given");
    }
    return std::nullopt;
  }
  File file;
  file.external_id = fields.text_or_empty("external_source_id");
  file.uri = std::move(*uri);
  // CDP takes the last part of the address for a name.
  file.name = fields.text("name").value_or(file.uri.substr(file.uri.rfind('/') + 1));
  if (file.name.empty()) file.name = file.uri;
  return file;
}

std::optional<Vote> read_vote(const Fields& fields, const Body* event_body) {
  const json::View person = fields.at("person");
  if (!person.is_object() || !Fields(person, fields.zone(), fields.problems()).text("name")) {
    fields.problems().add(person["name"], ErrorCode::kBadInput,
                          "a vote of nobody: the name of the person is not given");
    return std::nullopt;
  }
  Vote vote;
  vote.external_id = fields.text_or_empty("external_source_id");
  vote.person = *read_person(Fields(person, fields.zone(), fields.problems()), event_body);
  vote.value = fields.text_or_empty("decision");
  return vote;
}

std::optional<Matter> read_matter(const Fields& fields, const Body* event_body) {
  auto name = fields.required_text("name");
  if (!name) return std::nullopt;
  Matter matter;
  matter.external_id = fields.text_or_empty("external_source_id");
  matter.name = std::move(*name);
  matter.matter_type = fields.text("matter_type");
  matter.title = fields.text("title");
  matter.summary = fields.text("summary");
  matter.text = fields.text("text");
  matter.status = fields.text("result_status");
  matter.enactment_number = fields.text("enactment_number");
  matter.source_uri = fields.link("source_uri");
  matter.body = read_object(fields, "body", read_body);
  matter.introduced = fields.time("introduced");
  matter.passed = fields.time("passed");
  matter.enacted = fields.time("enacted");
  matter.sponsors =
      read_list<Person>(fields, "sponsors", [&](const Fields& sponsor) { return read_person(sponsor, event_body); });
  matter.files = read_list<File>(fields, "files", read_file);
  matter.actions =
      read_list<MatterAction>(fields, "actions", [&](const Fields& action) { return read_action(action, event_body); });
  return matter;
}

}  // namespace dais::sources::cdp
