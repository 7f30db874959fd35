// SPDX-License-Identifier: Apache-2.0
// What the pipeline did, does and will do. For reading: orders are given on the page or by dais runs.
#include <charconv>

#include "api/parameters.h"
#include "api/routes.h"
#include "api/runs_json.h"

namespace dais::api {
namespace {

using pipeline::RunId;
using pipeline::RunsReader;

std::optional<std::int64_t> number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code == std::errc() && end == text.data() + text.size() && number > 0) return number;
  return std::nullopt;
}

Result<pipeline::Operations*> operations_of(const ApiContext& context) {
  if (context.operations == nullptr) return fail(ErrorCode::kNotFound, "this site shows no runs");
  return context.operations;
}

Answer list_runs(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  const auto operations = operations_of(context);
  if (!operations) return fail(operations.error());
  const auto paging = paging_of(request);
  if (!paging) return fail(paging.error());
  const auto state = choice_of(request, "state", {"running", "succeeded", "failed", "cancelled"});
  if (!state) return fail(state.error());
  const auto event = id_of(request, reader, "event", "event");
  if (!event) return fail(event.error());
  pipeline::RunsFilter filter{
      .kind = text_of(request, "kind"), .state = *state, .source = text_of(request, "source"), .event = *event};
  filter.limit = paging->limit;
  if (!paging->cursor.empty()) {
    const auto before = number_of(paging->cursor);
    if (!before) return fail(ErrorCode::kBadRequest, "cursor: none of this list");
    filter.before = RunId(*before);
  }
  const auto page = (*operations)->read([&](RunsReader& runs) { return runs.runs(filter); });
  if (!page) return fail(page.error());
  return json_answer(
      {{"items", runs_json(page->runs)},
       {"next", page->next == RunId::kNone ? JsonValue() : JsonValue(std::to_string(number(page->next)))},
       {"total", page->total}});
}

Answer one_run(const ApiContext& context, archive::Reader&, const http::Request& request) {
  const auto operations = operations_of(context);
  if (!operations) return fail(operations.error());
  const auto id = number_of(request.param("id"));
  if (!id) return fail(ErrorCode::kNotFound, "no run " + request.param("id"));
  auto view = (*operations)->read([&](RunsReader& reader) { return reader.run(RunId(*id)); });
  if (!view) return fail(view.error());
  (*operations)->redact(view->jobs);
  return json_answer(to_json(*view));
}

Answer queue_state(const ApiContext& context, archive::Reader&, const http::Request&) {
  const auto operations = operations_of(context);
  if (!operations) return fail(operations.error());
  auto queue = (*operations)->read([](RunsReader& reader) { return reader.queue(); });
  if (!queue) return fail(queue.error());
  (*operations)->redact(queue->running);
  return json_answer(to_json(*queue));
}

}  // namespace

void add_run_routes(http::Router& router, const SharedContext& context) {
  router.add({"/api/v1/runs", handler(context, {"kind", "state", "source", "event", "limit", "cursor"}, list_runs),
              http::Keep::kNo});
  router.add({"/api/v1/runs/{id}", handler(context, {}, one_run), http::Keep::kNo});
  router.add({"/api/v1/queue", handler(context, {}, queue_state), http::Keep::kNo});
}

}  // namespace dais::api
