// SPDX-License-Identifier: Apache-2.0
#include "sources/legistar_looks.h"

#include <charconv>
#include <map>
#include <set>

#include "sources/legislator_records.h"
#include "sources/legistar_listing.h"
#include "sources/legistar_query.h"
#include "sources/legistar_rows.h"
#include "sources/reading.h"

namespace dais::sources::legistar {
namespace {

using boost::json::array;
using boost::json::object;

std::string path_of(const char* table, Number id, const char* list = "") {
  return std::string(table) + "/" + std::to_string(id) + (*list == '\0' ? "" : "/") + list;
}

/// Notes are left out of answers unless they are asked for.
constexpr const char* kNotes = "AgendaNote=1&MinutesNote=1";

/// 0 where the text is no number.
Number as_number(std::string_view text) {
  Number number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// Who stands twice in one list of votes: both rows are kept, and somebody should know.
void note_doubles(const std::vector<object>& rows, Number item, std::vector<std::string>& notes) {
  std::map<Number, std::string> values;
  for (const object& row : rows) {
    const Number person = number_in(row, "VotePersonId");
    const std::string value(text_in(row, "VoteValueName"));
    const auto [known, fresh] = values.emplace(person, value);
    if (fresh || person == 0) continue;
    notes.push_back("EventItems/" + std::to_string(item) + "/Votes: person " + std::to_string(person) +
                    " votes twice, \"" + known->second + "\" and \"" + value + "\"; both are kept");
  }
}

/// Asks for one thing after the other and stops at the first that fails.
class MatterQuestions {
 public:
  MatterQuestions(Api& api, const object& row) : api_(api), row_(row), id_(number_in(row, "MatterId")) {}

  MatterLook ask(std::string_view summary_field) {
    MatterRows rows;
    const bool whole = list("Histories", rows.histories, kNotes) && list("Sponsors", rows.sponsors) &&
                       list("Attachments", rows.attachments) && text(rows.text);
    if (!whole) return std::move(look_);
    look_.matter = matter_of(row_, rows, summary_field);
    if (votes(rows.histories)) look_.seen = Seen::kWhole;
    return std::move(look_);
  }

 private:
  bool failed(Error error) {
    look_.error = std::move(error);
    return false;
  }

  bool list(const char* name, std::vector<object>& into, const char* options = "") {
    auto rows = api_.rows_of(path_of("Matters", id_, name), options);
    if (!rows) return failed(std::move(rows.error()));
    into = std::move(rows->rows);
    return rows->found == Found::kHere || is_still_there();
  }

  /// A list that is not there is an empty one, unless the matter itself is gone.
  bool is_still_there() {
    if (checked_) return true;
    checked_ = true;
    const auto answer = api_.ask(path_of("Matters", id_));
    if (!answer) return failed(answer.error());
    if (answer->found == Found::kHere) return true;
    look_.seen = Seen::kGone;
    return false;
  }

  bool text(object& into) {
    std::vector<object> versions;
    if (!list("Versions", versions)) return false;
    const std::string key = version_key(row_, versions);
    if (key.empty()) return true;
    auto answer = api_.ask(path_of("Matters", id_, "Texts") + "/" + key);
    if (!answer) return failed(std::move(answer.error()));
    if (answer->found == Found::kHere && answer->value.is_object()) into = std::move(answer->value.get_object());
    return true;
  }

  bool votes(const std::vector<object>& histories) {
    array& steps = look_.matter["History"].as_array();
    for (std::size_t i = 0; i < histories.size(); ++i) {
      const Number item = number_in(histories[i], "MatterHistoryId");
      if (item == 0 || !may_have_votes(histories[i], "MatterHistory")) continue;
      auto rows = api_.rows_of(path_of("EventItems", item, "Votes"));
      if (!rows) return failed(std::move(rows.error()));
      look_.votes.emplace_back(item, fingerprint_of(rows->rows, "Vote"));
      note_doubles(rows->rows, item, look_.notes);
      if (!rows->rows.empty()) steps[i].as_object()["Votes"] = votes_of(rows->rows);
    }
    return true;
  }

  Api& api_;
  const object& row_;
  Number id_;
  bool checked_ = false;
  MatterLook look_;
};

class EventQuestions {
 public:
  EventQuestions(Api& api, VotesAsked asked, const std::unordered_map<Number, std::string>& known)
      : api_(api), asked_(asked), known_(known) {}

  EventLook ask(Number id) {
    auto answer = api_.ask(
        path_of("Events", id),
        query_of({{"EventItems", "1"}, {"AgendaNote", "1"}, {"MinutesNote", "1"}, {"EventItemAttachments", "1"}}));
    if (!answer) {
      look_.error = std::move(answer.error());
    } else if (answer->found == Found::kNone) {
      look_.seen = Seen::kGone;
    } else if (!answer->value.is_object()) {
      look_.error = {ErrorCode::kBadInput, path_of("Events", id) + ": should be one meeting"};
    } else {
      take(answer->value.get_object());
    }
    return std::move(look_);
  }

 private:
  void take(const object& row) {
    look_.event = event_of(row);
    look_.content = short_digest(boost::json::serialize(look_.event));
    look_.day = std::string(text_in(row, "EventDate").substr(0, 10));
    const boost::json::value* items = row.if_contains("EventItems");
    if (items == nullptr || !items->is_array()) {
      look_.seen = Seen::kWhole;
      return;
    }
    array& agenda = look_.event["Items"].as_array();
    std::size_t place = 0;
    for (const boost::json::value& item : items->get_array()) {
      if (!item.is_object()) continue;
      if (!take_item(item.get_object(), agenda[place++].as_object())) return;
    }
    look_.seen = Seen::kWhole;
  }

  bool take_item(const object& row, object& item) {
    const Number id = number_in(row, "EventItemId");
    if (id == 0) return true;
    const boost::json::value* attachments = row.if_contains("EventItemMatterAttachments");
    if (attachments != nullptr && attachments->is_array() && !attachments->get_array().empty())
      look_.attachments.emplace(id, attachments_of(attachments->get_array()));
    if (number_in(row, "EventItemRollCallFlag") != 0) {
      look_.items_with_calls.push_back(id);
      if (!ask_roll_call(id, item)) return false;
    }
    if (!may_have_votes(row, "EventItem")) return true;
    look_.items_with_votes.push_back(id);
    return ask_votes(id);
  }

  bool ask_roll_call(Number id, object& item) {
    if (asked_ == VotesAsked::kNone) return true;
    const auto rows = api_.rows_of(path_of("EventItems", id, "RollCalls"));
    if (!rows) return failed(rows.error());
    look_.calls_said.emplace_back(id, fingerprint_of(rows->rows, "RollCall"));
    if (!rows->rows.empty()) item["RollCall"] = roll_call_of(rows->rows);
    return true;
  }

  bool ask_votes(Number id) {
    if (asked_ == VotesAsked::kNone) return true;
    const auto known = known_.find(id);
    if (asked_ == VotesAsked::kUnknown && known != known_.end()) {
      look_.votes_said.emplace_back(id, known->second);
      return true;
    }
    const auto rows = api_.rows_of(path_of("EventItems", id, "Votes"));
    if (!rows) return failed(rows.error());
    look_.votes_said.emplace_back(id, fingerprint_of(rows->rows, "Vote"));
    note_doubles(rows->rows, id, look_.notes);
    if (!rows->rows.empty()) look_.votes.emplace(id, votes_of(rows->rows));
    return true;
  }

  bool failed(Error error) {
    look_.error = std::move(error);
    return false;
  }

  Api& api_;
  VotesAsked asked_;
  const std::unordered_map<Number, std::string>& known_;
  EventLook look_;
};

std::vector<domain::Vote> read_votes(const array& rows, const Fields& event) {
  std::vector<domain::Vote> votes;
  for (const boost::json::value& row : rows) {
    const Fields fields(json::View(row), event.zone(), event.problems());
    domain::Vote vote;
    vote.person.external_id = fields.text_or_empty("ID");
    vote.person.name = fields.text_or_empty("FullName");
    vote.value = fields.text_or_empty("Vote");
    if (!vote.person.name.empty() && vote.person.external_id != "0") {
      votes.push_back(std::move(vote));
    } else {
      event.problems().add(event.at("Items"), ErrorCode::kBadInput, "a vote of nobody: " + boost::json::serialize(row));
    }
  }
  return votes;
}

std::vector<domain::File> read_files(const array& rows, const Fields& event) {
  std::vector<domain::File> files;
  for (const boost::json::value& row : rows) {
    const Fields fields(json::View(row), event.zone(), event.problems());
    auto uri = fields.link("Link");
    if (!uri) continue;
    files.push_back({fields.text_or_empty("ID"), fields.text("Name").value_or(*uri), *uri});
  }
  return files;
}

/// What the reader of legislator's files does not know of: votes at the agenda item itself, the files of a matter that
/// has no record of its own, the second at which the item begins in the recording.
void complete_items(const EventLook& look, const Making& making, const Fields& fields, domain::Event& event) {
  std::unordered_map<std::string, Number> seconds;
  for (const boost::json::value& item : look.event.at("Items").as_array()) {
    const object& row = item.as_object();
    const Number second = number_in(row, "VideoIndex");
    if (second > 0) seconds.emplace(std::to_string(number_in(row, "ID")), second);
  }
  for (domain::EventItem& item : *event.items) {
    const auto second = seconds.find(item.external_id);
    if (second != seconds.end()) item.start_seconds = static_cast<double>(second->second);
    const Number id = as_number(item.external_id);
    const auto votes = look.votes.find(id);
    if (votes != look.votes.end()) item.votes = read_votes(votes->second, fields);
    if (!item.matter || making.matter_has_record(as_number(item.matter->external_id))) continue;
    const auto files = look.attachments.find(id);
    if (files != look.attachments.end()) item.files = read_files(files->second, fields);
  }
}

std::string lines_of(const Fingerprints& said) {
  std::set<std::string> lines;
  for (const auto& [item, fingerprint] : said) lines.insert(std::to_string(item) + " " + fingerprint + "\n");
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

}  // namespace

MatterLook look_at_matter(Api& api, const object& row, std::string_view summary_field) {
  return MatterQuestions(api, row).ask(summary_field);
}

EventLook look_at_event(Api& api, Number id, VotesAsked asked,
                        const std::unordered_map<Number, std::string>& known_votes) {
  return EventQuestions(api, asked, known_votes).ask(id);
}

std::optional<Document> document_of(const MatterLook& look, std::string_view zone, Sink& sink) {
  const Number id = number_in(look.matter, "ID");
  Document document{key_of("matters", id), digest_of(boost::json::serialize(look.matter), zone), {}, {}};
  for (const auto& [item, fingerprint] : look.votes) document.memory.emplace_back(key_of("votes", item), fingerprint);
  if (!sink.wants(document.key, document.digest)) return document;
  Problems problems(document.key);
  const boost::json::value value(look.matter);
  auto matter = legislator::read_matter(Fields(json::View(value), zone, problems));
  problems.report(sink);
  if (!matter) return std::nullopt;
  document.records.emplace_back(std::move(*matter));
  return document;
}

std::optional<Document> document_of(const EventLook& look, const Making& making, Sink& sink) {
  const Number id = number_in(look.event, "ID");
  const std::string said = lines_of(look.votes_said);
  Document document{key_of("events", id), digest_of(boost::json::serialize(look.event) + said, making.zone), {}, {}};
  for (const auto& [item, fingerprint] : look.votes_said)
    document.memory.emplace_back(key_of("votes", item), fingerprint);
  for (const auto& [item, fingerprint] : look.calls_said)
    document.memory.emplace_back(key_of("calls", item), fingerprint);
  if (!sink.wants(document.key, document.digest)) return document;
  Problems problems(document.key);
  const boost::json::value value(look.event);
  const Fields fields(json::View(value), making.zone, problems);
  auto event = legislator::read_event(
      fields, [&](std::string_view matter) { return making.matter_has_record(as_number(matter)); });
  if (event) complete_items(look, making, fields, *event);
  problems.report(sink);
  if (!event) return std::nullopt;
  const auto body = making.bodies.find(event->body.external_id);
  if (body != making.bodies.end()) {
    event->body.classification = body->second.classification;
    event->body.description = body->second.description;
    event->body.is_active = body->second.is_active;
  }
  document.records.emplace_back(std::move(*event));
  return document;
}

std::vector<Number> matters_named(const EventLook& look) {
  std::set<Number> named;
  if (const boost::json::value* items = look.event.if_contains("Items")) {
    for (const boost::json::value& item : items->as_array()) {
      const Number id = number_in(item.as_object(), "MatterID");
      if (id != 0) named.insert(id);
    }
  }
  return {named.begin(), named.end()};
}

}  // namespace dais::sources::legistar
