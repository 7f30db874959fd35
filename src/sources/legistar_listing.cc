// SPDX-License-Identifier: Apache-2.0
#include "sources/legistar_listing.h"

#include <map>

#include "sources/legistar_query.h"

namespace dais::sources::legistar {
namespace {

constexpr int kReadings = 4;

using RowsById = std::map<std::int64_t, boost::json::object>;

struct Question {
  const std::string& path;
  std::string_view id;
  const std::string& filter;
  const std::string& select;
};

/// One reading from the first page to the last; kMoving where it met a change, with what it had seen so far.
Result<Steadiness> read_once(Api& api, const Question& question, RowsById& rows) {
  std::size_t seen = 0;
  std::size_t first_page = 0;
  std::int64_t last_id = 0;
  for (;;) {
    const std::size_t skip = seen > 0 ? seen - 1 : 0;
    auto answer = api.ask(question.path, query_of({{"$filter", question.filter},
                                                   {"$orderby", std::string(question.id)},
                                                   {"$select", question.select},
                                                   {"$skip", skip > 0 ? std::to_string(skip) : ""}}));
    if (!answer) return fail(std::move(answer.error()));
    if (answer->found == Found::kNone || !answer->value.is_array())
      return fail(ErrorCode::kBadInput, question.path + ": the server answers no list");
    const boost::json::array& page = answer->value.get_array();
    if (seen > 0 && (page.empty() || !page[0].is_object() || number_in(page[0].get_object(), question.id) != last_id))
      return Steadiness::kMoving;
    std::size_t fresh = 0;
    for (const boost::json::value& row : page) {
      if (!row.is_object()) continue;
      last_id = number_in(row.get_object(), question.id);
      fresh += rows.insert_or_assign(last_id, row.get_object()).second ? 1 : 0;
    }
    if (seen == 0) first_page = page.size();
    if (seen > 0 && fresh > 0) api.learn_row_cap(first_page);
    seen = skip + page.size();
    if (page.empty() || (fresh == 0 && skip > 0) || page.size() < first_page) return Steadiness::kSteady;
    if (page.size() < api.row_cap()) return Steadiness::kSteady;
    if (page.size() == 1 && skip == 0) return Steadiness::kSteady;
  }
}

}  // namespace

Result<Listing> list_all(Api& api, const std::string& path, std::string_view id, const std::string& filter,
                         const std::string& select) {
  Listing listing;
  RowsById all;
  for (;; ++listing.readings) {
    RowsById rows;
    const auto read = read_once(api, {path, id, filter, select}, rows);
    if (!read) return fail(read.error());
    listing.steadiness = *read;
    if (*read == Steadiness::kSteady) all.clear();
    for (auto& [key, row] : rows) all.insert_or_assign(key, std::move(row));
    if (*read == Steadiness::kSteady || listing.readings == kReadings) break;
  }
  for (auto& [key, row] : all) listing.rows.push_back(std::move(row));
  return listing;
}

std::int64_t number_in(const boost::json::object& row, std::string_view field) {
  const boost::json::value* value = row.if_contains(field);
  if (value == nullptr) return 0;
  boost::system::error_code wrong;
  const auto number = value->is_number() ? value->to_number<std::int64_t>(wrong) : 0;
  return wrong ? 0 : number;
}

std::string_view text_in(const boost::json::object& row, std::string_view field) {
  const boost::json::value* value = row.if_contains(field);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

}  // namespace dais::sources::legistar
