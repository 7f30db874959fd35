// SPDX-License-Identifier: Apache-2.0
// For whoever runs the server: is it alive, can it serve, what has it done; and the description of the API.
#include "api/openapi.h"
#include "api/parameters.h"
#include "api/routes.h"

namespace dais::api {
namespace {

using Watch = Answer (*)(const ApiContext& context, const http::Request& request);

/// Unlike handler(), lends no reader: these answer when the catalog does not.
http::Handler watching(const SharedContext& context, Watch watch) {
  return [context, watch](const http::Request& request) {
    if (Status known = check_names(request, {}); !known) return told(*context, request, known.error());
    Answer answer = watch(*context, request);
    return answer ? std::move(*answer) : told(*context, request, answer.error());
  };
}

Answer health(const ApiContext&, const http::Request&) { return json_answer({{"status", "ok"}}); }

/// Ready: the catalog opens and answers.
Answer readiness(const ApiContext& context, const http::Request&) {
  auto reader = context.readers.lease();
  if (!reader) return fail(ErrorCode::kUnavailable, reader.error().message);
  const auto page = (*reader)->bodies({1, ""});
  if (!page) return fail(ErrorCode::kUnavailable, page.error().message);
  return json_answer({{"status", "ready"}, {"version", context.version}});
}

Answer metrics(const ApiContext& context, const http::Request&) {
  Gauges gauges;
  gauges.version = context.version;
  if (context.open_connections) gauges.open_connections = context.open_connections();
  if (auto reader = context.readers.lease()) {
    gauges.archive_up = true;
    gauges.generation = (*reader)->generation();
  }
  return text_answer("text/plain; version=0.0.4; charset=utf-8", context.metrics.render(gauges));
}

Answer description(const ApiContext&, const http::Request&) {
  return text_answer("application/json", std::string(openapi_document()));
}

}  // namespace

void add_operation_routes(http::Router& router, const SharedContext& context) {
  router.add({"/healthz", watching(context, health), http::Keep::kNo});
  router.add({"/readyz", watching(context, readiness), http::Keep::kNo});
  router.add({"/metrics", watching(context, metrics), http::Keep::kNo});
  router.add({"/openapi.json", watching(context, description), http::Keep::kYes});
}

}  // namespace dais::api
