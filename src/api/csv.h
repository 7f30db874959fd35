// SPDX-License-Identifier: Apache-2.0
// Tables as RFC 4180 has them: CRLF after every row, a field in quotes where it holds a quote, a comma or a line break.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dais::api {

void append_csv_row(std::string& out, const std::vector<std::string>& fields);

}  // namespace dais::api
