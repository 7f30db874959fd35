// SPDX-License-Identifier: Apache-2.0
#include "api/figures_json.h"

#include <array>

#include "api/csv.h"
#include "http/message.h"

namespace dais::api {
namespace {

using insight::By;
using insight::Index;
using insight::kNone;
using insight::Record;

constexpr std::array<std::string_view, insight::kParts> kPartNames = {"agenda", "minutes",   "roll_call",
                                                                      "votes",  "recording", "transcript"};

JsonValue person_json(const Record& record, Index person) { return to_json(record.persons[person]); }

JsonValue body_json(const Record& record, Index body) {
  return body == kNone ? JsonValue(nullptr) : to_json(record.bodies[body]);
}

JsonValue pooled(const std::vector<std::string>& texts, Index place) {
  return place == kNone ? JsonValue(nullptr) : JsonValue(texts[place]);
}

std::string address(std::string path, const std::string& own, const Asked& asked) {
  path += '?';
  path += own;
  if (!own.empty() && !asked.empty()) path += '&';
  return path + asked;
}

std::string pair_of(std::string_view name, std::string_view value) {
  return std::string(name) + "=" + http::encode_component(value);
}

/// What a figure is counted apart by, as a member of its JSON and as a column.
void add_by(JsonObject& out, const Record& record, By by, int year, Index body) {
  if (by == By::kYear) out["year"] = year == 0 ? JsonValue(nullptr) : JsonValue(year);
  if (by == By::kBody) out["body"] = body_json(record, body);
}

std::vector<Column> columns_of(std::vector<Column> before, By by, const std::vector<Column>& after) {
  if (by == By::kYear) before.push_back({"year"});
  if (by == By::kBody) before.push_back({"body", Shape::kRef});
  before.insert(before.end(), after.begin(), after.end());
  return before;
}

/// The span of a year or the body, so that the address of a row's rows counts no more than the row does.
Asked narrowed(const Asked& asked, const Record& record, By by, int year, Index body) {
  std::string own;
  const auto asks = [&asked](std::string_view name) { return asked.find(name) != std::string::npos; };
  if (by == By::kYear && year != 0 && !asks("year=")) own = "year=" + std::to_string(year);
  if (by == By::kBody && body != kNone && !asks("body=")) own = pair_of("body", record.bodies[body].id);
  if (own.empty()) return asked;
  return asked.empty() ? own : own + "&" + asked;
}

std::string_view decision_name(insight::Decision decision) {
  switch (decision) {
    case insight::Decision::kPassed:
      return "passed";
    case insight::Decision::kDisapprovedOrFiled:
      return "disapproved_or_filed";
    case insight::Decision::kFailed:
      break;
  }
  return "failed";
}

std::string text_of(const JsonValue* value) {
  if (value == nullptr || value->is_null()) return {};
  if (value->is_string()) return std::string(value->as_string());
  if (value->is_bool()) return value->as_bool() ? "true" : "false";
  return std::to_string(value->to_number<std::int64_t>());
}

const JsonValue* member(const JsonObject& object, std::string_view key) { return object.if_contains(key); }

}  // namespace

JsonValue to_json(const insight::Named& named) {
  return {{"id", named.id}, {"name", named.name}, {"external_id", text_or_null(named.external_id)}};
}

FigureTable agreement_table(const Record& record, const std::vector<insight::Agreement>& figures, const Asked& asked) {
  FigureTable table{{{"a", Shape::kRef}, {"b", Shape::kRef}, {"shared"}, {"same"}, {"rows"}}, {}};
  for (const insight::Agreement& pair : figures) {
    const std::string own = pair_of("a", record.persons[pair.a].id) + "&" + pair_of("b", record.persons[pair.b].id);
    table.rows.push_back({{"a", person_json(record, pair.a)},
                          {"b", person_json(record, pair.b)},
                          {"shared", pair.shared},
                          {"same", pair.same},
                          {"rows", address("/api/v1/insight/agreement/rows", own, asked)}});
  }
  return table;
}

FigureTable attendance_table(const Record& record, const std::vector<insight::Attendance>& figures, By by,
                             const Asked& asked) {
  FigureTable table{columns_of({{"person", Shape::kRef}}, by, {{"present"}, {"total"}, {"rows"}}), {}};
  for (const insight::Attendance& figure : figures) {
    JsonObject out{{"person", person_json(record, figure.person)}};
    add_by(out, record, by, figure.year, figure.body);
    out["present"] = figure.present;
    out["total"] = figure.total;
    out["rows"] = address("/api/v1/insight/attendance/rows", pair_of("person", record.persons[figure.person].id),
                          narrowed(asked, record, by, figure.year, figure.body));
    table.rows.emplace_back(std::move(out));
  }
  return table;
}

FigureTable tallies_table(const Record& record, const std::vector<insight::PersonTally>& figures, By by,
                          const Asked& asked) {
  std::vector<Column> classes;
  classes.reserve(domain::kVoteClasses.size() + 1);
  for (const auto vote_class : domain::kVoteClasses) classes.push_back({domain::name_of(vote_class)});
  classes.push_back({"rows"});
  FigureTable table{columns_of({{"person", Shape::kRef}}, by, classes), {}};
  for (const insight::PersonTally& figure : figures) {
    JsonObject out{{"person", person_json(record, figure.person)}};
    add_by(out, record, by, figure.year, figure.body);
    for (const auto vote_class : domain::kVoteClasses) out[domain::name_of(vote_class)] = figure.tally.of(vote_class);
    out["rows"] = address("/api/v1/votes", pair_of("person", record.persons[figure.person].id),
                          narrowed(asked, record, by, figure.year, figure.body));
    table.rows.emplace_back(std::move(out));
  }
  return table;
}

FigureTable dissent_table(const Record& record, const std::vector<insight::Dissent>& figures, const Asked& asked) {
  FigureTable table{{{"person", Shape::kRef}, {"dissents"}, {"base"}, {"rows"}}, {}};
  for (const insight::Dissent& figure : figures) {
    table.rows.push_back({{"person", person_json(record, figure.person)},
                          {"dissents", figure.dissents},
                          {"base", figure.base},
                          {"rows", address("/api/v1/insight/dissent/rows",
                                           pair_of("person", record.persons[figure.person].id), asked)}});
  }
  return table;
}

Asked both(const Asked& a, const Asked& b) { return a + (a.empty() || b.empty() ? "" : "&") + b; }

FigureTable sponsorship_table(const Record& record, const std::vector<insight::Sponsorship>& figures,
                              const Asked& asked) {
  FigureTable table{{{"person", Shape::kRef}, {"type"}, {"sponsored"}, {"prime"}, {"succeeded"}, {"rows"}}, {}};
  for (const insight::Sponsorship& figure : figures) {
    const JsonValue type = pooled(record.matter_types, figure.type);
    const std::string own = pair_of("sponsor", record.persons[figure.person].id);
    const Asked of_type = figure.type == kNone ? Asked() : pair_of("type", record.matter_types[figure.type]);
    table.rows.push_back({{"person", person_json(record, figure.person)},
                          {"type", type},
                          {"sponsored", figure.sponsored},
                          {"prime", figure.prime},
                          {"succeeded", figure.succeeded},
                          {"rows", address("/api/v1/matters", own, both(of_type, asked))}});
  }
  return table;
}

FigureTable results_table(const Record& record, const std::vector<insight::MatterResult>& figures) {
  FigureTable table{{{"matter", Shape::kRef}, {"type"}, {"result"}, {"vote_event"}, {"vote_event_external_id"}}, {}};
  for (const insight::MatterResult& figure : figures) {
    const insight::Matter& matter = record.matters[figure.matter];
    const insight::VoteEvent& vote = record.vote_events[figure.vote_event];
    table.rows.push_back({{"matter", to_json(matter.named)},
                          {"type", pooled(record.matter_types, matter.type)},
                          {"result", figure.decision ? JsonValue(decision_name(*figure.decision)) : JsonValue(nullptr)},
                          {"vote_event", vote.id},
                          {"vote_event_external_id", text_or_null(vote.external_id)}});
  }
  return table;
}

FigureTable coverage_table(const Record& record, const std::vector<insight::Coverage>& figures) {
  FigureTable table{{{"body", Shape::kRef}, {"year"}, {"meetings"}, {"called_off"}, {"upcoming"}, {"held"}}, {}};
  for (const std::string_view part : kPartNames) table.columns.push_back({part});
  table.columns.push_back({"minutes_late_days"});
  table.columns.push_back({"recording_late_days"});
  for (const insight::Coverage& figure : figures) {
    JsonObject out{
        {"body", body_json(record, figure.body)}, {"year", figure.year},         {"meetings", figure.meetings},
        {"called_off", figure.called_off},        {"upcoming", figure.upcoming}, {"held", figure.held}};
    for (std::size_t part = 0; part < insight::kParts; ++part) out[kPartNames.at(part)] = figure.with.at(part);
    out["minutes_late_days"] = figure.waited_days(insight::Part::kMinutes);
    out["recording_late_days"] = figure.waited_days(insight::Part::kRecording);
    table.rows.emplace_back(std::move(out));
  }
  return table;
}

std::string csv_of(const FigureTable& table) {
  std::string out;
  std::vector<std::string> fields;
  for (const Column& column : table.columns) {
    const std::string key(column.key);
    if (column.shape == Shape::kRef) fields.push_back(key + "_id");
    fields.push_back(key);
    if (column.shape == Shape::kRef) fields.push_back(key + "_external_id");
  }
  append_csv_row(out, fields);
  for (const JsonValue& row : table.rows) {
    fields.clear();
    for (const Column& column : table.columns) {
      const JsonValue* value = member(row.as_object(), column.key);
      if (column.shape == Shape::kPlain) {
        fields.push_back(text_of(value));
        continue;
      }
      const JsonObject* ref = value == nullptr ? nullptr : value->if_object();
      for (const char* key : {"id", "name", "external_id"})
        fields.push_back(ref == nullptr ? std::string() : text_of(member(*ref, key)));
    }
    append_csv_row(out, fields);
  }
  return out;
}

}  // namespace dais::api
