// SPDX-License-Identifier: Apache-2.0
#include "sources/legistar_rows.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/digest.h"
#include "sources/legistar_listing.h"
#include "sources/legistar_query.h"

namespace dais::sources::legistar {
namespace {

using boost::json::array;

using Pair = std::pair<std::string_view, std::string_view>;  ///< API's field, legislator's

template <std::size_t count>
object picked(const object& row, const std::array<Pair, count>& fields) {
  object out;
  for (const auto& [from, to] : fields) {
    const boost::json::value* value = row.if_contains(from);
    if (value != nullptr && !value->is_null()) out[to] = *value;
  }
  return out;
}

constexpr std::array kPerson = {Pair{"PersonFullName", "FullName"}, Pair{"PersonEmail", "Email"},
                                Pair{"PersonWWW", "WWW"}};
constexpr std::array kRole = {Pair{"OfficeRecordId", "ID"},
                              Pair{"OfficeRecordTitle", "Title"},
                              Pair{"OfficeRecordMemberType", "MemberType"},
                              Pair{"OfficeRecordBodyId", "BodyID"},
                              Pair{"OfficeRecordBodyName", "BodyName"},
                              Pair{"OfficeRecordStartDate", "Start"},
                              Pair{"OfficeRecordEndDate", "End"}};
constexpr std::array kMatter = {Pair{"MatterId", "ID"},
                                Pair{"MatterFile", "File"},
                                Pair{"MatterName", "Name"},
                                Pair{"MatterTitle", "Title"},
                                Pair{"MatterTypeName", "TypeName"},
                                Pair{"MatterStatusName", "StatusName"},
                                Pair{"MatterBodyId", "BodyID"},
                                Pair{"MatterBodyName", "BodyName"},
                                Pair{"MatterIntroDate", "IntroDate"},
                                Pair{"MatterPassedDate", "PassedDate"},
                                Pair{"MatterEnactmentDate", "EnactmentDate"},
                                Pair{"MatterEnactmentNumber", "LocalLaw"}};
constexpr std::array kSponsor = {Pair{"MatterSponsorNameId", "ID"}, Pair{"MatterSponsorName", "FullName"}};
constexpr std::array kAttachment = {Pair{"MatterAttachmentId", "ID"}, Pair{"MatterAttachmentName", "Name"},
                                    Pair{"MatterAttachmentHyperlink", "Link"}};
constexpr std::array kHistory = {Pair{"MatterHistoryId", "ID"},
                                 Pair{"MatterHistoryEventId", "EventID"},
                                 Pair{"MatterHistoryActionBodyId", "BodyID"},
                                 Pair{"MatterHistoryActionBodyName", "BodyName"},
                                 Pair{"MatterHistoryActionDate", "Date"},
                                 Pair{"MatterHistoryActionName", "Action"},
                                 Pair{"MatterHistoryActionText", "Description"},
                                 Pair{"MatterHistoryMinutesNote", "MinutesNote"},
                                 Pair{"MatterHistoryPassedFlagName", "PassedFlagName"}};
constexpr std::array kEvent = {Pair{"EventId", "ID"},
                               Pair{"EventBodyId", "BodyID"},
                               Pair{"EventBodyName", "BodyName"},
                               Pair{"EventLocation", "Location"},
                               Pair{"EventAgendaStatusName", "AgendaStatusName"},
                               Pair{"EventComment", "Comment"},
                               Pair{"EventAgendaFile", "AgendaFile"},
                               Pair{"EventMinutesFile", "MinutesFile"},
                               Pair{"EventInSiteURL", "InSiteURL"},
                               Pair{"EventVideoPath", "VideoPath"},
                               Pair{"EventMedia", "Media"}};
constexpr std::array kItem = {Pair{"EventItemId", "ID"},
                              Pair{"EventItemTitle", "Title"},
                              Pair{"EventItemAgendaSequence", "AgendaSequence"},
                              Pair{"EventItemMinutesSequence", "MinutesSequence"},
                              Pair{"EventItemAgendaNumber", "AgendaNumber"},
                              Pair{"EventItemAgendaNote", "AgendaNote"},
                              Pair{"EventItemMinutesNote", "MinutesNote"},
                              Pair{"EventItemActionName", "ActionName"},
                              Pair{"EventItemActionText", "ActionText"},
                              Pair{"EventItemPassedFlagName", "PassedFlagName"},
                              Pair{"EventItemConsent", "Consent"},
                              Pair{"EventItemVideoIndex", "VideoIndex"},
                              Pair{"EventItemMatterId", "MatterID"},
                              Pair{"EventItemMatterFile", "MatterFile"},
                              Pair{"EventItemMatterType", "MatterType"},
                              Pair{"EventItemMatterName", "MatterName"},
                              Pair{"EventItemMatterStatus", "MatterStatus"}};
constexpr std::array kVote = {Pair{"VotePersonId", "ID"}, Pair{"VotePersonName", "FullName"},
                              Pair{"VoteValueName", "Vote"}};
constexpr std::array kRollCall = {Pair{"RollCallPersonId", "ID"}, Pair{"RollCallPersonName", "FullName"},
                                  Pair{"RollCallValueName", "Value"}};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_given(const object& row, std::string_view field) {
  const boost::json::value* value = row.if_contains(field);
  return value != nullptr && !value->is_null() && !(value->is_string() && trimmed(value->get_string()).empty());
}

/// Rows that name a person by number: who has a number but no name is called by it.
void name_by_number(object& person) {
  const std::int64_t number = number_in(person, "ID");
  if (number != 0 && trimmed(text_in(person, "FullName")).empty())
    person["FullName"] = "Person " + std::to_string(number);
}

/// Versions are numbers or "*", which stands before any of them.
std::pair<std::size_t, std::string> rank_of_version(std::string_view version) {
  if (version == "*") return {0, ""};
  return {version.size(), std::string(version)};
}

std::vector<object> current_sponsors(const std::vector<object>& rows) {
  std::pair<std::size_t, std::string> newest;
  const auto rank = [](const object& row) { return rank_of_version(text_in(row, "MatterSponsorMatterVersion")); };
  for (const object& row : rows) newest = std::max(newest, rank(row));
  std::vector<object> current;
  for (const object& row : rows) {
    if (rank(row) == newest) current.push_back(row);
  }
  std::ranges::stable_sort(current, {}, [](const object& row) { return number_in(row, "MatterSponsorSequence"); });
  return current;
}

}  // namespace

object person_of(const object& row, const std::vector<const object*>& roles) {
  object out = picked(row, kPerson);
  const std::int64_t number = number_in(row, "PersonId");
  if (number != 0) out["ID"] = number;
  if (trimmed(text_in(out, "FullName")).empty()) {
    const std::string first(trimmed(text_in(row, "PersonFirstName")));
    const std::string last(trimmed(text_in(row, "PersonLastName")));
    const std::string both = first + (first.empty() || last.empty() ? "" : " ") + last;
    if (!both.empty()) out["FullName"] = both;
  }
  name_by_number(out);
  if (is_given(row, "PersonActiveFlag")) out["IsActive"] = number_in(row, "PersonActiveFlag") != 0;
  array records;
  for (const object* role : roles) records.emplace_back(picked(*role, kRole));
  out["OfficeRecords"] = std::move(records);
  return out;
}

object matter_of(const object& row, const MatterRows& rows, std::string_view summary_field) {
  object out = picked(row, kMatter);
  // Some councils number no files: what the matter is called stands in, or else its number at the source.
  if (!is_given(row, "MatterFile")) {
    const std::string_view name = trimmed(text_in(row, "MatterName"));
    out["File"] = name.empty() ? "Matter " + std::to_string(number_in(row, "MatterId")) : std::string(name);
  }
  if (!summary_field.empty() && is_given(row, summary_field)) out["Summary"] = row.at(summary_field);
  if (is_given(rows.text, "MatterTextPlain")) out["Text"] = rows.text.at("MatterTextPlain");
  array sponsors;
  for (const object& sponsor : current_sponsors(rows.sponsors)) {
    object named = picked(sponsor, kSponsor);
    name_by_number(named);
    sponsors.emplace_back(std::move(named));
  }
  out["Sponsors"] = std::move(sponsors);
  array all;
  for (const object& attachment : rows.attachments) all.emplace_back(attachment);
  out["Attachments"] = attachments_of(all);
  array histories;
  for (const object& step : rows.histories) histories.emplace_back(picked(step, kHistory));
  out["History"] = std::move(histories);
  return out;
}

object event_of(const object& row) {
  object out = picked(row, kEvent);
  const std::string_view day = text_in(row, "EventDate");
  const std::string_view typed = trimmed(text_in(row, "EventTime"));
  const TypedTime time = read_typed_time(typed);
  if (!day.empty()) out["Date"] = with_time(day, time);
  if (!typed.empty() && !time.understood) {
    const std::string comment(text_in(out, "Comment"));
    out["Comment"] = comment + (comment.empty() ? "" : "\n\n") + "Time: " + std::string(typed);
  }
  const boost::json::value* items = row.if_contains("EventItems");
  array agenda;
  if (items != nullptr && items->is_array()) {
    for (const boost::json::value& item : items->get_array()) {
      if (item.is_object()) agenda.emplace_back(picked(item.get_object(), kItem));
    }
  }
  out["Items"] = std::move(agenda);
  return out;
}

array votes_of(const std::vector<object>& rows) {
  array out;
  for (const object& row : rows) {
    object vote = picked(row, kVote);
    name_by_number(vote);
    out.emplace_back(std::move(vote));
  }
  return out;
}

array roll_call_of(const std::vector<object>& rows) {
  array out;
  for (const object& row : rows) {
    object call = picked(row, kRollCall);
    name_by_number(call);
    out.emplace_back(std::move(call));
  }
  return out;
}

array attachments_of(const array& rows) {
  array out;
  for (const boost::json::value& row : rows) {
    if (!row.is_object()) continue;
    const boost::json::value* shown = row.get_object().if_contains("MatterAttachmentShowOnInternetPage");
    if (shown != nullptr && shown->is_bool() && !shown->get_bool()) continue;
    out.emplace_back(picked(row.get_object(), kAttachment));
  }
  return out;
}

bool may_have_votes(const object& row, std::string_view kind) {
  const std::string prefix(kind);
  return is_given(row, prefix + "PassedFlagName") || is_given(row, prefix + "PassedFlag") ||
         is_given(row, prefix + "Tally");
}

std::string version_key(const object& matter_row, const std::vector<object>& versions) {
  const std::string_view current = text_in(matter_row, "MatterVersion");
  const object* chosen = nullptr;
  for (const object& version : versions) {
    const bool is_current = !current.empty() && text_in(version, "Value") == current;
    chosen = &version;
    if (is_current) break;
  }
  if (chosen == nullptr) return "";
  const std::int64_t number = number_in(*chosen, "Key");
  return number != 0 ? std::to_string(number) : std::string(text_in(*chosen, "Key"));
}

std::string fingerprint_of(const std::vector<object>& rows, std::string_view kind) {
  std::vector<std::string> lines;
  lines.reserve(rows.size());
  for (const object& row : rows) {
    lines.push_back(std::to_string(number_in(row, std::string(kind) + "PersonId")) + "\t" +
                    std::string(trimmed(text_in(row, std::string(kind) + "ValueName"))));
  }
  std::ranges::sort(lines);
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return short_digest(text);
}

std::string short_digest(std::string_view bytes) { return sha256_hex(bytes).substr(0, 16); }

std::string stamp_of(const object& row, std::string_view fields) {
  std::string text;
  while (!fields.empty()) {
    const std::size_t comma = std::min(fields.find(','), fields.size());
    const boost::json::value* value = row.if_contains(fields.substr(0, comma));
    text += (value == nullptr ? "null" : boost::json::serialize(*value)) + "\n";
    fields.remove_prefix(std::min(comma + 1, fields.size()));
  }
  return short_digest(text);
}

}  // namespace dais::sources::legistar
