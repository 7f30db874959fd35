// SPDX-License-Identifier: Apache-2.0
#include "site/page.h"

#include <array>

#include "site/assets.h"

namespace dais::site {
namespace {

struct NavEntry {
  const char* path;
  const char* label;
};
constexpr auto kNav = std::to_array<NavEntry>({{"/search", "Search"},
                                               {"/events", "Meetings"},
                                               {"/matters", "Matters"},
                                               {"/people", "People"},
                                               {"/bodies", "Bodies"},
                                               {"/help", "Help"}});

std::string policy(std::string_view media_origin) {
  std::string out =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
      "frame-ancestors 'none'; "
      "media-src 'self'";
  if (!media_origin.empty()) out.append(" ").append(media_origin);
  return out;
}

/// Within JSON these stand in texts only, where an escape means the same; no "</script>" can end the block.
std::string within_script(std::string_view json) {
  std::string out;
  for (const char c : json) {
    if (c == '<' || c == '>' || c == '&') {
      out += c == '<' ? "\\u003c" : c == '>' ? "\\u003e" : "\\u0026";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

void add_safety_headers(http::Response& response, std::string_view media_origin) {
  response.headers.emplace_back("Content-Security-Policy", policy(media_origin));
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("X-Frame-Options", "DENY");
  response.headers.emplace_back("Referrer-Policy", "strict-origin-when-cross-origin");
  response.headers.emplace_back("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
}

std::string absolute(const SiteContext& site, std::string_view path) {
  std::string url = site.config.instance.public_url;
  while (url.ends_with('/')) url.pop_back();
  return url.append(path);
}

http::Response redirect(std::string location) {
  http::Response response;
  response.status = 301;
  response.body = "Moved to " + location + "\n";
  response.headers.emplace_back("Location", std::move(location));
  add_safety_headers(response);
  return response;
}

Page::Page(const SiteContext& site, const char* content_file, std::string_view title)
    : site_(site), layout_("page"), content_(include(layout_, "CONTENT", content_file)) {
  const config::Instance& instance = site.config.instance;
  const std::string whole_title = title.empty() ? instance.name : std::string(title) + " · " + instance.name;
  set(layout_, "TITLE", whole_title);
  set(layout_, "OG_TITLE", title.empty() ? std::string_view(instance.name) : title);
  // The words around the record are English, whatever language is spoken in it.
  set(layout_, "LANG", "en");
  set(layout_, "SITE_NAME", instance.name);
  set(layout_, "CSS", asset_path("site.css"));
  set(layout_, "JS", asset_path("app.js"));
  show_text(layout_, "CONTACT_LINK", instance.contact, "CONTACT");
  show_text(layout_, "LICENCE_LINE", instance.licence, "LICENCE");
  show(layout_, "OPENSEARCH", !instance.public_url.empty());
}

Page& Page::under(std::string_view nav_path) {
  nav_path_ = nav_path;
  return *this;
}

Page& Page::describe(std::string_view text) {
  constexpr std::size_t kLongest = 300;
  std::string_view cut = text.substr(0, kLongest);
  // Not within a character of several bytes.
  while (cut.size() < text.size() && !cut.empty() && (static_cast<unsigned char>(text[cut.size()]) & 0xC0U) == 0x80U)
    cut.remove_suffix(1);
  show_text(layout_, "DESCRIPTION_META", cut, "DESCRIPTION");
  return *this;
}

Page& Page::canonical(std::string_view path) {
  if (!site_.config.instance.public_url.empty())
    show_text(layout_, "CANONICAL_LINK", absolute(site_, path), "CANONICAL");
  return *this;
}

Page& Page::picture(std::string_view path) {
  if (!path.empty() && !site_.config.instance.public_url.empty())
    show_text(layout_, "PICTURE", absolute(site_, path), "PICTURE_URL");
  return *this;
}

Page& Page::feed(std::string_view title, std::string_view path) {
  Dict& link = add_section(layout_, "FEED_LINK");
  set(link, "FEED_TITLE", title);
  set(link, "FEED_HREF", path);
  return *this;
}

Page& Page::keep_out_of_indexes() {
  layout_.ShowSection("NOINDEX");
  return *this;
}

Page& Page::never_kept() {
  kept_ = false;
  return *this;
}
Page& Page::without_header_search() {
  header_search_ = false;
  return *this;
}

Page& Page::play_from(std::string origin) {
  media_origin_ = std::move(origin);
  return *this;
}

Page& Page::data_set(std::string json) {
  data_set_ = std::move(json);
  return *this;
}

http::Response Page::finish(int status) {
  for (const NavEntry& entry : kNav) {
    Dict& item = add_section(layout_, "NAV");
    set(item, "HREF", entry.path);
    set(item, "LABEL", entry.label);
    show(item, "CURRENT", nav_path_ == entry.path);
  }
  show(layout_, "HEADER_SEARCH", header_search_);
  http::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  std::string html = render("layout.tpl", layout_);
  if (!data_set_.empty()) {
    const std::string block = "<script type=\"application/ld+json\">" + within_script(data_set_) + "</script>\n";
    html.insert(html.find("</head>"), block);
  }
  response.body = std::move(html);
  response.headers.emplace_back("Cache-Control", status == 200 && kept_ ? "no-cache" : "no-store");
  add_safety_headers(response, media_origin_);
  return response;
}

}  // namespace dais::site
