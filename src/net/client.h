// SPDX-License-Identifier: Apache-2.0
// The one way out to the network: http and https only, the resolved address checked and connected to as checked,
// each redirect checked again, private ranges refused unless listed, caps on size, time and redirects, a rate a host.
// Proxies of the environment are not used: they would connect where the check cannot see. Names and passwords in an
// address are sent to its host and appear in no message. What is sent goes to the address that was asked for and to no
// other: a redirect of a POST is followed within its host only.
// One Client may be used from several threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace dais::net {

struct Limits {
  std::vector<std::string> allow_private_networks;  ///< CIDR blocks, IPv4 and IPv6
  std::string user_agent;
  double requests_per_second = 5;                   ///< to one host
  std::uint64_t max_bytes = 256ULL << 20U;          ///< after decompression
  std::chrono::milliseconds timeout{std::chrono::seconds{60}};  ///< of one attempt, body included
  int max_redirects = 5;
  int max_attempts = 3;  ///< after a failed connection, a timeout, 429 and passing 5xx; the last answer is handed over
  std::chrono::milliseconds first_backoff{std::chrono::seconds{1}};  ///< then twice as long each time
  std::chrono::milliseconds max_retry_after{std::chrono::seconds{60}};  ///< who asks for more gets no second attempt
};

/// Who asks again after a failed attempt: the client, as the limits say, or the caller, who knows better what an answer
/// means.
enum class Persistence { kAsLimited, kOnce };

enum class Method { kGet, kPost };

/// Part of a file, read while it is sent.
struct FileSlice {
  std::string path;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

/// What is sent, in order: text that is held, and parts of files.
struct Body {
  std::string content_type;
  std::vector<std::variant<std::string, FileSlice>> parts;
  [[nodiscard]] std::uint64_t size() const;
};

/// Whether a request may reach the server twice. A GET always may.
enum class Repeat {
  kUntilReceived,  ///< asked again only where no connection came about
  kHarmless,  ///< asked again like a GET
};

struct Request {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;  ///< sent to the first host only, not where it redirects
  std::string if_none_match;  ///< an ETag: the answer may be 304
  Persistence persistence = Persistence::kAsLimited;
  Method method = Method::kGet;
  Body body{};  ///< of a POST
  Repeat repeat = Repeat::kUntilReceived;
  std::chrono::milliseconds timeout{0};  ///< of one attempt; 0: as the limits say
  /// CIDR blocks that this request may reach besides those of the limits: an address that the operator wrote down.
  std::vector<std::string> also_allow{};
  /// Asked about once a second while it is under way; true ends it with kTimeout. Empty: nobody asks.
  std::function<bool()> stop{};
};

struct Response {
  int status = 0;
  std::string url;  ///< after redirects; without name and password
  std::string content_type;
  std::string etag;
  std::chrono::milliseconds retry_after{0};  ///< as the server asked; 0: it did not
  std::string body;
};

struct DownloadLimits {
  std::uint64_t max_bytes = 16ULL << 30U;
  std::chrono::milliseconds timeout{std::chrono::hours{6}};  ///< of the whole, all tries together
  std::uint64_t min_bytes_per_second = 2048;  ///< slower than that …
  std::chrono::seconds slow_for{60};  ///< … for so long ends a try
  std::uint64_t keep_free_bytes = 512ULL << 20U;  ///< of the disk
};

struct Downloaded {
  std::string url;  ///< after redirects; without name and password
  std::string content_type;
  std::string sha256;  ///< hexadecimal
  std::uint64_t bytes = 0;
  std::uint64_t resumed_at = 0;  ///< bytes that an earlier call had left
};

/// Bytes that are there, of how many (0: the server has not said).
using OnBytes = std::function<void(std::uint64_t done, std::uint64_t total)>;

class Client {
 public:
  /// kBadConfig where a CIDR block cannot be read or the rate is not above 0.
  static Result<std::unique_ptr<Client>> make(Limits limits);
  virtual ~Client() = default;
  /// Any status is an answer, but a redirect is followed. Errors: kForbidden (scheme, address), kBadInput (not an
  /// address at all, too many redirects), kTooLarge, kTimeout, kUnavailable. May wait for the host's rate.
  virtual Result<Response> get(const Request& request) = 0;
  /// The same with a body. Besides: kNotFound or kIo for a file that cannot be read; kForbidden where it is redirected
  /// to another host, kBadInput where the redirect would make a GET of it (RFC 9110 15.4: 301, 302, 303).
  virtual Result<Response> post(const Request& request);
  /// A GET into the file `path`, which is there only when it is whole. A try that breaks off goes on where it was, as
  /// does the next call for the same address, if the server can say that the file is still the same; else it starts
  /// again. Tries end after max_attempts of the limits in a row that bring less than a megabyte. Errors: as get();
  /// kNotFound, kForbidden, kUnavailable by the status; kStorage: the disk is full or cannot be written to.
  virtual Result<Downloaded> download(const Request& request, const std::string& path, const DownloadLimits& limits,
                                      const OnBytes& on_bytes = nullptr);
};

}  // namespace dais::net
