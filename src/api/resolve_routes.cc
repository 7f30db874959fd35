// SPDX-License-Identifier: Apache-2.0
// A source's own id → ours.
#include "api/parameters.h"
#include "api/routes.h"
#include "api/to_json.h"

namespace dais::api {
namespace {

std::string_view collection_of(std::string_view kind) {
  if (kind == "event") return "events";
  if (kind == "person") return "people";
  if (kind == "matter") return "matters";
  return kind == "body" ? "bodies" : "votes";
}

Answer resolve(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  const auto source = required_text(request, "source");
  if (!source) return fail(source.error());
  const auto given = required_text(request, "kind");
  if (!given) return fail(given.error());
  const auto kind = choice_of(request, "kind", {"event", "person", "matter", "body", "vote_event"});
  if (!kind) return fail(kind.error());
  const auto external_id = required_text(request, "external_id");
  if (!external_id) return fail(external_id.error());
  const auto id = reader.resolve(*source, *kind, *external_id);
  if (!id) return fail(id.error());
  return json_answer({{"id", *id}, {"url", page_url(collection_of(*kind), *id)}});
}

}  // namespace

void add_resolve_route(http::Router& router, const SharedContext& context) {
  router.add({"/api/v1/resolve", handler(context, {"source", "kind", "external_id"}, resolve)});
}

}  // namespace dais::api
