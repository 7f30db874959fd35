// SPDX-License-Identifier: Apache-2.0
#include "site/marking.h"
#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/related_part.h"
#include "site/words.h"

namespace dais::site {
namespace {

/// The address as it was asked, so that each link changes one thing of it.
struct Asked {
  archive::SearchRequest request;
  std::string from;
  std::string to;

  [[nodiscard]] bool narrowed() const { return !request.body_id.empty() || !from.empty() || !to.empty(); }
  [[nodiscard]] bool anything() const {
    return !request.text.empty() || narrowed() || !request.person_id.empty() || !request.event_id.empty();
  }
  [[nodiscard]] Address address() const {
    Address out("/search");
    return out.with("q", request.text)
        .with("body", request.body_id)
        .with("person", request.person_id)
        .with("event", request.event_id)
        .with("from", from)
        .with("to", to)
        .with("sort", request.sort == "relevance" ? "" : request.sort);
  }
  /// What is followed is what is new: no order, no dates.
  [[nodiscard]] std::string followed(std::string path) const {
    return Address(std::move(path))
        .with("q", request.text)
        .with("body", request.body_id)
        .with("person", request.person_id)
        .with("event", request.event_id)
        .str();
  }
  template <typename Change>
  [[nodiscard]] std::string changed(Change change) const {
    Asked copy = *this;
    change(copy);
    return copy.address().str();
  }
};

Asked read_request(Parameters& parameters, const http::Request& request) {
  Asked out;
  out.request.text = parameters.text("q");
  out.request.body_id = parameters.text("body");
  out.request.person_id = parameters.text("person");
  out.request.event_id = parameters.text("event");
  out.request.from = parameters.date("from", DayEdge::kStart);
  out.request.to = parameters.date("to", DayEdge::kEnd);
  parameters.expect_order(out.request.from, out.request.to);
  out.from = request.query_value("from").value_or("");
  out.to = request.query_value("to").value_or("");
  const std::string sort = parameters.choice("sort", {"relevance", "newest", "oldest"});
  out.request.sort = sort.empty() ? "relevance" : sort;
  out.request.paging = parameters.paging();
  return out;
}

const Options& orders() {
  static const Options kOrders = {{"relevance", "Best first"}, {"newest", "Newest first"}, {"oldest", "Oldest first"}};
  return kOrders;
}

void add_chip(Dict*& chips, Dict& content, std::string_view label, const std::string& href) {
  if (chips == nullptr) chips = &add_section(content, "CHIPS");
  Dict& chip = add_section(*chips, "CHIP");
  set(chip, "LABEL", label);
  set(chip, "HREF", href);
}

std::string name_in(const std::vector<archive::SearchHit>& hits, const std::string& person_id) {
  for (const archive::SearchHit& hit : hits) {
    if (hit.speaker.id == person_id && !hit.speaker.name.empty()) return hit.speaker.name;
  }
  return "one speaker";
}

std::string body_name(const archive::SearchView& view, const std::string& body_id) {
  for (const archive::Facet& facet : view.bodies) {
    if (facet.id == body_id) return facet.name;
  }
  return "one body";
}

void add_chips(Dict& content, const Asked& asked, const archive::SearchView& view) {
  Dict* chips = nullptr;
  const archive::SearchRequest& request = asked.request;
  if (!request.person_id.empty()) {
    add_chip(chips, content, name_in(view.hits, request.person_id),
             asked.changed([](Asked& it) { it.request.person_id.clear(); }));
  }
  if (!request.event_id.empty()) {
    add_chip(chips, content, "one meeting", asked.changed([](Asked& it) { it.request.event_id.clear(); }));
  }
  if (!request.body_id.empty()) {
    add_chip(chips, content, body_name(view, request.body_id),
             asked.changed([](Asked& it) { it.request.body_id.clear(); }));
  }
  if (!asked.from.empty())
    add_chip(chips, content, "from " + asked.from, asked.changed([](Asked& it) { it.from.clear(); }));
  if (!asked.to.empty()) add_chip(chips, content, "until " + asked.to, asked.changed([](Asked& it) { it.to.clear(); }));
}

void add_form(Dict& content, const Asked& asked) {
  const archive::SearchRequest& request = asked.request;
  set(content, "Q", request.text);
  set(content, "FROM", asked.from);
  set(content, "TO", asked.to);
  show(content, "NARROWED", asked.narrowed());
  add_options(content, "SORT_OPTION", orders(), request.sort);
  for (const auto& [name, value] :
       {std::pair<std::string, std::string>{"person", request.person_id}, {"event", request.event_id}}) {
    if (value.empty()) continue;
    Dict& keep = add_section(content, "KEEP");
    set(keep, "NAME", name);
    set(keep, "VALUE", value);
  }
}

void add_hit(Dict& answer, const archive::SearchHit& hit, const std::string& text) {
  Dict& row = add_section(answer, "HIT");
  set(row, "HREF", Address(hit.url).with("q", text).fragment("here").str());
  set(row, "SPEAKER", hit.speaker.name.empty() ? "Speaker not named," : hit.speaker.name);
  set(row, "CLOCK", format_clock(hit.start_seconds));
  set(row, "EVENT", hit.event.ref.id);
  set(row, "BODY", hit.event.body.name);
  set_date(row, "DATE", hit.event.start, hit.event.timezone);
  set(row, "LIKE_HREF", like_address(hit.event.ref.id, hit.session, hit.start_seconds));
  add_parts(include(row, "SNIPPET", "parts.tpl"), parts_of_snippet(hit.snippet_html));
}

void add_facets(Dict& answer, const Asked& asked, const archive::SearchView& view) {
  if (!view.bodies.empty()) {
    Dict& facet = add_section(answer, "FACET");
    set(facet, "HEADING", "Body");
    for (const archive::Facet& body : view.bodies) {
      Dict& value = add_section(facet, "VALUE");
      set(value, "HREF", asked.changed([&](Asked& it) { it.request.body_id = body.id; }));
      set(value, "LABEL", body.name);
      set(value, "COUNT", with_commas(body.count));
      show(value, "ON", asked.request.body_id == body.id);
    }
  }
  if (view.years.empty()) return;
  Dict& facet = add_section(answer, "FACET");
  set(facet, "HEADING", "Year");
  for (const archive::Facet& year : view.years) {
    const std::string first = year.name + "-01-01";
    const std::string last = year.name + "-12-31";
    Dict& value = add_section(facet, "VALUE");
    set(value, "HREF", asked.changed([&](Asked& it) {
      it.from = first;
      it.to = last;
    }));
    set(value, "LABEL", year.name);
    set(value, "COUNT", with_commas(year.count));
    show(value, "ON", asked.from == first && asked.to == last);
  }
}

void add_suggestion(Dict& into, const Asked& asked, const archive::SearchView& view) {
  if (!view.suggestion) return;
  Dict& part = add_section(into, "SUGGESTION");
  set(part, "TEXT", *view.suggestion);
  set(part, "HREF", asked.changed([&](Asked& it) { it.request.text = *view.suggestion; }));
}

void add_named_records(Dict& content, const archive::SearchView& view) {
  if (view.matters.empty() && view.people.empty()) return;
  Dict& named = add_section(content, "NAMED");
  for (const archive::PersonSummary& person : view.people) {
    Dict& row = add_section(named, "RECORD");
    set(row, "HREF", "/people/" + person.ref.id);
    set(row, "NAME", person.ref.name);
    set(row, "DETAIL", person.title);
  }
  for (const archive::MatterSummary& matter : view.matters) {
    Dict& row = add_section(named, "RECORD");
    set(row, "HREF", "/matters/" + matter.ref.id);
    set(row, "NAME", matter.ref.name);
    set(row, "DETAIL", matter.title);
  }
  if (view.matters_in_all <= static_cast<std::int64_t>(view.matters.size())) return;
  Dict& more = add_section(named, "MORE");
  set(more, "HREF", Address("/matters").with("q", view.text).str());
  set(more, "COUNT", with_commas(view.matters_in_all));
}

void add_answer(Dict& content, const Asked& asked, const archive::SearchView& view) {
  Dict& answer = add_section(content, "ANSWER");
  set(answer, "TOTAL", (view.total_is_exact ? "" : "About ") + counted(view.total, "moment", "moments"));
  set(answer, "UNDERSTOOD", view.understood);
  for (const auto& [value, label] : orders()) {
    Dict& order = add_section(add_section(answer, "SORT"), value == asked.request.sort ? "ON" : "OFF");
    set(order, "LABEL", label);
    set(order, "HREF", asked.changed([&](Asked& it) { it.request.sort = value; }));
  }
  add_suggestion(answer, asked, view);
  for (const archive::SearchHit& hit : view.hits) add_hit(answer, hit, asked.request.text);
  add_paging(answer, asked.address(), asked.request.paging, view.next);
  add_facets(answer, asked, view);
}

void add_nothing(Dict& content, const Asked& asked, const archive::SearchView& view, std::string_view zone) {
  Dict& part = add_section(content, "NOTHING");
  set(part, "UNDERSTOOD", view.understood.empty() ? "“" + asked.request.text + "”" : view.understood);
  set(part, "HELD", held_sentence(view.searched, zone));
  set(part, "MATTERS_HREF", Address("/matters").with("q", asked.request.text).str());
  add_suggestion(part, asked, view);
  const auto wider = [&](std::string_view text, const std::string& href) {
    Dict& row = add_section(part, "WIDER");
    set(row, "TEXT", text);
    set(row, "HREF", href);
  };
  const archive::SearchRequest& request = asked.request;
  if (!request.body_id.empty())
    wider("Search all bodies", asked.changed([](Asked& it) { it.request.body_id.clear(); }));
  if (!request.person_id.empty())
    wider("Search all speakers", asked.changed([](Asked& it) { it.request.person_id.clear(); }));
  if (!request.event_id.empty())
    wider("Search all meetings", asked.changed([](Asked& it) { it.request.event_id.clear(); }));
  if (asked.from.empty() && asked.to.empty()) return;
  wider("Search all dates", asked.changed([](Asked& it) {
    it.from.clear();
    it.to.clear();
  }));
}

}  // namespace

Result<http::Response> search_page(const Visit& visit) {
  const config::Instance& instance = visit.site.config.instance;
  Parameters parameters(visit.request, instance.timezone);
  const Asked asked = read_request(parameters, visit.request);
  const auto related = parameters.choice("related", {"true"}).empty() ? RelatedWords::kLink : RelatedWords::kShown;
  if (auto ok = parameters.check(); !ok) return fail(ok.error());

  Page page(visit.site, "search.tpl", asked.request.text.empty() ? "Search" : "“" + asked.request.text + "”");
  page.under("/search").without_header_search().describe("Search everything said in the meetings of " + instance.name +
                                                         ".");
  page.canonical("/search");
  Dict& content = page.content();
  add_form(content, asked);
  if (auto ok = add_body_options(content, visit.reader, asked.request.body_id); !ok) return fail(ok.error());
  if (!asked.anything()) {
    const Result<archive::HomeView> home = visit.reader.home();
    if (!home) return fail(home.error());
    set(add_section(content, "START"), "HELD", held_sentence(home->holdings, instance.timezone));
    return page.finish();
  }
  page.keep_out_of_indexes();
  const Result<archive::SearchView> view = visit.reader.search(asked.request);
  if (!view) return fail(view.error());
  add_chips(content, asked, *view);
  page.feed("This search", asked.followed("/search.atom"));
  set(content, "FOLLOW", asked.followed("/search/follow"));
  add_named_records(content, *view);
  if (archive::found_nothing(asked.request, *view)) {
    if (visit.site.unfound != nullptr) visit.site.unfound->count(asked.request.text, now());
    page.never_kept();
  }
  if (view->hits.empty()) {
    add_nothing(content, asked, *view, instance.timezone);
  } else {
    add_answer(content, asked, *view);
    const Address others(asked.changed([](Asked& it) { it.request.text.clear(); }));
    if (Status added = add_related(content, visit, asked.request.text, others, related); !added)
      return fail(std::move(added.error()));
  }
  return page.finish();
}

}  // namespace dais::site
