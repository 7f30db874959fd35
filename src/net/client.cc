// SPDX-License-Identifier: Apache-2.0
#include "net/client.h"

#include <mutex>
#include <thread>
#include <utility>

#include "net/address_guard.h"
#include "net/curl_transfer.h"
#include "net/host_rate.h"
#include "net/part_file.h"
#include "net/retry.h"
#include "net/shown_url.h"

namespace dais::net {
namespace {

constexpr std::uint64_t kProgress = 1ULL << 20U;

class GuardedClient : public Client {
 public:
  GuardedClient(Limits limits, AddressGuard guard)
      : limits_(std::move(limits)), guard_(std::move(guard)), rate_(limits_.requests_per_second) {}

  Result<Response> get(const Request& request) override {
    Request bodiless = request;
    bodiless.method = Method::kGet;
    return exchange(std::move(bodiless));
  }

  Result<Response> post(const Request& request) override {
    Request sent = request;
    sent.method = Method::kPost;
    return exchange(std::move(sent));
  }

  Result<Downloaded> download(const Request& request, const std::string& path, const DownloadLimits& limits,
                              const OnBytes& on_bytes) override {
    auto part = PartFile::open(path, request.url, limits, on_bytes);
    if (!part) return fail(std::move(part.error()));
    const std::uint64_t resumed_at = part->size();
    auto response = download_with_retries(request, limits, *part);
    if (!response) return fail(std::move(response.error()));
    auto hash = part->finish();
    if (!hash) return fail(std::move(hash.error()));
    return Downloaded{std::move(response->url), part->content_type(), std::move(*hash), part->size(), resumed_at};
  }

 private:
  Result<Response> download_with_retries(const Request& asked, const DownloadLimits& limits, PartFile& part) {
    const auto deadline = HostRate::Clock::now() + limits.timeout;
    Request request = asked;
    request.method = Method::kGet;
    request.persistence = Persistence::kOnce;
    for (int number = 1;; ++number) {
      const std::uint64_t before = part.size();
      request.timeout =
          std::max(std::chrono::milliseconds{1},
                   std::chrono::duration_cast<std::chrono::milliseconds>(deadline - HostRate::Clock::now()));
      Attempt attempt{exchange(request, &part), {}};
      if (attempt.answer && part.wants(attempt.answer->status)) return std::move(attempt.answer);
      if (attempt.answer && attempt.answer->status == 416 && before > 0) {
        // It is shorter than what is here: another file by now.
        if (Status again = part.start_again(); !again) return fail(std::move(again.error()));
        continue;
      }
      if (part.size() >= before + kProgress) number = 1;
      if (attempt.answer) attempt.retry_after = attempt.answer->retry_after;
      const auto wait = wait_before_retry(attempt, number, limits_);
      const bool stopped = request.stop && request.stop();
      if (!wait || stopped || HostRate::Clock::now() + *wait >= deadline) return refusal(request, std::move(attempt));
      std::this_thread::sleep_for(*wait);
    }
  }

  static Result<Response> refusal(const Request& request, Attempt attempt) {
    if (!attempt.answer) return attempt.answer;
    const int status = attempt.answer->status;
    const ErrorCode code = status == 404 || status == 410   ? ErrorCode::kNotFound
                           : status == 401 || status == 403 ? ErrorCode::kForbidden
                                                            : ErrorCode::kUnavailable;
    return fail(code, shown_url(request.url) + ": answered with status " + std::to_string(status));
  }

  Result<Response> exchange(Request request, BodySink* sink = nullptr) {
    const std::string first_url = request.url;
    auto origin = origin_of(request.url);
    for (int redirects = 0; origin; ++redirects) {
      std::string location;
      auto answer = ask_with_retries(request, *origin, location, sink);
      if (!answer || location.empty()) return answer;
      if (redirects == limits_.max_redirects) {
        return fail(ErrorCode::kBadInput,
                    shown_url(first_url) + ": redirects more than " + std::to_string(limits_.max_redirects) + " times");
      }
      auto next = origin_of(location);
      if (!next) return fail(std::move(next.error()).at(shown_url(request.url) + " redirects"));
      if (Status may = may_follow(request, *answer, *next == *origin ? Host::kSame : Host::kOther, location); !may)
        return fail(std::move(may.error()));
      // What was meant for one host (a token, say) is not for another to see, nor is what it was allowed to be.
      if (*next != *origin) {
        request.headers.clear();
        request.also_allow.clear();
      }
      request.url = location;
      origin = std::move(next);
    }
    return fail(std::move(origin.error()));
  }

  enum class Host { kSame, kOther };

  static Status may_follow(const Request& request, const Response& answer, Host host, const std::string& location) {
    if (request.method == Method::kGet) return {};
    const std::string where = shown_url(request.url) + ": redirects what is sent to " + shown_url(location);
    if (host == Host::kOther)
      return fail(ErrorCode::kForbidden, where + ", another host; write that address where it is meant");
    if (answer.status == 307 || answer.status == 308) return {};
    return fail(ErrorCode::kBadInput, where + " with status " + std::to_string(answer.status) +
                                          ", which asks for a GET; write the address that takes a POST");
  }

  Result<Response> ask_with_retries(const Request& request, const std::string& origin, std::string& location,
                                    BodySink* sink) {
    // A connection that one request was allowed to make must not be there for another to use.
    if (!request.also_allow.empty()) {
      std::vector<std::string> allowed = limits_.allow_private_networks;
      allowed.insert(allowed.end(), request.also_allow.begin(), request.also_allow.end());
      const auto guard = AddressGuard::make(allowed);
      if (!guard) return fail(guard.error());
      auto handle = CurlHandle::make();
      if (!handle) return fail(std::move(handle.error()));
      return attempts(*handle, request, *guard, origin, location, sink);
    }
    auto handle = borrow();
    if (!handle) return fail(std::move(handle.error()));
    auto answer = attempts(*handle, request, guard_, origin, location, sink);
    give_back(std::move(*handle));
    return answer;
  }

  Result<Response> attempts(CurlHandle& handle, const Request& request, const AddressGuard& guard,
                            const std::string& origin, std::string& location, BodySink* sink) {
    for (int number = 1;; ++number) {
      std::this_thread::sleep_for(rate_.reserve(origin, HostRate::Clock::now()));
      Attempt attempt = handle.ask(request, limits_, guard, location, sink);
      const auto wait = wait_before_retry(attempt, number, request, limits_);
      if (!wait) return std::move(attempt.answer);
      std::this_thread::sleep_for(*wait);
    }
  }

  Result<CurlHandle> borrow() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return CurlHandle::make();
    CurlHandle handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
  }

  void give_back(CurlHandle handle) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(handle));
  }

  const Limits limits_;
  const AddressGuard guard_;
  HostRate rate_;
  std::mutex mutex_;
  std::vector<CurlHandle> idle_;
};

}  // namespace

std::uint64_t Body::size() const {
  std::uint64_t sum = 0;
  for (const auto& part : parts) {
    const auto* slice = std::get_if<FileSlice>(&part);
    sum += slice != nullptr ? slice->size : std::get<std::string>(part).size();
  }
  return sum;
}

Result<Response> Client::post(const Request& request) {
  return fail(ErrorCode::kUnavailable, shown_url(request.url) + ": this client fetches only");
}

Result<Downloaded> Client::download(const Request& request, const std::string& /*path*/,
                                    const DownloadLimits& /*limits*/, const OnBytes& /*on_bytes*/) {
  return fail(ErrorCode::kUnavailable, shown_url(request.url) + ": this client brings no files");
}

Result<std::unique_ptr<Client>> Client::make(Limits limits) {
  auto guard = AddressGuard::make(limits.allow_private_networks);
  if (!guard) return fail(std::move(guard.error()));
  if (!(limits.requests_per_second > 0)) return fail(ErrorCode::kBadConfig, "net.requests_per_second: must be above 0");
  return std::make_unique<GuardedClient>(std::move(limits), std::move(*guard));
}

}  // namespace dais::net
