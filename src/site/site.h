// SPDX-License-Identifier: Apache-2.0
// The pages people read: each route parses its address, asks the archive for one view and renders it. No SQL, no
// ranking. Handlers run on several threads at once and share nothing but what SiteContext refers to, which must outlive
// the router.
#pragma once

#include <functional>

#include "archive/publication.h"
#include "archive/reader.h"
#include "archive/unfound.h"
#include "config/config.h"
#include "http/router.h"
#include "media/clip_shelf.h"
#include "pipeline/operations.h"

namespace dais::site {

struct SiteContext {
  const config::Config& config;
  archive::ReaderPool& readers;
  /// Told of every answer of 500 and above, with the operator's message; may be empty.
  std::function<void(const http::Request&, const Error&)> log_failure = {};
  /// The open data under /data/; nullptr: this site offers none.
  archive::Publication* publication = nullptr;
  /// The pipeline under /runs; nullptr: this site shows none.
  pipeline::Operations* operations = nullptr;
  /// Clips of recordings that are kept here; nullptr: this site makes none.
  media::ClipShelf* clips = nullptr;
  /// Told of searches that found nothing; nullptr: nobody is.
  archive::UnfoundLog* unfound = nullptr;
};

/// Every page of the site, its assets, robots.txt, opensearch.xml and the recordings kept here.
void add_routes(http::Router& router, const SiteContext& context);

/// The page for what went wrong, with the request's id, never with internals: kBadRequest names the parameter,
/// kNotFound offers a search for the words of the address. For Router::set_error_handler.
http::Response error_page(const SiteContext& context, const http::Request& request, const Error& error);

}  // namespace dais::site
