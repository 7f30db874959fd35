// SPDX-License-Identifier: Apache-2.0
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
  router.add({"/api/v1/bodies/{id}", record_handler(context, "body", {"limit", "cursor"}, one_body)});
}

}  // namespace dais::api
