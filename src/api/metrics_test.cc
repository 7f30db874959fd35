// SPDX-License-Identifier: Apache-2.0
#include "api/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <thread>
#include <vector>

namespace dais::api {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Metrics, CountBySurfaceAndStatus) {
  Metrics metrics;
  metrics.count("/api/v1/search?q=bike", 200, 500, 4, false);
  metrics.count("/api/v1/search?q=lane", 400, 80, 0.5, false);
  metrics.count("/events/abc?s=0", 200, 1000, 30, true);
  metrics.count("/apiary", 404, 10, 1, false);
  metrics.count("/healthz", 200, 5, 1, false);
  const std::string text = metrics.render({});
  EXPECT_THAT(text, HasSubstr("dais_http_requests_total{surface=\"api\",status=\"200\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_requests_total{surface=\"api\",status=\"400\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_requests_total{surface=\"page\",status=\"200\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_requests_total{surface=\"page\",status=\"404\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_requests_total{surface=\"operations\",status=\"200\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_response_bytes_total{surface=\"api\"} 580\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_cache_hits_total{surface=\"page\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_cache_hits_total{surface=\"api\"} 0\n"));
  EXPECT_THAT(text, Not(HasSubstr("bike")));
}

TEST(Metrics, PutADurationIntoEveryBucketItFits) {
  Metrics metrics;
  metrics.count("/api/v1/events", 200, 0, 1, false);
  metrics.count("/api/v1/events", 200, 0, 7, false);
  metrics.count("/api/v1/events", 200, 0, 60000, false);
  const std::string text = metrics.render({});
  EXPECT_THAT(text, HasSubstr("dais_http_request_duration_seconds_bucket{surface=\"api\",le=\"0.001\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_request_duration_seconds_bucket{surface=\"api\",le=\"0.005\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_request_duration_seconds_bucket{surface=\"api\",le=\"0.01\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_request_duration_seconds_bucket{surface=\"api\",le=\"10\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_request_duration_seconds_bucket{surface=\"api\",le=\"+Inf\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_request_duration_seconds_count{surface=\"api\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_request_duration_seconds_sum{surface=\"api\"} 60.008\n"));
}

TEST(Metrics, TakeOddNumbersWithoutHarm) {
  Metrics metrics;
  metrics.count("", -1, 0, std::numeric_limits<double>::quiet_NaN(), false);
  metrics.count("/", 99999, 0, -5, false);
  const std::string text = metrics.render({});
  EXPECT_THAT(text, HasSubstr("dais_http_request_duration_seconds_count{surface=\"page\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("dais_http_request_duration_seconds_sum{surface=\"page\"} 0\n"));
}

TEST(Metrics, SayTheGaugesAndEscapeTheVersion) {
  const std::string text = Metrics().render({"1.2 \"dev\"\\x", 7, true, 42});
  EXPECT_THAT(text, HasSubstr("dais_build_info{version=\"1.2 \\\"dev\\\"\\\\x\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("\ndais_http_open_connections 7\n"));
  EXPECT_THAT(text, HasSubstr("\ndais_archive_up 1\n"));
  EXPECT_THAT(text, HasSubstr("\ndais_archive_generation 42\n"));
  EXPECT_THAT(text, HasSubstr("\nprocess_resident_memory_bytes "));
}

TEST(Metrics, LoseNoCountOfManyThreads) {
  Metrics metrics;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&metrics] {
      for (int n = 0; n < 1000; ++n) metrics.count("/media/x", 206, 2, 0.1, false);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(metrics.render({}), HasSubstr("dais_http_requests_total{surface=\"media\",status=\"206\"} 4000\n"));
  EXPECT_THAT(metrics.render({}), HasSubstr("dais_http_response_bytes_total{surface=\"media\"} 8000\n"));
}

}  // namespace
}  // namespace dais::api
