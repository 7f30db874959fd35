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

  Result<Response> get(const Request& first) override {
    Request request = first;
    auto origin = origin_of(request.url);
    for (int redirects = 0; origin; ++redirects) {
      std::string location;
      auto answer = get_with_retries(request, *origin, location);
      if (!answer || location.empty()) return answer;
      if (redirects == limits_.max_redirects) {
        return fail(ErrorCode::kBadInput,
                    shown_url(first.url) + ": redirects more than " + std::to_string(limits_.max_redirects) + " times");
      }
      auto next = origin_of(location);
      if (!next) return fail(std::move(next.error()).at(shown_url(request.url) + " redirects"));
      // What was meant for one host (a token, say) is not for another to see.
      if (*next != *origin) request.headers.clear();
      request.url = location;
      origin = std::move(next);
    }
    return fail(std::move(origin.error()));
  }

 private:
  Result<Response> get_with_retries(const Request& request, const std::string& origin, std::string& location) {
    auto handle = borrow();
    if (!handle) return fail(std::move(handle.error()));
    for (int number = 1;; ++number) {
      std::this_thread::sleep_for(rate_.reserve(origin, HostRate::Clock::now()));
      Attempt attempt = handle->get(request, limits_, guard_, location);
      const auto wait =
          request.persistence == Persistence::kOnce ? std::nullopt : wait_before_retry(attempt, number, limits_);
      if (!wait) {
        give_back(std::move(*handle));
        return std::move(attempt.answer);
      }
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

Result<std::unique_ptr<Client>> Client::make(Limits limits) {
  auto guard = AddressGuard::make(limits.allow_private_networks);
  if (!guard) return fail(std::move(guard.error()));
  if (!(limits.requests_per_second > 0)) return fail(ErrorCode::kBadConfig, "net.requests_per_second: must be above 0");
  return std::make_unique<GuardedClient>(std::move(limits), std::move(*guard));
}

}  // namespace dais::net
