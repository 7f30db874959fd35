// SPDX-License-Identifier: Apache-2.0
// The reading half of the index. Each find() is one read transaction: what it sees is one commit, and it neither waits
// for a writer nor holds one up.
#include <sys/stat.h>

#include <algorithm>
#include <map>

#include "search/index.h"
#include "search/index_file.h"
#include "search/marking.h"
#include "search/ranking.h"
#include "search/suggestion.h"
#include "search/understood.h"

namespace dais::search {
namespace {

/// Fewer hits than this ask for a suggestion.
constexpr std::size_t kFewHits = 3;

struct FileIdentity {
  dev_t device = 0;
  ino_t inode = 0;
  bool operator==(const FileIdentity&) const = default;
};

FileIdentity identity_of(const std::string& file) {
  struct stat found = {};
  if (::stat(file.c_str(), &found) != 0) {
    return {};
  }
  return {found.st_dev, found.st_ino};
}

/// Ends the read transaction however find() is left.
class ReadTransaction {
 public:
  explicit ReadTransaction(Connection& connection) : connection_(connection), begun_(connection.execute("BEGIN")) {}
  ~ReadTransaction() {
    if (begun_) {
      static_cast<void>(connection_.execute("ROLLBACK"));
    }
  }
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;
  [[nodiscard]] const Status& begun() const { return begun_; }

 private:
  Connection& connection_;
  Status begun_;
};

std::vector<std::string> terms_of(const ParsedQuery& parsed) {
  std::vector<std::string> terms;
  for (const Group& group : parsed.groups) {
    for (const Unit& unit : group.any_of) {
      terms.push_back(unit.shown());
    }
  }
  return terms;
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
    FacetCount& body = bodies[session.body_id];
    body.name = session.body_name;
    ++body.count;
    ++years[session.year];
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

class FtsReader final : public Reader {
 public:
  static Result<std::unique_ptr<Reader>> open(const std::string& file) {
    auto reader = std::make_unique<FtsReader>(file);
    if (auto opened = reader->reopen(); !opened) {
      return fail(std::move(opened.error()));
    }
    return reader;
  }

  explicit FtsReader(std::string file) : file_(std::move(file)) {}

  Result<Answer> find(const Query& query) override {
    // An index of another format is thrown away and begun anew under our feet.
    if (identity_of(file_) != identity_) {
      if (auto opened = reopen(); !opened) {
        return fail(std::move(opened.error()));
      }
    }
    const ReadTransaction transaction(connection_);
    if (!transaction.begun()) {
      return fail(transaction.begun().error());
    }
    auto corpus = load_corpus(connection_);
    if (!corpus) {
      return fail(std::move(corpus.error()));
    }
    corpus_ = std::move(*corpus);
    return answer(query);
  }

 private:
  struct Found {
    ParsedQuery parsed;
    Matches matches;
    std::vector<Moment> moments;
  };

  Status reopen() {
    auto connection = open_index_file(file_);
    if (!connection) {
      return fail(std::move(connection.error()));
    }
    auto finder = PlaceFinder::make(*connection);
    auto text = connection->prepare("SELECT text FROM moment WHERE id = ?1");
    if (!finder || !text) {
      return fail(finder ? std::move(text.error()) : std::move(finder.error()));
    }
    // Statements before the connection that they are of.
    text_ = std::move(*text);
    finder_ = std::move(*finder);
    connection_ = std::move(*connection);
    identity_ = identity_of(file_);
    return {};
  }

  Result<Found> look(const Query& query) {
    Found found;
    found.parsed = parse_query(query.text);
    const Scope scope(*corpus_, query, found.parsed);
    auto matches = find_matches(finder_, *corpus_, scope, found.parsed);
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
    answer.understood = understood(*corpus_, query, found->parsed, found->matches);
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
    text_.bind(1, (session.number << kPassageBits) + passage);
    auto row = text_.step();
    if (!row) {
      return fail(std::move(row.error()));
    }
    Hit hit;
    hit.session_id = session.id;
    hit.event_id = session.event_id;
    hit.start_seconds = moment.start_ms / 1000.0;
    hit.end_seconds = end_ms / 1000.0;
    hit.speaker = outline.speakers[outline.sentences[moment.sentence].speaker];
    const std::uint32_t before = outline.passages[passage].first_sentence;
    if (*row) hit.text = sentences_of(text_.text(0), said.first - before, said.end - before);
    hit.snippet_html = marker.snippet(hit.text);
    hit.score = moment.score;
    text_.reset();
    return hit;
  }

  /// The first suggestion that finds more than was found.
  Status suggest(const Query& query, const Found& found, Answer& answer) {
    auto offers = suggestions(connection_, found.parsed, found.matches);
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

  std::string file_;
  Connection connection_;
  PlaceFinder finder_;
  Statement text_;
  FileIdentity identity_;
  std::shared_ptr<const Corpus> corpus_;
};

}  // namespace

Result<std::unique_ptr<Reader>> open_reader(const std::string& file) { return FtsReader::open(file); }

}  // namespace dais::search
