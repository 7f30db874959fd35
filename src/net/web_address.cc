// SPDX-License-Identifier: Apache-2.0
#include "net/web_address.h"

#include <curl/curl.h>

#include <memory>

#include "net/shown_url.h"

namespace dais::net {
namespace {

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

Url parse(const std::string& text) {
  Url url(curl_url());
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) return nullptr;
  return url;
}

std::string part_of(const Url& url, CURLUPart part) {
  char* text = nullptr;
  if (!url || curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

Url parse_web(const std::string& text) {
  Url url = parse(text);
  const std::string scheme = part_of(url, CURLUPART_SCHEME);
  return scheme == "http" || scheme == "https" ? std::move(url) : nullptr;
}

}  // namespace

std::string host_of(const std::string& url) {
  std::string host = part_of(parse_web(url), CURLUPART_HOST);
  for (char& c : host) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return host;
}

std::string path_of(const std::string& url) { return part_of(parse_web(url), CURLUPART_PATH); }

Result<std::string> resolve_url(const std::string& base, const std::string& reference) {
  Url url = parse(base);
  if (!url || curl_url_set(url.get(), CURLUPART_URL, reference.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
    return fail(ErrorCode::kBadInput,
                shown_url(base) + ": names \"" + shown_url(reference) + "\", which is no address");
  }
  return part_of(url, CURLUPART_URL);
}

}  // namespace dais::net
