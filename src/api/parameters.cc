// SPDX-License-Identifier: Apache-2.0
#include "api/parameters.h"

#include <algorithm>
#include <charconv>

namespace dais::api {
namespace {

constexpr std::size_t kDateLength = 10;  // "2023-01-31"

template <typename Names>
std::string listed(const Names& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

tl::unexpected<Error> wrong(std::string_view name, const std::string& what) {
  return fail(ErrorCode::kBadRequest, std::string(name) + ": " + what);
}

std::string quoted(const std::string& value) {
  constexpr std::size_t kShown = 80;
  if (value.size() <= kShown) return "'" + value + "'";
  std::size_t end = kShown;  // never inside a UTF-8 character
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U) --end;
  return "'" + value.substr(0, end) + "…'";
}

Result<std::optional<Instant>> instant_of(const http::Request& request, std::string_view name,
                                          const std::string& zone) {
  const std::string text = text_of(request, name);
  if (text.empty()) return std::optional<Instant>();
  const Result<Instant> instant = parse_instant(text, zone);
  if (!instant)
    return wrong(name, quoted(text) + " is not a date like 2023-01-31, nor a time like 2023-01-31T18:30:00Z");
  return std::optional<Instant>(*instant);
}

}  // namespace

Status check_names(const http::Request& request, const std::vector<std::string_view>& known, std::size_t longest) {
  std::vector<std::string_view> seen;
  for (const auto& [name, value] : request.query) {
    if (std::ranges::find(known, name) == known.end()) {
      const std::string takes = known.empty() ? "takes none" : "takes " + listed(known);
      return fail(ErrorCode::kBadRequest, "unknown parameter " + quoted(name) + "; this address " + takes);
    }
    if (std::ranges::find(seen, name) != seen.end()) return wrong(name, "given more than once");
    if (value.size() > longest) return wrong(name, "longer than " + std::to_string(longest) + " bytes");
    seen.emplace_back(name);
  }
  return {};
}

std::string text_of(const http::Request& request, std::string_view name) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::string text = request.query_value(name).value_or("");
  const auto first = text.find_first_not_of(kBlanks);
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

Result<std::string> required_text(const http::Request& request, std::string_view name) {
  std::string text = text_of(request, name);
  if (text.empty()) return wrong(name, "missing");
  return text;
}

Result<std::string> choice_of(const http::Request& request, std::string_view name,
                              std::initializer_list<std::string_view> allowed) {
  std::string text = text_of(request, name);
  if (text.empty() || std::ranges::find(allowed, text) != allowed.end()) return text;
  return wrong(name, quoted(text) + " is none of " + listed(allowed));
}

Result<archive::Paging> paging_of(const http::Request& request) {
  archive::Paging paging;
  paging.cursor = text_of(request, "cursor");
  const std::string limit = text_of(request, "limit");
  if (limit.empty()) return paging;
  const auto [end, error] = std::from_chars(limit.data(), limit.data() + limit.size(), paging.limit);
  const bool is_number = error == std::errc() && end == limit.data() + limit.size();
  if (!is_number || paging.limit == 0 || paging.limit > archive::kMaxLimit) {
    return wrong("limit", quoted(limit) + " is not a number from 1 to " + std::to_string(archive::kMaxLimit));
  }
  return paging;
}

Result<Span> span_of(const http::Request& request, const std::string& zone) {
  const auto from = instant_of(request, "from", zone);
  if (!from) return fail(from.error());
  const auto to = instant_of(request, "to", zone);
  if (!to) return fail(to.error());
  Span span{*from, *to};
  if (!span.to) return span;
  const bool is_date = text_of(request, "to").size() == kDateLength;
  span.to = is_date ? next_midnight(*span.to, zone) : *span.to + std::chrono::milliseconds(1);
  if (span.from && *span.from >= *span.to) return wrong("from", "later than to");
  return span;
}

Result<std::string> id_of(const http::Request& request, archive::Reader& reader, std::string_view name,
                          const char* kind) {
  std::string text = text_of(request, name);
  if (text.empty()) return text;
  const Result<archive::Located> located = reader.locate(kind, text);
  if (located) return located->id;
  if (located.error().code != ErrorCode::kNotFound) return fail(located.error());
  return wrong(name, quoted(text) + " is the id of no " + std::string(kind));
}

Result<std::optional<int>> year_of(const http::Request& request) {
  constexpr int kFirstYear = 1000;
  constexpr int kLastYear = 9999;
  const std::string text = text_of(request, "year");
  if (text.empty()) return std::optional<int>();
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc() || end != text.data() + text.size() || year < kFirstYear || year > kLastYear)
    return wrong("year", quoted(text) + " is not a year like 2023");
  return std::optional(year);
}

Result<insight::Contested> contested_of(const http::Request& request) {
  const auto contested = choice_of(request, "contested", {"true", "false"});
  if (!contested) return fail(contested.error());
  return *contested == "true" ? insight::Contested::kOnly : insight::Contested::kAny;
}

Result<std::optional<domain::VoteClass>> vote_class_of(const http::Request& request) {
  const std::string text = text_of(request, "class");
  if (text.empty()) return std::optional<domain::VoteClass>();
  const auto* const found = std::ranges::find(domain::kVoteClasses, text, domain::name_of);
  if (found != domain::kVoteClasses.end()) return std::optional(*found);
  std::vector<std::string_view> names;
  names.reserve(domain::kVoteClasses.size());
  for (const auto vote_class : domain::kVoteClasses) names.push_back(domain::name_of(vote_class));
  return wrong("class", quoted(text) + " is none of " + listed(names));
}

std::vector<std::string_view> with_paging(std::vector<std::string_view> parameters) {
  parameters.insert(parameters.end(), {"limit", "cursor"});
  return parameters;
}

Result<archive::VoteFilter> vote_filter_of(archive::Reader& reader, const http::Request& request,
                                           const std::string& zone) {
  const auto body = id_of(request, reader, "body", "body");
  if (!body) return fail(body.error());
  const auto span = span_of(request, zone);
  if (!span) return fail(span.error());
  const auto vote_class = vote_class_of(request);
  if (!vote_class) return fail(vote_class.error());
  const auto year = year_of(request);
  if (!year) return fail(year.error());
  const auto contested = contested_of(request);
  if (!contested) return fail(contested.error());
  archive::VoteFilter filter;
  filter.body_id = *body;
  filter.from = span->from;
  filter.to = span->to;
  filter.vote_class = *vote_class;
  filter.year = *year;
  filter.contested = *contested;
  filter.matter_type = text_of(request, "type");
  filter.text = text_of(request, "q");
  return filter;
}

}  // namespace dais::api
