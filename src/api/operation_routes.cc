// SPDX-License-Identifier: Apache-2.0
// For whoever runs the server: is it alive, can it serve, what has it done; and the description of the API.
#include <algorithm>

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

/// How the pipeline stands, where it can be asked.
std::string queue_gauges(const ApiContext& context) {
  if (context.operations == nullptr) return {};
  const auto queue = context.operations->read([](pipeline::RunsReader& reader) { return reader.queue(); });
  if (!queue) return {};
  std::string out;
  const auto add = [&out](std::string_view name, std::string_view help, double value) {
    out += "# HELP " + std::string(name) + " " + std::string(help) + "\n# TYPE " + std::string(name) + " gauge\n" +
           std::string(name) + " " + std::to_string(value) + "\n";
  };
  const auto age = [](const std::optional<Instant>& since) {
    if (!since) return 0.0;
    const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    return std::max(0.0, static_cast<double>((now - *since).count()) / 1000.0);
  };
  add("dais_jobs_unfinished", "Jobs that wait or run.", static_cast<double>(queue->unfinished));
  add("dais_jobs_ready", "Jobs that could start, 10000 at most.", static_cast<double>(queue->ready));
  add("dais_jobs_later", "Jobs that wait for their time, 10000 at most.", static_cast<double>(queue->later));
  add("dais_jobs_running", "Jobs that run, 100 at most.", static_cast<double>(queue->running.size()));
  add("dais_jobs_oldest_ready_seconds", "How long the oldest ready job has waited.", age(queue->oldest_ready));
  add("dais_workers", "Workers that signed on.", static_cast<double>(queue->workers.size()));
  return out;
}

Answer metrics(const ApiContext& context, const http::Request&) {
  Gauges gauges;
  gauges.version = context.version;
  if (context.open_connections) gauges.open_connections = context.open_connections();
  if (auto reader = context.readers.lease()) {
    gauges.archive_up = true;
    gauges.generation = (*reader)->generation();
  }
  return text_answer("text/plain; version=0.0.4; charset=utf-8",
                     context.metrics.render(gauges) + queue_gauges(context));
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
