// SPDX-License-Identifier: Apache-2.0
// dais get: answers one request of the web site without a port.
#include <iostream>

#include <memory>

#include <CLI/CLI.hpp>

#include "commands/web_app.h"
#include "os/files.h"

namespace dais::commands {
namespace {

constexpr std::uint64_t kMaxFile = 4ULL << 30U;

Result<std::string> body_of(const http::Response& response) {
  if (const auto* file = std::get_if<http::FileBody>(&response.body)) return os::read_file(file->path, kMaxFile);
  return std::get<std::string>(response.body);
}

int exit_code_of(int status) {
  if (status < 400) return 0;
  if (status == 404 || status == 410) return error_info(ErrorCode::kNotFound).exit_code;
  return error_info(status < 500 ? ErrorCode::kBadRequest : ErrorCode::kInternal).exit_code;
}

Result<int> get(const Invocation& invocation, const std::string& target) {
  const auto app = WebApp::open(invocation, nullptr);
  if (!app) return fail(app.error());
  Result<http::Request> request = http::parse_target("GET", target);
  if (!request) return fail(std::move(request.error()));
  const http::Response response = (*app)->router().dispatch(std::move(*request));
  const Result<std::string> body = body_of(response);
  if (!body) return fail(body.error());
  std::cout << *body;
  if (response.status != 200) {
    std::cerr << "status " << response.status << '\n';
    for (const auto& [name, value] : response.headers) {
      if (name == "Location") std::cerr << "Location: " << value << '\n';
    }
  }
  return exit_code_of(response.status);
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto target = std::make_shared<std::string>();
  app.add_option("PATH", *target, "Address within the site: /search?q=bridge")->required();
  return [target, &invocation] { return get(invocation, *target); };
}

}  // namespace

const Command kGet = {"get", "Answers one request of the web site without a port", define};

}  // namespace dais::commands
