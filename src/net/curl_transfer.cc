// SPDX-License-Identifier: Apache-2.0
#include "net/curl_transfer.h"

#include <curl/curl.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <utility>

#include "net/sent_body.h"
#include "net/shown_url.h"

namespace dais::net {
namespace {

struct Transfer {
  const Limits& limits;
  const AddressGuard& guard;
  Response response;
  bool too_large = false;
  bool out_of_memory = false;
  bool opened = false;  ///< a socket to one of the host's addresses, at least
  bool stopped = false;
  const std::function<bool()>& stop;
  std::optional<SentBody> body;
  std::string refused_address;
  std::string refused_why;
  CURL* curl = nullptr;
  BodySink* sink = nullptr;
  bool sink_has_begun = false;
  std::optional<Error> sink_failure;
};

constexpr std::size_t kMaxUnwantedBody = 1U << 16U;  // of an answer that a sink does not want: an error page

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

curl_socket_t open_guarded(void* context, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(context);
  const auto target = Address::of(address->addr);
  const auto why = target ? transfer.guard.refusal(*target) : std::optional<std::string>("address of an unknown kind");
  if (why) {
    transfer.refused_address = target ? target->text() : "?";
    transfer.refused_why = *why;
    return CURL_SOCKET_BAD;
  }
  transfer.opened = true;
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::string header_of(CURL* curl, const char* name) {
  curl_header* found = nullptr;
  if (curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK) return {};
  return found->value;
}

AnswerHead head_of(CURL* curl) {
  long status = 0;
  curl_off_t length = -1;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  return {static_cast<int>(status),
          header_of(curl, "ETag"),
          header_of(curl, "Last-Modified"),
          header_of(curl, "Content-Range"),
          header_of(curl, "Content-Encoding"),
          header_of(curl, "Content-Type"),
          length};
}

Status begin_sink(Transfer& transfer, const AnswerHead& head) {
  if (transfer.sink_has_begun) return {};
  transfer.sink_has_begun = true;
  return transfer.sink->begin(head);
}

/// True where it took them.
bool give_to_sink(Transfer& transfer, std::string_view bytes) {
  long status = 0;
  curl_easy_getinfo(transfer.curl, CURLINFO_RESPONSE_CODE, &status);
  if (!transfer.sink->wants(static_cast<int>(status))) {
    transfer.too_large = bytes.size() > kMaxUnwantedBody - transfer.response.body.size();
    if (!transfer.too_large) transfer.response.body.append(bytes);
    return !transfer.too_large;
  }
  Status taken = transfer.sink_has_begun ? Status{} : begin_sink(transfer, head_of(transfer.curl));
  if (taken) taken = transfer.sink->take(bytes);
  if (!taken) transfer.sink_failure = std::move(taken.error());
  return !transfer.sink_failure;
}

std::size_t take_into_sink(char* bytes, std::size_t, std::size_t count, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  try {
    return give_to_sink(transfer, {bytes, count}) ? count : 0;
  } catch (...) {
    transfer.out_of_memory = true;  // An exception must not pass through C.
    return 0;
  }
}

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  // What is counted here is decompressed: a small answer may unfold without end.
  if (count > transfer.limits.max_bytes - transfer.response.body.size()) {
    transfer.too_large = true;
    return 0;
  }
  try {
    transfer.response.body.append(bytes, count);
  } catch (const std::bad_alloc&) {
    transfer.out_of_memory = true;  // An exception must not pass through C.
    return 0;
  }
  return count;
}

std::size_t give_body(char* into, std::size_t, std::size_t room, void* context) {
  return static_cast<Transfer*>(context)->body->read(into, room);
}

/// Called where an answer asks for the body once more on the same connection (a connection that had gone stale).
int rewind_body(void* context, curl_off_t offset, int origin) {
  if (offset != 0 || origin != SEEK_SET) return CURL_SEEKFUNC_FAIL;
  static_cast<Transfer*>(context)->body->rewind();
  return CURL_SEEKFUNC_OK;
}

int look_for_stop(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& transfer = *static_cast<Transfer*>(context);
  try {
    transfer.stopped = transfer.stop();
  } catch (...) {
    transfer.stopped = true;  // An exception must not pass through C.
  }
  return transfer.stopped ? 1 : 0;
}

void set_url_and_headers(CURL* curl, const Request& request, const Transfer& transfer, HeaderList& list) {
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  const auto add = [&](const std::string& line) {
    if (curl_slist* longer = curl_slist_append(list.get(), line.c_str())) {
      static_cast<void>(list.release());
      list.reset(longer);
    }
  };
  for (const auto& [name, value] : request.headers) add(name + ": " + value);
  if (!request.if_none_match.empty()) add("If-None-Match: " + request.if_none_match);
  if (request.method == Method::kPost) {
    add("Content-Type: " + request.body.content_type);
    add("Expect:");  // Many small servers never answer "100-continue", and each body would wait a second for it.
  }
  if (transfer.sink != nullptr) {
    for (const std::string& line : transfer.sink->header_lines()) add(line);
  }
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list.get());
}

void set_sink(CURL* curl, Transfer& transfer) {
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_into_sink);
  curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(0));  // The sink has its own.
  // A part of a compressed file is not what the whole would be at that place.
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, nullptr);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, transfer.sink->slowest());
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, transfer.sink->slow_seconds());
}

std::chrono::milliseconds timeout_of(const Request& request, const Limits& limits) {
  return request.timeout.count() > 0 ? request.timeout : limits.timeout;
}

void set_limits(CURL* curl, const Request& request, const Limits& limits) {
  const auto timeout = static_cast<long>(timeout_of(request, limits).count());
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, timeout);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, std::min(timeout, 15'000L));
  curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits.max_bytes));
  curl_easy_setopt(curl, CURLOPT_USERAGENT, limits.user_agent.empty() ? "dais" : limits.user_agent.c_str());
}

void set_manners(CURL* curl) {
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
}

void set_body(CURL* curl, const Request& request, Transfer& transfer) {
  curl_easy_setopt(curl, CURLOPT_POST, 1L);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, nullptr);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_body);
  curl_easy_setopt(curl, CURLOPT_READDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, rewind_body);
  curl_easy_setopt(curl, CURLOPT_SEEKDATA, &transfer);
}

void set_callbacks(CURL* curl, Transfer& transfer) {
  if (transfer.stop) {
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_for_stop);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
  }
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_guarded);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
}

std::string refusal_text(const Request& request, const Transfer& transfer) {
  const std::string shown = shown_url(request.url);
  const bool is_itself = shown.find("//" + transfer.refused_address) != std::string::npos ||
                         shown.find("//[" + transfer.refused_address + "]") != std::string::npos;
  return shown + (is_itself ? " is a " : " leads to " + transfer.refused_address + ", a ") + transfer.refused_why +
         "; list it in net.allow_private_networks if it is meant";
}

Error describe(CURLcode code, const Request& request, const Transfer& transfer, const char* detail) {
  const std::string shown = shown_url(request.url);
  if (transfer.body && transfer.body->failure()) return *transfer.body->failure();
  if (transfer.stopped) return {ErrorCode::kTimeout, shown + ": stopped before the answer was there"};
  if (transfer.sink_failure) {
    // What the disk did is not the address's doing.
    return transfer.sink_failure->code == ErrorCode::kStorage ? *transfer.sink_failure
                                                              : Error(*transfer.sink_failure).at(shown);
  }
  if (code == CURLE_OPERATION_TIMEDOUT && std::string_view(detail).starts_with("Operation too slow")) {
    return {ErrorCode::kTimeout, shown + ": sends less than " + std::to_string(transfer.sink->slowest()) +
                                     " bytes a second for " + std::to_string(transfer.sink->slow_seconds()) + " s"};
  }
  if (transfer.too_large || code == CURLE_FILESIZE_EXCEEDED) {
    return {ErrorCode::kTooLarge,
            shown + ": larger than the " + std::to_string(transfer.limits.max_bytes) + " bytes allowed"};
  }
  if (code == CURLE_COULDNT_CONNECT && !transfer.opened && !transfer.refused_why.empty()) {
    return {ErrorCode::kForbidden, refusal_text(request, transfer)};
  }
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return {ErrorCode::kTimeout,
            shown + ": no whole answer within " + std::to_string(timeout_of(request, transfer.limits).count()) + " ms"};
  }
  if (code == CURLE_URL_MALFORMAT) return {ErrorCode::kBadInput, shown + ": not an address"};
  if (transfer.out_of_memory || code == CURLE_OUT_OF_MEMORY) {
    return {ErrorCode::kTooLarge, shown + ": no memory left for it"};
  }
  return {ErrorCode::kUnavailable, shown + ": " + (*detail != '\0' ? detail : curl_easy_strerror(code))};
}

Attempt answer_of(CURL* curl, Transfer& transfer, const Request& request, std::string& location) {
  Response& response = transfer.response;
  long status = 0;
  char* redirect = nullptr;
  curl_off_t retry_after = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &redirect);
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &retry_after);
  response.status = static_cast<int>(status);
  response.url = without_credentials(request.url);
  response.content_type = header_of(curl, "Content-Type");
  response.etag = header_of(curl, "ETag");
  if (redirect != nullptr && status != 304) location = redirect;
  // Bounded, so that the product cannot overflow: a year is refused as well as an aeon.
  response.retry_after = std::chrono::seconds{std::clamp<curl_off_t>(retry_after, 0, 31'536'000)};
  const std::chrono::milliseconds wait = response.retry_after;
  return {std::move(response), wait, true};
}

/// An empty file has no first byte that would have begun it.
bool end_sink(Transfer& transfer) {
  const AnswerHead head = head_of(transfer.curl);
  if (!transfer.sink->wants(head.status)) return true;
  if (Status begun = begin_sink(transfer, head); !begun) transfer.sink_failure = std::move(begun.error());
  return !transfer.sink_failure;
}

void initialise_once() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

std::string url_part(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

}  // namespace

Result<CurlHandle> CurlHandle::make() {
  initialise_once();
  CURL* curl = curl_easy_init();
  if (curl == nullptr) return fail(ErrorCode::kUnavailable, "the HTTP client could not be started");
  return CurlHandle(curl);
}

CurlHandle::CurlHandle(CurlHandle&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}

CurlHandle::~CurlHandle() {
  if (handle_ != nullptr) curl_easy_cleanup(handle_);
}

Attempt CurlHandle::ask(const Request& request, const Limits& limits, const AddressGuard& guard, std::string& location,
                        BodySink* sink) {
  CURL* curl = handle_;
  curl_easy_reset(curl);  // Connections stay.
  Transfer transfer{limits, guard, {}, false, false, false, false, request.stop, {}, {}, {}, curl, sink, false, {}};
  if (request.method == Method::kPost) transfer.body.emplace(request.body);
  HeaderList headers;
  std::array<char, CURL_ERROR_SIZE> detail{};
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail.data());
  set_manners(curl);
  set_limits(curl, request, limits);
  set_callbacks(curl, transfer);
  set_url_and_headers(curl, request, transfer, headers);
  if (sink != nullptr) set_sink(curl, transfer);
  if (transfer.body) set_body(curl, request, transfer);
  location.clear();
  CURLcode code = curl_easy_perform(curl);
  if (code == CURLE_OK && sink != nullptr && !end_sink(transfer)) code = CURLE_WRITE_ERROR;
  Attempt attempt = code == CURLE_OK ? answer_of(curl, transfer, request, location)
                                     : Attempt{fail(describe(code, request, transfer, detail.data())),
                                               {},
                                               code != CURLE_COULDNT_CONNECT && code != CURLE_COULDNT_RESOLVE_HOST};
  // Nothing of this call may be reached through the handle's idle connections.
  curl_easy_reset(curl);
  return attempt;
}

Result<std::string> origin_of(const std::string& url) {
  const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
  const CURLUcode code = curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME);
  if (code != CURLUE_OK)
    return fail(ErrorCode::kBadInput, shown_url(url) + ": not an address: " + curl_url_strerror(code));
  const std::string scheme = url_part(parsed.get(), CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") {
    return fail(ErrorCode::kForbidden, shown_url(url) + ": only http and https are fetched");
  }
  std::string origin =
      scheme + "://" + url_part(parsed.get(), CURLUPART_HOST) + ":" + url_part(parsed.get(), CURLUPART_PORT);
  for (char& c : origin) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return origin;
}

}  // namespace dais::net
