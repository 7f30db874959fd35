// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "api/list_csv.h"
#include "api/parameters.h"
#include "api/routes.h"
#include "api/to_json.h"

namespace dais::api {
namespace {

Answer list_bodies(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  const auto paging = paging_of(request);
  if (!paging) return fail(paging.error());
  const auto page = reader.bodies(*paging);
  if (!page) return fail(page.error());
  return json_answer(list_of(*page));
}

Answer list_bodies_csv(const ApiContext&, archive::Reader& reader, const http::Request&) {
  static constexpr auto kColumns =
      std::to_array<std::string_view>({"id", "external_id", "name", "classification", "description", "is_active",
                                       "event_count", "member_count", "last_event", "timezone", "url"});
  return csv_of_list<archive::BodySummary>(kColumns, "bodies.csv",
                                           [&](const archive::Paging& paging) { return reader.bodies(paging); });
}

Answer one_body(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  const auto paging = paging_of(request);
  if (!paging) return fail(paging.error());
  const auto body = reader.body(request.param("id"), *paging);
  if (!body) return fail(body.error());
  return json_answer(to_json(*body));
}

}  // namespace

void add_body_routes(http::Router& router, const SharedContext& context) {
  router.add({"/api/v1/bodies", handler(context, {"limit", "cursor"}, list_bodies)});
  router.add({"/api/v1/bodies.csv", handler(context, {}, list_bodies_csv)});
  router.add({"/api/v1/bodies/{id}", record_handler(context, "body", {"limit", "cursor"}, one_body)});
}

}  // namespace dais::api
