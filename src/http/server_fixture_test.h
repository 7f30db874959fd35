// SPDX-License-Identifier: Apache-2.0
// A running server of a few made-up pages, for the tests beside it.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <latch>
#include <memory>
#include <stdexcept>
#include <string>

#include "harness/raw_http_client.h"
#include "http/server.h"
#include "os/files.h"

namespace dais::http {

using harness::RawAnswer;
using harness::RawHttpClient;
using std::chrono::milliseconds;

class ServerTest : public ::testing::Test {
 protected:
  ServerTest() {
    std::ofstream(dir_.path() + "/file", std::ios::binary) << "0123456789";
    options_.listen = "127.0.0.1:0";
    options_.io_threads = 1;
    options_.worker_threads = 1;
    options_.generation = [this] { return generation_.load(); };
    add_routes();
  }
  ~ServerTest() override {
    if (server_) server_->stop();
  }

  void add_routes() {
    router_.add({"/page",
                 [this](const Request&) {
                   return Response{200, "text/html; charset=utf-8", {}, "page " + std::to_string(++made_)};
                 },
                 Keep::kYes});
    router_.add({"/fresh",
                 [this](const Request&) {
                   return Response{
                       200, "text/plain", {{"Cache-Control", "no-store"}}, "fresh " + std::to_string(++made_)};
                 },
                 Keep::kNo});
    router_.add({"/once",
                 [this](const Request&) {
                   return Response{
                       200, "text/plain", {{"Cache-Control", "no-store"}}, "once " + std::to_string(++made_)};
                 },
                 Keep::kYes});
    router_.add({"/text/{size}",
                 [](const Request& request) {
                   return Response{200, "text/plain", {}, std::string(std::stoul(request.param("size")), 'x')};
                 },
                 Keep::kYes});
    router_.add({"/bytes/{size}",
                 [](const Request& request) {
                   return Response{
                       200, "application/octet-stream", {}, std::string(std::stoul(request.param("size")), 'x')};
                 },
                 Keep::kYes});
    router_.add({"/file",
                 [this](const Request&) { return Response{200, "video/mp4", {}, FileBody{dir_.path() + "/file"}}; },
                 Keep::kYes});
    router_.add({"/throws", [](const Request&) -> Response { throw std::runtime_error("no"); }, Keep::kYes});
    router_.add({"/waits",
                 [this](const Request&) {
                   entered_.count_down();
                   released_.wait();
                   return Response{200, "text/plain", {}, "waited"};
                 },
                 Keep::kNo});
    router_.add(
        {"/echo",
         [](const Request& request) {
           return Response{
               200, "text/plain", {}, request.method + " " + request.header("x-test") + " " + request.request_id};
         },
         Keep::kNo});
  }

  Server& start() {
    auto started = Server::start(options_, router_);
    if (!started) throw std::runtime_error(started.error().message);
    server_ = std::move(*started);
    return *server_;
  }
  RawHttpClient client(int receive_buffer = 0) const { return RawHttpClient(server_->port(), receive_buffer); }

  os::TempDir dir_ = os::TempDir::make().value();
  std::atomic<std::uint64_t> generation_ = 1;
  std::atomic<int> made_ = 0;
  std::latch entered_{1};
  std::latch released_{1};
  ServerOptions options_;
  Router router_;
  std::unique_ptr<Server> server_;
};

}  // namespace dais::http
