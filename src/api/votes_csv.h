// SPDX-License-Identifier: Apache-2.0
// The votes of one person as a table: a row a vote, under a header. `date` is the day on the clocks of `timezone`.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "archive/reader.h"
#include "archive/views.h"

namespace dais::api {

/// The columns of a list of votes, as paths into to_json(VoteLine), which has one form for vote events alone, one for a
/// person's votes and one for those of two.
std::span<const std::string_view> vote_line_columns(const archive::VoteFilter& filter);

void append_votes_csv_header(std::string& out);
void append_votes_csv_row(std::string& out, const archive::Ref& person, const archive::PersonVote& vote);

}  // namespace dais::api
