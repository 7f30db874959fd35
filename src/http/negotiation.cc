// SPDX-License-Identifier: Apache-2.0
#include "http/negotiation.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/invariant.h"

namespace dais::http {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

/// "q=0", "q=0.0", "Q = 0.000": never.
bool is_zero_quality(std::string_view parameters) {
  const std::string text = lower(parameters);
  const auto q = text.find("q=");
  if (q == std::string::npos) return false;
  const std::string_view value = trim(std::string_view(text).substr(q + 2));
  return !value.empty() && value.find_first_not_of("0.") == std::string_view::npos;
}

std::string_view without_weakness(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  return etag;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    const std::string_view item = accept_encoding.substr(0, accept_encoding.find(','));
    accept_encoding.remove_prefix(std::min(item.size() + 1, accept_encoding.size()));
    const std::string_view coding = item.substr(0, item.find(';'));
    const std::string name = lower(trim(coding));
    const bool accepted = !is_zero_quality(item.substr(coding.size()));
    if (name == "gzip" || name == "x-gzip") return accepted;
    if (name == "*") any = accepted;
  }
  return any;
}

bool is_compressible(std::string_view content_type) {
  const std::string type = lower(trim(content_type.substr(0, content_type.find(';'))));
  if (type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml")) return true;
  constexpr std::array<std::string_view, 6> kOthers = {"application/json",     "application/javascript",
                                                       "application/xml",      "application/x-ndjson",
                                                       "application/x-subrip", "application/manifest+json"};
  return std::ranges::find(kOthers, type) != kOthers.end();
}

std::string gzip(std::string_view bytes, Effort effort) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16;
  const int level = effort == Effort::kThorough ? 6 : 1;
  invariant(deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) == Z_OK, "zlib can start");
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  // zlib takes a pointer to non-const and does not write through it.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int code = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  invariant(code == Z_STREAM_END, "deflateBound bounds");
  packed.shrink_to_fit();
  return packed;
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
  const std::string_view wanted = without_weakness(etag);
  if (wanted.empty()) return false;
  if (trim(if_none_match) == "*") return true;
  // A tag may hold a comma: walk from quote to quote.
  while (!if_none_match.empty()) {
    const auto open = if_none_match.find('"');
    if (open == std::string_view::npos) return false;
    const auto close = if_none_match.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    if (if_none_match.substr(open, close - open + 1) == wanted) return true;
    if_none_match.remove_prefix(close + 1);
  }
  return false;
}

std::string gzip_etag(std::string_view etag) {
  if (!etag.ends_with('"')) return std::string(etag);
  etag.remove_suffix(1);
  return std::string(etag) + "-gzip\"";
}

}  // namespace dais::http
