// SPDX-License-Identifier: Apache-2.0
#include "http/router.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "base/invariant.h"

namespace dais::http {
namespace {

/// "/a/b" → a, b; "/a/" → a, "".
std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    segments.push_back(segment);
    path.remove_prefix(segment.size());
  }
  return segments;
}

Response plain_error(const Request& request, const Error& error) {
  const ErrorInfo& info = error_info(error.code);
  std::string text = std::string(info.visitor_text) + "\n";
  if (!request.request_id.empty()) text += "Request " + request.request_id + "\n";
  return {info.http_status, "text/plain; charset=utf-8", {}, std::move(text)};
}

bool has_header(const Response& response, std::string_view name) {
  return std::ranges::find(response.headers, name, &Fields::value_type::first) != response.headers.end();
}

}  // namespace

Router::Pattern Router::compile(std::string_view pattern) {
  invariant(pattern.starts_with('/'), "a route's pattern begins with a slash");
  Pattern compiled;
  for (const std::string_view text : split_path(pattern)) {
    const auto open = text.find('{');
    const auto close = text.find('}');
    if (open == std::string_view::npos) {
      compiled.push_back({std::string(text), "", "", Segment::Kind::kText});
      continue;
    }
    invariant(close != std::string_view::npos && close > open + 1, "a route's {name} is closed and not empty");
    std::string name(text.substr(open + 1, close - open - 1));
    Segment segment{std::string(text.substr(0, open)), "", std::string(text.substr(close + 1)), Segment::Kind::kName};
    if (name.ends_with('*')) {
      name.pop_back();
      segment.kind = Segment::Kind::kRest;
    } else if (!segment.prefix.empty() || !segment.suffix.empty()) {
      segment.kind = Segment::Kind::kAffixed;
    }
    segment.name = std::move(name);
    compiled.push_back(std::move(segment));
  }
  return compiled;
}

bool Router::matches(const Pattern& pattern, const std::vector<std::string_view>& path) {
  const bool open_ended = pattern.back().kind == Segment::Kind::kRest;
  if (open_ended ? path.size() < pattern.size() : path.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const Segment& segment = pattern[i];
    if (segment.kind == Segment::Kind::kRest) return true;
    if (segment.kind == Segment::Kind::kText) {
      if (path[i] != segment.prefix) return false;
    } else if (path[i].size() <= segment.prefix.size() + segment.suffix.size() ||
               !path[i].starts_with(segment.prefix) || !path[i].ends_with(segment.suffix)) {
      return false;
    }
  }
  return true;
}

bool Router::says_more(const Pattern& one, const Pattern& other) {
  for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i) {
    if (one[i].kind != other[i].kind) return one[i].kind > other[i].kind;
    const std::size_t affix = one[i].prefix.size() + one[i].suffix.size();
    const std::size_t other_affix = other[i].prefix.size() + other[i].suffix.size();
    if (one[i].kind == Segment::Kind::kAffixed && affix != other_affix) return affix > other_affix;
  }
  return one.size() > other.size();
}

void Router::add(Route route) {
  patterns_.push_back(compile(route.pattern));
  routes_.push_back(std::move(route));
}

void Router::set_error_handler(std::function<Response(const Request&, const Error&)> handler) {
  error_handler_ = std::move(handler);
}

std::optional<std::size_t> Router::find(const std::vector<std::string_view>& path, Method method) const {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    if (routes_[i].method != method || !matches(patterns_[i], path)) continue;
    if (!best || says_more(patterns_[i], patterns_[*best])) best = i;
  }
  return best;
}

Response Router::error_response(const Request& request, const Error& error) const {
  try {
    if (error_handler_) return error_handler_(request, error);
  } catch (const std::exception&) {
    // An error page that fails must not hide the error.
  }
  return plain_error(request, error);
}

Response Router::answer(Request& request, Method method) const {
  std::vector<std::string_view> path = split_path(request.path);
  const auto found = find(path, method);
  const Method other = method == Method::kPost ? Method::kRead : Method::kPost;
  if (!found && (method == Method::kPost || find(path, other))) return refuse_method(request);
  if (!found) {
    if (path.size() > 1 && path.back().empty()) {
      path.pop_back();
      std::string shorter;
      for (const std::string_view segment : path) shorter += "/" + encode_component(segment);
      // "//host" would lead to another site.
      if (!path.front().empty() && find(path, method)) {
        if (!request.query.empty()) shorter += "?" + encode_query(request.query);
        return {308, "text/plain; charset=utf-8", {{"Location", shorter}}, "Moved to " + shorter + "\n"};
      }
    }
    return error_response(request, {ErrorCode::kNotFound, request.path + ": no such page"});
  }
  const Pattern& pattern = patterns_[*found];
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const Segment& segment = pattern[i];
    if (segment.kind == Segment::Kind::kText) continue;
    std::string_view value = path[i].substr(segment.prefix.size());
    value.remove_suffix(segment.suffix.size());
    if (segment.kind == Segment::Kind::kRest) {
      value = std::string_view(request.path).substr(static_cast<std::size_t>(path[i].data() - request.path.data()));
    }
    request.path_params.emplace_back(segment.name, value);
  }
  return routes_[*found].handler(request);
}

namespace {

/// What a browser asks before a page of another site may send headers of its own, If-None-Match for one.
Response preflight() {
  Response response;
  response.status = 204;
  response.headers = {{"Allow", "GET, HEAD, OPTIONS"},
                      {"Access-Control-Allow-Origin", "*"},
                      {"Access-Control-Allow-Methods", "GET, HEAD"},
                      {"Access-Control-Allow-Headers", "*"},
                      {"Access-Control-Max-Age", "86400"}};
  return response;
}

}  // namespace

Response Router::refuse_method(const Request& request) const {
  const auto path = split_path(request.path);
  const bool is_order = !find(path, Method::kRead) && find(path, Method::kPost);
  const std::string allowed = is_order ? "only POST" : "only GET and HEAD";
  Response refused = error_response(request, {ErrorCode::kMethodNotAllowed, request.method + ": " + allowed});
  if (!has_header(refused, "Allow")) refused.headers.emplace_back("Allow", is_order ? "POST" : "GET, HEAD");
  return refused;
}

Response Router::dispatch(Request request) const {
  if (request.method == "OPTIONS") return preflight();
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!reads && request.method != "POST") return refuse_method(request);
  try {
    return answer(request, reads ? Method::kRead : Method::kPost);
  } catch (const std::exception& problem) {
    return error_response(request, {ErrorCode::kInternal, request.path + ": " + problem.what()});
  } catch (...) {
    return error_response(request, {ErrorCode::kInternal, request.path + ": an exception of an unknown kind"});
  }
}

Keep Router::keep_of(std::string_view path) const {
  const auto found = find(split_path(path), Method::kRead);
  return found ? routes_[*found].keep : Keep::kNo;
}

}  // namespace dais::http
