// SPDX-License-Identifier: Apache-2.0
#include "http/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace dais::http {
namespace {

Handler saying(const std::string& name) {
  return [name](const Request& request) {
    std::string text = name;
    for (const auto& [key, value] : request.path_params) text += " " + key + "=" + value;
    return Response{200, "text/plain", {}, text};
  };
}

Router sample() {
  Router router;
  for (const char* pattern : {"/", "/events", "/events/{id}", "/events/newest", "/events/{id}.csv",
                              "/events/{id}/sessions/{n}/transcript.{kind}", "/files/{rest*}", "/files/about"}) {
    router.add({pattern, saying(pattern), Keep::kYes});
  }
  router.add({"/healthz", saying("/healthz"), Keep::kNo});
  return router;
}

std::string ask(const Router& router, const std::string& target, const std::string& method = "GET") {
  const Response response = router.dispatch(parse_target(method, target).value());
  return std::to_string(response.status) + " " + std::get<std::string>(response.body);
}

TEST(Router, AsksTheRouteThatSaysMost) {
  const Router router = sample();
  EXPECT_EQ(ask(router, "/"), "200 /");
  EXPECT_EQ(ask(router, "/events"), "200 /events");
  EXPECT_EQ(ask(router, "/events/newest"), "200 /events/newest");
  EXPECT_EQ(ask(router, "/events/abc"), "200 /events/{id} id=abc");
  EXPECT_EQ(ask(router, "/events/abc.csv"), "200 /events/{id}.csv id=abc");
  EXPECT_EQ(ask(router, "/events/.csv"), "200 /events/{id} id=.csv");
  EXPECT_EQ(ask(router, "/events/a%20b/sessions/0/transcript.vtt"),
            "200 /events/{id}/sessions/{n}/transcript.{kind} id=a b n=0 kind=vtt");
  EXPECT_EQ(ask(router, "/files/a/b//c"), "200 /files/{rest*} rest=a/b//c");
  EXPECT_EQ(ask(router, "/files/about"), "200 /files/about");
  EXPECT_EQ(ask(router, "/files/"), "200 /files/{rest*} rest=");
}

TEST(Router, AnswersHeadLikeGet) { EXPECT_EQ(ask(sample(), "/events", "HEAD"), "200 /events"); }

TEST(Router, HasNothingUnderUnknownAddresses) {
  const Router router = sample();
  for (const char* target : {"/none", "/events/a/b", "/Events", "//", "/events//", "//events/", "/files"}) {
    EXPECT_EQ(ask(router, target), "404 There is nothing here under that address.\n") << target;
  }
}

TEST(Router, LeadsToTheAddressWithoutTheLastSlash) {
  const Response response = sample().dispatch(parse_target("GET", "/events/a%20b/?q=x+y&z").value());
  EXPECT_EQ(response.status, 308);
  EXPECT_EQ(response.headers, (Fields{{"Location", "/events/a%20b?q=x%20y&z="}}));
}

TEST(Router, RefusesOtherMethods) {
  const Response response = sample().dispatch(parse_target("POST", "/events").value());
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers, (Fields{{"Allow", "GET, HEAD"}}));
}

TEST(Router, TurnsExceptionsIntoErrors) {
  Router router;
  router.add({"/throws", [](const Request&) -> Response { throw std::runtime_error("no luck"); }, Keep::kNo});
  router.add({"/strange", [](const Request&) -> Response { throw 1; }, Keep::kNo});
  EXPECT_EQ(ask(router, "/throws"), "500 Something went wrong on our side.\n");
  router.set_error_handler([](const Request& request, const Error& error) {
    return Response{error_info(error.code).http_status, "text/html", {}, request.request_id + ": " + error.message};
  });
  Request request = parse_target("GET", "/throws").value();
  request.request_id = "r1";
  EXPECT_EQ(std::get<std::string>(router.dispatch(request).body), "r1: /throws: no luck");
  EXPECT_EQ(ask(router, "/strange"), "500 : /strange: an exception of an unknown kind");
  router.set_error_handler([](const Request&, const Error&) -> Response { throw std::runtime_error("twice"); });
  request.path = "/none";
  EXPECT_EQ(std::get<std::string>(router.dispatch(request).body),
            "There is nothing here under that address.\nRequest r1\n");
}

TEST(Router, KnowsWhichAnswersMayBeKept) {
  const Router router = sample();
  EXPECT_EQ(router.keep_of("/events/abc"), Keep::kYes);
  EXPECT_EQ(router.keep_of("/healthz"), Keep::kNo);
  EXPECT_EQ(router.keep_of("/none"), Keep::kNo);
}

TEST(Router, AnOrderIsTakenOnlyWhereARouteAsksForPost) {
  Router router;
  router.add({"/runs/{id}", [](const Request&) { return Response{.body = std::string("page")}; }});
  router.add({"/runs/{id}/again", [](const Request& request) { return Response{.body = request.param("id")}; },
              Keep::kNo, Method::kPost});
  const auto status = [&router](const char* method, const char* path) {
    Request request;
    request.method = method;
    request.path = path;
    return router.dispatch(std::move(request)).status;
  };
  EXPECT_EQ(status("POST", "/runs/7/again"), 200);
  EXPECT_EQ(status("GET", "/runs/7/again"), 405);
  EXPECT_EQ(status("GET", "/runs/7/agian"), 404);
  EXPECT_EQ(status("POST", "/runs/7"), 405);
  EXPECT_EQ(status("PUT", "/runs/7/again"), 405);
  for (const char* method : {"GET", "HEAD", "PUT"}) {
    Request request;
    request.method = method;
    request.path = "/runs/7/again";
    EXPECT_EQ(router.dispatch(std::move(request)).headers, (Fields{{"Allow", "POST"}})) << method;
  }
}

}  // namespace
}  // namespace dais::http
