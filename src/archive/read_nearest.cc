// SPDX-License-Identifier: Apache-2.0
// Where a search finds nothing: which of its words nobody was heard saying, and which one part, left out, lets the rest
// find something. Each is a search of its own that only counts, so there are a few of them at most.
#include <algorithm>

#include "archive/catalog_reader.h"

namespace dais::archive {
namespace {

constexpr std::size_t kMostTried = 8;
constexpr std::size_t kMostShown = 3;

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

/// The text without [begin, end), and without the blank that would stand there twice.
std::string cut(std::string_view text, std::size_t begin, std::size_t end) {
  return trimmed(trimmed(text.substr(0, begin)) + " " + trimmed(text.substr(end)));
}

/// What stands between blanks or quotes with a colon in it: "speaker:lee", "vote:\"ann lee\"".
struct FilterPlace {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<FilterPlace> filters_in(std::string_view text) {
  std::vector<FilterPlace> out;
  for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
    std::size_t begin = colon;
    while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '"') --begin;
    std::size_t end = colon + 1;
    const bool quoted = end < text.size() && text[end] == '"';
    end = std::min(quoted ? text.find('"', end + 1) : text.find(' ', end), text.size());
    if (quoted && end < text.size()) ++end;
    if (begin < colon && end > colon + 1) out.push_back({begin, end});
  }
  return out;
}

}  // namespace

Status CatalogReader::add_nearest(SearchView& view, const search::Query& asked) {
  search::Query query = asked;
  query.limit = 1;
  query.offset = 0;
  std::vector<Nearest> tries;
  const search::ParsedQuery parsed = search::parse_query(query.text);
  for (const search::Group& group : parsed.groups) {
    if (group.any_of.empty() || tries.size() == kMostTried) continue;
    const std::size_t begin = group.any_of.front().begin;
    const std::size_t end = std::min(group.any_of.back().end, parsed.text.size());
    if (begin >= end) continue;
    const std::string words = trimmed(std::string_view(parsed.text).substr(begin, end - begin));
    search::Query alone;
    alone.text = words;
    alone.limit = 1;
    const auto said = index_->find(alone);
    if (!said) return fail(said.error());
    if (said->total == 0) view.unsaid.push_back(words);
    if (parsed.groups.size() > 1) tries.push_back({Dropped::kWords, words, cut(parsed.text, begin, end), 0});
  }
  for (const FilterPlace& place : filters_in(parsed.text)) {
    if (tries.size() == kMostTried) break;
    const std::string words = parsed.text.substr(place.begin, place.end - place.begin);
    tries.push_back({Dropped::kFilterWords, words, cut(parsed.text, place.begin, place.end), 0});
  }
  if (!query.body_id.empty()) tries.push_back({Dropped::kBody, "", query.text, 0});
  if (!query.person_id.empty()) tries.push_back({Dropped::kPerson, "", query.text, 0});
  if (!query.event_id.empty()) tries.push_back({Dropped::kEvent, "", query.text, 0});
  if (query.from || query.to) tries.push_back({Dropped::kDates, "", query.text, 0});
  for (Nearest& nearest : tries) {
    search::Query without = query;
    without.text = nearest.text;
    if (nearest.dropped == Dropped::kBody) without.body_id.clear();
    if (nearest.dropped == Dropped::kPerson) without.person_id.clear();
    if (nearest.dropped == Dropped::kEvent) without.event_id.clear();
    if (nearest.dropped == Dropped::kDates) without.from = without.to = std::nullopt;
    if (nearest.dropped == Dropped::kFilterWords || nearest.dropped == Dropped::kWords) {
      if (nearest.text.empty()) continue;
      auto spans = asked_spans(search::parse_query(nearest.text));
      if (!spans) return fail(std::move(spans.error()));
      without.spans = *spans ? std::optional(session_spans(**spans)) : std::nullopt;
    }
    const auto found = index_->find(without);
    if (!found) return fail(found.error());
    nearest.total = found->total;
  }
  std::erase_if(tries, [](const Nearest& nearest) { return nearest.total == 0; });
  std::ranges::stable_sort(tries, std::ranges::greater(), &Nearest::total);
  if (tries.size() > kMostShown) tries.resize(kMostShown);
  view.nearest = std::move(tries);
  return {};
}

}  // namespace dais::archive
