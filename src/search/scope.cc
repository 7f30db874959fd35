// SPDX-License-Identifier: Apache-2.0
#include "search/scope.h"

#include <algorithm>
#include <map>

#include "search/passage_match.h"

namespace dais::search {
namespace {

bool session_is_in(const CorpusSession& session, const Query& query, const ParsedQuery& parsed) {
  const SessionHead& head = session.record->head;
  const auto given = [](const std::string& wanted, const std::string& is) { return wanted.empty() || wanted == is; };
  if (!given(query.body_id, head.body_id) || !given(query.session_id, head.id) || !given(query.event_id, head.event_id))
    return false;
  const Instant start{std::chrono::milliseconds(head.start_ms)};
  if ((query.from && start < *query.from) || (query.to && start >= *query.to)) return false;
  return (parsed.first_date == 0 || head.date >= parsed.first_date) &&
         (parsed.end_date == 0 || head.date < parsed.end_date);
}

}  // namespace

Result<Scope> Scope::of(const Corpus& corpus, const Query& query, const ParsedQuery& parsed) {
  Scope scope(corpus);
  scope.by_speaker_ = !parsed.speakers.empty() || !query.person_id.empty();
  scope.narrow_ = scope.by_speaker_ || query.spans || !query.body_id.empty() || !query.session_id.empty() ||
                  !query.event_id.empty() || query.from || query.to || !parsed.bodies.empty() ||
                  parsed.first_date != 0 || parsed.end_date != 0;
  scope.passages_ = corpus.passages_in_block;
  if (!scope.narrow_) return scope;
  scope.keep_sessions(query, parsed);
  if (query.spans) scope.keep_spans(*query.spans);
  if (scope.by_speaker_) {
    if (Status kept = scope.keep_speakers(query, parsed); !kept) return fail(std::move(kept.error()));
  }
  return scope;
}

void Scope::keep_sessions(const Query& query, const ParsedQuery& parsed) {
  std::vector<bool> bodies;
  bodies.reserve(corpus_->bodies.size());
  for (const CorpusBody& body : corpus_->bodies) bodies.push_back(passes_names(body.words, parsed.bodies));
  for (const CorpusSession& session : corpus_->sessions) {
    if (!bodies[session.body] || !session_is_in(session, query, parsed))
      std::fill(passages_.begin() + session.first_block, passages_.begin() + session.end_block(), 0);
  }
}

void Scope::keep_spans(const std::vector<SessionSpan>& spans) {
  std::map<std::string_view, std::vector<const SessionSpan*>> by_session;
  for (const SessionSpan& span : spans) by_session[span.session_id].push_back(&span);
  for (const CorpusSession& session : corpus_->sessions) {
    const auto found = by_session.find(session.record->head.id);
    if (found == by_session.end()) {
      std::fill(passages_.begin() + session.first_block, passages_.begin() + session.end_block(), 0);
      continue;
    }
    const Outline outline = session.outline();
    for (std::uint32_t p = 0; p < session.record->passages; ++p) {
      const double start =
          outline.sentences[std::min<std::size_t>(outline.first_sentence(p), outline.sentences.size() - 1)].start_ms /
          1000.0;
      const bool in = std::ranges::any_of(found->second, [start](const SessionSpan* span) {
        return start >= span->from_seconds && start < span->to_seconds;
      });
      if (!in) passages_[session.first_block + p / kPassagesInBlock] &= ~(1U << p % kPassagesInBlock);
    }
  }
}

Status Scope::keep_speakers(const Query& query, const ParsedQuery& parsed) {
  for (const NameFilter& filter : parsed.speakers) {
    auto found = find_speaker(filter.words, *corpus_);
    if (!found) return fail(std::move(found.error()));
    wants_some_ = wants_some_ || filter.wanted == Wanted::kYes;
    (filter.wanted == Wanted::kYes ? wanted_ : unwanted_).push_back(std::move(*found));
  }
  std::vector<bool> talks(corpus_->blocks(), !wants_some_ && query.person_id.empty());
  const auto mark = [&](const UnitHits& hits) {
    hits.each_head([&](const BlockHead& head) { talks[head.block] = true; });
  };
  std::ranges::for_each(wanted_, mark);
  if (!query.person_id.empty()) {
    auto found = find_person(query.person_id, *corpus_);
    if (!found) return fail(std::move(found.error()));
    person_ = std::move(*found);
    mark(*person_);
  }
  mixed_.assign(corpus_->blocks(), 0);
  for (std::uint32_t block = 0; block < corpus_->blocks(); ++block) {
    if (!talks[block]) passages_[block] = 0;
    if (passages_[block] != 0) keep_sentences(block);
  }
  return {};
}

void Scope::keep_sentences(std::uint32_t block) {
  const std::vector<bool> in = sentences(block);
  const CorpusSession& session = corpus_->session_of(block);
  const Outline outline = session.outline();
  const std::uint32_t first = (block - session.first_block) * kPassagesInBlock;
  const std::uint32_t first_sentence = outline.first_sentence(first);
  for (std::uint32_t p = 0; p < kPassagesInBlock && first + p < session.record->passages; ++p) {
    bool some = false;
    bool all = true;
    for (std::uint32_t i = outline.first_sentence(first + p); i < outline.end_of_sentences(first + p); ++i) {
      some = some || has(in, i - first_sentence);
      all = all && has(in, i - first_sentence);
    }
    if (!some) passages_[block] &= ~(1U << p);
    if (some && !all) mixed_[block] |= 1U << p;
  }
}

std::vector<bool> Scope::sentences(std::uint32_t block) const {
  const CorpusSession& session = corpus_->session_of(block);
  const Outline outline = session.outline();
  const std::uint32_t first = (block - session.first_block) * kPassagesInBlock;
  const std::uint32_t first_sentence = outline.first_sentence(first);
  const std::size_t count = std::max(first_sentence, outline.first_sentence(first + kPassagesInBlock)) - first_sentence;
  std::vector<bool> in(count, !wants_some_);
  std::vector<std::uint32_t> places;
  const auto set = [&](const UnitHits& hits, bool value) {
    hits.places(block, places);
    for (const std::uint32_t place : places) {
      if (place < count) in[place] = value;
    }
  };
  for (const UnitHits& hits : wanted_) set(hits, true);
  for (const UnitHits& hits : unwanted_) set(hits, false);
  if (!person_) return in;
  const std::vector<bool> before = std::exchange(in, std::vector<bool>(count, false));
  set(*person_, true);
  for (std::size_t i = 0; i < count; ++i) in[i] = in[i] && before[i];
  return in;
}

}  // namespace dais::search
