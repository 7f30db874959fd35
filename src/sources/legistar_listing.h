// SPDX-License-Identifier: Apache-2.0
// A whole list of the Legistar Web API, page by page. The server cuts each answer at 1,000 rows (some at fewer) without
// a word, and rows come and go while one pages: pages overlap by a row, and where the row is not where it was the list
// is read anew.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "sources/legistar_api.h"

namespace dais::sources::legistar {

/// kMoving: rows came or went in each of several readings; all that were seen are there, some may be missing.
enum class Steadiness { kSteady, kMoving };

struct Listing {
  std::vector<boost::json::object> rows;  ///< in the order of their ids, each id once
  Steadiness steadiness = Steadiness::kSteady;
  int readings = 1;
};

/// `path` such as "Events"; `id` the field that names a row ("EventId"). Rows without that field are left out.
Result<Listing> list_all(Api& api, const std::string& path, std::string_view id, const std::string& filter,
                         const std::string& select);

/// The whole number in a field; 0 where there is none.
std::int64_t number_in(const boost::json::object& row, std::string_view field);
/// The text in a field, as written; empty where there is none.
std::string_view text_in(const boost::json::object& row, std::string_view field);

}  // namespace dais::sources::legistar
