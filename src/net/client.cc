// SPDX-License-Identifier: Apache-2.0
#include "net/client.h"

#include <mutex>
#include <thread>
#include <utility>

#include "net/address_guard.h"
#include "net/curl_transfer.h"
#include "net/host_rate.h"
#include "net/retry.h"
#include "net/shown_url.h"

namespace dais::net {
namespace {

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

 private:
  Result<Response> exchange(Request request) {
    const std::string first_url = request.url;
    auto origin = origin_of(request.url);
    for (int redirects = 0; origin; ++redirects) {
      std::string location;
      auto answer = ask_with_retries(request, *origin, location);
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

  Result<Response> ask_with_retries(const Request& request, const std::string& origin, std::string& location) {
    // A connection that one request was allowed to make must not be there for another to use.
    if (!request.also_allow.empty()) {
      std::vector<std::string> allowed = limits_.allow_private_networks;
      allowed.insert(allowed.end(), request.also_allow.begin(), request.also_allow.end());
      const auto guard = AddressGuard::make(allowed);
      if (!guard) return fail(guard.error());
      auto handle = CurlHandle::make();
      if (!handle) return fail(std::move(handle.error()));
      return attempts(*handle, request, *guard, origin, location);
    }
    auto handle = borrow();
    if (!handle) return fail(std::move(handle.error()));
    auto answer = attempts(*handle, request, guard_, origin, location);
    give_back(std::move(*handle));
    return answer;
  }

  Result<Response> attempts(CurlHandle& handle, const Request& request, const AddressGuard& guard,
                            const std::string& origin, std::string& location) {
    for (int number = 1;; ++number) {
      std::this_thread::sleep_for(rate_.reserve(origin, HostRate::Clock::now()));
      Attempt attempt = handle.ask(request, limits_, guard, location);
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

Result<std::unique_ptr<Client>> Client::make(Limits limits) {
  auto guard = AddressGuard::make(limits.allow_private_networks);
  if (!guard) return fail(std::move(guard.error()));
  if (!(limits.requests_per_second > 0)) return fail(ErrorCode::kBadConfig, "net.requests_per_second: must be above 0");
  return std::make_unique<GuardedClient>(std::move(limits), std::move(*guard));
}

}  // namespace dais::net
