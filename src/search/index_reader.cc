// SPDX-License-Identifier: Apache-2.0
// The reading half of the index. Each find() sees one commit: the newest when it began. It neither waits for a writer
// nor holds one up.
#include <algorithm>
#include <map>

#include "search/index.h"
#include "search/marking.h"
#include "search/newest_corpus.h"
#include "search/ranking.h"
#include "search/suggestion.h"
#include "search/understood.h"

namespace dais::search {
namespace {

/// Fewer hits than this ask for a suggestion.
constexpr std::size_t kFewHits = 3;

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

GivenFilters given_filters(const Corpus& corpus, const Query& query) {
  GivenFilters given;
  if (!query.person_id.empty()) given.speaker = name_of_person(corpus, query.person_id);
  if (!query.body_id.empty()) {
    const auto found = std::ranges::find(corpus.sessions, query.body_id, [](const auto& s) { return s->head.body_id; });
    given.body = found == corpus.sessions.end() ? "" : (*found)->head.body_name;
  }
  if (!query.session_id.empty() || !query.event_id.empty()) given.meetings = Meetings::kOne;
  given.from = query.from;
  given.to = query.to;
  return given;
}

struct SentenceRange {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
};

/// The sentences around `sentence` that its speaker says in one go, within the passage: a hit bears one name, so it
/// quotes nobody else.
SentenceRange said_by_one(const Outline& outline, std::uint32_t passage, std::uint32_t sentence) {
  const std::uint32_t begin = outline.passages[passage].first_sentence;
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

void count_facets(const Corpus& corpus, const std::vector<Moment>& moments, Answer& answer) {
  std::map<std::string, FacetCount> bodies;
  std::map<int, std::int64_t> years;
  for (const Moment& moment : moments) {
    const CorpusSession& session = *corpus.sessions[moment.session];
    FacetCount& body = bodies[session.head.body_id];
    body.name = session.head.body_name;
    ++body.count;
    ++years[session.head.year];
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
    return answer(query);
  }

 private:
  struct Found {
    ParsedQuery parsed;
    Matches matches;
    std::vector<Moment> moments;
  };

  Result<Found> look(const Query& query) {
    Found found;
    found.parsed = parse_query(query.text);
    const Scope scope(*corpus_, query, found.parsed);
    auto matches = find_matches(*corpus_, scope, found.parsed);
    if (!matches) {
      return fail(std::move(matches.error()));
    }
    found.matches = std::move(*matches);
    found.moments = rank_moments(*corpus_, scope, found.matches, found.parsed, query.sort);
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
    answer.terms = terms_of(found->parsed);
    answer.total = static_cast<std::int64_t>(found->moments.size());
    count_facets(*corpus_, found->moments, answer);
    Marker marker(answer.terms);
    const std::size_t end = query.offset + std::min(query.limit, found->moments.size());
    for (std::size_t i = query.offset; i < std::min(end, found->moments.size()); ++i) {
      auto hit = hit_of(found->moments[i], marker);
      if (!hit) {
        return fail(std::move(hit.error()));
      }
      answer.hits.push_back(std::move(*hit));
    }
    if (found->moments.size() < kFewHits) {
      if (auto suggested = suggest(query, *found, answer); !suggested) {
        return fail(std::move(suggested.error()));
      }
    }
    return answer;
  }

  Result<Hit> hit_of(const Moment& moment, Marker& marker) {
    const CorpusSession& session = *corpus_->sessions[moment.session];
    const Outline& outline = session.outline;
    const std::uint32_t passage = moment.passage - corpus_->first_passage[moment.session];
    const SentenceRange said = said_by_one(outline, passage, moment.sentence);
    std::uint32_t end_ms = moment.start_ms;
    for (std::uint32_t i = said.first; i < said.end; ++i) end_ms = std::max(end_ms, outline.sentences[i].end_ms);
    const auto texts = session.segment->texts(session.first_block + passage / kPassagesInBlock);
    if (!texts) return fail(texts.error());
    Hit hit;
    hit.session_id = session.head.id;
    hit.event_id = session.head.event_id;
    hit.start_seconds = moment.start_ms / 1000.0;
    hit.end_seconds = end_ms / 1000.0;
    hit.speaker = outline.speakers[outline.sentences[moment.sentence].speaker];
    const std::uint32_t before = outline.passages[passage].first_sentence;
    if (const std::uint32_t place = passage % kPassagesInBlock; place < texts->size())
      hit.text = sentences_of((*texts)[place], said.first - before, said.end - before);
    hit.snippet_html = marker.snippet(hit.text);
    hit.score = moment.score;
    return hit;
  }

  /// The first suggestion that finds more than was found.
  Status suggest(const Query& query, const Found& found, Answer& answer) {
    auto offers = suggestions(*corpus_, found.parsed, found.matches);
    if (!offers) {
      return fail(std::move(offers.error()));
    }
    for (const std::string& text : *offers) {
      Query other = query;
      other.text = text;
      auto instead = look(other);
      if (!instead) {
        return fail(std::move(instead.error()));
      }
      if (instead->moments.size() > found.moments.size()) {
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
