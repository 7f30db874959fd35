// SPDX-License-Identifier: Apache-2.0
#include "archive/speakers.h"

#include <algorithm>
#include <chrono>

#include "archive/names.h"
#include "json/json.h"

namespace dais::archive {
namespace {

// Offices are dated by days in some zone, meetings by instants: a day's slack on either side.
constexpr std::chrono::hours kSlack{24};

bool covers(const std::optional<Instant>& start, const std::optional<Instant>& end, Instant when) {
  return (!start || *start <= when + kSlack) && (!end || when <= *end + kSlack);
}

}  // namespace

Result<Speakers> Speakers::load(store::Database& database) {
  Speakers speakers;
  if (Status loaded = speakers.load_names(database); !loaded) return fail(std::move(loaded.error()));
  if (Status loaded = speakers.load_offices(database); !loaded) return fail(std::move(loaded.error()));
  return speakers;
}

Status Speakers::load_names(store::Database& database) {
  const Result<store::Rows> rows = database.query(
      "select coalesce(p.same_as, p.id), p.name, coalesce(head.name, p.name), coalesce(p.same_as_evidence, '') "
      "from person p left join person head on head.id = p.same_as "
      "where p.withdrawn is null and p.name is not null order by p.id");
  if (!rows) return fail(rows.error());
  std::unordered_map<std::string, std::size_t> place_of;
  for (const store::Row& row : *rows) {
    const std::string id = store::text_of(row[0]);
    const auto [at, fresh] = place_of.try_emplace(id, persons_.size());
    if (fresh) persons_.push_back({id, store::text_of(row[2])});
    const bool is_alias = store::text_of(row[3]).starts_with("alias ");
    std::vector<Name>& names = by_name_[fold_name(store::text_of(row[1]))];
    const auto known = std::ranges::find(names, at->second, &Name::person);
    if (known == names.end()) {
      names.push_back({at->second, is_alias});
    } else {
      known->is_alias |= is_alias;
    }
  }
  offices_.resize(persons_.size());
  return {};
}

Status Speakers::load_offices(store::Database& database) {
  std::unordered_map<std::string, std::size_t> place_of;
  for (std::size_t i = 0; i < persons_.size(); ++i) place_of[persons_[i].id] = i;
  const auto add = [&](const store::Row& row, Basis basis, std::string title) {
    const auto person = place_of.find(store::text_of(row[0]));
    if (person == place_of.end()) return;
    offices_[person->second].push_back(
        {store::maybe_instant(row[1]), store::maybe_instant(row[2]), basis, std::move(title)});
  };
  const Result<store::Rows> roles = database.query(
      "select coalesce(p.same_as, p.id), r.start_at, r.end_at, r.title, b.name from role r "
      "join person p on p.id = r.person_id left join body b on b.id = r.body_id "
      "where r.withdrawn is null order by r.id");
  if (!roles) return fail(roles.error());
  for (const store::Row& row : *roles) {
    std::string title = store::text_of(row[3]);
    const std::string body = store::text_of(row[4]);
    if (!body.empty()) title += title.empty() ? body : ", " + body;
    add(row, Basis::kRole, std::move(title));
  }
  const Result<store::Rows> votes = database.query(
      "select coalesce(p.same_as, p.id), min(e.voted_at), max(e.voted_at) from vote v "
      "join vote_event e on e.id = v.vote_event_id join person p on p.id = v.person_id "
      "where v.withdrawn is null and e.voted_at is not null group by coalesce(p.same_as, p.id)");
  if (!votes) return fail(votes.error());
  for (const store::Row& row : *votes) add(row, Basis::kVotes, "");
  return {};
}

const Speakers::Office* Speakers::office_on(std::size_t person, Instant when) const {
  const auto found = std::ranges::find_if(offices_[person],
                                          [&](const Office& office) { return covers(office.start, office.end, when); });
  return found == offices_[person].end() ? nullptr : &*found;
}

Speakers::Match Speakers::match(std::string_view label, Instant when) const {
  std::string folded = fold_name(label);
  for (bool whole = true;; whole = false) {
    const auto found = by_name_.find(folded);
    if (found != by_name_.end()) {
      Match only;
      for (const Name& name : found->second) {
        const Office* office = name.is_alias ? nullptr : office_on(name.person, when);
        if (office == nullptr && !name.is_alias) continue;
        if (only.name != nullptr) return {};  // two who may be meant
        only = {&name, office, whole};
      }
      return only;
    }
    const std::size_t blank = folded.find(' ');
    // What is left must still be a full name: a lone family name is no evidence.
    if (blank == std::string::npos || folded.find(' ', blank + 1) == std::string::npos) return {};
    folded.erase(0, blank + 1);
  }
}

const KnownPerson* Speakers::find(std::string_view label, Instant when) const {
  const Match found = match(label, when);
  return found.name == nullptr ? nullptr : &persons_[found.name->person];
}

std::string Speakers::evidence(std::string_view label, Instant when) const {
  const Match found = match(label, when);
  if (found.name == nullptr) return {};
  const std::string& name = persons_[found.name->person].name;
  std::string why = found.whole_label ? "The label is " : "The label ends with ";
  if (found.office == nullptr) return why + "another name of " + name + ", as the configuration says.";
  why += "the full name of " + name + ", and of nobody else in office that day";
  if (found.office->basis == Basis::kVotes) return why + " (who voted here before and after, or in that meeting).";
  return why + (found.office->title.empty() ? "." : " (" + found.office->title + ").");
}

std::map<std::string, std::int64_t> turns_by_label(const std::string& speakers_json) {
  std::map<std::string, std::int64_t> turns;
  const auto parsed = json::parse(speakers_json.empty() ? "{}" : speakers_json);
  if (!parsed || !parsed->is_object()) return turns;
  for (const auto& [label, count] : parsed->get_object()) {
    if (count.is_number()) turns[std::string(label)] = count.to_number<std::int64_t>();
  }
  return turns;
}

}  // namespace dais::archive
