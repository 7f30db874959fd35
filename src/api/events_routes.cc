// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "api/list_csv.h"
#include "api/parameters.h"
#include "api/routes.h"
#include "api/to_json.h"

namespace dais::api {
namespace {

Result<archive::EventFilter> filter_of(const ApiContext& context, archive::Reader& reader,
                                       const http::Request& request) {
  const auto body = id_of(request, reader, "body", "body");
  if (!body) return fail(body.error());
  const auto span = span_of(request, context.config.instance.timezone);
  if (!span) return fail(span.error());
  const auto has = choice_of(request, "has", {"recording", "transcript", "votes"});
  if (!has) return fail(has.error());
  const auto when = choice_of(request, "when", {"past", "upcoming"});
  if (!when) return fail(when.error());
  return archive::EventFilter{*body, span->from, span->to, *has, *when};
}

Answer list_events(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  const auto paging = paging_of(request);
  if (!paging) return fail(paging.error());
  const auto filter = filter_of(context, reader, request);
  if (!filter) return fail(filter.error());
  const auto page = reader.events(*filter, *paging);
  if (!page) return fail(page.error());
  return json_answer(list_of(*page));
}

Answer list_events_csv(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  static constexpr auto kColumns = std::to_array<std::string_view>(
      {"id", "external_id", "datetime", "timezone", "body.id", "body.name", "state", "status", "location", "comment",
       "has_recording", "has_transcript", "item_count", "vote_count", "duration_seconds", "withdrawn", "url"});
  const auto filter = filter_of(context, reader, request);
  if (!filter) return fail(filter.error());
  return csv_of_list<archive::EventSummary>(
      kColumns, "events.csv", [&](const archive::Paging& paging) { return reader.events(*filter, paging); });
}

Answer one_event(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  const auto event = reader.event(request.param("id"));
  if (!event) return fail(event.error());
  return json_answer(to_json(*event));
}

}  // namespace

void add_event_routes(http::Router& router, const SharedContext& context) {
  router.add(
      {"/api/v1/events", handler(context, {"body", "from", "to", "has", "when", "limit", "cursor"}, list_events)});
  router.add({"/api/v1/events.csv", handler(context, {"body", "from", "to", "has", "when"}, list_events_csv)});
  router.add({"/api/v1/events/{id}", record_handler(context, "event", {}, one_event)});
}

}  // namespace dais::api
