// SPDX-License-Identifier: Apache-2.0
// What a search finds beside moments: people, matters and agenda items by their titles, documents by page. A few of
// each stand above the moments; a list of one kind has pages of its own.
#include <algorithm>

#include "archive/catalog_reader.h"
#include "archive/document_index.h"
#include "archive/file_texts.h"

namespace dais::archive {

using store::Row;
using store::Rows;
using store::text_of;

namespace {

constexpr std::size_t kAFew = 3;

/// Who speaks, on which matter, and how it was voted on is asked of moments alone.
bool asks_for_documents(const search::ParsedQuery& parsed) {
  return !parsed.groups.empty() && parsed.speakers.empty() && parsed.matters.empty() && parsed.votes.empty();
}

/// Titles say nothing of bodies and days either.
bool asks_for_records(const search::ParsedQuery& parsed) {
  return asks_for_documents(parsed) && parsed.bodies.empty() && parsed.first_date == 0 && parsed.end_date == 0;
}

/// In the order of `ids`, which a query by list does not keep.
template <typename T, typename IdOf>
std::vector<T> in_order(std::vector<T> rows, const std::vector<std::string>& ids, IdOf id_of) {
  std::vector<T> out;
  out.reserve(rows.size());
  for (const std::string& id : ids) {
    const auto found = std::ranges::find_if(rows, [&](const T& row) { return id_of(row) == id; });
    if (found != rows.end()) out.push_back(std::move(*found));
  }
  return out;
}

/// The file's page, as readers' programs understand it (RFC 8118); a page of the web has none.
std::string url_at_page(const FileText& text, std::int64_t page) {
  if (text.kind != "pdf") return text.uri;
  return text.uri.substr(0, text.uri.find('#')) + "#page=" + std::to_string(page);
}

}  // namespace

Status CatalogReader::add_people_group(SearchView& view, const TitleQuery& query, std::size_t offset,
                                       std::size_t limit) {
  const auto found = titles_->find(*database_, TitleKind::kPerson, query, "", offset, limit);
  if (!found) return fail(found.error());
  view.people.total = found->total;
  if (found->ids.empty()) return {};
  auto people = person_summaries("where p.id " + database_->in_list("$1"), {database_->list_value(found->ids)});
  if (!people) return fail(std::move(people.error()));
  view.people.items =
      in_order(std::move(*people), found->ids, [](const PersonSummary& person) { return person.ref.id; });
  return {};
}

Status CatalogReader::add_matter_group(SearchView& view, const TitleQuery& query, std::size_t offset,
                                       std::size_t limit) {
  const auto found = titles_->find(*database_, TitleKind::kMatter, query, "", offset, limit);
  if (!found) return fail(found.error());
  view.matters.total = found->total;
  if (found->ids.empty()) return {};
  auto matters = matter_summaries("where m.id " + database_->in_list("$1"), {database_->list_value(found->ids)});
  if (!matters) return fail(std::move(matters.error()));
  view.matters.items =
      in_order(std::move(*matters), found->ids, [](const MatterSummary& matter) { return matter.ref.id; });
  return {};
}

Status CatalogReader::add_item_group(SearchView& view, const TitleQuery& query, const std::string& event_id,
                                     std::size_t offset, std::size_t limit) {
  const auto found = titles_->find(*database_, TitleKind::kItem, query, event_id, offset, limit);
  if (!found) return fail(found.error());
  view.items.total = found->total;
  if (found->ids.empty()) return {};
  const Result<Rows> rows = database_->query(
      "select i.id, i.name, i.agenda_number, m.id, m.name, m.external_id, i.event_id, m.title from event_item i "
      "left join matter m on m.id = i.matter_id where i.id " +
          database_->in_list("$1"),
      {database_->list_value(found->ids)});
  if (!rows) return fail(rows.error());
  Ids event_ids;
  for (const Row& row : *rows) event_ids.push_back(text_of(row[6]));
  const auto events = events_of_ids(event_ids);
  if (!events) return fail(events.error());
  std::vector<ItemHit> items;
  for (const Row& row : *rows) {
    const auto event =
        std::ranges::find_if(*events, [&](const EventSummary& summary) { return summary.ref.id == text_of(row[6]); });
    if (event == events->end()) continue;
    const std::string id = text_of(row[0]);
    ItemHit item{id,
                 text_of(row[1]),
                 text_of(row[2]),
                 {text_of(row[3]), text_of(row[4]), text_of(row[5])},
                 *event,
                 "/events/" + event->ref.id + "#item-" + id};
    if (item.name.empty()) item.name = text_of(row[7]);
    items.push_back(std::move(item));
  }
  view.items.items = in_order(std::move(items), found->ids, [](const ItemHit& item) { return item.id; });
  return {};
}

Status CatalogReader::add_document_group(SearchView& view, search::Query query) {
  query.person_id.clear();
  query.spans.reset();  // of recordings
  const auto found = find_pages(*documents_, query);
  if (!found) return fail(found.error());
  view.documents.total = found->total;
  if (found->hits.empty()) return {};
  Ids ids;
  for (const PageHit& hit : found->hits) ids.push_back(hit.file_id);
  const auto texts = load_file_texts(*database_, ids);
  if (!texts) return fail(texts.error());
  std::vector<std::string> uris;
  for (const FileText& text : *texts) uris.push_back(text.uri);
  const auto uses = load_file_uses(*database_, uris);
  if (!uses) return fail(uses.error());
  Ids event_ids;
  for (const FileUse& use : *uses) event_ids.push_back(use.event_id);
  const auto events = events_of_ids(event_ids);
  if (!events) return fail(events.error());
  for (const PageHit& hit : found->hits) {
    const auto text = std::ranges::find(*texts, hit.file_id, &FileText::id);
    if (text == texts->end()) continue;
    const auto use = std::ranges::find(*uses, text->uri, &FileUse::uri);
    // Between two commits the index may be behind the catalog.
    if (use == uses->end()) continue;
    DocumentHit document{
        title_of(*use), url_at_page(*text, hit.page), text->kind, hit.page, text->pages, {}, {}, hit.snippet_html,
        hit.score};
    document.matter.id = use->matter_id;
    const auto event =
        std::ranges::find_if(*events, [&](const EventSummary& summary) { return summary.ref.id == use->event_id; });
    if (event != events->end()) document.event = *event;
    view.documents.items.push_back(std::move(document));
  }
  return {};
}

Status CatalogReader::add_groups(SearchView& view, const SearchRequest& request, const search::Query& query) {
  const search::ParsedQuery parsed = search::parse_query(request.text);
  if (!request.person_id.empty() || !asks_for_documents(parsed)) return {};
  search::Query pages = query;
  pages.limit = kAFew;
  pages.offset = 0;
  if (Status added = add_document_group(view, pages); !added) return added;
  if (!asks_for_records(parsed)) return {};
  const TitleQuery titles = title_query(parsed, LastWord::kBegun);
  const bool everywhere = request.body_id.empty() && !request.from && !request.to;
  if (everywhere) {
    if (Status added = add_item_group(view, titles, request.event_id, 0, kAFew); !added) return added;
  }
  if (!everywhere || !request.event_id.empty()) return {};
  if (Status added = add_people_group(view, titles, 0, kAFew); !added) return added;
  return add_matter_group(view, titles, 0, kAFew);
}

Result<CatalogReader::Listed> CatalogReader::add_listed_group(SearchView& view, const SearchRequest& request,
                                                              const search::Query& query) {
  // What was understood is said of all kinds in the same words.
  search::Query asked = query;
  asked.limit = 1;
  asked.offset = 0;
  if (const auto moments = add_moments(view, asked); !moments) return fail(moments.error());
  view.hits.clear();
  view.meetings = 0;
  view.total_is_exact = true;
  view.suggestion.reset();
  const TitleQuery titles = title_query(search::parse_query(request.text), LastWord::kBegun);
  const std::size_t offset = query.offset;
  const std::size_t limit = query.limit;
  Status added;
  if (view.kind == "document") {
    added = add_document_group(view, query);
    view.total = view.documents.total;
  } else if (view.kind == "item") {
    added = add_item_group(view, titles, request.event_id, offset, limit);
    view.total = view.items.total;
  } else if (view.kind == "matter") {
    added = add_matter_group(view, titles, offset, limit);
    view.total = view.matters.total;
  } else {
    added = add_people_group(view, titles, offset, limit);
    view.total = view.people.total;
  }
  if (!added) return fail(std::move(added.error()));
  return Listed{limit, static_cast<std::int64_t>(offset + limit) < view.total};
}

Status CatalogReader::add_file_notes(const std::vector<FileLink*>& files) {
  if (files.empty()) return {};
  Ids ids;
  for (const FileLink* file : files) ids.push_back(file_id(file->uri));
  const auto texts = load_file_texts(*database_, ids);
  if (!texts) return fail(texts.error());
  for (FileLink* file : files) {
    const auto text = std::ranges::find(*texts, file->uri, &FileText::uri);
    if (text == texts->end()) continue;
    file->pages = text->pages;
    file->note = text->note;
  }
  return {};
}

Status CatalogReader::add_document_notes(EventView& view) {
  FileLink agenda{"", view.agenda_uri};
  FileLink minutes{"", view.minutes_uri};
  std::vector<FileLink*> files = {&agenda, &minutes};
  for (AgendaItem& item : view.items) {
    for (FileLink& file : item.files) files.push_back(&file);
  }
  if (Status added = add_file_notes(files); !added) return added;
  view.agenda_note = agenda.note;
  view.minutes_note = minutes.note;
  return {};
}

}  // namespace dais::archive
