// SPDX-License-Identifier: Apache-2.0
// For tests: the pages of Alder Cross, asked through the router without a socket.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/fake_reader.h"
#include "http/router.h"
#include "site/site.h"

namespace dais::site {

struct Answer {
  int status = 0;
  std::string type;
  http::Fields headers;
  std::string text;
  std::string file;  ///< of a FileBody

  [[nodiscard]] std::string header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return value;
    }
    return {};
  }
};

class ServedPages : public ::testing::Test {
 protected:
  ServedPages() : town_(harness::make_alder_cross()), readers_(harness::pool_of(town_)) {
    config_.instance.name = "Alder Cross";
    config_.instance.timezone = "America/Chicago";
  }

  Answer get(const std::string& target) { return answer_to(http::parse_target("GET", target)); }

  /// An order as a page of the site sends it, straight from the operator's machine.
  Answer post(const std::string& target) {
    Result<http::Request> request = http::parse_target("POST", target);
    if (request) {
      request->client = "127.0.0.1";
      request->headers = {{"host", "localhost:8000"}, {"origin", "http://localhost:8000"}};
    }
    return answer_to(std::move(request));
  }

  Answer answer_to(Result<http::Request> request) {
    http::Router router;
    const SiteContext context{config_,
                              readers_,
                              [this](const http::Request& request, const Error& error) {
                                logged_.emplace_back(request.request_id, error.message);
                              },
                              publication_,
                              operations_,
                              clips_};
    add_routes(router, context);
    router.set_error_handler(
        [context](const http::Request& request, const Error& error) { return error_page(context, request, error); });
    if (!request) {
      ADD_FAILURE() << request.error().message;
      return {};
    }
    request->request_id = "req-7";
    const http::Response response = router.dispatch(std::move(*request));
    Answer answer{response.status, response.content_type, response.headers, {}, {}};
    if (const auto* text = std::get_if<std::string>(&response.body)) answer.text = *text;
    if (const auto* file = std::get_if<http::FileBody>(&response.body)) answer.file = file->path;
    return answer;
  }

  std::shared_ptr<harness::FakeTown> town_;
  archive::ReaderPool readers_;
  config::Config config_;
  archive::Publication* publication_ = nullptr;
  pipeline::Operations* operations_ = nullptr;
  media::ClipShelf* clips_ = nullptr;
  std::vector<std::pair<std::string, std::string>> logged_;
};

/// How often `part` stands in `text`.
inline int count_of(std::string_view text, std::string_view part) {
  int count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

}  // namespace dais::site
