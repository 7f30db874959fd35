// SPDX-License-Identifier: Apache-2.0
// People: lists, and one with roles, votes and sponsored matters.
#include <algorithm>
#include <set>

#include "archive/catalog_reader.h"
#include "archive/kept_transcript.h"
#include "archive/names.h"

namespace dais::archive {

using store::integer_of;
using store::Row;
using store::Rows;
using store::text_of;

namespace {

// The votes, sponsorships and roles of a person are those of every record that points to it.
constexpr char kPersonColumns[] =
    "select p.id, p.name, p.external_id, p.is_active, p.sort_key, "
    "(select count(*) from vote t join vote_event v on v.id = t.vote_event_id where t.withdrawn is null and "
    "v.withdrawn is null "
    "  and t.person_id in (select id from person q where q.id = p.id or q.same_as = p.id)), "
    "(select count(*) from matter_sponsor s join matter m on m.id = s.matter_id where s.withdrawn is null and "
    "m.withdrawn is null and m.stated = 1 "
    "  and s.person_id in (select id from person q where q.id = p.id or q.same_as = p.id)) "
    "from person p ";

PersonSummary person_of(const Row& row) {
  PersonSummary person;
  person.ref = {text_of(row[0]), text_of(row[1]), text_of(row[2])};
  person.is_active = integer_of(row[3]) != 0;
  person.vote_count = integer_of(row[5]);
  person.sponsored_count = integer_of(row[6]);
  return person;
}

RoleView role_of(const Row& row) {
  RoleView role;
  role.title = text_of(row[0]);
  role.body = {text_of(row[1]), text_of(row[2]), text_of(row[3])};
  role.seat = text_of(row[4]);
  role.start = store::maybe_instant(row[5]);
  role.end = store::maybe_instant(row[6]);
  const Instant today = now();
  role.current = (!role.start || *role.start <= today) && (!role.end || *role.end >= today);
  return role;
}

}  // namespace

Result<std::vector<PersonSummary>> CatalogReader::person_summaries(const std::string& where_and_order,
                                                                   const store::Params& params) {
  const Result<Rows> rows = database_->query(kPersonColumns + where_and_order, params);
  if (!rows) return fail(rows.error());
  const Result<std::string> main_body = body_of_most_people();
  if (!main_body) return fail(main_body.error());
  std::vector<PersonSummary> people;
  for (const Row& row : *rows) people.push_back(person_of(row));
  for (PersonSummary& person : people) {
    const auto roles = roles_of(person.ref.id);
    if (!roles) return fail(roles.error());
    if (roles->empty()) continue;
    const auto seated = std::ranges::find_if(*roles, [](const RoleView& role) { return !role.seat.empty(); });
    if (seated != roles->end()) person.seat = seated->seat;
    // A council's member is known by that office, not by the last of a dozen committees.
    const auto main = std::ranges::find_if(*roles, [&](const RoleView& role) { return role.body.id == *main_body; });
    person.title = main == roles->end() ? roles->front().title : main->title;
  }
  if (Status added = add_spoken(people); !added) return fail(added.error());
  return people;
}

Result<std::string> CatalogReader::body_of_most_people() {
  const Result<Rows> rows = database_->query(
      "select body_id from role where withdrawn is null and body_id is not null group by body_id "
      "order by count(distinct person_id) desc, body_id limit 1");
  if (!rows) return fail(rows.error());
  return rows->empty() ? std::string() : text_of(rows->front()[0]);
}

Status CatalogReader::add_spoken(std::vector<PersonSummary>& people) {
  if (people.empty()) return {};
  const Result<const Speakers*> known = speakers();
  if (!known) return fail(known.error());
  if (spoken_generation_ != speakers_generation_) {
    const Result<Rows> rows = database_->query(
        "select t.speakers, e.start_at from transcript t join session s on s.id = t.session_id "
        "join event e on e.id = s.event_id where t.speakers is not null and " +
        kIsShown);
    if (!rows) return fail(rows.error());
    spoken_.clear();
    for (const Row& row : *rows) {
      for (const auto& [label, turns] : turns_by_label(text_of(row[0]))) {
        if (const KnownPerson* person = (*known)->find(label, store::instant_of(row[1]))) spoken_[person->id] += turns;
      }
    }
    spoken_generation_ = speakers_generation_;
  }
  for (PersonSummary& person : people) {
    const auto found = spoken_.find(person.ref.id);
    if (found != spoken_.end()) person.spoken_count = found->second;
  }
  return {};
}

Result<std::vector<RoleView>> CatalogReader::roles_of(const std::string& person_id) {
  const Result<Rows> rows = database_->query(
      "select r.title, r.body_id, b.name, b.external_id, s.name, r.start_at, r.end_at from role r "
      "left join body b on b.id = r.body_id left join seat s on s.id = r.seat_id "
      "where r.withdrawn is null and r.person_id in (select id from person where id = $1 or same_as = $1) "
      "order by coalesce(r.end_at, 9000000000000000) desc, coalesce(r.start_at, 0) desc, r.id",
      {person_id});
  if (!rows) return fail(rows.error());
  std::vector<RoleView> roles;
  for (const Row& row : *rows) {
    RoleView role = role_of(row);
    // Two sources may tell of one office.
    const auto same = [&role](const RoleView& other) {
      return other.title == role.title && other.body.id == role.body.id && other.start == role.start &&
             other.end == role.end;
    };
    if (std::ranges::none_of(roles, same)) roles.push_back(std::move(role));
  }
  return roles;
}

Result<Page<PersonSummary>> CatalogReader::people(const PersonFilter& filter, const Paging& paging) {
  Conditions conditions;
  conditions.add("p.withdrawn is null and p.same_as is null and p.name is not null");
  if (!filter.text.empty()) conditions.add("p.sort_key like $?", "%" + fold_name(filter.text) + "%");
  if (!filter.body_id.empty()) {
    conditions.add(
        "p.id in (select coalesce(q.same_as, q.id) from role r join person q on q.id = r.person_id where r.withdrawn "
        "is null and r.body_id = $?)",
        filter.body_id);
  }
  if (!filter.active.empty()) conditions.add("coalesce(p.is_active, 0) = $?", store::of(filter.active == "true"));
  const Result<std::int64_t> total = count("select count(*) from person p " + conditions.where(), conditions.params());
  if (!total) return fail(total.error());
  if (!paging.cursor.empty()) {
    const Result<Cursor> cursor = decode_cursor(ListOf::kPeople, paging.cursor);
    if (!cursor) return fail(cursor.error());
    const std::string at = conditions.parameter(text_of(cursor->key));
    const std::string id = conditions.parameter(cursor->id);
    conditions.add("(p.sort_key > " + at + " or (p.sort_key = " + at + " and p.id > " + id + "))");
  }
  const std::string where = conditions.where();
  const std::string limit = conditions.parameter(static_cast<std::int64_t>(paging.limit + 1));
  auto people = person_summaries(where + " order by p.sort_key, p.id limit " + limit, conditions.params());
  if (!people) return fail(std::move(people.error()));
  return cut_page(ListOf::kPeople, std::move(*people), paging.limit, *total, [](const PersonSummary& person) {
    return Cursor{sort_key_of_person(person.ref.name), person.ref.id};
  });
}

Result<PersonView> CatalogReader::person(const std::string& id, const VoteFilter& filter, const Paging& paging) {
  auto found = person_summaries("where p.id = $1", {id});
  if (!found) return fail(std::move(found.error()));
  if (found->empty()) return fail(ErrorCode::kNotFound, "person " + id + ": nobody of that id");
  PersonView view;
  view.summary = std::move(found->front());
  view.timezone = timezone_;
  const Result<Rows> details =
      database_->query("select email, phone, website, picture_uri from person where id = $1", {id});
  if (!details) return fail(details.error());
  view.email = text_of(details->front()[0]);
  view.phone = text_of(details->front()[1]);
  view.website = text_of(details->front()[2]);
  view.picture_uri = text_of(details->front()[3]);
  const Result<Rows> names =
      database_->query("select distinct name from person where same_as = $1 and withdrawn is null order by name", {id});
  if (!names) return fail(names.error());
  for (const Row& row : *names) {
    if (text_of(row[0]) != view.summary.ref.name) view.also_known_as.push_back(text_of(row[0]));
  }
  auto roles = roles_of(id);
  if (!roles) return fail(std::move(roles.error()));
  view.roles = std::move(*roles);
  const Result<Rows> tally = database_->query(
      "select t.class, count(*) from vote t join vote_event v on v.id = t.vote_event_id where t.withdrawn is null and "
      "v.withdrawn is null "
      "and t.person_id in (select id from person where id = $1 or same_as = $1) group by t.class",
      {id});
  if (!tally) return fail(tally.error());
  for (const Row& row : *tally) {
    const auto at = std::ranges::find(domain::kVoteClasses, text_of(row[0]),
                                      [](domain::VoteClass vote_class) { return domain::name_of(vote_class); });
    if (at != domain::kVoteClasses.end()) view.tally.by_class.at(static_cast<std::size_t>(*at)) = integer_of(row[1]);
  }
  auto votes = person_votes(id, filter, paging);
  if (!votes) return fail(std::move(votes.error()));
  view.votes = std::move(*votes);
  auto sponsored = matter_summaries(
      "where m.withdrawn is null and m.stated = 1 and m.id in (select s.matter_id from matter_sponsor s where "
      "s.withdrawn is null "
      "and s.person_id in (select id from person where id = $1 or same_as = $1)) order by coalesce(m.introduced_at, 0) "
      "desc, m.id limit 20",
      {id});
  if (!sponsored) return fail(std::move(sponsored.error()));
  view.sponsored = std::move(*sponsored);
  if (Status added = add_person_moments(view); !added) return fail(added.error());
  Result<Provenance> provenance = this->provenance(store::tables::kPerson, id, "");
  if (!provenance) return fail(std::move(provenance.error()));
  view.provenance = std::move(*provenance);
  return view;
}

}  // namespace dais::archive
