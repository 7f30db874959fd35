// SPDX-License-Identifier: Apache-2.0
#include "site/marking.h"
#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/related_part.h"
#include "site/search_asked.h"
#include "site/search_groups.h"
#include "site/words.h"

namespace dais::site {
namespace {

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
  out.request.kind = parameters.choice("kind", {"moment", "person", "matter", "item", "document"});
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

std::string kind_words(const std::string& kind) {
  const std::string words = counted_of_kind(kind, 2);
  return words.substr(words.find(' ') + 1);
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
  if (!request.kind.empty()) {
    add_chip(chips, content, kind_words(request.kind), asked.changed([](Asked& it) { it.request.kind.clear(); }));
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
  for (const auto& [name, value] : {std::pair<std::string, std::string>{"person", request.person_id},
                                    {"event", request.event_id},
                                    {"kind", request.kind}}) {
    if (value.empty()) continue;
    Dict& keep = add_section(content, "KEEP");
    set(keep, "NAME", name);
    set(keep, "VALUE", value);
  }
}

void add_hit(Dict& answer, const archive::SearchHit& hit, const Asked& asked) {
  const std::string& text = asked.request.text;
  Dict& row = add_section(answer, "HIT");
  set(row, "HREF", Address(hit.url).with("q", text).fragment("here").str());
  set(row, "SPEAKER", hit.speaker.name.empty() ? "Speaker not named," : hit.speaker.name);
  set(row, "CLOCK", format_clock(hit.start_seconds));
  set(row, "EVENT", hit.event.ref.id);
  set(row, "BODY", hit.event.body.name);
  set_date(row, "DATE", hit.event.start, hit.event.timezone);
  set(row, "LIKE_HREF", like_address(hit.event.ref.id, hit.session, hit.start_seconds));
  add_parts(include(row, "SNIPPET", "parts.tpl"), parts_of_snippet(hit.snippet_html));
  for (const search::SoundAlike& one : hit.sounds_like)
    set(add_section(row, "SOUND"), "TEXT", "“" + one.heard + "” sounds like “" + one.asked + "”");
  // Within the meeting all of them stand in the list already.
  if (hit.more_in_meeting > 0 && asked.request.event_id.empty()) {
    Dict& more = add_section(row, "MORE_HERE");
    set(more, "HREF", asked.changed([&](Asked& it) { it.request.event_id = hit.event.ref.id; }));
    set(more, "TEXT", with_commas(hit.more_in_meeting) + " more in this meeting");
  }
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

/// " in 3 meetings".
std::string in_meetings(const archive::SearchView& view) {
  return view.meetings > 1 ? " in " + counted(view.meetings, "meeting", "meetings") : "";
}

void add_answer(Dict& content, const Asked& asked, const archive::SearchView& view, std::string_view zone) {
  Dict& answer = add_section(content, "ANSWER");
  set(answer, "TOTAL",
      (view.total_is_exact ? "" : "About ") + counted_of_kind(view.kind, view.total) + in_meetings(view));
  set(answer, "UNDERSTOOD", view.understood);
  const bool lists_moments = view.kind.empty() || view.kind == "moment";
  Dict* sorts = lists_moments ? &add_section(answer, "SORTS") : nullptr;
  for (const auto& [value, label] : orders()) {
    if (sorts == nullptr) break;
    Dict& order = add_section(add_section(*sorts, "SORT"), value == asked.request.sort ? "ON" : "OFF");
    set(order, "LABEL", label);
    set(order, "HREF", asked.changed([&](Asked& it) { it.request.sort = value; }));
  }
  show(answer, "INCOMPLETE", !view.is_complete);
  add_suggestion(answer, asked, view);
  if (!view.hits.empty()) {
    Dict& hits = add_section(answer, "HITS");
    for (const archive::SearchHit& hit : view.hits) add_hit(hits, hit, asked);
  }
  if (!lists_moments) add_groups(answer, "LISTED", asked, view);
  add_paging(answer, asked.address(), asked.request.paging, view.next);
  if (lists_moments) add_facets(answer, asked, view);
  set(answer, "HELD", held_sentence(view.searched, zone));
}

std::string nearest_words(const archive::Nearest& nearest) {
  switch (nearest.dropped) {
    case archive::Dropped::kBody:
      return "In all bodies";
    case archive::Dropped::kPerson:
      return "By all speakers";
    case archive::Dropped::kEvent:
      return "In all meetings";
    case archive::Dropped::kDates:
      return "At any time";
    case archive::Dropped::kWords:
    case archive::Dropped::kFilterWords:
      break;
  }
  return "Without “" + nearest.words + "”";
}

std::string nearest_href(const Asked& asked, const archive::Nearest& nearest) {
  return asked.changed([&](Asked& it) {
    it.request.text = nearest.text;
    if (nearest.dropped == archive::Dropped::kBody) it.request.body_id.clear();
    if (nearest.dropped == archive::Dropped::kPerson) it.request.person_id.clear();
    if (nearest.dropped == archive::Dropped::kEvent) it.request.event_id.clear();
    if (nearest.dropped != archive::Dropped::kDates) return;
    it.from.clear();
    it.to.clear();
  });
}

/// "Nobody was heard saying “zephyr” or “quixotic”."
std::string unsaid_sentence(const std::vector<std::string>& words) {
  if (words.empty()) return "";
  std::string out = "In this archive nobody was heard saying ";
  for (std::size_t i = 0; i < words.size(); ++i)
    out += (i == 0 ? "“" : i + 1 == words.size() ? " or “" : ", “") + words[i] + "”";
  return out + ".";
}

void add_nothing(Dict& content, const Asked& asked, const archive::SearchView& view, std::string_view zone) {
  Dict& part = add_section(content, "NOTHING");
  const bool beside = listed_in_groups(view) > 0;
  set(part, "HEADING", beside ? "Nobody was heard saying so" : "Nothing was found");
  set(part, "UNDERSTOOD", view.understood.empty() ? "“" + asked.request.text + "”" : view.understood);
  set(part, "HELD", held_sentence(view.searched, zone));
  set(part, "MATTERS_HREF", Address("/matters").with("q", asked.request.text).str());
  show_text(part, "UNSAID", unsaid_sentence(view.unsaid));
  add_suggestion(part, asked, view);
  const auto wider = [&](std::string_view text, const std::string& href) {
    Dict& row = add_section(part, "WIDER");
    set(row, "TEXT", text);
    set(row, "HREF", href);
  };
  for (const archive::Nearest& nearest : view.nearest)
    wider(nearest_words(nearest) + ": " + counted(nearest.total, "passage", "passages"), nearest_href(asked, nearest));
}

void add_examples(Dict& start, const std::vector<std::string>& examples) {
  if (examples.empty()) return;
  Dict& part = add_section(start, "EXAMPLES");
  for (const std::string& example : examples) {
    Dict& row = add_section(part, "EXAMPLE");
    set(row, "TEXT", example);
    set(row, "HREF", Address("/search").with("q", "\"" + example + "\"").str());
  }
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
    Dict& start = add_section(content, "START");
    set(start, "HELD", held_sentence(home->holdings, instance.timezone));
    add_examples(start, home->examples);
    return page.finish();
  }
  page.keep_out_of_indexes();
  const Result<archive::SearchView> view = visit.reader.search(asked.request);
  if (!view) return fail(view.error());
  add_chips(content, asked, *view);
  page.feed("This search", asked.followed("/search.atom"));
  set(content, "FOLLOW", asked.followed("/search/follow"));
  if (view->kind.empty()) add_groups(content, "GROUPS", asked, *view);
  if (archive::found_nothing(asked.request, *view)) {
    if (visit.site.unfound != nullptr) visit.site.unfound->count(asked.request.text, now());
    page.never_kept();
  }
  const bool has_list = view->kind.empty() ? !view->hits.empty() : view->total > 0;
  if (!has_list) {
    add_nothing(content, asked, *view, instance.timezone);
  } else {
    add_answer(content, asked, *view, instance.timezone);
    const Address others(asked.changed([](Asked& it) { it.request.text.clear(); }));
    if (Status added = add_related(content, visit, asked.request.text, others, related); !added)
      return fail(std::move(added.error()));
  }
  return page.finish();
}

}  // namespace dais::site
