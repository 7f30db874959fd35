// SPDX-License-Identifier: Apache-2.0
// Content coding and conditions: gzip for text where it is accepted, entity tags and dates that save an answer.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace dais::http {

/// Whether an Accept-Encoding header allows gzip (RFC 9110, 12.5.3; "gzip;q=0" does not).
bool accepts_gzip(std::string_view accept_encoding);

/// Text, JSON, XML, scripts: what gzip makes smaller.
bool is_compressible(std::string_view content_type);

/// How hard to try: what is kept is compressed once and sent many times.
enum class Effort { kQuick, kThorough };
std::string gzip(std::string_view bytes, Effort effort);

/// Whether an If-None-Match header ("*" or a list) names `etag`, compared weakly (RFC 9110, 13.1.2).
bool names_etag(std::string_view if_none_match, std::string_view etag);

/// The tag of the gzip form of what has `etag`: the two are different bytes, so their strong tags differ.
std::string gzip_etag(std::string_view etag);

}  // namespace dais::http
