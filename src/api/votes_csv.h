// SPDX-License-Identifier: Apache-2.0
// The votes of one person as a table: a row a vote, under a header. `date` is the day on the clocks of `timezone`.
#pragma once

#include <string>

#include "archive/views.h"

namespace dais::api {

void append_votes_csv_header(std::string& out);
void append_votes_csv_row(std::string& out, const archive::Ref& person, const archive::PersonVote& vote);

}  // namespace dais::api
