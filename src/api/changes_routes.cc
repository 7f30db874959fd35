// SPDX-License-Identifier: Apache-2.0
// The change feed, for mirrors.
#include <charconv>

#include "api/parameters.h"
#include "api/routes.h"
#include "api/to_json.h"
#include "archive/changes.h"

namespace dais::api {
namespace {

Result<std::int64_t> number_of(const http::Request& request, std::string_view name, std::int64_t otherwise,
                               std::int64_t least, std::int64_t most) {
  const std::string text = text_of(request, name);
  if (text.empty()) return otherwise;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && number >= least && number <= most) return number;
  return fail(ErrorCode::kBadRequest, std::string(name) + ": '" + text + "' is not a number from " +
                                          std::to_string(least) + " to " + std::to_string(most));
}

JsonValue to_json(const archive::RecordChange& change) {
  return {{"seq", change.seq},
          {"op", change.op == archive::ChangeOp::kUpsert ? "upsert" : "withdraw"},
          {"kind", change.kind},
          {"id", change.id},
          {"time", datetime(change.when)},
          {"hash", "sha256:" + change.hash},
          {"record", change.record}};
}

Answer changes(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  constexpr std::int64_t kLargest = std::int64_t{1} << 53U;  // as far as numbers of JSON are exact
  const auto since = number_of(request, "since", 0, 0, kLargest);
  if (!since) return fail(since.error());
  const auto limit = number_of(request, "limit", archive::kDefaultChanges, 1, archive::kMaxChanges);
  if (!limit) return fail(limit.error());
  const auto feed = reader.changes(*since, static_cast<std::size_t>(*limit));
  if (!feed) return fail(feed.error());
  JsonArray items;
  for (const archive::RecordChange& change : feed->changes) items.push_back(to_json(change));
  return json_answer({{"items", std::move(items)},
                      {"last", feed->last},
                      {"newest", feed->newest},
                      {"more", feed->last < feed->newest}});
}

}  // namespace

void add_changes_route(http::Router& router, const SharedContext& context) {
  router.add({"/api/v1/changes", handler(context, {"since", "limit"}, changes), http::Keep::kNo});
}

}  // namespace dais::api
