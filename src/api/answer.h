// SPDX-License-Identifier: Apache-2.0
// Answers of the API, and the frame around each handler: parameters checked by name, a reader lent, errors told.
// Everything here is public data: every answer lets any origin read it (CORS).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "api/api.h"

namespace dais::api {

using Answer = Result<http::Response>;
using SharedContext = std::shared_ptr<const ApiContext>;

http::Response json_answer(const boost::json::value& value);
http::Response text_answer(std::string content_type, std::string body);
/// 308 to the same address with `new_id` in place of the id that is its fourth segment ("/api/v1/events/OLD/…").
http::Response moved_to(const http::Request& request, std::string_view old_id, std::string_view new_id);

/// A handler that takes `parameters` and no other, of at most `longest_value` bytes each, and lends a reader to `act`.
using Reading = std::function<Answer(archive::Reader& reader, const http::Request& request)>;
http::Handler reading(SharedContext context, std::vector<std::string_view> parameters, Reading act,
                      std::size_t longest_value = 1'000);

/// The same for an `act` that needs nothing but the context.
using Act = Answer (*)(const ApiContext& context, archive::Reader& reader, const http::Request& request);
http::Handler handler(const SharedContext& context, std::vector<std::string_view> parameters, Act act,
                      std::size_t longest_value = 1'000);
/// The same for the address of one record: an id that moved is answered by a redirect before `act` is asked.
http::Handler record_handler(const SharedContext& context, const char* kind, std::vector<std::string_view> parameters,
                             Act act);

/// problem(), with the operator's message of a failure of ours passed on.
http::Response told(const ApiContext& context, const http::Request& request, const Error& error);

}  // namespace dais::api
