// SPDX-License-Identifier: Apache-2.0
// Serves made-up pages through src/http until SIGTERM, so that the server alone can be measured:
// /small (1 kB, kept) · /large (300 kB, kept) · /made (1 kB, made anew each time by a worker).
// Usage: http_bench PORT; then bench/http_load.sh.
#include <cstdio>
#include <string>

#include "http/server.h"
#include "os/signals.h"

namespace {

std::string page_of(std::size_t bytes) {
  std::string page = "<!doctype html><title>A page</title>";
  for (std::size_t i = 0; page.size() < bytes; ++i) page += "<p>Sentence number " + std::to_string(i) + ".</p>\n";
  page.resize(bytes);
  return page;
}

dais::http::Handler page_handler(std::size_t bytes) {
  return [page = page_of(bytes)](const dais::http::Request&) {
    return dais::http::Response{200, "text/html; charset=utf-8", {}, page};
  };
}

}  // namespace

int main(int argc, char** argv) {
  auto signals = dais::os::StopSignals::block();
  if (!signals) return 1;
  dais::http::Router router;
  router.add({"/small", page_handler(1000), dais::http::Keep::kYes});
  router.add({"/large", page_handler(300'000), dais::http::Keep::kYes});
  router.add({"/made", page_handler(1000), dais::http::Keep::kNo});
  dais::http::ServerOptions options;
  options.listen = std::string("127.0.0.1:") + (argc > 1 ? argv[1] : "0");
  auto server = dais::http::Server::start(options, router);
  if (!server) {
    std::fprintf(stderr, "%s\n", server.error().message.c_str());
    return 1;
  }
  std::printf("http://127.0.0.1:%u\n", (*server)->port());
  std::fflush(stdout);
  signals->wait();
  (*server)->stop();
  return 0;
}
