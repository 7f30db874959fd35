// SPDX-License-Identifier: Apache-2.0
// The archive for programs: the JSON, captions and CSV under /api/v1, and what watches a server (/healthz, /readyz,
// /metrics, /openapi.json). Each handler parses, asks the archive for one view and renders it; the pages of src/site
// are the other rendering of the same views. Handlers run in several threads at once.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "api/metrics.h"
#include "archive/reader.h"
#include "archive/unfound.h"
#include "http/router.h"
#include "pipeline/operations.h"

namespace dais::api {

/// References must outlive the router.
struct ApiContext {
  archive::ReaderPool& readers;
  const config::Config& config;
  const Metrics& metrics;
  std::string version;                             ///< of the program
  std::function<std::uint64_t()> open_connections;  ///< for /metrics; may be empty
  /// Told the operator's message of each answer with a status of 500 and more; may be empty.
  std::function<void(const http::Request&, const Error&)> on_failure;
  pipeline::Operations* operations = nullptr;  ///< nullptr: there is nothing to tell of runs
  archive::UnfoundLog* unfound = nullptr;      ///< told of searches that found nothing; nullptr: nobody is
};

void add_routes(http::Router& router, ApiContext context);

/// application/problem+json (RFC 9457) for what went wrong. What the request got wrong is told in the error's own
/// words; of what went wrong here the visitor learns only the table's text and the request id.
http::Response problem(const http::Request& request, const Error& error);

}  // namespace dais::api
