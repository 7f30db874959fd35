// SPDX-License-Identifier: Apache-2.0
#include "site/search_groups.h"

#include "site/marking.h"
#include "site/page.h"
#include "site/words.h"

namespace dais::site {
namespace {

struct Kind {
  std::string_view name;
  std::string_view heading;
  std::string_view singular;
  std::string_view plural;
};
constexpr Kind kPeople = {"person", "People", "person", "people"};
constexpr Kind kMatters = {"matter", "Matters", "matter", "matters"};
constexpr Kind kItems = {"item", "Agenda items", "agenda item", "agenda items"};
constexpr Kind kDocuments = {"document", "Documents", "page of a document", "pages of documents"};

void set_meeting(Dict& row, const archive::EventSummary& event) {
  Dict& meeting = add_section(row, "MEETING");
  set(meeting, "EVENT", event.ref.id);
  set(meeting, "BODY", event.body.name);
  set_date(meeting, "DATE", event.start, event.timezone);
}

void set_row(Dict& row, const archive::PersonSummary& person) {
  set(row, "HREF", "/people/" + person.ref.id);
  set(row, "NAME", person.ref.name);
  show_text(row, "DETAIL", person.title);
}

void set_row(Dict& row, const archive::MatterSummary& matter) {
  set(row, "HREF", "/matters/" + matter.ref.id);
  set(row, "NAME", matter.ref.name);
  show_text(row, "DETAIL", matter.title == matter.ref.name ? "" : matter.title);
}

void set_row(Dict& row, const archive::ItemHit& item) {
  set(row, "HREF", item.url);
  set(row, "NAME", item.name.empty() ? item.matter.name : item.name);
  show_text(row, "DETAIL", item.matter.name == item.name ? "" : item.matter.name);
  set_meeting(row, item.event);
}

void set_row(Dict& row, const archive::DocumentHit& document) {
  set(row, "HREF", document.url);
  const bool has_pages = document.pages > 1;
  set(row, "NAME", document.title + (has_pages ? ", page " + with_commas(document.page) : ""));
  show_text(row, "DETAIL", has_pages ? "of " + with_commas(document.pages) : "");
  if (document.event) set_meeting(row, *document.event);
  add_parts(include(add_section(row, "QUOTE"), "SNIPPET", "parts.tpl"), parts_of_snippet(document.snippet_html));
}

/// Puts groups into a section that is there as soon as there is one of them.
class Groups {
 public:
  Groups(Dict& into, const char* section, const Asked& asked, std::string_view listed)
      : into_(into), section_(section), asked_(asked), listed_(listed) {}

  template <typename T>
  void add(const Kind& kind, const archive::Group<T>& found) {
    if (found.items.empty()) return;
    if (groups_ == nullptr) groups_ = &add_section(into_, section_);
    Dict& group = add_section(*groups_, "GROUP");
    set(group, "KEY", kind.name);
    set(group, "HEADING", kind.heading);
    for (const T& one : found.items) set_row(add_section(group, "ROW"), one);
    if (listed_ == kind.name || found.total <= std::ssize(found.items)) return;
    Dict& more = add_section(group, "MORE");
    set(more, "HREF", asked_.changed([&](Asked& it) { it.request.kind = kind.name; }));
    set(more, "TEXT", "All " + counted(found.total, kind.singular, kind.plural));
  }

 private:
  Dict& into_;
  const char* section_;
  const Asked& asked_;
  std::string_view listed_;
  Dict* groups_ = nullptr;
};

}  // namespace

void add_groups(Dict& into, const char* section, const Asked& asked, const archive::SearchView& view) {
  Groups groups(into, section, asked, view.kind);
  groups.add(kPeople, view.people);
  groups.add(kMatters, view.matters);
  groups.add(kItems, view.items);
  groups.add(kDocuments, view.documents);
}

std::size_t listed_in_groups(const archive::SearchView& view) {
  return view.people.items.size() + view.matters.items.size() + view.items.items.size() + view.documents.items.size();
}

std::string counted_of_kind(const std::string& kind, std::int64_t count) {
  for (const Kind& one : {kPeople, kMatters, kItems, kDocuments}) {
    if (one.name == kind) return counted(count, one.singular, one.plural);
  }
  return counted(count, "passage", "passages");
}

}  // namespace dais::site
