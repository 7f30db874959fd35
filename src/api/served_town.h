// SPDX-License-Identifier: Apache-2.0
// For tests: the API over the town of tests/harness, asked without a socket.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "api/api.h"
#include "harness/fake_reader.h"
#include "json/json.h"

namespace dais::api {

/// JSON without the blanks that make it readable; members stay in their order.
inline std::string compact(std::string_view text) {
  const auto parsed = json::parse(text);
  return parsed ? json::write(*parsed) : "no JSON: " + parsed.error().message;
}

class ServedTown {
 public:
  ServedTown() {
    config.instance.name = "Alder Cross";
    config.instance.timezone = "America/Chicago";
    ApiContext context{pool, config, metrics, "9.8.7", [] { return std::uint64_t{3}; }, {}};
    context.on_failure = [this](const http::Request&, const Error& error) { failures.push_back(error.message); };
    add_routes(router, context);
    router.set_error_handler(problem);
  }

  http::Response get(const std::string& target) const {
    auto request = http::parse_target("GET", target);
    if (!request) return problem({}, request.error());
    request->request_id = "r1";
    return router.dispatch(std::move(*request));
  }
  static const std::string& body_of(const http::Response& response) { return std::get<std::string>(response.body); }
  static std::string header_of(const http::Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return {};
  }
  std::string text(const std::string& target) const { return body_of(get(target)); }
  /// Null where the answer is no JSON.
  boost::json::value json(const std::string& target) const {
    auto parsed = json::parse(body_of(get(target)));
    return parsed ? *parsed : boost::json::value();
  }
  /// "400 limit: …": the status and the detail of a problem.
  std::string problem_of(const std::string& target) const {
    const http::Response response = get(target);
    const auto parsed = json::parse(body_of(response));
    if (response.content_type != "application/problem+json" || !parsed) return "no problem: " + body_of(response);
    return std::to_string(response.status) + " " + std::string(parsed->at("detail").as_string());
  }

  std::shared_ptr<harness::FakeTown> town = harness::make_alder_cross();
  archive::ReaderPool pool = harness::pool_of(town);
  config::Config config;
  Metrics metrics;
  http::Router router;
  std::vector<std::string> failures;
};

}  // namespace dais::api
