// SPDX-License-Identifier: Apache-2.0
// Vote events: with their tallies in lists, and one with its rows.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "archive/catalog_reader.h"
#include "archive/names.h"
#include "archive/vote_classes.h"
#include "insight/tally.h"

namespace dais::archive {

using store::Row;
using store::Rows;
using store::text_of;

namespace {

constexpr char kVoteColumns[] =
    "select v.id, v.external_id, v.event_id, v.body_id, b.name, v.matter_id, m.name, m.title, v.voted_at, e.timezone, "
    "v.action, v.outcome, v.method, "
    "i.name, b.external_id, m.external_id, e.external_id, e.start_at "
    "from vote_event v left join event e on e.id = v.event_id left join body b on b.id = v.body_id left join matter m "
    "on m.id = v.matter_id "
    "left join event_item i on i.id = v.event_item_id ";

VoteMethod method_of(const std::string& stated) {
  const std::string folded = fold_name(stated);
  const auto says = [&folded](std::string_view word) { return folded.find(word) != std::string::npos; };
  if (says("roll")) return VoteMethod::kRollCall;
  if (says("voice")) return VoteMethod::kVoice;
  if (says("consent")) return VoteMethod::kConsent;
  return VoteMethod::kUnknown;
}

VoteEventSummary vote_of(const Row& row, const std::string& timezone) {
  VoteEventSummary vote;
  vote.ref = {text_of(row[0]), "", text_of(row[1])};
  vote.body = {text_of(row[3]), text_of(row[4]), text_of(row[14])};
  vote.matter = {text_of(row[5]), text_of(row[6]), text_of(row[15])};
  vote.matter_title = text_of(row[7]);
  vote.date = store::instant_of(row[8]);
  vote.timezone = store::is_null(row[9]) ? timezone : text_of(row[9]);
  vote.action = text_of(row[10]);
  vote.stated_outcome = text_of(row[11]);
  vote.stated_passed = insight::stated_passed(vote.stated_outcome);
  vote.method = method_of(text_of(row[12]));
  // A meeting that the archive does not hold has no page to lead to.
  if (!store::is_null(row[17])) vote.event = {text_of(row[2]), vote.body.name, text_of(row[16])};
  const std::string question = text_of(row[13]);
  vote.ref.name = !vote.matter.name.empty() ? vote.matter.name : !question.empty() ? question : vote.action;
  return vote;
}

}  // namespace

Result<std::vector<VoteEventSummary>> CatalogReader::vote_summaries(const std::string& where_and_order,
                                                                    const store::Params& params) {
  const Result<Rows> rows = database_->query(kVoteColumns + where_and_order, params);
  if (!rows) return fail(rows.error());
  std::vector<VoteEventSummary> votes;
  votes.reserve(rows->size());
  for (const Row& row : *rows) votes.push_back(vote_of(row, timezone_));
  if (Status filled = fill_tallies(votes); !filled) return fail(filled.error());
  return votes;
}

Status CatalogReader::fill_tallies(std::vector<VoteEventSummary>& votes) {
  std::unordered_map<std::string, std::vector<VoteEventSummary*>> by_id;
  Ids ids;
  for (VoteEventSummary& vote : votes) {
    by_id[vote.ref.id].push_back(&vote);
    ids.push_back(vote.ref.id);
  }
  if (ids.empty()) return {};
  const Result<Rows> rows =
      database_->query("select vote_event_id, class, count(*) from vote where withdrawn is null and vote_event_id " +
                           database_->in_list("$1") + " group by vote_event_id, class",
                       {database_->list_value(ids)});
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows) {
    for (VoteEventSummary* vote : by_id[text_of(row[0])]) {
      vote->tally.by_class.at(static_cast<std::size_t>(class_named(text_of(row[1])))) = store::integer_of(row[2]);
    }
  }
  for (VoteEventSummary& vote : votes) {
    vote.majority = insight::majority(vote.tally);
    vote.outcome_disagrees = vote.tally.rows() > 0 && insight::disagrees(vote.stated_passed, vote.majority);
  }
  return {};
}

Result<VoteEventView> CatalogReader::vote(const std::string& id) {
  auto found = vote_summaries("where v.id = $1", {id});
  if (!found) return fail(std::move(found.error()));
  if (found->empty()) return fail(ErrorCode::kNotFound, "vote " + id + ": no such vote");
  VoteEventView view;
  view.summary = std::move(found->front());
  const Result<std::string> source_uri = add_vote_item(view);
  if (!source_uri) return fail(source_uri.error());
  if (Status added = add_vote_rows(view); !added) return fail(added.error());
  Result<Provenance> provenance = this->provenance(store::tables::kVoteEvent, id, *source_uri);
  if (!provenance) return fail(std::move(provenance.error()));
  view.provenance = std::move(*provenance);
  if (Status added = add_changed_votes(view); !added) return fail(added.error());
  return view;
}

Result<std::string> CatalogReader::add_vote_item(VoteEventView& view) {
  const std::string& id = view.summary.ref.id;
  const Result<Rows> item = database_->query(
      "select i.id, i.agenda_number, i.name, i.description, i.action, i.decision, e.source_uri from vote_event v "
      "join event_item i on i.id = v.event_item_id left join event e on e.id = v.event_id where v.id = $1",
      {id});
  if (!item) return fail(item.error());
  std::string source_uri;
  if (!item->empty()) {
    const Row& row = item->front();
    view.item.id = text_of(row[0]);
    view.item.agenda_number = text_of(row[1]);
    view.item.name = text_of(row[2]);
    view.item.description = text_of(row[3]);
    view.item.action = text_of(row[4]);
    view.item.decision = text_of(row[5]);
    source_uri = text_of(row[6]);
  }
  if (!view.item.description.empty()) return source_uri;
  // The matter's own history tells of the vote as well, also where the archive lacks the meeting.
  const Result<Rows> told = database_->query(
      "select a.description from matter_action a join vote_event v on v.matter_id = a.matter_id where v.id = $1 and "
      "a.withdrawn is null and a.description is not null and (a.event_item_id = v.event_item_id or a.external_id = "
      "v.external_id) order by a.place",
      {id});
  if (!told) return fail(told.error());
  if (!told->empty()) view.item.description = text_of(told->front()[0]);
  return source_uri;
}

Status CatalogReader::add_vote_rows(VoteEventView& view) {
  const Result<Rows> rows = database_->query(
      "select coalesce(p.same_as, p.id), coalesce(head.name, p.name), p.external_id, t.value, t.class, "
      "coalesce(head.sort_key, p.sort_key) from vote t "
      "join person p on p.id = t.person_id left join person head on head.id = p.same_as "
      "where t.vote_event_id = $1 and t.withdrawn is null order by 6, t.id",
      {view.summary.ref.id});
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows) {
    view.rows.push_back(
        {{text_of(row[0]), text_of(row[1]), text_of(row[2])}, text_of(row[3]), class_named(text_of(row[4]))});
  }
  std::ranges::stable_sort(view.rows, {}, &VoteRow::vote_class);
  return {};
}

Status CatalogReader::add_changed_votes(VoteEventView& view) {
  const Result<Rows> rows = database_->query(
      "select p.name, h.old_value, h.new_value, h.changed_at, h.field, t.value from history h "
      "join vote t on t.id = h.record_id join person p on p.id = t.person_id "
      "where h.kind = 'vote' and h.field in ('value', 'withdrawn') and t.vote_event_id = $1 "
      "order by h.changed_at desc, p.name, h.nth desc",
      {view.summary.ref.id});
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows) {
    Change change{"vote of " + text_of(row[0]), text_of(row[1]), text_of(row[2]), store::instant_of(row[3])};
    if (text_of(row[4]) == "withdrawn") {
      const bool gone = !store::is_null(row[2]);
      const std::string withdrawn = "(withdrawn by its source)";
      change.old_value = gone ? text_of(row[5]) : withdrawn;
      change.new_value = gone ? withdrawn : text_of(row[5]);
    }
    view.provenance.last_changed = std::max(view.provenance.last_changed, change.when);
    view.provenance.changes.push_back(std::move(change));
  }
  return {};
}

Result<Page<PersonVote>> CatalogReader::person_votes(const std::string& id, const VoteFilter& filter,
                                                     const Paging& paging) {
  VoteFilter of_person = filter;
  of_person.person_id = id;
  Result<Page<VoteLine>> lines = votes(of_person, paging);
  if (!lines) return fail(std::move(lines.error()));
  Page<PersonVote> page;
  page.total = lines->total;
  page.next = std::move(lines->next);
  for (VoteLine& line : lines->items) {
    Cast cast = line.casts.front().value_or(Cast{});
    page.items.push_back({std::move(line.vote_event), std::move(cast.value), cast.vote_class});
  }
  return page;
}

}  // namespace dais::archive
