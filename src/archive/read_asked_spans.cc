// SPDX-License-Identifier: Apache-2.0
// matter: and vote: of a search: which agenda items they mean, and where these were taken up.
#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "archive/catalog_reader.h"
#include "archive/vote_words.h"

namespace dais::archive {

using store::Row;
using store::Rows;
using store::text_of;

namespace {

constexpr std::size_t kAll = SIZE_MAX / 2;

TitleQuery titles_with(const std::vector<std::string>& words) {
  search::ParsedQuery parsed;
  for (const std::string& word : words) {
    search::Unit unit;
    unit.words = {word};
    parsed.groups.push_back({{unit}, true});
  }
  return title_query(parsed, LastWord::kWhole);
}

/// What both have.
AskedItems both(const AskedItems& some, const AskedItems& others) {
  const auto common = [](const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const std::unordered_set<std::string> known(b.begin(), b.end());
    std::vector<std::string> out;
    std::ranges::copy_if(a, std::back_inserter(out), [&](const std::string& one) { return known.contains(one); });
    return out;
  };
  return {common(some.item_ids, others.item_ids), common(some.event_ids, others.event_ids)};
}

}  // namespace

Result<AskedItems> CatalogReader::items_of_matters(const std::vector<std::string>& words) {
  const auto found = titles_->find(*database_, TitleKind::kItem, titles_with(words), "", 0, kAll);
  if (!found) return fail(found.error());
  const Result<Rows> rows =
      database_->query("select id from event_item where matter_id is not null and id " + database_->in_list("$1"),
                       {database_->list_value(found->ids)});
  if (!rows) return fail(rows.error());
  AskedItems items;
  for (const Row& row : *rows) items.item_ids.push_back(text_of(row[0]));
  return items;
}

Result<AskedItems> CatalogReader::items_of_votes(const std::vector<std::string>& words) {
  const auto record = this->record();
  if (!record) return fail(record.error());
  std::vector<insight::Index> persons;
  const auto outcome = outcome_asked(words);
  if (!outcome) {
    const auto people = titles_->find(*database_, TitleKind::kPerson, titles_with(words), "", 0, kAll);
    if (!people) return fail(people.error());
    for (const std::string& id : people->ids) {
      if (const auto person = (*record)->find_person(id)) persons.push_back(*person);
    }
  }
  Ids votes;
  for (const insight::VoteEvent& event : (*record)->vote_events) {
    const bool is_meant = outcome ? has_outcome(event, *outcome) : has_vote_of(**record, event, persons);
    if (is_meant) votes.push_back(event.id);
  }
  const Result<Rows> rows =
      database_->query("select event_item_id, event_id from vote_event where id " + database_->in_list("$1"),
                       {database_->list_value(votes)});
  if (!rows) return fail(rows.error());
  AskedItems items;
  for (const Row& row : *rows) {
    // A vote without its agenda item was taken somewhere in the meeting.
    if (!store::is_null(row[0])) {
      items.item_ids.push_back(text_of(row[0]));
    } else if (!store::is_null(row[1])) {
      items.event_ids.push_back(text_of(row[1]));
    }
  }
  return items;
}

Result<std::string> CatalogReader::note_on_votes(const search::ParsedQuery& parsed) {
  std::string note;
  for (const search::NameFilter& filter : parsed.votes) {
    if (outcome_asked(filter.words)) continue;
    const auto people = titles_->find(*database_, TitleKind::kPerson, titles_with(filter.words), "", 0, 1);
    if (!people) return fail(people.error());
    if (!people->ids.empty()) continue;
    note += fmt::format(
        " (“{}” is no outcome and nobody's name: write passed, failed, unanimous, contested, tied or a name)",
        filter.shown);
  }
  return note;
}

Result<std::optional<Spans>> CatalogReader::asked_spans(const search::ParsedQuery& parsed) {
  if (parsed.matters.empty() && parsed.votes.empty()) return std::optional<Spans>();
  std::optional<AskedItems> wanted;
  std::vector<AskedItems> unwanted;
  const auto take = [&](const search::NameFilter& filter, Result<AskedItems> items) -> Status {
    if (!items) return fail(std::move(items.error()));
    if (filter.wanted == search::Wanted::kNo) {
      unwanted.push_back(std::move(*items));
    } else {
      wanted = wanted ? both(*wanted, *items) : std::move(*items);
    }
    return {};
  };
  for (const search::NameFilter& filter : parsed.matters) {
    if (Status taken = take(filter, items_of_matters(filter.words)); !taken) return fail(std::move(taken.error()));
  }
  for (const search::NameFilter& filter : parsed.votes) {
    if (Status taken = take(filter, items_of_votes(filter.words)); !taken) return fail(std::move(taken.error()));
  }
  auto spans = wanted ? load_spans(*database_, *wanted) : load_all_spans(*database_);
  for (const AskedItems& items : unwanted) {
    if (!spans) break;
    const auto others = load_spans(*database_, items);
    if (!others) return fail(others.error());
    spans = spans->without(*others);
  }
  if (!spans) return fail(std::move(spans.error()));
  return std::optional(std::move(*spans));
}

}  // namespace dais::archive
