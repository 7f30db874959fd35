// SPDX-License-Identifier: Apache-2.0
#include "commands/web_app.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <spdlog/spdlog.h>

#include "api/api.h"
#include "archive/instance.h"
#include "archive/prepare.h"
#include "commands/operating.h"
#include "site/site.h"

namespace dais::commands {

Result<std::unique_ptr<WebApp>> WebApp::open(const Invocation& invocation,
                                             std::function<std::uint64_t()> open_connections, pipeline::Bell* bell) {
  Result<config::Config> config = load_config(invocation);
  if (!config) return fail(std::move(config.error()));
  if (Status ready = archive::prepare(invocation.instance_dir, *config); !ready) return fail(ready.error());
  return std::unique_ptr<WebApp>(new WebApp(invocation, std::move(*config), std::move(open_connections), bell));
}

namespace {

/// Whether an error there is problem+json, not a page.
bool is_for_programs(std::string_view path) {
  constexpr std::array<std::string_view, 4> kAlone = {"/healthz", "/readyz", "/metrics", "/openapi.json"};
  return path.starts_with("/api/") || std::ranges::find(kAlone, path) != kAlone.end();
}

}  // namespace

WebApp::WebApp(const Invocation& invocation, config::Config config, std::function<std::uint64_t()> open_connections,
               pipeline::Bell* bell)
    : config_(std::move(config)),
      readers_([dir = invocation.instance_dir, cache = archive::make_record_cache(config_),
                titles = archive::make_record_titles(),
                this] { return archive::open_reader(dir, config_, cache, titles); }),
      publication_(invocation.instance_dir, config_),
      operations_(operations_of(invocation, config_, bell)),
      clips_(archive::places_of(invocation.instance_dir, config_).cache + "/clips", config_.recordings),
      unfound_(archive::places_of(invocation.instance_dir, config_).unfound,
               static_cast<std::size_t>(config_.serve.keep_unfound)) {
  const auto log_failure = [](const http::Request& request, const Error& error) {
    spdlog::error("request {} {}: {}", request.request_id, request.path, error.message);
  };
  api::add_routes(router_, {readers_, config_, metrics_, std::string(kVersion), std::move(open_connections),
                            log_failure, operations_.get(), &unfound_});
  const site::SiteContext context{config_, readers_, log_failure, &publication_, operations_.get(), &clips_, &unfound_};
  site::add_routes(router_, context);
  router_.set_error_handler([context, log_failure](const http::Request& request, const Error& error) {
    if (error_info(error.code).http_status >= 500) log_failure(request, error);
    return is_for_programs(request.path) ? api::problem(request, error) : site::error_page(context, request, error);
  });
}

void WebApp::publish_in_background() {
  publication_.make_in_background(
      [](const Error& error) { spdlog::warn("the open data could not be made: {}", error.message); });
}

std::uint64_t WebApp::generation() {
  const auto reader = readers_.lease();
  return reader ? (*reader)->generation() : 0;
}

}  // namespace dais::commands
