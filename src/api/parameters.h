// SPDX-License-Identifier: Apache-2.0
// The query parameters of the API: each reader says what is wrong with a value by the parameter's name (kBadRequest).
// A parameter that is there but empty counts as not given, for that is what an empty field of a form sends.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/reader.h"
#include "http/message.h"

namespace dais::api {

/// Bytes of a value.
inline constexpr std::size_t kLongestValue = 1'000;

/// Every parameter given is one of `known`, none is given twice, and none is longer than `longest` bytes.
Status check_names(const http::Request& request, const std::vector<std::string_view>& known,
                   std::size_t longest = kLongestValue);

/// Without the blanks around; empty where not given.
std::string text_of(const http::Request& request, std::string_view name);
Result<std::string> required_text(const http::Request& request, std::string_view name);
/// One of `allowed`, or empty where not given.
Result<std::string> choice_of(const http::Request& request, std::string_view name,
                              std::initializer_list<std::string_view> allowed);
/// `limit` (1 to kMaxLimit) and `cursor`.
Result<archive::Paging> paging_of(const http::Request& request);

/// `from` and `to`, both inclusive for whoever asks: dates on the wall clock of `zone`, or instants.
struct Span {
  std::optional<Instant> from;
  std::optional<Instant> to;  ///< as the archive takes it: the first moment that is no longer meant
};
Result<Span> span_of(const http::Request& request, const std::string& zone);

/// The id of a record of `kind` (as Reader::locate names kinds), its successor's where it moved; empty where not given.
Result<std::string> id_of(const http::Request& request, archive::Reader& reader, std::string_view name,
                          const char* kind);

/// `year`: four digits.
Result<std::optional<int>> year_of(const http::Request& request);
/// `contested`: true or false.
Result<insight::Contested> contested_of(const http::Request& request);

/// `class`: a vote class by its name.
Result<std::optional<domain::VoteClass>> vote_class_of(const http::Request& request);

/// What lists of votes can be narrowed by.
inline const std::vector<std::string_view> kVoteParameters = {"body", "from", "to",        "year",
                                                              "type", "q",    "contested", "class"};
/// `parameters` with `limit` and `cursor`.
std::vector<std::string_view> with_paging(std::vector<std::string_view> parameters);
/// kVoteParameters; `zone`: that of dates.
Result<archive::VoteFilter> vote_filter_of(archive::Reader& reader, const http::Request& request,
                                           const std::string& zone);

}  // namespace dais::api
