// SPDX-License-Identifier: Apache-2.0
#include "search/corpus.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "text/stem.h"
#include "text/words.h"

namespace dais::search {
namespace {

void add_words(CorpusSession& session, text::Stemmer& stemmer) {
  for (const std::string& speaker : session.outline.speakers) {
    auto& words = session.speaker_words.emplace_back();
    auto& stems = session.speaker_stems.emplace_back();
    for (text::FoldedWord& word : text::folded_words(speaker)) {
      stems.push_back(stemmer.stem(word.folded));
      words.push_back(std::move(word.folded));
    }
  }
  for (text::FoldedWord& word : text::folded_words(session.head.body_name)) {
    session.body_words.push_back(std::move(word.folded));
  }
}

Result<std::shared_ptr<const CorpusSession>> read_session(const std::shared_ptr<const Segment>& segment,
                                                          const SegmentSession& from, text::Stemmer& stemmer) {
  auto session = std::make_shared<CorpusSession>();
  session->head = from.head;
  session->segment = segment;
  session->first_block = from.first_block;
  auto outline = read_outline(from.outline);
  const auto blocks = (outline ? outline->passages.size() + kPassagesInBlock - 1 : 0) / kPassagesInBlock;
  if (!outline || blocks != from.blocks)
    return fail(ErrorCode::kStorage, segment->file() + ": the outline of session " + from.head.id + " is damaged");
  session->outline = std::move(*outline);
  add_words(*session, stemmer);
  return session;
}

/// The sessions of an earlier state by where they lie.
class Known {
 public:
  explicit Known(const Corpus* corpus) {
    if (corpus == nullptr) return;
    for (const auto& session : corpus->sessions) by_place_[{session->segment.get(), session->first_block}] = session;
  }
  [[nodiscard]] std::shared_ptr<const CorpusSession> find(const Segment& segment, std::uint32_t first_block) const {
    const auto found = by_place_.find({&segment, first_block});
    return found == by_place_.end() ? nullptr : found->second;
  }

 private:
  std::map<std::pair<const Segment*, std::uint32_t>, std::shared_ptr<const CorpusSession>> by_place_;
};

Status gather_sessions(const Known& known, Corpus& corpus) {
  text::Stemmer stemmer;
  for (std::size_t s = 0; s < corpus.snapshot.segments.size(); ++s) {
    const auto& segment = corpus.snapshot.segments[s];
    for (std::uint32_t number = 0; number < segment->sessions().size(); ++number) {
      const SegmentSession& from = segment->sessions()[number];
      // A session without a word has no block, and is nowhere to be found.
      if (from.blocks == 0 || corpus.snapshot.manifest.segments[s].gone.contains(number)) continue;
      auto session = known.find(*segment, from.first_block);
      if (session == nullptr) {
        auto read = read_session(segment, from, stemmer);
        if (!read) return fail(std::move(read.error()));
        session = std::move(*read);
      }
      corpus.sessions.push_back(std::move(session));
    }
  }
  std::ranges::sort(corpus.sessions, {},
                    [](const auto& session) { return std::tie(session->head.start_ms, session->head.id); });
  return {};
}

void count(Corpus& corpus) {
  std::map<const Segment*, std::vector<std::uint32_t>*> blocks;
  for (const auto& segment : corpus.snapshot.segments) {
    const auto& sessions = segment->sessions();
    const std::size_t all = sessions.empty() ? 0 : sessions.back().first_block + sessions.back().blocks;
    corpus.session_of_block.emplace_back(all, Corpus::kNoSession);
  }
  for (std::size_t s = 0; s < corpus.snapshot.segments.size(); ++s)
    blocks[corpus.snapshot.segments[s].get()] = &corpus.session_of_block[s];
  corpus.first_cell.push_back(0);
  corpus.first_passage.push_back(0);
  for (std::uint32_t i = 0; i < corpus.sessions.size(); ++i) {
    const CorpusSession& session = *corpus.sessions[i];
    const auto passages = static_cast<std::uint32_t>(session.outline.passages.size());
    const std::uint32_t end = session.first_block + (passages + kPassagesInBlock - 1) / kPassagesInBlock;
    auto& of_segment = *blocks[session.segment.get()];
    std::fill(of_segment.begin() + session.first_block, of_segment.begin() + end, i);
    corpus.first_cell.push_back(corpus.first_cell.back() + session.outline.cells());
    corpus.first_passage.push_back(corpus.first_passage.back() + passages);
    corpus.words += session.outline.words;
  }
}

}  // namespace

std::uint32_t Corpus::session_of_passage(std::uint32_t passage) const {
  const auto after = std::ranges::upper_bound(first_passage, passage);
  return static_cast<std::uint32_t>(after - first_passage.begin()) - 1;
}

Result<std::shared_ptr<const Corpus>> load_corpus(const std::string& folder, const Corpus* before) {
  auto snapshot = load_snapshot(folder, before == nullptr ? nullptr : &before->snapshot);
  if (!snapshot) return fail(std::move(snapshot.error()));
  auto corpus = std::make_shared<Corpus>();
  corpus->snapshot = std::move(*snapshot);
  if (Status gathered = gather_sessions(Known(before), *corpus); !gathered) return fail(std::move(gathered.error()));
  count(*corpus);
  return corpus;
}

}  // namespace dais::search
