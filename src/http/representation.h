// SPDX-License-Identifier: Apache-2.0
// From a handler's answer to bytes: the representation is what can be kept and sent again, the reply is what one
// request gets of it (all, a part, nothing because its copy is still good). Knows no socket.
#pragma once

#include <cstdint>
#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"
#include "http/negotiation.h"
#include "os/descriptor.h"

namespace dais::http {

struct OpenFile {
  os::Descriptor descriptor;
  std::uint64_t size = 0;
  std::time_t modified = 0;
};

struct Representation {
  int status = 200;
  std::string common_headers;   ///< lines, CRLF included, that 200, 206 and 304 alike carry
  std::string content_headers;  ///< lines about the body: type, coding
  std::string etag;             ///< of 200 only
  std::string body;
  std::optional<OpenFile> file;  ///< instead of `body`

  [[nodiscard]] std::uint64_t size() const { return file ? file->size : body.size(); }
  /// Bytes of memory, about.
  [[nodiscard]] std::size_t weight() const;
};

enum class Coding { kIdentity, kGzip };

/// Opens the file, makes the tag, compresses text that is longer than a packet where gzip is accepted. kNotFound or kIo
/// where the file cannot be opened.
Result<Representation> represent(Response response, Coding accepted, Effort effort);

/// What a request says about the representation it wants.
struct Wish {
  std::string_view if_none_match;
  std::string_view if_modified_since;
  std::string_view range;
  std::string_view if_range;
  bool head_only = false;
};

/// What every reply carries, whatever it is.
struct Envelope {
  std::string_view request_id;
  enum class Connection { kStays, kStaysAndSaysSo, kCloses } connection = Connection::kStays;
};

struct Reply {
  int status = 200;
  std::string head;  ///< status line and headers, the empty line included
  std::uint64_t offset = 0;  ///< of the representation's body…
  std::uint64_t count = 0;  ///< …so many bytes follow the head
};

Reply compose(const Representation& representation, const Wish& wish, const Envelope& envelope);

/// "404 Not Found".
std::string status_line_text(int status);

}  // namespace dais::http
