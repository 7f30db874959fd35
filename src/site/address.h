// SPDX-License-Identifier: Apache-2.0
// Addresses of our own pages: a path and parameters, percent-encoded.
#pragma once

#include <string>
#include <string_view>

namespace dais::site {

class Address {
 public:
  explicit Address(std::string path) : text_(std::move(path)), has_query_(text_.find('?') != std::string::npos) {}
  /// Appends a parameter; one with an empty value is left out.
  Address& with(std::string_view name, std::string_view value);
  Address& fragment(std::string_view name);
  [[nodiscard]] const std::string& str() const { return text_; }

 private:
  std::string text_;
  bool has_query_;
};

/// RFC 3986: everything but unreserved characters is escaped.
std::string percent_encode(std::string_view text);

/// "https://host:port" of an http(s) URL; empty for anything else.
std::string origin_of(std::string_view url);

/// Whether a browser may be sent there: http, https, or a path of ours. Not "javascript:", not a bare file name.
bool is_web_link(std::string_view url);

/// A link to a page elsewhere, at that second where the form of its address has a place for it (YouTube, Vimeo); with
/// `jumps` false the reader has to go there by hand.
struct OutsideLink {
  std::string url;
  bool jumps = false;
};
OutsideLink outside_link(const std::string& url, double seconds);

}  // namespace dais::site
