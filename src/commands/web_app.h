// SPDX-License-Identifier: Apache-2.0
// The web site and the API over one instance: config → readers → router. What `serve` and `get` both ask.
#pragma once

#include <memory>

#include "api/metrics.h"
#include "archive/publication.h"
#include "archive/reader.h"
#include "archive/unfound.h"
#include "commands/command.h"
#include "http/router.h"
#include "media/clip_shelf.h"
#include "pipeline/operations.h"

namespace dais::commands {

class WebApp {
 public:
  /// The instance is made ready for reading first (archive/prepare.h).
  /// `bell`: of the workers of this process, which orders given on pages wake; or null.
  static Result<std::unique_ptr<WebApp>> open(const Invocation& invocation,
                                              std::function<std::uint64_t()> open_connections,
                                              pipeline::Bell* bell = nullptr);

  [[nodiscard]] const http::Router& router() const { return router_; }
  [[nodiscard]] const config::Config& config() const { return config_; }
  [[nodiscard]] api::Metrics& metrics() { return metrics_; }
  /// From now on versions of the open data are made when they are due.
  void publish_in_background();
  /// 0 while the archive cannot be read.
  std::uint64_t generation();

 private:
  WebApp(const Invocation& invocation, config::Config config, std::function<std::uint64_t()> open_connections,
         pipeline::Bell* bell);

  config::Config config_;
  archive::ReaderPool readers_;
  archive::Publication publication_;
  std::unique_ptr<pipeline::Operations> operations_;
  media::ClipShelf clips_;
  archive::UnfoundLog unfound_;
  api::Metrics metrics_;
  http::Router router_;
};

}  // namespace dais::commands
