// SPDX-License-Identifier: Apache-2.0
// What a client's request line and headers may hold: the target, the route it finds, Range, If-None-Match,
// Accept-Encoding, dates. The first line of the input is the target; the second, a header's value.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/byte_range.h"
#include "http/http_date.h"
#include "http/listen_address.h"
#include "http/representation.h"
#include "http/router.h"

namespace {

using namespace dais::http;  // NOLINT(google-build-using-namespace): the whole of it is under test.

void require(bool holds) {
  if (!holds) std::abort();
}

const Router& router() {
  static const Router sample = [] {
    Router made;
    const auto handler = [](const Request& request) {
      std::string text = request.path + "?" + encode_query(request.query);
      for (const auto& [name, value] : request.path_params) text += name + "=" + value;
      return Response{200, "text/plain", {{"X-Path", request.path}}, text};
    };
    for (const char* pattern : {"/", "/events", "/events/{id}", "/events/{id}.csv", "/events/newest", "/a{b}c/{rest*}",
                                "/api/v1/events/{id}/sessions/{n}/transcript.{kind}"}) {
      made.add({pattern, handler, Keep::kYes});
    }
    return made;
  }();
  return sample;
}

/// Exactly one empty line, at the end: nobody wrote headers of their own into ours.
void check_head(const Reply& reply) {
  require(reply.head.find("\r\n\r\n") == reply.head.size() - 4);
  for (std::size_t i = 0; i < reply.head.size(); ++i) {
    if (reply.head[i] == '\n') require(i > 0 && reply.head[i - 1] == '\r');
  }
}

void try_target(std::string_view target, std::string_view header) {
  const auto request = parse_target("GET", target);
  if (!request) return;
  require(request->path.starts_with('/'));
  require((request->path + "/").find("/../") == std::string::npos);
  require(request->path.find('\0') == std::string::npos);
  const auto again = parse_target("GET", "/?" + encode_query(request->query));
  require(again && again->query == request->query);
  (void)router().keep_of(request->path);
  auto made = represent(router().dispatch(*request), Coding::kGzip, Effort::kQuick);
  require(made.has_value());
  Wish wish;
  wish.if_none_match = wish.range = wish.if_range = wish.if_modified_since = header;
  check_head(compose(*made, wish, {"0123456789abcdef", Envelope::Connection::kStays}));
}

void try_range(std::string_view header, std::uint64_t size) {
  const RangeAnswer answer = parse_range(header, size);
  if (answer.verdict != RangeVerdict::kPart) return;
  require(answer.range.count > 0);
  require(answer.range.first < size);
  require(answer.range.count <= size - answer.range.first);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view target = input.substr(0, input.find('\n'));
  const std::string_view header = input.substr(std::min(target.size() + 1, input.size()));
  try_target(target, header);
  for (const std::uint64_t length : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{100}, ~std::uint64_t{0}}) {
    try_range(header, length);
  }
  (void)accepts_gzip(header);
  (void)names_etag(header, "\"a\"");
  (void)is_compressible(header);
  if (const auto date = parse_http_date(header)) require(parse_http_date(format_http_date(*date)) == *date);
  (void)parse_listen_address(header);
  return 0;
}
