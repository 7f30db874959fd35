// SPDX-License-Identifier: Apache-2.0
// One Legistar Web API, asked politely and distrusted: every answer is checked to be whole before it is believed,
// passing faults are asked for again after a pause that grows (or that the server names), and an outage is told from a
// record that is gone. The token goes into the address of a request and nowhere else. May be used from several threads.
//
// What answers mean, as seen in the wild: 404 on Votes, and 500 with ".NET cannot cast null" there: none; 404 and 410
// on a record: it is gone; a redirect to an HTML page ("Error.aspx"): an outage, whatever its status; a body that stops
// half way under a correct Content-Length: ask again.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "base/result.h"
#include "net/client.h"

namespace dais::sources::legistar {

/// kNone: the server says that there is nothing of the kind (404, 410, or its way to say "no votes").
enum class Found { kHere, kNone };
struct Answer {
  Found found = Found::kNone;
  boost::json::value value;
};

/// kNone: there is no such list, which may mean that its record is gone as well.
struct Rows {
  Found found = Found::kHere;
  std::vector<boost::json::object> rows;
};

struct ApiSettings {
  std::string base;  ///< "https://webapi.legistar.com/v1/CLIENT"
  std::string token;  ///< empty: none
  std::chrono::milliseconds first_backoff{std::chrono::seconds{1}};
  std::function<bool()> stopping = {};  ///< true: nothing more is asked
};

class Api {
 public:
  Api(net::Client& client, ApiSettings settings) : client_(client), settings_(std::move(settings)) {}

  /// `path` such as "Events/19", `query` as query_of() makes it. Errors: kUnavailable and kTimeout after the last
  /// attempt, kForbidden (no or a wrong token, an address that may not be reached), kBadInput (the question is refused,
  /// or the answer is no JSON), kBadConfig (no such client), kTooLarge.
  Result<Answer> ask(const std::string& path, const std::string& query = "");

  /// All rows of a list that hangs on one record ("Matters/1/Histories").
  Result<Rows> rows_of(const std::string& path, const std::string& query = "");

  /// True once nothing more is asked: the gather is to stop, or so many questions in a row went without an answer.
  [[nodiscard]] bool is_down() const;
  [[nodiscard]] bool is_stopping() const { return settings_.stopping && settings_.stopping(); }

  /// Rows an answer holds at most, once a list has shown it; 0: not known yet.
  [[nodiscard]] std::size_t row_cap() const { return row_cap_; }
  void learn_row_cap(std::size_t rows) { row_cap_ = rows; }

  /// Requests so far, by what came of them.
  [[nodiscard]] std::map<std::string, std::uint64_t> outcomes() const;

 private:
  struct Verdict;
  Verdict judge(const std::string& url, Result<net::Response> response) const;
  Verdict judge_status(const net::Response& response) const;
  Result<Answer> attempt_until_answered(const std::string& url);
  void count(const std::string& outcome);
  void wait_for_quiet();
  void ask_for_quiet(std::chrono::milliseconds pause);

  net::Client& client_;
  const ApiSettings settings_;
  std::atomic<std::size_t> row_cap_{0};
  std::atomic<int> failures_in_a_row_{0};
  mutable std::mutex mutex_;
  std::map<std::string, std::uint64_t> outcomes_;
  std::chrono::steady_clock::time_point quiet_until_;
};

}  // namespace dais::sources::legistar
