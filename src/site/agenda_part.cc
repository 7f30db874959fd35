// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "site/event_parts.h"
#include "site/parts.h"
#include "site/words.h"

namespace dais::site {
namespace {

void add_item_matter(Dict& row, const archive::AgendaItem& item) {
  if (item.matter.name.empty() && item.matter_title.empty()) return;
  Dict& matter = add_section(row, "MATTER");
  set(matter, "MATTER_TYPE", item.matter_type.empty() ? "" : item.matter_type + ": ");
  Dict& name = add_section(matter, item.matter.id.empty() ? "UNLINKED" : "LINKED");
  set(name, "ID", item.matter.id);
  const bool titled =
      item.matter_title != item.name && item.matter_title != item.matter.name && !item.matter_title.empty();
  // Where the item is called by the matter's number, the number is not said twice.
  const bool named = item.matter.name != item.name && !item.matter.name.empty();
  set(name, "MATTER_NAME", named ? item.matter.name : titled ? item.matter_title : "What became of it");
  if (named && titled) show_text(matter, "TITLED", item.matter_title);
}

void add_item_votes(Dict& row, const std::vector<archive::VoteEventSummary>& votes) {
  if (votes.empty()) return;
  Dict& list = add_section(row, "VOTES");
  for (const archive::VoteEventSummary& vote : votes) {
    Dict& out = add_section(list, "VOTE");
    set(out, "VOTE_ID", vote.ref.id);
    set(out, "TALLY", votes.size() > 1 ? action_and_tally(vote) : tally_sentence(vote));
    show(out, "DISAGREES", vote.outcome_disagrees);
  }
}

void add_moment(Dict& row, const archive::ItemMoment& moment, const Place& place) {
  const std::string seconds = format_seconds(moment.seconds);
  // For the chapters of the recording that is shown (chapters.ts).
  if (place.session != nullptr && place.session->index == moment.session) show_text(row, "FROM", seconds, "T");
  Dict& at = add_section(row, "AT");
  set(at, "SESSION", std::to_string(moment.session));
  set(at, "T", seconds);
  set(at, "CLOCK", format_clock(moment.seconds));
  if (moment.origin == archive::TimeOrigin::kStated) return;
  add_section(at, "ABOUT");
  Dict& why = add_section(at, "WHY");
  // No machine is certain: what rounds to 100 is said as 99.
  set(why, "SURE", std::to_string(std::min(99L, std::lround(moment.confidence * 100))));
  set(why, "TEXT", moment.why);
}

void add_item(Dict& list, const archive::AgendaItem& item, const Place& place) {
  Dict& row = add_section(list, "ITEM");
  set(row, "ITEM_ID", item.id);
  set(row, "NUMBER", item.agenda_number);
  set(row, "NAME", item.name.empty() ? "Item without a name" : item.name);
  show(row, "WITHDRAWN", item.withdrawn);
  add_item_matter(row, item);
  if (item.description != item.name && item.description != item.matter_title)
    show_text(row, "DESCRIPTION", item.description);
  if (item.moment) add_moment(row, *item.moment, place);
  // A single vote's sentence says the decision already.
  const bool said_by_vote = item.votes.size() == 1 && item.votes.front().stated_outcome == item.decision;
  const std::string decision = said_by_vote ? "" : item.decision;
  if (!item.action.empty() || !decision.empty()) {
    Dict& decided = add_section(row, "DECIDED");
    show_text(decided, "ACTION", item.action);
    show_text(decided, "DECISION", decision);
  }
  add_item_votes(row, item.votes);
  add_files(row, item.files);
}

std::string why_no_agenda(const archive::EventView& event) {
  if (!event.agenda_uri.empty())
    return "The agenda's items are not in the archive; the agenda document is linked above.";
  if (event.summary.state == archive::EventState::kUpcoming) return "No agenda has been published yet.";
  return "The sources give no agenda of this meeting.";
}

}  // namespace

void add_agenda(Dict& content, const Place& place) {
  if (place.event.items.empty()) {
    show_text(content, "NO_AGENDA", why_no_agenda(place.event));
    return;
  }
  Dict& list = include(content, "AGENDA", "agenda.tpl");
  for (const archive::AgendaItem& item : place.event.items) add_item(list, item, place);
}

void add_attendance(Dict& content, const std::vector<archive::AttendanceRow>& attendance) {
  if (attendance.empty()) return;
  Dict& part = add_section(content, "ATTENDANCE");
  std::vector<std::string> values;
  for (const archive::AttendanceRow& row : attendance) {
    if (std::ranges::find(values, row.value) == values.end()) values.push_back(row.value);
  }
  for (const std::string& value : values) {
    Dict& group = add_section(part, "GROUP");
    auto left = std::ranges::count(attendance, value, &archive::AttendanceRow::value);
    set(group, "VALUE", value.empty() ? "No value given" : value);
    set(group, "COUNT", with_commas(left));
    for (const archive::AttendanceRow& row : attendance) {
      if (row.value != value) continue;
      Dict& person = add_section(group, "PERSON");
      set_person(person, row.person);
      show(person, "COMMA", --left > 0);
    }
  }
}

}  // namespace dais::site
