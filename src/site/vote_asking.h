// SPDX-License-Identifier: Apache-2.0
// What pages ask of votes: the filters of an address, read, written into addresses again and shown as a form. Lists of
// votes, figures and the rows behind them take the same ones, so that a link narrows as its page was narrowed.
#pragma once

#include <string>

#include "archive/reader.h"
#include "site/address.h"
#include "site/page.h"
#include "site/parameters.h"

namespace dais::site {

struct VoteAsking {
  archive::VoteFilter filter;
  // As they were given, for addresses and fields.
  std::string from;
  std::string to;
  std::string year;
  std::string contested;
};

/// `body`, `from`, `to`, `year`, `contested`: what every figure can be narrowed by.
VoteAsking read_narrowing(Parameters& parameters, const http::Request& request);
/// Those and `class`, `type`, `q`: what lists of votes can be narrowed by.
VoteAsking read_vote_asking(Parameters& parameters, const http::Request& request);

Address& add_narrowing(Address& address, const VoteAsking& asking);
Address& add_vote_asking(Address& address, const VoteAsking& asking);

insight::Selection selection_of(const insight::Record& record, const VoteAsking& asking);

/// kOneBody: without the choice of a body.
enum class Offered { kOneBody, kNarrowing, kVotes, kVotesOfPerson };
/// The form's fields (vote_filters.tpl) as the section FILTERS; `hidden`: fields that stay as they are.
Status add_filter_form(Dict& into, const Visit& visit, const insight::Record& record, const VoteAsking& asking,
                       Offered offered, std::string_view action,
                       const std::vector<std::pair<std::string, std::string>>& hidden = {});

/// "96.5 %"; "—" of nothing.
std::string share_words(std::int64_t part, std::int64_t whole);
/// A share of fewer says little.
inline constexpr std::int64_t kFew = 20;

}  // namespace dais::site
