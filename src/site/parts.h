// SPDX-License-Identifier: Apache-2.0
// Parts that several pages share: rows of lists, paging, filter forms, where a record comes from.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "site/address.h"
#include "site/page.h"

namespace dais::site {

using Options = std::vector<std::pair<std::string, std::string>>;  ///< value, label

void add_meeting_row(Dict& into, const archive::EventSummary& event);
void add_vote_row(Dict& into, const archive::VoteEventSummary& vote);
/// The cells of a vote event in a table: when, on what, how it ended.
void set_vote_cells(Dict& row, const archive::VoteEventSummary& vote);
/// How somebody voted: the class, and the word as written where it says more.
void set_cast(Dict& cell, domain::VoteClass vote_class, const std::string& value);
void add_matter_row(Dict& into, const archive::MatterSummary& matter);

/// Each meeting as a repetition of MEETING within the section `list`.
void add_meetings(Dict& into, const char* list, const std::vector<archive::EventSummary>& events);

/// Of the page with more passages like the one at that second.
std::string like_address(const std::string& event, int session, double seconds);

/// `here` is the list's address with its filters, without a cursor.
void add_paging(Dict& into, const Address& here, const archive::Paging& paging, const std::string& next);

void add_options(Dict& into, const char* section, const Options& options, std::string_view selected);
/// Every body of the archive as options of the filter form.
Status add_body_options(Dict& into, archive::Reader& reader, std::string_view selected);

/// A link where the archive has a page for `ref` (sections LINKED and UNLINKED with ID and NAME).
void set_person(Dict& into, const archive::Ref& ref);

/// Answers the part, for what only some pages say there.
Dict& add_provenance(Dict& into, const archive::Provenance& provenance, std::string_view zone,
                     std::string_view page_path);
/// The banner of a withdrawn record, where it is one.
void add_banner(Dict& into, const archive::Provenance& provenance, std::string_view zone);

/// Why words of a file are not found; empty where they are.
std::string file_note(const std::string& note);
void add_files(Dict& into, const std::vector<archive::FileLink>& files);

/// What to call a vote: the short question, the action, or the agenda item.
std::string question_of(const archive::VoteEventSummary& vote);
/// The tally in words, with what was voted on before it where the question does not say so: a matter is voted on more
/// than once.
std::string action_and_tally(const archive::VoteEventSummary& vote);

/// An id that was asked for: empty where the page of `id` may be made, else where it lives now (a redirect) or the
/// error.
Result<std::optional<http::Response>> lead_on(const Visit& visit, const char* kind, std::string_view folder);

}  // namespace dais::site
