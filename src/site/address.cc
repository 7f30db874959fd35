// SPDX-License-Identifier: Apache-2.0
#include "site/address.h"

#include <array>
#include <cmath>

namespace dais::site {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

bool is_host_of(std::string_view host, std::string_view site) {
  return host == site ||
         (host.ends_with(site) && host.size() > site.size() && host[host.size() - site.size() - 1] == '.');
}

}  // namespace

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4U];
    out += kHex[byte & 15U];
  }
  return out;
}

Address& Address::with(std::string_view name, std::string_view value) {
  if (value.empty()) return *this;
  text_ += has_query_ ? '&' : '?';
  has_query_ = true;
  text_.append(percent_encode(name)).append("=").append(percent_encode(value));
  return *this;
}

Address& Address::fragment(std::string_view name) {
  text_.append("#").append(percent_encode(name));
  return *this;
}

std::string origin_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::string_view name = url.substr(0, scheme);
  if (name != "https" && name != "http") return {};
  const std::size_t host_start = scheme + 3;
  const std::string_view host = url.substr(host_start, url.find_first_of("/?#", host_start) - host_start);
  // A policy header takes no other characters; user names are not part of an origin.
  constexpr std::string_view kHostCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
  if (host.empty() || host.find_first_not_of(kHostCharacters) != std::string_view::npos) return {};
  return std::string(url.substr(0, host_start)) + std::string(host);
}

bool is_web_link(std::string_view url) {
  return !origin_of(url).empty() || (url.starts_with('/') && !url.starts_with("//"));
}

OutsideLink outside_link(const std::string& url, double seconds) {
  const std::string origin = origin_of(url);
  const auto whole = static_cast<long long>(std::floor(seconds));
  if (origin.empty() || whole <= 0) return {url, false};
  const std::string_view host = std::string_view(origin).substr(origin.find("://") + 3);
  if (is_host_of(host, "youtube.com") || host == "youtu.be") {
    const std::size_t hash = url.find('#');
    return {Address(url.substr(0, hash)).with("t", std::to_string(whole) + "s").str(), true};
  }
  if (is_host_of(host, "vimeo.com") && url.find('#') == std::string::npos)
    return {url + "#t=" + std::to_string(whole) + "s", true};
  return {url, false};
}

}  // namespace dais::site
