// SPDX-License-Identifier: Apache-2.0
// One page being made: the layout around a content template, and the headers every page carries.
#pragma once

#include <string>
#include <string_view>

#include "archive/reader.h"
#include "http/message.h"
#include "site/render.h"
#include "site/site.h"

namespace dais::site {

/// What a handler gets to see.
struct Visit {
  const SiteContext& site;
  const http::Request& request;
  archive::Reader& reader;
};

class Page {
 public:
  /// `content_file`: the template of the main part. `title` goes before the site's name.
  Page(const SiteContext& site, const char* content_file, std::string_view title);

  Dict& content() { return content_; }
  /// The main navigation's entry that this page belongs to: "/events".
  Page& under(std::string_view nav_path);
  Page& describe(std::string_view text);
  /// The address this page is known by, as a path of ours.
  Page& canonical(std::string_view path);
  /// A picture of what the page is about, for those who show its link.
  Page& picture(std::string_view path);
  /// Where a feed reader finds what is new on the page.
  Page& feed(std::string_view title, std::string_view path);
  Page& keep_out_of_indexes();
  Page& without_header_search();
  /// Each visit is to reach the handler: nobody on the way keeps the answer, nor do we.
  Page& never_kept();
  /// The origin of a recording that the page plays from elsewhere; empty: none.
  Page& play_from(std::string origin);
  /// schema.org's description of the page, as JSON. A block of data is no script, so the strict policy lets it stand.
  Page& data_set(std::string json);
  [[nodiscard]] http::Response finish(int status = 200);

 private:
  const SiteContext& site_;
  Dict layout_;
  Dict& content_;
  std::string_view nav_path_;
  std::string media_origin_;
  std::string data_set_;
  bool header_search_ = true;
  bool kept_ = true;
};

/// Headers of everything the site sends; `media_origin` extends the policy's media-src.
void add_safety_headers(http::Response& response, std::string_view media_origin = {});

/// "https://host/path" where the config has a public_url, else the path.
std::string absolute(const SiteContext& site, std::string_view path);

http::Response redirect(std::string location);

}  // namespace dais::site
