// SPDX-License-Identifier: Apache-2.0
#include "api/votes_csv.h"

#include <array>

#include "api/csv.h"
#include "api/to_json.h"

namespace dais::api {
namespace {

std::string word_of(const std::optional<bool>& answer) {
  if (!answer) return {};
  return *answer ? "true" : "false";
}

std::string majority_of(const archive::VoteEventSummary& vote) {
  const JsonValue name = majority_json(vote);
  return name.is_string() ? std::string(name.as_string()) : std::string();
}

constexpr auto kEventColumns = std::to_array<std::string_view>({"id",
                                                                "external_id",
                                                                "datetime",
                                                                "timezone",
                                                                "name",
                                                                "body.id",
                                                                "body.name",
                                                                "event.id",
                                                                "matter.id",
                                                                "matter.name",
                                                                "matter_title",
                                                                "action",
                                                                "stated_outcome",
                                                                "stated_passed",
                                                                "method",
                                                                "majority",
                                                                "outcome_disagrees",
                                                                "tally.yes",
                                                                "tally.no",
                                                                "tally.abstain",
                                                                "tally.absent",
                                                                "tally.conflict",
                                                                "tally.nonvoting",
                                                                "tally.blank",
                                                                "tally.unrecognised",
                                                                "url"});
/// What an item says of its own, and then its vote event's columns.
class ColumnsBesideEvent {
 public:
  explicit ColumnsBesideEvent(std::initializer_list<std::string_view> own) : names_(own.begin(), own.end()) {
    for (const std::string_view column : kEventColumns) names_.push_back("vote_event." + std::string(column));
    columns_.assign(names_.begin(), names_.end());
  }
  [[nodiscard]] std::span<const std::string_view> columns() const { return columns_; }

 private:
  std::vector<std::string> names_;
  std::vector<std::string_view> columns_;
};

}  // namespace

std::span<const std::string_view> vote_line_columns(const archive::VoteFilter& filter) {
  static const ColumnsBesideEvent pair({"a.value", "a.class", "b.value", "b.class", "same"});
  static const ColumnsBesideEvent cast({"value", "class"});
  if (!filter.with_id.empty()) return pair.columns();
  if (!filter.person_id.empty()) return cast.columns();
  return kEventColumns;
}

void append_votes_csv_header(std::string& out) {
  std::vector<std::string> names = {"date",
                                    "datetime",
                                    "timezone",
                                    "person_id",
                                    "person",
                                    "value",
                                    "class",
                                    "vote_event_id",
                                    "vote_event_external_id",
                                    "question",
                                    "body_id",
                                    "body",
                                    "event_id",
                                    "event_external_id",
                                    "matter_id",
                                    "matter",
                                    "matter_title",
                                    "action",
                                    "stated_outcome",
                                    "stated_passed",
                                    "method",
                                    "majority",
                                    "outcome_disagrees"};
  for (const auto vote_class : domain::kVoteClasses) names.emplace_back(domain::name_of(vote_class));
  names.emplace_back("url");
  append_csv_row(out, names);
}

void append_votes_csv_row(std::string& out, const archive::Ref& person, const archive::PersonVote& vote) {
  const archive::VoteEventSummary& event = vote.vote_event;
  std::vector<std::string> fields = {format_local(event.date, event.timezone, "%F"),
                                     format_utc(event.date),
                                     event.timezone,
                                     person.id,
                                     person.name,
                                     vote.value,
                                     std::string(domain::name_of(vote.vote_class)),
                                     event.ref.id,
                                     event.ref.external_id,
                                     event.ref.name,
                                     event.body.id,
                                     event.body.name,
                                     event.event.id,
                                     event.event.external_id,
                                     event.matter.id,
                                     event.matter.name,
                                     event.matter_title,
                                     event.action,
                                     event.stated_outcome,
                                     word_of(event.stated_passed),
                                     std::string(method_name(event.method)),
                                     majority_of(event),
                                     word_of(event.outcome_disagrees)};
  for (const auto vote_class : domain::kVoteClasses) fields.push_back(std::to_string(event.tally.of(vote_class)));
  fields.push_back(event.ref.id.empty() ? std::string() : "/votes/" + event.ref.id);
  append_csv_row(out, fields);
}

}  // namespace dais::api
