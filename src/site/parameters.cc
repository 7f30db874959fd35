// SPDX-License-Identifier: Apache-2.0
#include "site/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "site/words.h"

namespace dais::site {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string joined(std::initializer_list<std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

/// What advertisers, mail programs and social sites append to the links that people share; it means nothing here.
bool is_left_by_a_tracker(std::string_view name) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"_ga",       "_gl",     "_hsenc",    "_hsmi",      "dclid",  "fb_action_ids", "fb_action_types",
       "fb_source", "fbclid",  "gad",       "gad_source", "gbraid", "gclid",         "gclsrc",
       "igsh",      "igshid",  "li_fat_id", "mc_cid",     "mc_eid", "mkt_tok",       "msclkid",
       "ref",       "ref_src", "ref_url",   "s_cid",      "si",     "srsltid",       "ttclid",
       "twclid",    "vero_id", "wbraid",    "yclid"});
  constexpr auto kFamilies = std::to_array<std::string_view>({"utm_", "mtm_", "pk_", "hsa_"});
  return std::ranges::find(kNames, name) != kNames.end() ||
         std::ranges::any_of(kFamilies, [name](std::string_view start) { return name.starts_with(start); });
}

}  // namespace

void Parameters::refuse(std::string_view name, std::string_view why) {
  if (!wrong_) wrong_ = Error{ErrorCode::kBadRequest, std::string(name) + ": " + std::string(why)};
}

std::string Parameters::text(std::string_view name, std::size_t longest) {
  known_.emplace(name);
  const auto given = [&](const auto& field) { return field.first == name; };
  if (std::ranges::count_if(request_.query, given) > 1) refuse(name, "given more than once");
  const auto found = std::ranges::find_if(request_.query, given);
  if (found == request_.query.end()) return {};
  if (found->second.size() > longest)
    refuse(name, "longer than " + with_commas(static_cast<std::int64_t>(longest)) + " characters");
  return std::string(trimmed(found->second));
}

std::string Parameters::choice(std::string_view name, std::initializer_list<std::string_view> allowed) {
  std::string value = text(name);
  if (!value.empty() && std::ranges::find(allowed, value) == allowed.end())
    refuse(name, "must be one of " + joined(allowed));
  return value;
}

std::optional<Instant> Parameters::date(std::string_view name, DayEdge edge) {
  const std::string value = text(name);
  if (value.empty()) return std::nullopt;
  const Result<Instant> instant = parse_instant(value, zone_);
  if (!instant) {
    refuse(name, "not a date; write it as 2024-03-05");
    return std::nullopt;
  }
  constexpr std::size_t kDateAlone = 10;
  if (edge == DayEdge::kStart || value.size() > kDateAlone) return *instant;
  return next_midnight(*instant, zone_);
}

void Parameters::expect_order(std::optional<Instant> from, std::optional<Instant> to) {
  if (from && to && *from >= *to) refuse("from", "later than to");
}

std::optional<int> Parameters::whole_number(std::string_view name, int least, int most) {
  const std::string value = text(name);
  if (value.empty()) return std::nullopt;
  int number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size() || number < least || number > most) {
    refuse(name, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
  }
  return number;
}

archive::Paging Parameters::paging() {
  archive::Paging out;
  const std::optional<int> limit = whole_number("limit", 1, static_cast<int>(archive::kMaxLimit));
  if (limit) out.limit = static_cast<std::size_t>(*limit);
  out.cursor = text("cursor");
  return out;
}

Status Parameters::check() const {
  if (wrong_) return fail(*wrong_);
  for (const auto& [name, value] : request_.query) {
    if (!known_.contains(name) && !is_left_by_a_tracker(name))
      return fail(ErrorCode::kBadRequest, name + ": this page knows no such parameter");
  }
  return {};
}

}  // namespace dais::site
