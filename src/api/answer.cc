// SPDX-License-Identifier: Apache-2.0
#include "api/answer.h"

#include <utility>

#include "api/parameters.h"
#include "json/json.h"

namespace dais::api {
namespace {

http::Response open_to_all(int status, std::string content_type, std::string body) {
  http::Response response;
  response.status = status;
  response.content_type = std::move(content_type);
  response.headers = {{"Access-Control-Allow-Origin", "*"}};
  response.body = std::move(body);
  return response;
}

std::string_view phrase_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 413:
      return "Content Too Large";
    case 422:
      return "Unprocessable Content";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

/// Messages are for the operator and may name files; those of a wrong address or parameter speak of the request alone.
bool speaks_of_the_request(ErrorCode code) {
  return code == ErrorCode::kBadRequest || code == ErrorCode::kNotFound || code == ErrorCode::kGone;
}

std::string encoded_path(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    out += "/" + http::encode_component(segment);
    path.remove_prefix(segment.size());
  }
  return out;
}

/// A redirect where the id of the address moved; empty where it is where it belongs.
Result<std::optional<http::Response>> moved(archive::Reader& reader, const http::Request& request, const char* kind) {
  const std::string& id = request.param("id");
  const Result<archive::Located> located = reader.locate(kind, id);
  if (!located) return fail(located.error());
  if (!located->moved) return std::optional<http::Response>();
  return std::optional(moved_to(request, id, located->id));
}

}  // namespace

http::Response json_answer(const boost::json::value& value) {
  return open_to_all(200, "application/json", json::write(value));
}

http::Response text_answer(std::string content_type, std::string body) {
  return open_to_all(200, std::move(content_type), std::move(body));
}

http::Response moved_to(const http::Request& request, std::string_view old_id, std::string_view new_id) {
  const auto start = request.path.find('/', std::string_view("/api/v1/").size()) + 1;
  const std::string path =
      request.path.substr(0, start) + std::string(new_id) + request.path.substr(start + old_id.size());
  http::Response response = open_to_all(308, "text/plain; charset=utf-8", "This record has another address now.\n");
  const std::string query = http::encode_query(request.query);
  response.headers.emplace_back("Location", encoded_path(path) + (query.empty() ? "" : "?" + query));
  return response;
}

http::Handler reading(SharedContext context, std::vector<std::string_view> parameters, Reading act,
                      std::size_t longest_value) {
  return [context = std::move(context), parameters = std::move(parameters), act = std::move(act),
          longest_value](const http::Request& request) {
    if (const Status known = check_names(request, parameters, longest_value); !known)
      return told(*context, request, known.error());
    Result<archive::ReaderPool::Lease> reader = context->readers.lease();
    if (!reader) return told(*context, request, reader.error());
    Answer answer = act(**reader, request);
    return answer ? std::move(*answer) : told(*context, request, answer.error());
  };
}

http::Handler handler(const SharedContext& context, std::vector<std::string_view> parameters, Act act,
                      std::size_t longest_value) {
  const Reading read = [context, act](archive::Reader& reader, const http::Request& request) {
    return act(*context, reader, request);
  };
  return reading(context, std::move(parameters), read, longest_value);
}

http::Handler record_handler(const SharedContext& context, const char* kind, std::vector<std::string_view> parameters,
                             Act act) {
  return reading(context, std::move(parameters),
                 [context, kind, act](archive::Reader& reader, const http::Request& request) -> Answer {
                   auto elsewhere = moved(reader, request, kind);
                   if (!elsewhere) return fail(elsewhere.error());
                   if (*elsewhere) return std::move(**elsewhere);
                   return act(*context, reader, request);
                 });
}

http::Response problem(const http::Request& request, const Error& error) {
  const ErrorInfo& info = error_info(error.code);
  const std::string_view detail =
      speaks_of_the_request(error.code) && !error.message.empty() ? error.message : info.visitor_text;
  const boost::json::object body = {{"type", "about:blank"},      {"title", phrase_of(info.http_status)},
                                    {"status", info.http_status}, {"detail", detail},
                                    {"code", info.name},          {"request_id", request.request_id}};
  return open_to_all(info.http_status, "application/problem+json", json::write(body));
}

http::Response told(const ApiContext& context, const http::Request& request, const Error& error) {
  if (error_info(error.code).http_status >= 500 && context.on_failure) context.on_failure(request, error);
  return problem(request, error);
}

}  // namespace dais::api
