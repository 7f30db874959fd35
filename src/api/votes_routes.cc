// SPDX-License-Identifier: Apache-2.0
#include "api/routes.h"
#include "api/to_json.h"

namespace dais::api {
namespace {

Answer one_vote(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  const auto vote = reader.vote(request.param("id"));
  if (!vote) return fail(vote.error());
  return json_answer(to_json(*vote));
}

}  // namespace

void add_vote_routes(http::Router& router, const SharedContext& context) {
  router.add({"/api/v1/votes/{id}", record_handler(context, "vote_event", {}, one_vote)});
}

}  // namespace dais::api
