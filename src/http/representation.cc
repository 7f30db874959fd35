// SPDX-License-Identifier: Apache-2.0
#include "http/representation.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

#include "base/digest.h"
#include "http/byte_range.h"
#include "http/http_date.h"

namespace dais::http {
namespace {

/// Below this one packet carries it anyway; above that, whole recordings as text, compressing would hold up a worker.
constexpr std::size_t kSmallestToCompress = 1024;
constexpr std::size_t kLargestToCompress = 64U << 20U;

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// A value that holds a line break would write headers of its own.
void add_line(std::string& lines, std::string_view name, std::string_view value) {
  lines.append(name).append(": ");
  for (const char c : value) lines += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  lines += "\r\n";
}

void add_number_line(std::string& lines, std::string_view name, std::uint64_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  add_line(lines, name, {digits.data(), static_cast<std::size_t>(end - digits.data())});
}

/// The server's own to say.
bool is_framing(std::string_view name) {
  constexpr std::array<std::string_view, 7> kOurs = {"content-length", "transfer-encoding", "connection",  "date",
                                                     "x-request-id",   "keep-alive",        "content-type"};
  return std::ranges::any_of(kOurs, [&](std::string_view ours) { return same_name(name, ours); });
}

const std::string* find_header(const Fields& headers, std::string_view name) {
  const auto found = std::ranges::find_if(headers, [&](const auto& header) { return same_name(header.first, name); });
  return found == headers.end() ? nullptr : &found->second;
}

std::string hex(std::uint64_t number) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
  return {digits.data(), end};
}

std::string file_etag(const struct stat& info) {
  const auto nanoseconds = static_cast<std::uint64_t>(info.st_mtim.tv_sec) * 1'000'000'000U +
                           static_cast<std::uint64_t>(info.st_mtim.tv_nsec);
  return "\"" + hex(static_cast<std::uint64_t>(info.st_size)) + "-" + hex(nanoseconds) + "\"";
}

Status open_file(const std::string& path, Representation& made) {
  os::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.is_open()) return os::fail_errno(path, errno);
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) return os::fail_errno(path, errno);
  if (!S_ISREG(info.st_mode)) return fail(ErrorCode::kNotFound, path + ": is not a regular file");
  if (made.status == 200 && made.etag.empty()) made.etag = file_etag(info);
  made.file = OpenFile{std::move(file), static_cast<std::uint64_t>(info.st_size), info.st_mtim.tv_sec};
  return {};
}

void take_text(std::string text, const std::string& content_type, Coding accepted, Effort effort,
               Representation& made) {
  if (made.status == 200 && made.etag.empty()) made.etag = "\"" + sha256_hex(text).substr(0, 32) + "\"";
  made.body = std::move(text);
  if (!is_compressible(content_type)) return;
  const bool worth_it = made.body.size() > kSmallestToCompress && made.body.size() <= kLargestToCompress;
  if (!worth_it) return;
  add_line(made.common_headers, "Vary", "Accept-Encoding");
  if (accepted != Coding::kGzip) return;
  made.body = gzip(made.body, effort);
  made.etag = gzip_etag(made.etag);
  add_line(made.content_headers, "Content-Encoding", "gzip");
}

bool is_not_modified(const Representation& representation, const Wish& wish) {
  if (representation.status != 200) return false;
  // RFC 9110, 13.2.2: the tag decides where both are sent.
  if (!wish.if_none_match.empty()) return names_etag(wish.if_none_match, representation.etag);
  if (!representation.file || wish.if_modified_since.empty()) return false;
  const auto since = parse_http_date(wish.if_modified_since);
  return since && representation.file->modified <= *since;
}

RangeAnswer wanted_range(const Representation& representation, const Wish& wish) {
  if (!representation.file || representation.status != 200 || wish.range.empty()) return {};
  if (!wish.if_range.empty()) {
    const auto date = parse_http_date(wish.if_range);
    const bool same = date ? *date == representation.file->modified : wish.if_range == representation.etag;
    if (!same) return {};
  }
  return parse_range(wish.range, representation.size());
}

const std::string& date_line() {
  thread_local std::time_t written_at = -1;
  thread_local std::string line;
  const std::time_t now = std::time(nullptr);
  if (now != written_at) {
    line = "Date: " + format_http_date(now) + "\r\n";
    written_at = now;
  }
  return line;
}

/// Status line and headers, but for the empty line.
std::string begin_head(int status, const Representation& representation, const Envelope& envelope) {
  std::string head;
  head.reserve(160 + representation.common_headers.size() + representation.content_headers.size());
  head.append("HTTP/1.1 ").append(status_line_text(status)).append("\r\n").append(date_line());
  if (envelope.connection == Envelope::Connection::kCloses) head += "Connection: close\r\n";
  if (envelope.connection == Envelope::Connection::kStaysAndSaysSo) head += "Connection: keep-alive\r\n";
  head.append("X-Request-Id: ").append(envelope.request_id).append("\r\n");
  head += representation.common_headers;
  return head;
}

Reply compose_part(const Representation& representation, const RangeAnswer& wanted, const Envelope& envelope) {
  const std::string size = std::to_string(representation.size());
  if (wanted.verdict == RangeVerdict::kUnsatisfiable) {
    Reply reply{416, begin_head(416, representation, envelope), 0, 0};
    add_line(reply.head, "Content-Range", "bytes */" + size);
    add_number_line(reply.head, "Content-Length", 0);
    return reply;
  }
  const auto [first, count] = wanted.range;
  Reply reply{206, begin_head(206, representation, envelope) + representation.content_headers, first, count};
  add_line(reply.head, "Content-Range",
           "bytes " + std::to_string(first) + "-" + std::to_string(first + count - 1) + "/" + size);
  add_number_line(reply.head, "Content-Length", count);
  return reply;
}

Reply compose_whole(const Representation& representation, const Envelope& envelope) {
  Reply reply{representation.status, begin_head(representation.status, representation, envelope), 0, 0};
  if (representation.status == 204 || representation.status == 304) return reply;
  reply.count = representation.size();
  reply.head += representation.content_headers;
  add_number_line(reply.head, "Content-Length", reply.count);
  return reply;
}

}  // namespace

std::size_t Representation::weight() const {
  return sizeof *this + common_headers.capacity() + content_headers.capacity() + etag.capacity() + body.capacity();
}

Result<Representation> represent(Response response, Coding accepted, Effort effort) {
  Representation made;
  made.status = response.status;
  if (const std::string* etag = find_header(response.headers, "ETag")) made.etag = *etag;
  for (const auto& [name, value] : response.headers) {
    if (!is_framing(name) && !same_name(name, "ETag")) add_line(made.common_headers, name, value);
  }
  if (!find_header(response.headers, "Cache-Control")) {
    // Kept by browsers, but asked for again each time: mostly a 304.
    add_line(made.common_headers, "Cache-Control", made.status == 200 ? "no-cache" : "no-store");
  }
  if (!find_header(response.headers, "X-Content-Type-Options")) {
    add_line(made.common_headers, "X-Content-Type-Options", "nosniff");
  }
  add_line(made.content_headers, "Content-Type", response.content_type);
  if (const auto* file = std::get_if<FileBody>(&response.body)) {
    if (auto opened = open_file(file->path, made); !opened) return fail(std::move(opened.error()));
    add_line(made.common_headers, "Last-Modified", format_http_date(made.file->modified));
    add_line(made.common_headers, "Accept-Ranges", "bytes");
  } else {
    take_text(std::move(std::get<std::string>(response.body)), response.content_type, accepted, effort, made);
  }
  if (!made.etag.empty()) add_line(made.common_headers, "ETag", made.etag);
  return made;
}

Reply compose(const Representation& representation, const Wish& wish, const Envelope& envelope) {
  Reply reply;
  if (is_not_modified(representation, wish)) {
    reply = {304, begin_head(304, representation, envelope), 0, 0};
  } else if (const RangeAnswer wanted = wanted_range(representation, wish); wanted.verdict != RangeVerdict::kWhole) {
    reply = compose_part(representation, wanted, envelope);
  } else {
    reply = compose_whole(representation, envelope);
  }
  if (wish.head_only) reply.count = 0;
  reply.head += "\r\n";
  return reply;
}

std::string status_line_text(int status) {
  struct Named {
    int status;
    std::string_view reason;
  };
  constexpr std::array<Named, 24> kReasons = {{{200, "OK"},
                                               {204, "No Content"},
                                               {206, "Partial Content"},
                                               {301, "Moved Permanently"},
                                               {302, "Found"},
                                               {303, "See Other"},
                                               {304, "Not Modified"},
                                               {307, "Temporary Redirect"},
                                               {308, "Permanent Redirect"},
                                               {400, "Bad Request"},
                                               {403, "Forbidden"},
                                               {404, "Not Found"},
                                               {405, "Method Not Allowed"},
                                               {409, "Conflict"},
                                               {410, "Gone"},
                                               {413, "Content Too Large"},
                                               {414, "URI Too Long"},
                                               {416, "Range Not Satisfiable"},
                                               {422, "Unprocessable Content"},
                                               {429, "Too Many Requests"},
                                               {431, "Request Header Fields Too Large"},
                                               {500, "Internal Server Error"},
                                               {503, "Service Unavailable"},
                                               {505, "HTTP Version Not Supported"}}};
  const auto found = std::ranges::find(kReasons, status, &Named::status);
  return std::to_string(status) + " " + (found == kReasons.end() ? "" : std::string(found->reason));
}

}  // namespace dais::http
