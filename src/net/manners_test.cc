// SPDX-License-Identifier: Apache-2.0
// What the client shows, how often it asks and when it asks again: without a socket.
#include <gtest/gtest.h>

#include "net/host_rate.h"
#include "net/retry.h"
#include "net/shown_url.h"

namespace dais::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

milliseconds wait_of(HostRate& rate, const std::string& host, milliseconds at) {
  return std::chrono::round<milliseconds>(rate.reserve(host, HostRate::Clock::time_point(at)));
}

TEST(HostRate, SpacesOutRequestsToOneHost) {
  HostRate rate(2);
  EXPECT_EQ(wait_of(rate, "a", seconds{0}), milliseconds{0});
  EXPECT_EQ(wait_of(rate, "a", seconds{0}), milliseconds{0});
  EXPECT_EQ(wait_of(rate, "a", seconds{0}), milliseconds{500});
  EXPECT_EQ(wait_of(rate, "a", seconds{0}), milliseconds{1000});
  EXPECT_EQ(wait_of(rate, "b", seconds{0}), milliseconds{0});
  EXPECT_EQ(wait_of(rate, "a", milliseconds{1250}), milliseconds{250});
  EXPECT_EQ(wait_of(rate, "a", seconds{100}), milliseconds{0});
  EXPECT_EQ(wait_of(rate, "a", seconds{100}), milliseconds{0});
  EXPECT_EQ(wait_of(rate, "a", seconds{100}), milliseconds{500});
}

TEST(HostRate, MayBeSlowerThanOneASecond) {
  HostRate rate(0.1);
  EXPECT_EQ(wait_of(rate, "a", seconds{0}), seconds{0});
  EXPECT_EQ(wait_of(rate, "a", seconds{5}), seconds{5});
}

Attempt answered(int status, milliseconds retry_after = {}) {
  Response response;
  response.status = status;
  return {response, retry_after};
}

TEST(Retry, WaitsTwiceAsLongEachTime) {
  Limits limits;
  limits.max_attempts = 4;
  EXPECT_EQ(wait_before_retry(answered(503), 1, limits), seconds{1});
  EXPECT_EQ(wait_before_retry(answered(503), 2, limits), seconds{2});
  EXPECT_EQ(wait_before_retry(answered(503), 3, limits), seconds{4});
  EXPECT_EQ(wait_before_retry(answered(503), 4, limits), std::nullopt);
}

TEST(Retry, WaitsAsLongAsItIsAskedWithinReason) {
  const Limits limits;
  EXPECT_EQ(wait_before_retry(answered(429, seconds{20}), 1, limits), seconds{20});
  EXPECT_EQ(wait_before_retry(answered(429, seconds{60}), 1, limits), seconds{60});
  EXPECT_EQ(wait_before_retry(answered(429, seconds{61}), 1, limits), std::nullopt);
}

TEST(Retry, IsForWhatMayPass) {
  const Limits limits;
  for (const int status : {429, 500, 502, 503, 504})
    EXPECT_TRUE(wait_before_retry(answered(status), 1, limits)) << status;
  for (const int status : {200, 304, 400, 403, 404, 410, 501}) {
    EXPECT_FALSE(wait_before_retry(answered(status), 1, limits)) << status;
  }
  for (const ErrorCode code : {ErrorCode::kUnavailable, ErrorCode::kTimeout}) {
    EXPECT_TRUE(wait_before_retry({fail(code, ""), {}}, 1, limits));
  }
  for (const ErrorCode code : {ErrorCode::kForbidden, ErrorCode::kTooLarge, ErrorCode::kBadInput}) {
    EXPECT_FALSE(wait_before_retry({fail(code, ""), {}}, 1, limits));
  }
}

TEST(ShownUrl, HidesWhatIsSecret) {
  EXPECT_EQ(shown_url("https://ann:pw@host:8/x@y?q=a@b"), "https://host:8/x@y?q=a@b");
  EXPECT_EQ(shown_url("https://a@b@host/"), "https://host/");
  EXPECT_EQ(shown_url("ann:pw@host/"), "host/");
  EXPECT_EQ(shown_url("https://host?api_key=1&a=2&X-Amz-Signature=3&b"),
            "https://host?api_key=\u2026&a=2&X-Amz-Signature=\u2026&b");
  EXPECT_EQ(shown_url("http://h/\r\nInjected: x"), "http://h/??Injected: x");
  EXPECT_EQ(shown_url("http://h/" + std::string(500, 'x')), "http://h/" + std::string(191, 'x') + "\u2026");
  EXPECT_EQ(without_credentials("http://a:b@h/?token=1"), "http://h/?token=1");
}

}  // namespace
}  // namespace dais::net
