// SPDX-License-Identifier: Apache-2.0
#include "api/api.h"

#include <utility>

#include "api/routes.h"
#include "api/to_json.h"

namespace dais::api {
namespace {

/// The index lists the routes that were added, so that it cannot miss one.
Answer index_of(const ApiContext& context, archive::Reader& reader, const JsonArray& routes) {
  const auto home = reader.home();
  if (!home) return fail(home.error());
  const config::Instance& instance = context.config.instance;
  return json_answer({{"name", instance.name},
                      {"about", text_or_null(instance.about)},
                      {"licence", text_or_null(instance.licence)},
                      {"contact", text_or_null(instance.contact)},
                      {"public_url", text_or_null(instance.public_url)},
                      {"timezone", instance.timezone},
                      {"version", context.version},
                      {"holdings", to_json(home->holdings)},
                      {"openapi", "/openapi.json"},
                      {"routes", routes}});
}

}  // namespace

void add_routes(http::Router& router, ApiContext context) {
  const auto shared = std::make_shared<const ApiContext>(std::move(context));
  const auto routes = std::make_shared<JsonArray>();
  const auto index = reading(shared, {}, [shared, routes](archive::Reader& reader, const http::Request&) {
    return index_of(*shared, reader, *routes);
  });
  const std::size_t first = router.routes().size();
  router.add({"/api/v1/", index});
  add_search_route(router, shared);
  add_study_routes(router, shared);
  add_event_routes(router, shared);
  add_transcript_routes(router, shared);
  add_people_routes(router, shared);
  add_matter_routes(router, shared);
  add_body_routes(router, shared);
  add_vote_routes(router, shared);
  add_insight_routes(router, shared);
  add_changes_route(router, shared);
  add_run_routes(router, shared);
  add_resolve_route(router, shared);
  add_operation_routes(router, shared);
  for (std::size_t i = first; i < router.routes().size(); ++i) routes->emplace_back(router.routes()[i].pattern);
  router.add({"/api/v1", index});
}

}  // namespace dais::api
