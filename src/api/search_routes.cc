// SPDX-License-Identifier: Apache-2.0
#include "api/parameters.h"
#include "api/routes.h"
#include "api/to_json.h"

namespace dais::api {
namespace {

Result<archive::SearchRequest> search_request(const ApiContext& context, archive::Reader& reader,
                                              const http::Request& request) {
  archive::SearchRequest out;
  out.text = text_of(request, "q");
  const auto body = id_of(request, reader, "body", "body");
  if (!body) return fail(body.error());
  const auto person = id_of(request, reader, "person", "person");
  if (!person) return fail(person.error());
  const auto event = id_of(request, reader, "event", "event");
  if (!event) return fail(event.error());
  const auto span = span_of(request, context.config.instance.timezone);
  if (!span) return fail(span.error());
  const auto sort = choice_of(request, "sort", {"relevance", "newest", "oldest"});
  if (!sort) return fail(sort.error());
  const auto paging = paging_of(request);
  if (!paging) return fail(paging.error());
  const auto kind = choice_of(request, "kind", {"moment", "person", "matter", "item", "document"});
  if (!kind) return fail(kind.error());
  out.kind = *kind;
  out.body_id = *body;
  out.person_id = *person;
  out.event_id = *event;
  out.from = span->from;
  out.to = span->to;
  if (!sort->empty()) out.sort = *sort;
  out.paging = *paging;
  return out;
}

Answer search(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  const auto asked = search_request(context, reader, request);
  if (!asked) return fail(asked.error());
  const auto found = reader.search(*asked);
  if (!found) return fail(found.error());
  http::Response answer = json_answer(to_json(*found));
  if (archive::found_nothing(*asked, *found)) {
    if (context.unfound != nullptr) context.unfound->count(asked->text, now());
    answer.headers.emplace_back("Cache-Control", "no-store");
  }
  return answer;
}

constexpr std::size_t kMostSuggestions = 10;

Answer suggest(const ApiContext& /*context*/, archive::Reader& reader, const http::Request& request) {
  const auto found = reader.suggest(text_of(request, "q"), kMostSuggestions);
  if (!found) return fail(found.error());
  JsonArray items;
  for (const archive::Suggested& one : *found) items.emplace_back(to_json(one));
  return json_answer({{"items", std::move(items)}});
}

}  // namespace

void add_search_route(http::Router& router, const SharedContext& context) {
  router.add(
      {"/api/v1/search",
       handler(context, {"q", "body", "person", "event", "from", "to", "sort", "kind", "limit", "cursor"}, search)});
  router.add({"/api/v1/suggest", handler(context, {"q"}, suggest)});
}

}  // namespace dais::api
