// SPDX-License-Identifier: Apache-2.0
#include "sources/legislator_records.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace dais::sources::legislator {
namespace {

using domain::Attendance;
using domain::Body;
using domain::Event;
using domain::EventItem;
using domain::File;
using domain::Matter;
using domain::MatterAction;
using domain::Person;
using domain::Role;
using domain::Session;
using domain::Vote;

/// Calls `read` for each object of an array; what it returns is kept. Absent array: empty list, as Go's omitempty has
/// it.
template <typename Value, typename Read>
std::vector<Value> read_list(const Fields& fields, std::string_view key, Read read) {
  std::vector<Value> list;
  const auto array = fields.array(key);
  if (!array) return list;
  list.reserve(array->size());
  for (std::size_t i = 0; i < array->size(); ++i) {
    if (auto value = read(Fields(array->at(i), fields.zone(), fields.problems()))) list.push_back(std::move(*value));
  }
  return list;
}

std::optional<Body> read_body(const Fields& fields) {
  auto name = fields.text("BodyName");
  if (!name) return std::nullopt;
  Body body;
  body.external_id = fields.text_or_empty("BodyID");
  body.name = std::move(*name);
  return body;
}

/// Rows that name a person: sponsors, votes and roll calls. Person 0 is nobody.
std::optional<Person> read_named(const Fields& fields) {
  Person person;
  person.external_id = fields.text_or_empty("ID");
  person.name = fields.text_or_empty("FullName");
  if (person.external_id == "0" || person.name.empty()) return std::nullopt;
  return person;
}

std::optional<Vote> read_vote(const Fields& fields) {
  auto person = read_named(fields);
  if (!person) {
    fields.problems().add(fields.view(), ErrorCode::kBadInput, "a vote of nobody");
    return std::nullopt;
  }
  Vote vote;
  vote.person = std::move(*person);
  vote.value = fields.text_or_empty("Vote");
  return vote;
}

std::optional<Attendance> read_attendance(const Fields& fields) {
  auto person = read_named(fields);
  if (!person) {
    fields.problems().add(fields.view(), ErrorCode::kBadInput, "a roll call that names nobody");
    return std::nullopt;
  }
  return Attendance{std::move(*person), fields.text_or_empty("Value")};
}

std::optional<Role> read_role(const Fields& fields) {
  if (!fields.view().is_object()) return std::nullopt;
  Role role;
  role.external_id = fields.text_or_empty("ID");
  // Some records have no title (the public advocate's of 2010): the kind of membership is what is known.
  role.title = fields.text("Title").value_or(fields.text_or_empty("MemberType"));
  role.body = read_body(fields);
  role.start = fields.time("Start", Clock::kFalseZ);
  role.end = fields.time("End", Clock::kFalseZ);
  return role;
}

std::optional<File> read_attachment(const Fields& fields) {
  auto uri = fields.link("Link");
  if (!uri) return std::nullopt;
  File file;
  file.external_id = fields.text_or_empty("ID");
  file.uri = std::move(*uri);
  file.name = fields.text("Name").value_or(file.uri);
  return file;
}

/// The texts that are there, each once, a paragraph each.
std::optional<std::string> paragraphs(std::vector<std::optional<std::string>> texts) {
  std::string joined;
  for (auto text = texts.begin(); text != texts.end(); ++text) {
    if (!*text || std::find(texts.begin(), text, *text) != text) continue;
    if (!joined.empty()) joined += "\n\n";
    joined += **text;
  }
  if (joined.empty()) return std::nullopt;
  return joined;
}

std::optional<MatterAction> read_action(const Fields& fields) {
  MatterAction action;
  action.external_id = fields.text_or_empty("ID");
  action.event_external_id = fields.text_or_empty("EventID");
  action.body = read_body(fields);
  action.date = fields.time("Date", Clock::kFalseZ);
  action.action = fields.text_or_empty("Action");
  action.description = paragraphs({fields.text("Description"), fields.text("MinutesNote")});
  action.outcome = fields.text("PassedFlagName");
  if (fields.at("Votes").present()) action.votes = read_list<Vote>(fields, "Votes", read_vote);
  return action;
}

/// The official title first, then the text: a law starts with its title, and `title` holds the plain name.
std::optional<std::string> read_law_text(const Fields& fields) {
  const auto title = fields.text("Title");
  return paragraphs({title == fields.text("Name") ? std::nullopt : title, fields.text("Text")});
}

/// Legistar's own words at the end of the action: "… approved by Roll Call."
std::optional<std::string> method_in(const std::optional<std::string>& action_text) {
  if (!action_text) return std::nullopt;
  if (action_text->find("by Roll Call") != std::string::npos) return "Roll Call";
  if (action_text->find("by voice vote") != std::string::npos) return "voice vote";
  return std::nullopt;
}

std::optional<Matter> read_agenda_matter(const Fields& fields,
                                         const std::function<bool(std::string_view)>& has_own_file) {
  Matter matter;
  matter.standing = domain::Standing::kMentioned;
  matter.external_id = fields.text_or_empty("MatterID");
  if (matter.external_id.empty()) return std::nullopt;
  matter.name = fields.text("MatterFile").value_or(matter.external_id);
  if (has_own_file(matter.external_id)) return matter;
  matter.matter_type = fields.text("MatterType");
  matter.title = fields.text("MatterName");
  matter.status = fields.text("MatterStatus");
  return matter;
}

EventItem read_item(const Fields& fields, const std::function<bool(std::string_view)>& has_own_file) {
  EventItem item;
  item.external_id = fields.text_or_empty("ID");
  const auto minutes_note = fields.text("MinutesNote");
  const auto agenda_note = fields.text("AgendaNote");
  const auto action_text = fields.text("ActionText");
  for (const auto& name : {fields.text("Title"), fields.text("MatterName"), minutes_note, agenda_note, action_text}) {
    if (item.name.empty() && name) item.name = *name;
  }
  if (item.name.empty()) item.name = "(untitled)";
  const auto but_the_name = [&](const std::optional<std::string>& text) {
    return text == item.name ? std::nullopt : text;
  };
  item.description = paragraphs({but_the_name(agenda_note), but_the_name(minutes_note), but_the_name(action_text)});
  item.agenda_number = fields.text("AgendaNumber");
  item.action = fields.text("ActionName");
  item.decision = fields.text("PassedFlagName");
  item.method = method_in(action_text);
  if (!item.method && fields.integer("Consent") == 1) item.method = "consent";
  item.matter = read_agenda_matter(fields, has_own_file);
  if (fields.at("RollCall").present()) item.roll_call = read_list<Attendance>(fields, "RollCall", read_attendance);
  return item;
}

/// The order of the minutes, which hold everything that came up; the agenda's where there are no minutes yet. An agenda
/// item that was taken up stands twice (as announced, number > 0, and as done, 0), so the agenda alone has no order.
std::vector<std::size_t> order_of(const std::vector<int>& minutes, const std::vector<int>& agenda) {
  std::vector<std::size_t> order(minutes.size());
  std::iota(order.begin(), order.end(), 0U);
  const bool have_minutes = std::all_of(minutes.begin(), minutes.end(), [](int sequence) { return sequence > 0; });
  const std::vector<int>& sequence = have_minutes ? minutes : agenda;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return std::pair(sequence[a], a) < std::pair(sequence[b], b); });
  return order;
}

std::vector<EventItem> read_items(const Fields& fields, const std::function<bool(std::string_view)>& has_own_file) {
  std::vector<int> minutes;
  std::vector<int> agenda;
  auto items = read_list<EventItem>(fields, "Items", [&](const Fields& item) -> std::optional<EventItem> {
    if (!item.view().is_object()) {
      item.problems().add(item.view(), ErrorCode::kBadInput, "should be an agenda item");
      return std::nullopt;
    }
    minutes.push_back(item.integer("MinutesSequence").value_or(0));
    agenda.push_back(item.integer("AgendaSequence").value_or(0));
    return read_item(item, has_own_file);
  });
  std::vector<EventItem> ordered;
  ordered.reserve(items.size());
  for (const std::size_t position : order_of(minutes, agenda)) {
    ordered.push_back(std::move(items[position]));
    ordered.back().index = static_cast<int>(ordered.size()) - 1;
  }
  return ordered;
}

/// VideoPath and Media are two columns of Legistar for the same thing; where both are given and differ, the meeting has
/// two recordings. A Media that is no address ("NYCC-PV-CH.mp4") cannot be linked: it is kept in the comment.
void read_recordings(const Fields& fields, Event& event) {
  const auto add = [&](std::string uri) {
    Session session;
    session.index = static_cast<int>(event.sessions.size());
    session.start = event.start;
    session.media_uri = std::move(uri);
    event.sessions.push_back(std::move(session));
  };
  const auto video = fields.text("VideoPath");
  const auto media = fields.text("Media");
  for (const auto& recording : {video, media == video ? std::nullopt : media}) {
    if (!recording) continue;
    if (is_http(*recording)) {
      add(*recording);
    } else {
      event.comment = paragraphs({event.comment, "Recording: " + *recording});
    }
  }
}

}  // namespace

std::optional<Person> read_person(const Fields& fields) {
  auto name = fields.required_text("FullName");
  if (!name) return std::nullopt;
  Person person;
  person.external_id = fields.text_or_empty("ID");
  person.name = std::move(*name);
  person.is_active = fields.boolean("IsActive");
  person.email = fields.text("Email");
  person.website = fields.link("WWW");
  person.roles = read_list<Role>(fields, "OfficeRecords", read_role);
  return person;
}

std::optional<Matter> read_matter(const Fields& fields) {
  auto id = fields.required_text("ID");
  auto name = fields.required_text("File");
  if (!id || !name) return std::nullopt;
  Matter matter;
  matter.external_id = std::move(*id);
  matter.name = std::move(*name);
  matter.matter_type = fields.text("TypeName");
  matter.title = fields.text("Name");
  if (!matter.title) matter.title = fields.text("Title");
  matter.summary = fields.text("Summary");
  matter.text = read_law_text(fields);
  matter.status = fields.text("StatusName");
  matter.enactment_number = fields.text("LocalLaw");
  matter.body = read_body(fields);
  matter.introduced = fields.time("IntroDate", Clock::kFalseZ);
  matter.passed = fields.time("PassedDate", Clock::kFalseZ);
  matter.enacted = fields.time("EnactmentDate", Clock::kFalseZ);
  matter.sponsors = read_list<Person>(fields, "Sponsors", read_named);
  matter.files = read_list<File>(fields, "Attachments", read_attachment);
  matter.actions = read_list<MatterAction>(fields, "History", read_action);
  return matter;
}

std::optional<Event> read_event(const Fields& fields,
                                const std::function<bool(std::string_view)>& has_file_of_its_own) {
  auto id = fields.required_text("ID");
  if (!id || !fields.required_text("BodyName")) return std::nullopt;
  Event event;
  event.external_id = std::move(*id);
  event.body = *read_body(fields);
  event.start = fields.time("Date");
  if (!event.start) {
    fields.problems().add(fields.at("Date"), ErrorCode::kBadInput, "a meeting needs its date");
    return std::nullopt;
  }
  event.location = fields.text("Location");
  event.status = fields.text("AgendaStatusName");
  event.comment = fields.text("Comment");
  event.agenda_uri = fields.link("AgendaFile");
  event.minutes_uri = fields.link("MinutesFile");
  event.source_uri = fields.link("InSiteURL");
  read_recordings(fields, event);
  event.items = read_items(fields, has_file_of_its_own);
  return event;
}

bool touches(const Window& window, const Matter& matter, std::optional<Instant> last_modified) {
  if (window.whole()) return true;
  const auto inside = [&window](const std::optional<Instant>& instant) {
    return instant && contains(window, *instant);
  };
  if (inside(last_modified) || inside(matter.introduced)) return true;
  return matter.actions && std::any_of(matter.actions->begin(), matter.actions->end(),
                                       [&](const MatterAction& action) { return inside(action.date); });
}

std::string peek_id(std::string_view text) {
  const auto skip = [&text](std::string_view characters) {
    const std::size_t next = text.find_first_not_of(characters);
    text.remove_prefix(next == std::string_view::npos ? text.size() : next);
  };
  constexpr std::string_view kBlanks = " \t\r\n";
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  skip(kBlanks);
  if (!text.starts_with('{')) return {};
  text.remove_prefix(1);
  skip(kBlanks);
  if (!text.starts_with("\"ID\"")) return {};
  text.remove_prefix(4);
  skip(kBlanks);
  if (!text.starts_with(':')) return {};
  text.remove_prefix(1);
  skip(kBlanks);
  return std::string(text.substr(0, text.find_first_not_of("0123456789")));
}

}  // namespace dais::sources::legislator
