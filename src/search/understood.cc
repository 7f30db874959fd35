// SPDX-License-Identifier: Apache-2.0
#include "search/understood.h"

#include <algorithm>

#include <fmt/format.h>

namespace dais::search {
namespace {

std::string quoted(std::string_view text) { return fmt::format("“{}”", text); }

std::string joined(const std::vector<std::string>& parts, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) {
      text += i + 1 < parts.size() ? ", " : fmt::format(" {} ", last);
    }
    text += parts[i];
  }
  return text;
}

std::string shown(const Unit& unit) { return quoted(unit.shown()); }

std::string alternatives(const Group& group) {
  std::vector<std::string> parts;
  std::ranges::transform(group.any_of, std::back_inserter(parts), shown);
  return joined(parts, "or");
}

std::string what_was_said(const ParsedQuery& parsed, const Matches& matches) {
  std::vector<std::string> required;
  std::vector<std::string> plain;
  for (const Group& group : parsed.groups) {
    (group.required ? required : plain).push_back(alternatives(group));
  }
  std::string text = joined(required, "and");
  if (!plain.empty()) {
    if (!text.empty()) {
      text += matches.all_words || plain.size() == 1 ? "" : ",";
      text += matches.all_words ? " and " : ", best with ";
    }
    text += joined(plain, matches.all_words || !required.empty() ? "and" : "or");
  }
  return text;
}

std::string date_text(std::int64_t date) {
  return fmt::format("{:04}-{:02}-{:02}", date / 10'000, date / 100 % 100, date % 100);
}

std::string date_text(Instant instant) { return format_utc(instant).substr(0, 10); }

std::string names(const std::vector<NameFilter>& filters, std::string_view before) {
  std::vector<std::string> wanted;
  std::vector<std::string> unwanted;
  for (const NameFilter& filter : filters) {
    (filter.wanted == Wanted::kYes ? wanted : unwanted).push_back(filter.shown);
  }
  std::string text;
  if (!wanted.empty()) {
    text += fmt::format(", {} {}", before, joined(wanted, "or"));
  }
  if (!unwanted.empty()) {
    text += fmt::format(", not {} {}", before, joined(unwanted, "or"));
  }
  return text;
}

/// The name that a person goes by in the captions; empty where none of the archive is theirs.
std::string name_of_person(const Corpus& corpus, const std::string& person_id) {
  for (const auto& session : corpus.sessions) {
    const Outline& outline = session->outline;
    for (const SentencePlace& sentence : outline.sentences) {
      if (outline.persons[sentence.person] == person_id && !outline.speakers[sentence.speaker].empty()) {
        return outline.speakers[sentence.speaker];
      }
    }
  }
  return {};
}

std::string given_filters(const Corpus& corpus, const Query& query) {
  std::string text;
  if (!query.person_id.empty()) {
    const std::string name = name_of_person(corpus, query.person_id);
    text += name.empty() ? ", by one speaker" : ", by " + name;
  }
  if (!query.body_id.empty()) {
    const auto found = std::ranges::find(corpus.sessions, query.body_id, [](const auto& s) { return s->head.body_id; });
    text += found == corpus.sessions.end() ? ", in one body" : ", in " + (*found)->head.body_name;
  }
  if (!query.session_id.empty() || !query.event_id.empty()) {
    text += ", in one meeting";
  }
  if (query.from) {
    text += ", after " + date_text(*query.from);
  }
  if (query.to) {
    text += ", before " + date_text(*query.to);
  }
  return text;
}

}  // namespace

std::string understood(const Corpus& corpus, const Query& query, const ParsedQuery& parsed, const Matches& matches) {
  std::string text = what_was_said(parsed, matches);
  text = text.empty() ? "passages" : "passages where anyone said " + text;
  if (!parsed.excluded.empty()) {
    std::vector<std::string> parts;
    std::ranges::transform(parsed.excluded, std::back_inserter(parts), shown);
    text += (parsed.groups.empty() ? " without " : ", without ") + joined(parts, "or");
  }
  text += names(parsed.speakers, "by") + names(parsed.bodies, "in") + given_filters(corpus, query);
  if (parsed.first_date != 0) {
    text += ", after " + date_text(parsed.first_date);
  }
  if (parsed.end_date != 0) {
    text += ", before " + date_text(parsed.end_date);
  }
  for (const std::string& typed : parsed.no_dates) {
    text += fmt::format(" ({} is no date: write 2023-05-01)", quoted(typed));
  }
  return text == "passages" ? "nothing: no word to look for" : text;
}

}  // namespace dais::search
