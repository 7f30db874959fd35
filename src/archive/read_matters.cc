// SPDX-License-Identifier: Apache-2.0
// Matters: lists, and one with its life across meetings.
#include <algorithm>

#include "archive/catalog_reader.h"
#include "archive/names.h"

namespace dais::archive {

using store::integer_of;
using store::Row;
using store::Rows;
using store::text_of;

namespace {

constexpr char kMatterColumns[] =
    "select m.id, m.name, m.external_id, m.title, m.matter_type, m.status, m.introduced_at, m.withdrawn, "
    "(select count(*) from matter_sponsor s where s.matter_id = m.id and s.withdrawn is null), "
    "coalesce(head.id, p.id), coalesce(head.name, p.name), coalesce(head.external_id, p.external_id) "
    "from matter m left join matter_sponsor prime on prime.matter_id = m.id and prime.place = 0 and prime.withdrawn is "
    "null "
    "left join person p on p.id = prime.person_id left join person head on head.id = p.same_as ";

MatterSummary matter_of(const Row& row, const std::string& timezone) {
  MatterSummary matter;
  matter.ref = {text_of(row[0]), text_of(row[1]), text_of(row[2])};
  if (matter.ref.name.empty()) matter.ref.name = text_of(row[3]);
  matter.title = text_of(row[3]);
  matter.matter_type = text_of(row[4]);
  matter.status = text_of(row[5]);
  matter.introduced = store::maybe_instant(row[6]);
  matter.withdrawn = !store::is_null(row[7]);
  matter.sponsor_count = integer_of(row[8]);
  matter.prime_sponsor = {text_of(row[9]), text_of(row[10]), text_of(row[11])};
  matter.timezone = timezone;
  return matter;
}

}  // namespace

Result<std::vector<MatterSummary>> CatalogReader::matter_summaries(const std::string& where_and_order,
                                                                   const store::Params& params) {
  const Result<Rows> rows = database_->query(kMatterColumns + where_and_order, params);
  if (!rows) return fail(rows.error());
  std::vector<MatterSummary> matters;
  for (const Row& row : *rows) matters.push_back(matter_of(row, timezone_));
  return matters;
}

Result<Page<MatterSummary>> CatalogReader::matters(const MatterFilter& filter, const Paging& paging) {
  Conditions conditions;
  // What agendas only mention has a page, but no record of its own to list.
  conditions.add("m.withdrawn is null and m.stated = 1");
  if (!filter.text.empty()) {
    const std::string part = conditions.parameter("%" + fold_name(filter.text) + "%");
    conditions.add("(lower(m.name) like " + part + " or lower(m.title) like " + part + " or lower(m.summary) like " +
                   part + ")");
  }
  if (!filter.matter_type.empty()) conditions.add("m.matter_type = $?", filter.matter_type);
  if (!filter.status.empty()) conditions.add("m.status = $?", filter.status);
  if (filter.from) conditions.add("m.introduced_at >= $?", store::of(*filter.from));
  if (filter.to) conditions.add("m.introduced_at < $?", store::of(*filter.to));
  if (!filter.sponsor_id.empty()) {
    const std::string sponsor = conditions.parameter(filter.sponsor_id);
    conditions.add(
        "m.id in (select s.matter_id from matter_sponsor s join person q on q.id = s.person_id where s.withdrawn is "
        "null and (q.id = " +
        sponsor + " or q.same_as = " + sponsor + "))");
  }
  const Result<std::int64_t> total = count("select count(*) from matter m " + conditions.where(), conditions.params());
  if (!total) return fail(total.error());
  if (!paging.cursor.empty()) {
    const Result<Cursor> cursor = decode_cursor(ListOf::kMatters, paging.cursor);
    if (!cursor) return fail(cursor.error());
    const std::string at = conditions.parameter(integer_of(cursor->key));
    const std::string id = conditions.parameter(cursor->id);
    conditions.add("(coalesce(m.introduced_at, 0) < " + at + " or (coalesce(m.introduced_at, 0) = " + at +
                   " and m.id > " + id + "))");
  }
  const std::string where = conditions.where();
  const std::string limit = conditions.parameter(static_cast<std::int64_t>(paging.limit + 1));
  auto matters =
      matter_summaries(where + " order by coalesce(m.introduced_at, 0) desc, m.id limit " + limit, conditions.params());
  if (!matters) return fail(std::move(matters.error()));
  return cut_page(ListOf::kMatters, std::move(*matters), paging.limit, *total, [](const MatterSummary& matter) {
    return Cursor{matter.introduced ? store::of(*matter.introduced) : store::Value{std::int64_t{0}}, matter.ref.id};
  });
}

Result<MatterChoices> CatalogReader::matter_choices() {
  MatterChoices choices;
  const auto list = [this](const char* sql, std::vector<std::string>& out) -> Status {
    const Result<Rows> rows = database_->query(sql);
    if (!rows) return fail(rows.error());
    for (const Row& row : *rows) out.push_back(text_of(row[0]));
    return {};
  };
  constexpr char kTypes[] =
      "select matter_type from matter where stated = 1 and withdrawn is null and matter_type is not null group by "
      "matter_type order by count(*) desc, matter_type";
  constexpr char kStatuses[] =
      "select status from matter where stated = 1 and withdrawn is null and status is not null group by status order "
      "by count(*) desc, status";
  if (Status listed = list(kTypes, choices.types); !listed) return fail(listed.error());
  if (Status listed = list(kStatuses, choices.statuses); !listed) return fail(listed.error());
  return choices;
}

Result<MatterView> CatalogReader::matter(const std::string& id) {
  auto found = matter_summaries("where m.id = $1", {id});
  if (!found) return fail(std::move(found.error()));
  if (found->empty()) return fail(ErrorCode::kNotFound, "matter " + id + ": no such matter");
  MatterView view;
  view.summary = std::move(found->front());
  const Result<Rows> details = database_->query(
      "select m.summary, x.text, m.enactment_number, m.passed_at, m.enacted_at, m.body_id, b.name, b.external_id, "
      "m.source_uri from matter m "
      "left join matter_text x on x.matter_id = m.id left join body b on b.id = m.body_id where m.id = $1",
      {id});
  if (!details) return fail(details.error());
  const Row& row = details->front();
  view.summary_text = text_of(row[0]);
  view.text = text_of(row[1]);
  view.enactment_number = text_of(row[2]);
  view.passed = store::maybe_instant(row[3]);
  view.enacted = store::maybe_instant(row[4]);
  view.body = {text_of(row[5]), text_of(row[6]), text_of(row[7])};
  const Result<Rows> sponsors = database_->query(
      "select coalesce(head.id, p.id), coalesce(head.name, p.name), coalesce(head.external_id, p.external_id) from "
      "matter_sponsor s "
      "join person p on p.id = s.person_id left join person head on head.id = p.same_as "
      "where s.matter_id = $1 and s.withdrawn is null order by s.place, s.id",
      {id});
  if (!sponsors) return fail(sponsors.error());
  for (const Row& sponsor : *sponsors)
    view.sponsors.push_back({text_of(sponsor[0]), text_of(sponsor[1]), text_of(sponsor[2])});
  const Result<Rows> files = database_->query(
      "select name, uri from matter_file where matter_id = $1 and withdrawn is null order by place, id", {id});
  if (!files) return fail(files.error());
  for (const Row& file : *files) view.files.push_back({text_of(file[0]), text_of(file[1])});
  std::vector<FileLink*> links;
  links.reserve(view.files.size());
  for (FileLink& file : view.files) links.push_back(&file);
  if (Status added = add_file_notes(links); !added) return fail(added.error());
  Result<Provenance> provenance = this->provenance(store::tables::kMatter, id, text_of(row[8]));
  if (!provenance) return fail(std::move(provenance.error()));
  view.provenance = std::move(*provenance);
  if (Status added = add_matter_actions(view); !added) return fail(added.error());
  if (Status added = add_matter_moments(view); !added) return fail(added.error());
  if (Status added = add_earlier_texts(view); !added) return fail(added.error());
  return view;
}

Status CatalogReader::add_matter_actions(MatterView& view) {
  // An agenda item that the matter's own history does not speak of is part of its life as well.
  const Result<Rows> rows = database_->query(
      "select a.acted_at, a.action, a.description, a.outcome, a.body_id, b.name, e.id, e.external_id, a.event_item_id, "
      "a.id, e.start_at, a.place "
      "from matter_action a left join body b on b.id = a.body_id left join event e on e.id = a.event_id "
      "where a.matter_id = $1 and a.withdrawn is null "
      "union all "
      "select e.start_at, coalesce(i.action, i.name), i.description, i.decision, e.body_id, b.name, e.id, "
      "e.external_id, i.id, i.id, e.start_at, i.place "
      "from event_item i join event e on e.id = i.event_id left join body b on b.id = e.body_id "
      "where i.matter_id = $1 and i.withdrawn is null and e.withdrawn is null "
      "and not exists (select 1 from matter_action a where a.event_item_id = i.id and a.matter_id = i.matter_id and "
      "a.withdrawn is null) "
      "order by 1, 12, 10",
      {view.summary.ref.id});
  if (!rows) return fail(rows.error());
  auto votes = vote_summaries("where v.matter_id = $1 and v.withdrawn is null", {view.summary.ref.id});
  if (!votes) return fail(std::move(votes.error()));
  const Result<Rows> items = database_->query(
      "select id, event_item_id from vote_event where matter_id = $1 and withdrawn is null", {view.summary.ref.id});
  if (!items) return fail(items.error());
  for (const Row& row : *rows) {
    MatterActionView action{store::instant_of(row[0]),
                            text_of(row[1]),
                            text_of(row[2]),
                            text_of(row[3]),
                            {text_of(row[4]), text_of(row[5]), ""},
                            {},
                            {}};
    if (!store::is_null(row[6])) action.event = {text_of(row[6]), action.body.name, text_of(row[7])};
    const auto item = std::ranges::find_if(
        *items, [&](const Row& vote) { return !store::is_null(vote[1]) && text_of(vote[1]) == text_of(row[8]); });
    if (item != items->end()) {
      const auto vote = std::ranges::find_if(
          *votes, [&](const VoteEventSummary& summary) { return summary.ref.id == text_of((*item)[0]); });
      if (vote != votes->end()) action.vote = *vote;
    }
    view.actions.push_back(std::move(action));
  }
  return {};
}

}  // namespace dais::archive
