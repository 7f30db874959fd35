// SPDX-License-Identifier: Apache-2.0
// The reading half of the index. Each find() sees one commit: the newest when it began. It neither waits for a writer
// nor holds one up.
#include <algorithm>
#include <map>

#include "search/index.h"
#include "search/index_view.h"
#include "search/marking.h"
#include "search/newest_corpus.h"
#include "search/patience.h"
#include "search/ranking.h"
#include "search/sound_alikes.h"
#include "search/spare_core.h"
#include "search/suggestion.h"
#include "search/understood.h"
#include "text/words.h"

namespace dais::search {
namespace {

/// Fewer hits than this ask for a suggestion.
constexpr std::size_t kFewHits = 3;

/// The name that a person goes by in the captions; empty where none of the archive is theirs.
std::string name_of_person(const Corpus& corpus, const std::string& person_id) {
  const auto hits = find_person(person_id, corpus);
  std::string name;
  std::vector<std::uint32_t> places;
  std::vector<std::uint32_t> sentences;
  if (!hits) return name;
  hits->each_head([&](const BlockHead& head) {
    if (!name.empty() || corpus.session_of_block[head.block] == Corpus::kNoSession) return;
    const CorpusSession& session = corpus.session_of(head.block);
    hits->places(head.block, places);
    sentences_of(places, PlacesAre::kSentences, session, head.block, sentences);
    if (sentences.empty()) return;
    const auto speakers = session.segment->speakers(session.number);
    const std::size_t speaker = session.outline().sentences[sentences.front()].speaker;
    if (speaker < speakers.size()) name = speakers[speaker];
  });
  return name;
}

GivenFilters given_filters(const Corpus& corpus, const Query& query) {
  GivenFilters given;
  if (!query.person_id.empty()) given.speaker = name_of_person(corpus, query.person_id);
  if (!query.body_id.empty()) {
    const auto found = std::ranges::find(corpus.bodies, query.body_id, &CorpusBody::id);
    given.body = found == corpus.bodies.end() ? "" : found->name;
  }
  if (!query.session_id.empty() || !query.event_id.empty()) given.meetings = Meetings::kOne;
  given.from = query.from;
  given.to = query.to;
  return given;
}

/// The sentences around `sentence` that its speaker says in one go, within the passage: a hit bears one name, so it
/// quotes nobody else.
SentenceRange said_by_one(const Outline& outline, std::uint32_t passage, std::uint32_t sentence) {
  const std::uint32_t begin = outline.first_sentence(passage);
  const std::uint32_t end = outline.end_of_sentences(passage);
  const auto same = [&](std::uint32_t other) {
    return outline.sentences[other].speaker == outline.sentences[sentence].speaker;
  };
  SentenceRange range{sentence, sentence + 1};
  while (range.first > begin && same(range.first - 1)) --range.first;
  while (range.end < end && same(range.end)) ++range.end;
  return range;
}

/// The sentences `first` to `end` of a passage's text, a blank between them.
std::string sentences_of(std::string_view text, std::uint32_t first, std::uint32_t end) {
  std::string out;
  for (std::uint32_t i = 0; i < end && !text.empty(); ++i) {
    const std::size_t stop = std::min(text.find(kSentenceEnd), text.size());
    if (i > first) out += ' ';
    if (i >= first) out += text.substr(0, stop);
    text.remove_prefix(std::min(stop + 1, text.size()));
  }
  return out;
}

/// Passages that answer, by session.
std::vector<std::int64_t> count_by_session(const Corpus& corpus, const Matches& matches) {
  std::vector<std::int64_t> counts(matches.in_session.begin(), matches.in_session.end());
  counts.resize(corpus.sessions.size());
  return counts;
}

std::vector<std::int64_t> count_by_event(const Corpus& corpus, const std::vector<std::int64_t>& by_session) {
  std::vector<std::int64_t> counts(corpus.events, 0);
  for (std::size_t s = 0; s < by_session.size(); ++s) counts[corpus.sessions[s].event] += by_session[s];
  return counts;
}

void count_facets(const Corpus& corpus, const std::vector<std::int64_t>& by_session, Answer& answer) {
  std::vector<std::int64_t> by_body(corpus.bodies.size(), 0);
  std::map<int, std::int64_t> years;
  std::int64_t* of_year = nullptr;
  int year = 0;
  for (std::size_t s = 0; s < by_session.size(); ++s) {
    if (by_session[s] == 0) continue;
    by_body[corpus.sessions[s].body] += by_session[s];
    // Sessions lie in the order of time: the year is seldom another one.
    if (of_year == nullptr || year != corpus.sessions[s].year) {
      year = corpus.sessions[s].year;
      of_year = &years[year];
    }
    *of_year += by_session[s];
  }
  // A body may have had several names.
  std::map<std::string_view, FacetCount> bodies;
  for (std::size_t i = 0; i < by_body.size(); ++i) {
    if (by_body[i] == 0) continue;
    FacetCount& body = bodies[corpus.bodies[i].id];
    body.name = corpus.bodies[i].name;
    body.count += by_body[i];
  }
  for (auto& [id, body] : bodies) {
    body.id = id;
    answer.bodies.push_back(std::move(body));
  }
  std::ranges::stable_sort(answer.bodies, [](const FacetCount& a, const FacetCount& b) {
    return std::pair(-a.count, a.name) < std::pair(-b.count, b.name);
  });
  answer.years.assign(years.rbegin(), years.rend());
}

std::vector<SoundAlike> sound_alikes_in(const ParsedQuery& query) {
  std::vector<SoundAlike> all;
  for (const Group& group : query.groups) {
    for (const Unit& unit : group.any_of) {
      for (const std::string& heard : unit.heard_as) all.push_back({unit.words.front(), heard});
    }
  }
  return all;
}

std::vector<SoundAlike> heard_in(std::string_view text, const std::vector<SoundAlike>& sought) {
  std::vector<SoundAlike> found;
  if (sought.empty()) return found;
  const std::vector<text::FoldedWord> words = text::folded_words(text);
  std::ranges::copy_if(sought, std::back_inserter(found), [&](const SoundAlike& one) {
    return std::ranges::find(words, one.heard, &text::FoldedWord::folded) != words.end();
  });
  return found;
}

class IndexReader final : public Reader {
 public:
  explicit IndexReader(std::string folder) : folder_(std::move(folder)) {}

  Status look_at_it() {
    auto corpus = newest_corpus(folder_);
    if (!corpus) return fail(std::move(corpus.error()));
    corpus_ = std::move(*corpus);
    return {};
  }

  Result<Answer> find(const Query& query) override {
    if (Status looked = look_at_it(); !looked) return fail(std::move(looked.error()));
    const AtWork counted;
    const Patience patience(query.for_matching, query.for_all);
    return answer(query);
  }

 private:
  struct Found {
    ParsedQuery parsed;
    Matches matches;
    std::vector<Moment> moments;
  };

  Result<Found> look(const Query& query) {
    ParsedQuery parsed = parse_query(query.text, corpus_->languages);
    if (!parsed.row.empty()) {
      auto in_order = look_for(in_a_row(parsed), query);
      if (!in_order || in_order->matches.total > 0) return in_order;
    }
    if (query.words == WordsAsked::kAll) require_all(parsed);
    return look_for(std::move(parsed), query);
  }

  Result<Found> look_for(ParsedQuery parsed, const Query& query) {
    Found found;
    found.parsed = std::move(parsed);
    if (query.by_sound == BySound::kYes) {
      if (Status added = add_sound_alikes(*corpus_, found.parsed); !added) return fail(std::move(added.error()));
    }
    auto scope = Scope::of(*corpus_, query, found.parsed);
    if (!scope) return fail(std::move(scope.error()));
    auto matches = find_matches(*corpus_, *scope, found.parsed);
    if (!matches) return fail(std::move(matches.error()));
    found.matches = std::move(*matches);
    // One more than is shown tells whether there are others.
    const std::size_t most = query.limit == 0 ? 0 : query.offset + query.limit + 1;
    found.moments = rank_moments(*corpus_, *scope, found.matches, found.parsed, query.sort, most);
    return found;
  }

  Result<Answer> answer(const Query& query) {
    auto found = look(query);
    if (!found) {
      return fail(std::move(found.error()));
    }
    Answer answer;
    answer.understood = understood(found->parsed, given_filters(*corpus_, query),
                                   found->matches.all_words ? PlainWords::kAll : PlainWords::kAny);
    answer.is_complete = !Patience::is_over();
    answer.terms = terms_of(found->parsed);
    answer.total = static_cast<std::int64_t>(found->matches.total);
    const std::vector<std::int64_t> by_session = count_by_session(*corpus_, found->matches);
    const std::vector<std::int64_t> by_event = count_by_event(*corpus_, by_session);
    answer.meetings = std::ranges::count_if(by_event, [](std::int64_t count) { return count > 0; });
    count_facets(*corpus_, by_session, answer);
    answer.sounds_like = sound_alikes_in(found->parsed);
    Marker marker(answer.terms);
    const std::size_t end = std::min(query.offset + query.limit, found->moments.size());
    answer.has_more = found->moments.size() > end;
    for (std::size_t i = query.offset; i < end; ++i) {
      auto hit = hit_of(found->moments[i], marker);
      if (!hit) return fail(std::move(hit.error()));
      hit->sounds_like = heard_in(hit->text, answer.sounds_like);
      hit->more_in_meeting = by_event[corpus_->sessions[found->moments[i].session].event] - 1;
      answer.hits.push_back(std::move(*hit));
    }
    if (found->matches.total < kFewHits || !answer.sounds_like.empty()) {
      if (auto suggested = suggest(query, answer); !suggested) return fail(std::move(suggested.error()));
    }
    return answer;
  }

  Result<Hit> hit_of(const Moment& moment, Marker& marker) {
    const CorpusSession& session = corpus_->sessions[moment.session];
    const Outline outline = session.outline();
    const std::uint32_t passage = moment.passage;
    const SentenceRange said = said_by_one(outline, passage, moment.sentence);
    std::uint32_t end_ms = moment.start_ms;
    for (std::uint32_t i = said.first; i < said.end; ++i) end_ms = std::max(end_ms, outline.sentences[i].end_ms);
    const auto texts = session.segment->texts(session.record->first_block + passage / kPassagesInBlock);
    if (!texts) return fail(texts.error());
    Hit hit;
    hit.session_id = session.record->head.id;
    hit.event_id = session.record->head.event_id;
    hit.start_seconds = moment.start_ms / 1000.0;
    hit.end_seconds = end_ms / 1000.0;
    const auto speakers = session.segment->speakers(session.number);
    const std::size_t speaker = outline.sentences[moment.sentence].speaker;
    if (speaker < speakers.size()) hit.speaker = speakers[speaker];
    const std::uint32_t before = outline.first_sentence(passage);
    if (const std::uint32_t place = passage % kPassagesInBlock; place < texts->size())
      hit.text = sentences_of((*texts)[place], said.first - before, said.end - before);
    hit.snippet_html = marker.snippet(hit.text);
    hit.score = moment.score;
    return hit;
  }

  /// The first suggestion that finds more than the words as they were typed.
  Status suggest(const Query& query, Answer& answer) {
    Query as_typed = query;
    as_typed.limit = 0;
    as_typed.by_sound = BySound::kNo;
    auto found = look(as_typed);
    if (!found) return fail(std::move(found.error()));
    if (found->matches.total >= kFewHits) return {};
    auto offers = suggestions(*corpus_, found->parsed, found->matches);
    if (!offers) {
      return fail(std::move(offers.error()));
    }
    for (const std::string& text : *offers) {
      Query other = as_typed;
      other.text = text;
      auto instead = look(other);
      if (!instead) {
        return fail(std::move(instead.error()));
      }
      if (instead->matches.total > found->matches.total) {
        answer.suggestion = text;
        return {};
      }
    }
    return {};
  }

  std::string folder_;
  std::shared_ptr<const Corpus> corpus_;
};

}  // namespace

Result<std::unique_ptr<Reader>> open_reader(const std::string& folder) {
  auto reader = std::make_unique<IndexReader>(folder);
  if (Status looked = reader->look_at_it(); !looked) return fail(std::move(looked.error()));
  return reader;
}

}  // namespace dais::search
