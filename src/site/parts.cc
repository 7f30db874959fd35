// SPDX-License-Identifier: Apache-2.0
#include "site/parts.h"

#include <cmath>

#include "site/words.h"

namespace dais::site {
namespace {

void add_tag(Dict& into, std::string_view text) {
  if (!text.empty()) set(add_section(into, "TAG"), "TEXT", text);
}

}  // namespace

void add_meeting_row(Dict& into, const archive::EventSummary& event) {
  Dict& row = include(into, "ROW", "meeting_row.tpl");
  set(row, "ID", event.ref.id);
  set(row, "BODY", event.body.name);
  show_text(row, "PICTURE", event.thumbnail, "SRC");
  set_date(row, "DATE", event.start, event.timezone);
  show_text(row, "STATE", state_words(event.state), "STATE_TEXT");
  show(row, "WITHDRAWN", event.withdrawn);
  if (event.has_recording) add_tag(row, "Recording");
  if (event.has_transcript) add_tag(row, "Transcript");
  if (event.item_count > 0) add_tag(row, counted(event.item_count, "item", "items"));
  if (event.vote_count > 0) add_tag(row, counted(event.vote_count, "vote", "votes"));
}

void add_meetings(Dict& into, const char* list, const std::vector<archive::EventSummary>& events) {
  if (events.empty()) return;
  Dict& section = add_section(into, list);
  for (const archive::EventSummary& event : events) add_meeting_row(add_section(section, "MEETING"), event);
}

std::string question_of(const archive::VoteEventSummary& vote) {
  if (!vote.ref.name.empty()) return vote.ref.name;
  if (!vote.action.empty()) return vote.action;
  return vote.matter.name.empty() ? "Vote" : vote.matter.name;
}

std::string action_and_tally(const archive::VoteEventSummary& vote) {
  const std::string tally = tally_sentence(vote);
  return vote.action.empty() || vote.action == question_of(vote) || vote.action == vote.stated_outcome
             ? tally
             : vote.action + ": " + tally;
}

void add_vote_row(Dict& into, const archive::VoteEventSummary& vote) {
  Dict& row = include(into, "ROW", "vote_row.tpl");
  set(row, "ID", vote.ref.id);
  const std::string question = question_of(vote);
  set(row, "QUESTION", question);
  if (vote.matter_title != question) show_text(row, "ABOUT", vote.matter_title, "ABOUT_TEXT");
  set(row, "TALLY", action_and_tally(vote));
  show(row, "DISAGREES", vote.outcome_disagrees);
  set(row, "BODY", vote.body.name);
  set_date(row, "DATE", vote.date, vote.timezone);
}

void set_vote_cells(Dict& row, const archive::VoteEventSummary& vote) {
  set(row, "ISO", machine_date(vote.date, vote.timezone));
  set(row, "DATE", short_date(vote.date, vote.timezone));
  set(row, "VOTE_ID", vote.ref.id);
  const std::string question = question_of(vote);
  set(row, "QUESTION", question);
  if (vote.matter_title != question) show_text(row, "ABOUT", vote.matter_title);
  set(row, "TALLY", action_and_tally(vote));
}

void set_cast(Dict& cell, domain::VoteClass vote_class, const std::string& value) {
  set(cell, "CLASS", domain::name_of(vote_class));
  set(cell, "LABEL", class_label(vote_class));
  if (value != class_label(vote_class)) show_text(cell, "AS_WRITTEN", value);
}

void add_matter_row(Dict& into, const archive::MatterSummary& matter) {
  Dict& row = include(into, "ROW", "matter_row.tpl");
  set(row, "ID", matter.ref.id);
  set(row, "NAME", matter.ref.name);
  show_text(row, "TITLED", matter.title == matter.ref.name ? "" : matter.title, "MATTER_TITLE");
  show(row, "WITHDRAWN", matter.withdrawn);
  add_tag(row, matter.matter_type);
  add_tag(row, matter.status);
  if (!matter.prime_sponsor.name.empty()) {
    const std::int64_t others = matter.sponsor_count - 1;
    const std::string more = others > 0 ? " and " + counted(others, "other", "others") : "";
    show_text(row, "SPONSOR", matter.prime_sponsor.name + more, "SPONSOR_TEXT");
  }
  if (matter.introduced) {
    Dict& date = add_section(row, "INTRODUCED");
    set(date, "ISO", machine_date(*matter.introduced, matter.timezone));
    set(date, "TEXT", short_date(*matter.introduced, matter.timezone));
  }
}

std::string like_address(const std::string& event, int session, double seconds) {
  return Address("/like")
      .with("event", event)
      .with("s", std::to_string(session))
      .with("t", std::to_string(static_cast<std::int64_t>(std::floor(seconds))))
      .str();
}

void add_paging(Dict& into, const Address& here, const archive::Paging& paging, const std::string& next) {
  if (next.empty() && paging.cursor.empty()) return;
  Dict& part = include(into, "PAGING", "paging.tpl");
  Address base = here;
  if (paging.limit != archive::kDefaultLimit) base.with("limit", std::to_string(paging.limit));
  if (!paging.cursor.empty()) show_text(part, "FIRST", base.str(), "FIRST_HREF");
  if (!next.empty()) show_text(part, "NEXT", Address(base).with("cursor", next).str(), "NEXT_HREF");
}

void add_options(Dict& into, const char* section, const Options& options, std::string_view selected) {
  for (const auto& [value, label] : options) {
    Dict& option = add_section(into, section);
    set(option, "VALUE", value);
    set(option, "LABEL", label);
    show(option, "SELECTED", value == selected);
  }
}

Status add_body_options(Dict& into, archive::Reader& reader, std::string_view selected) {
  Options options;
  const Result<archive::Page<archive::BodySummary>> bodies = reader.bodies({.limit = archive::kMaxLimit, .cursor = {}});
  if (!bodies) return fail(bodies.error());
  bool listed = selected.empty();
  for (const archive::BodySummary& body : bodies->items) {
    options.emplace_back(body.ref.id, body.ref.name);
    listed = listed || body.ref.id == selected;
  }
  // A body beyond the first 200 must not be lost from the form when it is sent again.
  if (!listed) options.emplace_back(std::string(selected), "Body " + std::string(selected));
  add_options(into, "BODY_OPTION", options, selected);
  return {};
}

void set_person(Dict& into, const archive::Ref& ref) {
  Dict& name = add_section(into, ref.id.empty() ? "UNLINKED" : "LINKED");
  set(name, "ID", ref.id);
  set(name, "NAME", ref.name);
}

Dict& add_provenance(Dict& into, const archive::Provenance& provenance, std::string_view zone,
                     std::string_view page_path) {
  Dict& part = include(into, "PROVENANCE", "provenance.tpl");
  set(part, "SOURCE", provenance.source);
  show_text(part, "EXTERNAL", provenance.external_id, "EXTERNAL_ID");
  set_date(part, "SEEN", provenance.first_seen, zone);
  set_date(part, "CHANGED", provenance.last_changed, zone);
  if (is_web_link(provenance.source_uri)) show_text(part, "AT_SOURCE", provenance.source_uri, "SOURCE_URI");
  show_text(part, "PROGRAM", "/api/v1" + std::string(page_path), "API_HREF");
  if (provenance.changes.empty()) return part;
  Dict& history = add_section(part, "HISTORY");
  set(history, "COUNT", with_commas(static_cast<std::int64_t>(provenance.changes.size())));
  for (const archive::Change& change : provenance.changes) {
    Dict& row = add_section(history, "CHANGE");
    set(row, "ISO", machine_date(change.when, zone));
    set(row, "WHEN", short_date(change.when, zone));
    set(row, "FIELD", change.field);
    set(row, "OLD", change.old_value);
    set(row, "NEW", change.new_value);
  }
  return part;
}

void add_banner(Dict& into, const archive::Provenance& provenance, std::string_view zone) {
  if (!provenance.withdrawn) return;
  Dict& part = include(into, "BANNER", "banner.tpl");
  set(part, "SOURCE", provenance.source);
  set_date(part, "DATE", *provenance.withdrawn, zone);
}

std::string file_note(const std::string& note) {
  return note.empty() ? "" : "Its text cannot be searched: " + note + ".";
}

void add_files(Dict& into, const std::vector<archive::FileLink>& files) {
  if (files.empty()) return;
  Dict& section = add_section(into, "FILES");
  for (const archive::FileLink& file : files) {
    Dict& row = add_section(section, "FILE");
    // A record may name any address ("javascript:…"); one that no browser should follow is shown, not linked.
    Dict& link = add_section(row, is_web_link(file.uri) ? "LINKED" : "UNLINKED");
    set(link, "URI", file.uri);
    set(link, "FILE_NAME", file.name.empty() ? file.uri : file.name);
    show_text(row, "FILE_NOTE", file_note(file.note));
  }
}

Result<std::optional<http::Response>> lead_on(const Visit& visit, const char* kind, std::string_view folder) {
  const Result<archive::Located> located = visit.reader.locate(kind, visit.request.param("id"));
  if (!located) return fail(located.error());
  if (!located->moved) return std::nullopt;
  Address address(std::string(folder) + "/" + located->id);
  for (const auto& [name, value] : visit.request.query) address.with(name, value);
  return redirect(address.str());
}

}  // namespace dais::site
