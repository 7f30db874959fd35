// SPDX-License-Identifier: Apache-2.0
#include "site/site.h"

#include <string>

#include "site/assets.h"
#include "site/pages.h"
#include "site/parameters.h"

namespace dais::site {
namespace {

using PageHandler = Result<http::Response> (*)(const Visit&);

http::Response failed(const SiteContext& context, const http::Request& request, const Error& error) {
  constexpr int kOurFault = 500;
  if (context.log_failure && error_info(error.code).http_status >= kOurFault) context.log_failure(request, error);
  return error_page(context, request, error);
}

void add_page(http::Router& router, const SiteContext& context, const char* pattern, PageHandler handler,
              http::Keep keep = http::Keep::kYes, http::Method method = http::Method::kRead) {
  router.add({pattern,
              [context, handler](const http::Request& request) {
                Result<archive::ReaderPool::Lease> reader = context.readers.lease();
                if (!reader) return failed(context, request, reader.error());
                Result<http::Response> response = handler(Visit{context, request, **reader});
                return response ? std::move(*response) : failed(context, request, response.error());
              },
              keep, method});
}

Status refuse_parameters(const http::Request& request) { return Parameters(request, "UTC").check(); }

http::Response still(std::string_view content, std::string_view content_type, const char* cache) {
  http::Response response;
  response.content_type = std::string(content_type);
  response.body = std::string(content);
  response.headers.emplace_back("Cache-Control", cache);
  add_safety_headers(response);
  return response;
}

Result<http::Response> asset(const http::Request& request) {
  if (auto ok = refuse_parameters(request); !ok) return fail(ok.error());
  const std::optional<Asset> found = find_asset(request.param("name"));
  if (!found) return fail(ErrorCode::kNotFound, "no asset " + request.param("name"));
  return still(found->content, found->content_type, "public, max-age=31536000, immutable");
}

Result<http::Response> favicon(const http::Request& request) {
  if (auto ok = refuse_parameters(request); !ok) return fail(ok.error());
  const Asset icon = plain_asset("favicon.svg");
  return still(icon.content, icon.content_type, "public, max-age=86400");
}

/// Public records are open to crawlers; only the endless answers of search and pictures drawn when asked for are not
/// worth their while.
Result<http::Response> robots(const http::Request& request) {
  if (auto ok = refuse_parameters(request); !ok) return fail(ok.error());
  return still(
      "User-agent: *\nDisallow: /search\nDisallow: /api/v1/search\nDisallow: /check\nDisallow: /trends\nDisallow: "
      "/like\nDisallow: /plots/\nDisallow: /events/*/clip\n",
      "text/plain; charset=utf-8", "public, max-age=86400");
}

Result<http::Response> opensearch(const SiteContext& context, const http::Request& request) {
  if (auto ok = refuse_parameters(request); !ok) return fail(ok.error());
  // The format wants whole addresses, and the Host header of a request is not to be believed.
  if (context.config.instance.public_url.empty())
    return fail(ErrorCode::kNotFound, "opensearch.xml needs instance.public_url");
  constexpr std::size_t kLongestShortName = 16;
  Dict values("opensearch");
  const std::string& name = context.config.instance.name;
  set(values, "SHORT_NAME", name.size() <= kLongestShortName ? name : "Council search");
  set(values, "SITE_NAME", name);
  set(values, "SEARCH_TEMPLATE", absolute(context, "/search?q={searchTerms}"));
  return still(render("opensearch.tpl", values), "application/opensearchdescription+xml", "public, max-age=86400");
}

void add_still(http::Router& router, const SiteContext& context, const char* pattern,
               std::function<Result<http::Response>(const http::Request&)> make) {
  router.add({pattern, [context, make = std::move(make)](const http::Request& request) {
                Result<http::Response> response = make(request);
                return response ? std::move(*response) : failed(context, request, response.error());
              }});
}

}  // namespace

void add_routes(http::Router& router, const SiteContext& context) {
  add_page(router, context, "/", home_page);
  add_page(router, context, "/search", search_page);
  add_page(router, context, "/check", check_page);
  add_page(router, context, "/trends", trends_page);
  add_page(router, context, "/like", like_page);
  add_page(router, context, "/search/follow", follow_page);
  add_page(router, context, "/search.atom", search_atom);
  add_page(router, context, "/search.json", search_json_feed);
  // Which meetings are to come changes with time alone.
  add_page(router, context, "/search.ics", search_calendar, http::Keep::kNo);
  add_page(router, context, "/events", events_page);
  add_page(router, context, "/events/{id}", event_page);
  add_page(router, context, "/people", people_page);
  add_page(router, context, "/people/{id}", person_page);
  add_page(router, context, "/matters", matters_page);
  add_page(router, context, "/matters/{id}", matter_page);
  add_page(router, context, "/bodies", bodies_page);
  add_page(router, context, "/bodies/{id}", body_page);
  add_page(router, context, "/votes/{id}", vote_page);
  add_page(router, context, "/people/{id}/agreement", agreement_page);
  add_page(router, context, "/people/{id}/attendance", attendance_page);
  add_page(router, context, "/bodies/{id}/record", body_record_page);
  add_page(router, context, "/votes", votes_page);
  add_page(router, context, "/voting", voting_page);
  add_page(router, context, "/coverage", coverage_page);
  add_page(router, context, "/plots/{figure}/{id}/{file}", plot_file);
  add_page(router, context, "/help", help_page);
  // Versions come and go without a change of the archive.
  add_page(router, context, "/data", data_page, http::Keep::kNo);
  add_page(router, context, "/data/", data_page, http::Keep::kNo);
  add_page(router, context, "/data/codebook", codebook_page);
  add_page(router, context, "/data/{name}", newest_data_file, http::Keep::kNo);
  add_page(router, context, "/data/latest/{name}", newest_data_file, http::Keep::kNo);
  add_page(router, context, "/data/{version}/{name}", data_file, http::Keep::kNo);
  // What runs changes without a change of the archive, and who may give orders is seen from the request.
  add_page(router, context, "/runs", runs_page, http::Keep::kNo);
  add_page(router, context, "/runs/{id}", run_page, http::Keep::kNo);
  add_page(router, context, "/runs/{id}/steps/{step}", run_step_page, http::Keep::kNo);
  add_page(router, context, "/runs/{id}/steps/{step}/log.txt", run_step_log, http::Keep::kNo);
  add_page(router, context, "/runs/{id}/again", run_again, http::Keep::kNo, http::Method::kPost);
  add_page(router, context, "/runs/{id}/cancel", run_cancel, http::Keep::kNo, http::Method::kPost);
  add_page(router, context, "/runs/{id}/steps/{step}/again", run_step_again, http::Keep::kNo, http::Method::kPost);
  add_page(router, context, "/media/{name}", media_file);
  // Made while others ask: the next answer is another one.
  add_page(router, context, "/events/{id}/clip", clip_file, http::Keep::kNo);
  add_still(router, context, "/assets/{name}", asset);
  add_still(router, context, "/favicon.svg", favicon);
  add_still(router, context, "/robots.txt", robots);
  add_still(router, context, "/opensearch.xml",
            [context](const http::Request& request) { return opensearch(context, request); });
}

}  // namespace dais::site
