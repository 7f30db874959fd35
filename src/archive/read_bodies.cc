// SPDX-License-Identifier: Apache-2.0
// Bodies, and the home page's counts.
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

constexpr std::size_t kExamples = 6;

constexpr char kBodyColumns[] =
    "select b.id, b.name, b.external_id, b.classification, b.description, b.is_active, "
    "(select count(*) from event e where e.body_id = b.id and e.withdrawn is null), "
    "(select count(distinct coalesce(p.same_as, p.id)) from role r join person p on p.id = r.person_id where r.body_id "
    "= b.id and r.withdrawn is null "
    "  and (r.end_at is null or r.end_at >= $1)), "
    "(select max(e.start_at) from event e where e.body_id = b.id and e.withdrawn is null and e.start_at <= $1), "
    "b.sort_key "
    "from body b ";

constexpr std::size_t kHomeEvents = 6;
constexpr std::size_t kHomeVotes = 5;
constexpr std::size_t kUpcoming = 5;
constexpr std::size_t kHomeBodies = 200;

BodySummary body_of(const Row& row, const std::string& timezone) {
  BodySummary body;
  body.ref = {text_of(row[0]), text_of(row[1]), text_of(row[2])};
  body.classification = text_of(row[3]);
  body.description = text_of(row[4]);
  body.is_active = store::is_null(row[5]) || integer_of(row[5]) != 0;
  body.event_count = integer_of(row[6]);
  body.member_count = integer_of(row[7]);
  body.last_event = store::maybe_instant(row[8]);
  body.timezone = timezone;
  return body;
}

}  // namespace

Result<std::vector<BodySummary>> CatalogReader::body_summaries(const std::string& where_and_order,
                                                               const store::Params& params) {
  const Result<Rows> rows = database_->query(kBodyColumns + where_and_order, params);
  if (!rows) return fail(rows.error());
  std::vector<BodySummary> bodies;
  for (const Row& row : *rows) bodies.push_back(body_of(row, timezone_));
  return bodies;
}

Result<Page<BodySummary>> CatalogReader::bodies(const Paging& paging) {
  Conditions conditions;
  conditions.parameter(store::of(now()));
  conditions.add("b.withdrawn is null and b.name is not null");
  const Result<std::int64_t> total =
      count("select count(*) from body b where b.withdrawn is null and b.name is not null", {});
  if (!total) return fail(total.error());
  if (!paging.cursor.empty()) {
    const Result<Cursor> cursor = decode_cursor(ListOf::kBodies, paging.cursor);
    if (!cursor) return fail(cursor.error());
    const std::string at = conditions.parameter(text_of(cursor->key));
    const std::string id = conditions.parameter(cursor->id);
    conditions.add("(b.sort_key > " + at + " or (b.sort_key = " + at + " and b.id > " + id + "))");
  }
  const std::string where = conditions.where();
  const std::string limit = conditions.parameter(static_cast<std::int64_t>(paging.limit + 1));
  auto bodies = body_summaries(where + " order by b.sort_key, b.id limit " + limit, conditions.params());
  if (!bodies) return fail(std::move(bodies.error()));
  return cut_page(ListOf::kBodies, std::move(*bodies), paging.limit, *total,
                  [](const BodySummary& body) { return Cursor{fold_name(body.ref.name), body.ref.id}; });
}

Result<BodyView> CatalogReader::body(const std::string& id, const Paging& paging) {
  auto found = body_summaries("where b.id = $2", {store::of(now()), id});
  if (!found) return fail(std::move(found.error()));
  if (found->empty()) return fail(ErrorCode::kNotFound, "body " + id + ": no such body");
  BodyView view;
  view.summary = std::move(found->front());
  if (Status added = add_members(view); !added) return fail(added.error());
  auto upcoming =
      events({.body_id = id, .from = {}, .to = {}, .has = "", .when = "upcoming"}, {.limit = kUpcoming, .cursor = ""});
  if (!upcoming) return fail(std::move(upcoming.error()));
  view.upcoming = std::move(upcoming->items);
  auto past = events({.body_id = id, .from = {}, .to = {}, .has = "", .when = "past"}, paging);
  if (!past) return fail(std::move(past.error()));
  view.events = std::move(*past);
  Result<Provenance> provenance = this->provenance(store::tables::kBody, id, "");
  if (!provenance) return fail(std::move(provenance.error()));
  view.provenance = std::move(*provenance);
  return view;
}

Status CatalogReader::add_members(BodyView& view) {
  const Result<Rows> rows = database_->query(
      "select coalesce(head.id, p.id), coalesce(head.name, p.name), coalesce(head.external_id, p.external_id), "
      "r.title, s.name, r.start_at, r.end_at "
      "from role r join person p on p.id = r.person_id left join person head on head.id = p.same_as left join seat s "
      "on s.id = r.seat_id "
      "where r.body_id = $1 and r.withdrawn is null order by coalesce(head.sort_key, p.sort_key), coalesce(r.start_at, "
      "0) desc, r.id",
      {view.summary.ref.id});
  if (!rows) return fail(rows.error());
  const Instant today = now();
  for (const Row& row : *rows) {
    Member member;
    member.person = {text_of(row[0]), text_of(row[1]), text_of(row[2])};
    member.role.title = text_of(row[3]);
    member.role.body = view.summary.ref;
    member.role.seat = text_of(row[4]);
    member.role.start = store::maybe_instant(row[5]);
    member.role.end = store::maybe_instant(row[6]);
    member.role.current =
        (!member.role.start || *member.role.start <= today) && (!member.role.end || *member.role.end >= today);
    view.members.push_back(std::move(member));
  }
  std::ranges::stable_partition(view.members, [](const Member& member) { return member.role.current; });
  return {};
}

Result<Holdings> CatalogReader::holdings() {
  const Result<std::int64_t> generation = database_->generation();
  if (!generation) return fail(generation.error());
  if (holdings_ && holdings_generation_ == *generation) return *holdings_;
  const Result<Rows> rows = database_->query(
      "select (select count(*) from event where withdrawn is null), "
      "(select count(distinct s.event_id) from transcript t join session s on s.id = t.session_id where t.withdrawn is "
      "null and s.withdrawn is null), "
      "(select coalesce(sum(t.end_seconds), 0) from transcript t where " +
      kIsShown +
      "), "
      "(select count(*) from matter where withdrawn is null and stated = 1), (select count(*) from vote where "
      "withdrawn is null), "
      "(select count(*) from person where withdrawn is null and same_as is null), (select count(*) from body where "
      "withdrawn is null), "
      "(select min(start_at) from event where withdrawn is null), (select max(start_at) from event where withdrawn is "
      "null)");
  if (!rows) return fail(rows.error());
  const Row& row = rows->front();
  constexpr double kSecondsAnHour = 3600;
  holdings_ = Holdings{integer_of(row[0]),
                       integer_of(row[1]),
                       static_cast<std::int64_t>(store::real_of(row[2]) / kSecondsAnHour),
                       integer_of(row[3]),
                       integer_of(row[4]),
                       integer_of(row[5]),
                       integer_of(row[6]),
                       store::maybe_instant(row[7]),
                       store::maybe_instant(row[8])};
  holdings_generation_ = *generation;
  return *holdings_;
}

Result<HomeView> CatalogReader::home() {
  HomeView view;
  Result<Holdings> held = holdings();
  if (!held) return fail(std::move(held.error()));
  view.holdings = *held;
  auto upcoming =
      events({.body_id = "", .from = {}, .to = {}, .has = "", .when = "upcoming"}, {.limit = kUpcoming, .cursor = ""});
  if (!upcoming) return fail(std::move(upcoming.error()));
  view.upcoming = std::move(upcoming->items);
  auto newest =
      events({.body_id = "", .from = {}, .to = {}, .has = "", .when = "past"}, {.limit = kHomeEvents, .cursor = ""});
  if (!newest) return fail(std::move(newest.error()));
  view.newest = std::move(newest->items);
  auto bodies = this->bodies({.limit = kHomeBodies, .cursor = ""});
  if (!bodies) return fail(std::move(bodies.error()));
  view.bodies = std::move(bodies->items);
  auto votes =
      vote_summaries("where v.withdrawn is null and v.voted_at is not null order by v.voted_at desc, v.id limit $1",
                     {static_cast<std::int64_t>(kHomeVotes)});
  if (!votes) return fail(std::move(votes.error()));
  view.recent_votes = std::move(*votes);
  refresh_phrases();
  view.examples = phrases_.newest(kExamples);
  return view;
}

}  // namespace dais::archive
