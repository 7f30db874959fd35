// SPDX-License-Identifier: Apache-2.0
#include "sources/legistar_api.h"

#include <algorithm>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "json/json.h"
#include "net/shown_url.h"
#include "os/said.h"
#include "sources/legistar_query.h"

namespace dais::sources::legistar {
namespace {

using std::chrono::milliseconds;

constexpr int kAttempts = 6;
/// Questions in a row that no attempt could get answered: the API is down, and asking on would not be kind.
constexpr int kFailuresOfAnOutage = 10;
constexpr milliseconds kLongestPause{std::chrono::minutes{2}};
/// Lists shorter than this are whole even where the server's limit is not known yet.
constexpr std::size_t kSurelyWhole = 100;

/// The words of ASP.NET's error body: {"Message": …, "ExceptionMessage": …}.
std::string message_in(const std::string& body) {
  const auto parsed = json::parse(body);
  if (!parsed || !parsed->is_object()) return "";
  for (const char* key : {"ExceptionMessage", "Message"}) {
    const auto* text = parsed->get_object().if_contains(key);
    if (text != nullptr && text->is_string()) return std::string(text->get_string());
  }
  return "";
}

bool is_blank(const std::string& body) { return body.find_first_not_of(" \t\r\n") == std::string::npos; }

bool starts_as_markup(const std::string& body) {
  const std::size_t first = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string::npos && body[first] == '<';
}

}  // namespace

/// What came of one attempt.
struct Api::Verdict {
  enum class Next { kTake, kAskAgain, kGiveUp };
  Next next = Next::kTake;
  std::string outcome;
  Answer answer;
  Error error{ErrorCode::kUnavailable, ""};
  milliseconds retry_after{0};
  bool wants_quiet = false;  ///< the server is under strain: no worker should ask it for a while
};

Api::Verdict Api::judge_status(const net::Response& response) const {
  using enum Verdict::Next;
  const std::string message = response.status >= 400 ? message_in(response.body) : "";
  const std::string said = "answers " + std::to_string(response.status) + os::it_said(message);
  const auto verdict = [&](Verdict::Next next, std::string outcome, ErrorCode code, std::string text) {
    return Verdict{next, std::move(outcome), {}, Error{code, std::move(text)}, response.retry_after, false};
  };
  switch (response.status) {
    case 404:
      if (message.starts_with("No HTTP resource"))
        return verdict(kGiveUp, "refused", ErrorCode::kBadInput, "is no address of a Legistar Web API");
      return verdict(kTake, "not there (404)", ErrorCode::kNotFound, "");
    case 410:
      return verdict(kTake, "gone (410)", ErrorCode::kNotFound, "");
    case 401:
    case 403:
      return verdict(kGiveUp, "refused", ErrorCode::kForbidden,
                     settings_.token.empty() ? "wants a token: put it into a file and name that as token_file"
                                             : "does not accept the token of token_file");
    default:
      break;
  }
  if (response.status == 500 && message.find("cast to value type") != std::string::npos)
    return verdict(kTake, "none (500)", ErrorCode::kNotFound, "");
  if (response.status == 500 && message.find("LegistarConnectionString") != std::string::npos)
    return verdict(kGiveUp, "refused", ErrorCode::kBadConfig, "knows no client of that name" + os::it_said(message));
  if (response.status == 429 || response.status >= 500) {
    Verdict again =
        verdict(kAskAgain, "failed (" + std::to_string(response.status) + ")", ErrorCode::kUnavailable, said);
    again.wants_quiet = response.status == 429 || response.status == 503;
    return again;
  }
  return verdict(kGiveUp, "refused", ErrorCode::kBadInput, said);
}

Api::Verdict Api::judge(const std::string& url, Result<net::Response> response) const {
  using enum Verdict::Next;
  if (!response) {
    Error error = std::move(response.error());
    const bool passes = error.code == ErrorCode::kUnavailable || error.code == ErrorCode::kTimeout;
    const std::string outcome = error.code == ErrorCode::kTimeout ? "timed out" : passes ? "broken off" : "refused";
    return {passes ? kAskAgain : kGiveUp, outcome, {}, std::move(error), {}, false};
  }
  const auto again = [](std::string outcome, std::string text) {
    return Verdict{kAskAgain, std::move(outcome), {}, Error{ErrorCode::kUnavailable, std::move(text)}, {}, false};
  };
  if (starts_as_markup(response->body)) {
    // Outages are redirects to a page for people; 200, 404 and 500 have been seen on it.
    if (response->url != net::without_credentials(url))
      return again("error page", "redirects to an error page, which is an outage");
    if (response->status == 200) return again("no JSON", "answers XML or HTML although JSON is asked for");
  }
  if (response->status != 200) return judge_status(*response);
  if (is_blank(response->body)) return again("empty", "answers nothing at all");
  auto value = json::parse(response->body);
  if (!value) return again("cut short", "answers JSON that is cut short or broken: " + value.error().message);
  return {kTake, "answered", {Found::kHere, std::move(*value)}, {ErrorCode::kNotFound, ""}, {}, false};
}

Result<Answer> Api::attempt_until_answered(const std::string& url) {
  net::Request request;
  request.url = url;
  request.headers = {{"Accept", "application/json"}};
  request.persistence = net::Persistence::kOnce;
  milliseconds pause = settings_.first_backoff;
  for (int number = 1;; ++number) {
    wait_for_quiet();
    Verdict verdict = judge(url, client_.get(request));
    count(verdict.outcome);
    if (verdict.next == Verdict::Next::kTake) return std::move(verdict.answer);
    const bool last = number == kAttempts || is_stopping() || verdict.retry_after > kLongestPause;
    if (verdict.next == Verdict::Next::kGiveUp || last) {
      if (last) verdict.error.message += " (asked " + std::to_string(number) + (number == 1 ? " time)" : " times)");
      return fail(std::move(verdict.error));
    }
    const milliseconds wait = std::max(pause, verdict.retry_after);
    if (verdict.wants_quiet && verdict.retry_after.count() > 0) ask_for_quiet(verdict.retry_after);
    std::this_thread::sleep_for(wait);
    pause = std::min(pause * 2, kLongestPause);
  }
}

Result<Answer> Api::ask(const std::string& path, const std::string& query) {
  std::string url = settings_.base + "/" + path + (query.empty() ? "" : "?" + query);
  const std::string shown = net::shown_url(url);
  if (is_stopping()) return fail(ErrorCode::kTimeout, shown + ": not asked for: the gather was stopped");
  if (is_down()) return fail(ErrorCode::kUnavailable, shown + ": not asked for: the server has stopped answering");
  if (!settings_.token.empty()) url += (query.empty() ? "?" : "&") + query_of({{"token", settings_.token}});
  auto answer = attempt_until_answered(url);
  if (answer) {
    failures_in_a_row_ = 0;
    return answer;
  }
  Error error = std::move(answer.error());
  if (error.code == ErrorCode::kUnavailable || error.code == ErrorCode::kTimeout) ++failures_in_a_row_;
  // What the client says names the address already, without the token.
  if (error.message.find("://") == std::string::npos) error.message.insert(0, shown + ": ");
  return fail(std::move(error));
}

bool Api::is_down() const { return is_stopping() || failures_in_a_row_ >= kFailuresOfAnOutage; }

Result<Rows> Api::rows_of(const std::string& path, const std::string& query) {
  Rows out;
  std::vector<boost::json::object>& rows = out.rows;
  std::set<std::string> seen;
  for (;;) {
    const std::string skip = rows.empty() ? "" : "$skip=" + std::to_string(rows.size());
    auto answer = ask(path, query + (query.empty() || skip.empty() ? "" : "&") + skip);
    if (!answer) return fail(std::move(answer.error()));
    if (answer->found == Found::kNone) {
      if (rows.empty()) out.found = Found::kNone;
      return out;
    }
    if (answer->value.is_null()) return out;
    if (!answer->value.is_array())
      return fail(ErrorCode::kBadInput, settings_.base + "/" + path + ": should be a list");
    const boost::json::array& page = answer->value.get_array();
    const std::size_t before = rows.size();
    for (const boost::json::value& row : page) {
      if (!row.is_object()) continue;
      // The first page may say one thing twice, as two votes of one person; later ones repeat what has moved.
      const bool fresh = seen.insert(boost::json::serialize(row)).second;
      if (fresh || before == 0) rows.push_back(row.get_object());
    }
    const std::size_t cap = row_cap_ > 0 ? row_cap_.load() : kSurelyWhole;
    if (page.size() < cap || rows.size() == before) return out;
  }
}

std::map<std::string, std::uint64_t> Api::outcomes() const {
  const std::lock_guard lock(mutex_);
  return outcomes_;
}

void Api::count(const std::string& outcome) {
  const std::lock_guard lock(mutex_);
  ++outcomes_[outcome];
}

void Api::wait_for_quiet() {
  std::chrono::steady_clock::time_point until;
  {
    const std::lock_guard lock(mutex_);
    until = quiet_until_;
  }
  std::this_thread::sleep_until(until);
}

void Api::ask_for_quiet(milliseconds pause) {
  const std::lock_guard lock(mutex_);
  quiet_until_ = std::max(quiet_until_, std::chrono::steady_clock::now() + pause);
}

}  // namespace dais::sources::legistar
