// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "api/list_csv.h"
#include "api/parameters.h"
#include "api/routes.h"
#include "api/to_json.h"

namespace dais::api {
namespace {

Result<archive::MatterFilter> filter_of(const ApiContext& context, archive::Reader& reader,
                                        const http::Request& request) {
  const auto sponsor = id_of(request, reader, "sponsor", "person");
  if (!sponsor) return fail(sponsor.error());
  const auto introduced = span_of(request, context.config.instance.timezone);
  if (!introduced) return fail(introduced.error());
  return archive::MatterFilter{text_of(request, "q"),      text_of(request, "type"),
                               text_of(request, "status"), *sponsor,
                               introduced->from,           introduced->to};
}

Answer list_matters(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  const auto paging = paging_of(request);
  if (!paging) return fail(paging.error());
  const auto filter = filter_of(context, reader, request);
  if (!filter) return fail(filter.error());
  const auto page = reader.matters(*filter, *paging);
  if (!page) return fail(page.error());
  const auto choices = reader.matter_choices();
  if (!choices) return fail(choices.error());
  JsonObject answer = list_of(*page);
  answer["choices"] = {{"type", JsonArray(choices->types.begin(), choices->types.end())},
                       {"status", JsonArray(choices->statuses.begin(), choices->statuses.end())}};
  return json_answer(answer);
}

Answer list_matters_csv(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  static constexpr auto kColumns = std::to_array<std::string_view>(
      {"id", "external_id", "name", "title", "matter_type", "status", "introduced", "timezone", "prime_sponsor.id",
       "prime_sponsor.name", "sponsor_count", "withdrawn", "url"});
  const auto filter = filter_of(context, reader, request);
  if (!filter) return fail(filter.error());
  return csv_of_list<archive::MatterSummary>(
      kColumns, "matters.csv", [&](const archive::Paging& paging) { return reader.matters(*filter, paging); });
}

Answer one_matter(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  const auto matter = reader.matter(request.param("id"));
  if (!matter) return fail(matter.error());
  return json_answer(to_json(*matter));
}

}  // namespace

void add_matter_routes(http::Router& router, const SharedContext& context) {
  router.add({"/api/v1/matters",
              handler(context, {"q", "type", "status", "sponsor", "from", "to", "limit", "cursor"}, list_matters)});
  router.add(
      {"/api/v1/matters.csv", handler(context, {"q", "type", "status", "sponsor", "from", "to"}, list_matters_csv)});
  router.add({"/api/v1/matters/{id}", record_handler(context, "matter", {}, one_matter)});
}

}  // namespace dais::api
