// SPDX-License-Identifier: Apache-2.0
#include "search/scope.h"

#include <algorithm>

namespace dais::search {
namespace {

bool has_all(const std::vector<std::string>& words, const std::vector<std::string>& wanted) {
  return std::ranges::all_of(wanted,
                             [&](const std::string& word) { return std::ranges::find(words, word) != words.end(); });
}

/// Of several names wanted any will do; none of those not wanted.
bool passes(const std::vector<std::string>& words, const std::vector<NameFilter>& filters) {
  bool wants_some = false;
  bool has_some = false;
  for (const NameFilter& filter : filters) {
    const bool here = has_all(words, filter.words);
    if (filter.wanted == Wanted::kNo && here) {
      return false;
    }
    wants_some = wants_some || filter.wanted == Wanted::kYes;
    has_some = has_some || (filter.wanted == Wanted::kYes && here);
  }
  return !wants_some || has_some;
}

bool session_is_in(const CorpusSession& session, const Query& query, const ParsedQuery& parsed) {
  const auto given = [](const std::string& wanted, const std::string& is) { return wanted.empty() || wanted == is; };
  if (!given(query.body_id, session.head.body_id) || !given(query.session_id, session.head.id) ||
      !given(query.event_id, session.head.event_id)) {
    return false;
  }
  const Instant start{std::chrono::milliseconds(session.head.start_ms)};
  if ((query.from && start < *query.from) || (query.to && start >= *query.to)) {
    return false;
  }
  if ((parsed.first_date != 0 && session.head.date < parsed.first_date) ||
      (parsed.end_date != 0 && session.head.date >= parsed.end_date)) {
    return false;
  }
  return passes(session.body_words, parsed.bodies);
}

}  // namespace

Scope::Scope(const Corpus& corpus, const Query& query, const ParsedQuery& parsed)
    : sessions_(corpus.sessions.size()), by_sentence_(!parsed.speakers.empty() || !query.person_id.empty()) {
  narrow_ = by_sentence_ || !query.body_id.empty() || !query.session_id.empty() || !query.event_id.empty() ||
            query.from || query.to || !parsed.bodies.empty() || parsed.first_date != 0 || parsed.end_date != 0;
  for (std::size_t i = 0; i < sessions_.size(); ++i) {
    const CorpusSession& session = *corpus.sessions[i];
    InSession& filter = sessions_[i];
    filter.in = session_is_in(session, query, parsed);
    if (!filter.in || !by_sentence_) {
      continue;
    }
    for (const auto& words : session.speaker_words) {
      filter.speakers.push_back(passes(words, parsed.speakers));
    }
    for (const std::string& person : session.outline.persons) {
      filter.persons.push_back(query.person_id.empty() || person == query.person_id);
    }
    filter.in = std::ranges::find(filter.speakers, true) != filter.speakers.end() &&
                std::ranges::find(filter.persons, true) != filter.persons.end();
  }
}

}  // namespace dais::search
